"""The assumption that no table can test, made an input: how the unseen would change if it were wrong.

Every method says something about the empty cell that the data cannot (Aleshin-Guendel, Sadinle and Wakefield). With
xi the true interaction there, over the one that the method assumes, the unseen are xi times those of the method.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palermo.prevalence.estimate import Estimate, Limits
from palermo.prevalence.table import Table

MULTIPLIERS = (1 / 3, 1 / 2, 2 / 3, 4 / 5, 1.0, 5 / 4, 3 / 2, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Shifted:
    """The total and its intervals when there are `multiplier` times as many unseen as the method says."""

    multiplier: float
    total: float
    intervals: Mapping[int, Limits]


def xi_table(table: Table, estimate: Estimate, multipliers: Sequence[float] = MULTIPLIERS) -> tuple[Shifted, ...]:
    """N for each multiplier of the unseen of any estimate; its intervals move along."""

    def moved(total: float, xi: float) -> float:
        return table.n + xi * (total - table.n)

    return tuple(
        Shifted(
            xi,
            moved(estimate.total, xi),
            {level: (moved(low, xi), moved(high, xi)) for level, (low, high) in estimate.intervals.items()},
        )
        for xi in multipliers
    )


def xi_reaching(table: Table, estimate: Estimate, total: float) -> float | None:
    """By how much the assumption would have to be wrong for N to be `total`; None where no factor brings it there."""
    unseen = estimate.total - table.n
    return (total - table.n) / unseen if unseen > 0 and total >= table.n else None
