"""One method asked again: with each list left out, with each two lists made one, with one person fewer."""

from dataclasses import dataclass
from itertools import combinations

from palermo.prevalence.estimate import Estimate, Estimator, Refusal
from palermo.prevalence.resample import Told, one_less
from palermo.prevalence.table import Table, merge, omit


@dataclass(frozen=True, slots=True)
class Again:
    """What a method says of an altered table: `way` is omitted, merged or moved, `lists` those it was done to.

    A person is `moved` off the lists named, all at once. `n` people are left in the table; `found` has the total with
    its intervals, or the reason why there is none.
    """

    way: str
    lists: tuple[str, ...]
    n: int
    found: Estimate | Refusal


def asked_again(table: Table, estimator: Estimator, *, told: Told | None = None) -> tuple[Again, ...]:
    """Each list left out, then each two made one, in the order of the lists."""
    ways: list[tuple[str, tuple[str, ...], Table]] = []
    if table.m > 1:
        ways += [("omitted", (name,), omit(table, name)) for name in table.lists]
        ways += [("merged", pair, merge(table, *pair)) for pair in combinations(table.lists, 2)]
    found: list[Again] = []
    for way, lists, other in ways:
        found.append(Again(way, lists, other.n, estimator(other)))
        if told:
            told(len(found), len(ways))
    return tuple(found)


def one_moved(table: Table, estimator: Estimator, *, told: Told | None = None) -> tuple[Again, ...]:
    """One person fewer in each pattern seen: refusals first, then what changes the total most."""
    whole = estimator(table)
    total = whole.total if isinstance(whole, Estimate) else 0.0
    found: list[Again] = []
    tables = one_less(table)[0]
    for pattern, counts in zip((w for w, count in enumerate(table.counts) if count), tables, strict=True):
        found.append(Again("moved", table.on_lists(pattern), table.n - 1, estimator(table.with_counts(counts))))
        if told:
            told(len(found), len(tables))

    def change(again: Again) -> float:
        return abs(again.found.total - total) if isinstance(again.found, Estimate) else float("inf")

    return tuple(sorted(found, key=change, reverse=True))
