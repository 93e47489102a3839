"""How the answer moves when the table is altered: lists left out or made one, a person fewer, the untestable factor."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from palermo.prevalence.closed import chao
from palermo.prevalence.estimate import Estimate
from palermo.prevalence.estimated import Altered, Assumed, Moved, Sensitivity
from palermo.prevalence.fit import fit
from palermo.prevalence.heterogeneity import HETEROGENEITY
from palermo.prevalence.models import Model
from palermo.prevalence.refusing import unfit
from palermo.prevalence.resample import one_less
from palermo.prevalence.stepwise import choose
from palermo.prevalence.table import Table, merge, omit
from palermo.prevalence.unseen import MULTIPLIERS

Total = Callable[[Table, int | None], float | None]
Told = Callable[[int, int], None]
MOST_MOVED = 5


def _independence(table: Table, _order: int | None) -> float | None:
    found = fit(table, Model.of(table.m, ()))
    return None if found.status else found.total


def _chao(table: Table, _order: int | None) -> float | None:
    found = chao(table)
    return found.total if isinstance(found, Estimate) else None


def _stepwise(table: Table, _order: int | None) -> float | None:
    found = choose(table).fit
    return None if found.status else found.total


# the totals alone, without intervals: what can be asked of dozens of tables while somebody waits
TOTALS: Mapping[str, Total] = {"independence": _independence, "chao": _chao, "stepwise": _stepwise}


@dataclass(frozen=True, slots=True)
class _Asking:
    methods: Sequence[str]
    order: int | None

    def totals(self, table: Table) -> dict[str, float | None]:
        """What the methods say of a table, None for all where it is one that nothing is said of."""
        bad = bool(unfit(table))
        return {method: None if bad else TOTALS[method](table, self.order) for method in self.methods}


def sensitivity(
    table: Table, estimates: Sequence[Estimate], *, order: int | None = None, told: Told | None = None
) -> Sensitivity:
    """The answers of the methods that gave one and are quick enough, for the table altered in each way."""
    asking = _Asking([each.method for each in estimates if each.method in TOTALS], order)
    ways = [*_omitted(table), *_merged(table)]
    altered: list[Altered] = []
    for names, other in ways:
        altered.append(Altered(names, other.n, asking.totals(other)))
        if told:
            told(len(altered), len(ways) + 1)
    moved = tuple(_moved(table, asking, estimates))
    if told:
        told(len(ways) + 1, len(ways) + 1)
    singles = len(table.lists)
    return Sensitivity(tuple(altered[:singles]), tuple(altered[singles:]), tuple(_assumed(table, estimates)), moved)


def _omitted(table: Table) -> Iterator[tuple[tuple[str, ...], Table]]:
    return (((name,), omit(table, name)) for name in table.lists)


def _merged(table: Table) -> Iterator[tuple[tuple[str, ...], Table]]:
    return ((pair, merge(table, *pair)) for pair in combinations(table.lists, 2))


def _moved(table: Table, asking: _Asking, estimates: Sequence[Estimate]) -> list[Moved]:
    """The patterns where one person fewer changes some method most."""
    whole = {each.method: each.total for each in estimates}
    found: list[tuple[float, Moved]] = []
    for counts in one_less(table)[0]:
        fewer = table.with_counts(counts)
        totals = asking.totals(fewer)
        change = max((abs(total / whole[method] - 1) for method, total in totals.items() if total), default=0.0)
        (pattern,) = (at for at, count in enumerate(table.counts) if count != fewer.counts[at])
        found.append((change, Moved(table.on_lists(pattern), totals)))
    found.sort(key=lambda each: -each[0])
    return [moved for change, moved in found[:MOST_MOVED] if change]


def _assumed(table: Table, estimates: Sequence[Estimate]) -> Iterator[Assumed]:
    """The people on no list taken so many times, for the methods that gave a number; the family moves as they do."""
    shown = [each for each in estimates if each.method not in HETEROGENEITY]
    for factor in MULTIPLIERS if shown else ():
        yield Assumed(factor, {each.method: table.n + factor * (each.total - table.n) for each in shown})
