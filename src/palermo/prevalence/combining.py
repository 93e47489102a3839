"""One answer from several tables of the same people: imputed strata, or draws of who is whom from a linkage."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from palermo.core import Message, mark
from palermo.prevalence.estimate import LEVELS, Estimate, Refusal
from palermo.prevalence.strata import draws_of
from palermo.prevalence.table import Table

Floats = NDArray[np.float64]
LEAST = 0.5  # of an unseen person, where an estimate says that all were seen
MOST_REFUSED = 0.5


def combined(
    tables: Sequence[Table], estimates: Sequence[Estimate | Refusal], weights: Sequence[float] | None = None
) -> Estimate | Refusal:
    """One estimate over tables that may each be the true one, by Rubin's rule on the logarithm of n0.

    `weights` are how likely each table is (all alike). Mean of the means; variance within plus (1 + 1/M) times that
    between, M the tables that count (1 / sum of squared weights); limits from a t distribution of
    (M - 1)(1 + within / ((1 + 1/M) between))^2 degrees; then n, averaged too, is added back. Tables that are refused
    are left out and said; more than half of the weight refused refuses all. Source: Rubin, Multiple Imputation (1987),
    on log n0 as the Human Rights Data Analysis Group does.
    """
    if not tables or len(tables) != len(estimates) or (weights is not None and len(weights) != len(tables)):
        raise ValueError("one estimate and one weight is needed for each table, and one table at least")
    given = np.full(len(tables), 1 / len(tables)) if weights is None else np.array(weights) / math.fsum(weights)
    kept = [
        (table.n, one, float(weight))
        for table, one, weight in zip(tables, estimates, given, strict=True)
        if isinstance(one, Estimate) and weight > 0
    ]
    left = math.fsum(weight for _, _, weight in kept)
    if left < 1 - MOST_REFUSED or not kept:
        return _refused(estimates)
    share = np.array([weight for _, _, weight in kept]) / left
    logs = [np.log(np.maximum(draws_of(one, n) - n, LEAST)) for n, one, _ in kept]
    n = float(share @ np.array([n for n, _, _ in kept]))
    centre, variance, degrees, parts = pooled(
        np.array([x.mean() for x in logs]), np.array([x.var() for x in logs]), share
    )

    def at(shares: Floats) -> Floats:
        turned: Floats = ndtri(shares) if math.isinf(degrees) else stdtrit(degrees, shares)
        return n + np.exp(centre + math.sqrt(variance) * turned)

    first = kept[0][1]
    ends = {level: at(np.array([0.5 - level / 200, 0.5 + level / 200])) for level in LEVELS}
    return Estimate(
        first.method,
        "",
        n + math.exp(centre),
        intervals={level: (float(low), float(high)) for level, (low, high) in ends.items()},
        selection_inside=all(one.selection_inside for _, one, _ in kept),
        warnings=(_left_out(len(tables) - len(kept), len(tables)),) if len(kept) < len(tables) else (),
        diagnostics={"tables": len(kept), "within": parts[0], "between": parts[1], "degrees": degrees},
        draws=at((np.arange(2000) + 0.5) / 2000),
    )


def pooled(means: Floats, variances: Floats, share: Floats) -> tuple[float, float, float, tuple[float, float]]:
    """Rubin's rule: mean, variance, degrees of freedom (infinite where all means are one), (within, between)."""
    many = 1 / float(share @ share)
    centre, within = float(share @ means), float(share @ variances)
    between = float(share @ (means - centre) ** 2) * many / (many - 1) if many > 1 else 0.0
    extra = (1 + 1 / many) * between
    degrees = (many - 1) * (1 + within / extra) ** 2 if extra > 1e-15 * within else math.inf
    return centre, within + extra, degrees, (within, between)


def _left_out(count: int, of: int) -> Message:
    return Message(mark("{count} of {of} tables were refused and are left out."), {"count": count, "of": of})


def _refused(estimates: Sequence[Estimate | Refusal]) -> Refusal:
    first = next(one for one in estimates if isinstance(one, Refusal))
    return Refusal(
        first.method,
        Message(
            mark("More than half of the tables that may be the true one are refused. The first: {reason}"),
            {"reason": first.reason},
        ),
        first.advice,
        first.code,
    )
