"""How the answer moves when the table is altered: by every method that is quick enough to be asked dozens of times."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from palermo.prevalence.estimate import Estimate, Estimator, Refusal
from palermo.prevalence.estimated import Altered, Assumed, Moved, Sensitivity
from palermo.prevalence.fit import fit
from palermo.prevalence.heterogeneity import HETEROGENEITY
from palermo.prevalence.holding import held_out
from palermo.prevalence.linkage import mislinked
from palermo.prevalence.methods import MANY_LISTS, METHODS, MOST_LISTS, QUICK, Settings
from palermo.prevalence.models import Model
from palermo.prevalence.refusals import fit_refused
from palermo.prevalence.resample import Told
from palermo.prevalence.sensitivity import Again, asked_again, one_moved
from palermo.prevalence.table import Table
from palermo.prevalence.unfit import unfit
from palermo.prevalence.unseen import xi_table

INDEPENDENCE = "independence"
MOST_MOVED = 5
HELD_REPLICATES = 200  # for the intervals of lists held out
SLOWER = frozenset({"graphs"})  # asked of lists left out and made one, not of every person and link


def sensitivity(
    table: Table,
    estimates: Sequence[Estimate],
    settings: Settings,
    *,
    threads: int | None = None,
    told: Told | None = None,
) -> Sensitivity:
    """The answers of the methods that gave one and are quick, for the table altered in each way."""
    searched = table.m < MANY_LISTS  # of more lists there are too many models to search dozens of tables
    quick_enough = [name for name in QUICK if searched or name not in MOST_LISTS]
    names = [each.method for each in estimates if each.method in quick_enough]
    bare = {name: _bare(name, settings, threads) for name in names}
    quick = {name: bare[name] for name in names if name not in SLOWER}
    held = {name: _estimator(name, replace(settings, replicates=HELD_REPLICATES), threads) for name in quick}
    steps = len(bare) + len(quick) + 2
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if told:
            told(done, steps)

    again: dict[str, Sequence[Again]] = {}
    for name, estimator in bare.items():
        again[name] = asked_again(table, _gated(estimator))
        step()
    moved: dict[str, Sequence[Again]] = {}
    for name, estimator in quick.items():
        moved[name] = one_moved(table, estimator)
        step()
    links = mislinked(table, {name: _total(_gated(each)) for name, each in quick.items()}, seed=settings.seed)
    step()
    lists = held_out(table, held) if held else ()
    step()
    return Sensitivity(
        tuple(_altered(again, "omitted")),
        tuple(_altered(again, "merged")),
        tuple(_assumed(table, estimates)),
        tuple(_moved(moved, {each.method: each.total for each in estimates})),
        links if quick else (),
        lists,
    )


def _estimator(name: str, settings: Settings, threads: int | None) -> Estimator:
    return lambda table: METHODS[name](table, settings, threads, None)


def _bare(name: str, settings: Settings, threads: int | None) -> Estimator:
    """A method without intervals; those of independence take longer than all else."""
    return _independence if name == INDEPENDENCE else _estimator(name, replace(settings, replicates=0), threads)


def _independence(table: Table) -> Estimate | Refusal:
    found = fit(table, Model.of(table.m, ()))
    return fit_refused(INDEPENDENCE, table, found.status) or Estimate(INDEPENDENCE, found.model.name, found.total)


def _gated(estimator: Estimator) -> Estimator:
    """A method that is not asked of tables that nothing is said of."""
    return lambda table: next(iter(unfit(table)), None) or estimator(table)


def _total(estimator: Estimator) -> Callable[[Table], float | None]:
    return lambda table: _of(estimator(table))


def _of(found: Estimate | Refusal) -> float | None:
    return found.total if isinstance(found, Estimate) else None


def _altered(again: Mapping[str, Sequence[Again]], way: str) -> Iterator[Altered]:
    """What each method said, put side by side for each alteration."""
    for rows in zip(*(tuple(each for each in told if each.way == way) for told in again.values()), strict=True):
        totals = {name: _of(row.found) for name, row in zip(again, rows, strict=True)}
        yield Altered(rows[0].lists, rows[0].n, totals)


def _moved(moved: Mapping[str, Sequence[Again]], whole: Mapping[str, float]) -> list[Moved]:
    """The patterns where one person fewer changes some method most."""
    totals: dict[tuple[str, ...], dict[str, float | None]] = {}
    for name, rows in moved.items():
        for row in rows:
            totals.setdefault(row.lists, {})[name] = _of(row.found)

    def change(lists: tuple[str, ...]) -> float:
        return max(abs(total / whole[name] - 1) for name, total in totals[lists].items() if total is not None)

    counted = [lists for lists, each in totals.items() if any(total is not None for total in each.values())]
    return [Moved(lists, totals[lists]) for lists in sorted(counted, key=change, reverse=True)[:MOST_MOVED]]


def _assumed(table: Table, estimates: Sequence[Estimate]) -> Iterator[Assumed]:
    """The people on no list taken so many times, for the methods that gave a number; the family moves as they do."""
    shown = [each for each in estimates if each.method not in HETEROGENEITY]
    for rows in zip(*(xi_table(table, each) for each in shown), strict=True):
        yield Assumed(rows[0].multiplier, {each.method: row.total for each, row in zip(shown, rows, strict=True)})
