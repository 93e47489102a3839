"""Intervals from a bootstrap: bias-corrected and accelerated (BCa), and the plain percentile beside it.

Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 14; quantiles of type 8 after Hyndman & Fan (1996).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from palermo.core import Message, mark
from palermo.prevalence.estimate import LEVELS, Limits

Numbers = NDArray[np.float64]
FEWEST_DISTINCT = 20
SAME = 1e-9  # relative: two estimates nearer than that are one


@dataclass(frozen=True, slots=True)
class Bootstrapped:
    """The intervals at each level, and how well the bootstrap went.

    `bca` equals `percentile` where the correction does not exist. `error` is the Monte-Carlo standard error of the two
    BCa limits, not a number for one that is the outermost replicate. `z0` is the correction of bias, infinite when all
    replicates lie on one side; `acceleration` comes from the jackknife, 0 when no person makes a difference. `ties`
    replicates equal the estimate: half of them count as below it. `failed` replicates, and `unmoved` patterns of the
    jackknife, gave no estimate and are left out.
    """

    bca: Mapping[int, Limits]
    percentile: Mapping[int, Limits]
    error: Mapping[int, Limits]
    z0: float
    acceleration: float
    replicates: int
    failed: int
    distinct: int
    ties: int
    unmoved: int
    warnings: tuple[Message, ...]

    @property
    def diagnostics(self) -> dict[str, object]:
        """The health of the bootstrap by fixed names, as an estimate keeps it; None for what is no finite number."""
        named = ("z0", "acceleration", "replicates", "failed", "distinct", "ties", "unmoved")
        said: dict[str, object] = {name: getattr(self, name) for name in named}
        said["z0"] = self.z0 if math.isfinite(self.z0) else None
        errors = {
            str(level): [each if math.isfinite(each) else None for each in ends] for level, ends in self.error.items()
        }
        return said | {"limits_error": errors}


def quantile(ordered: Numbers, share: float) -> float:
    """The type-8 quantile of ascending numbers: position (B + 1/3) share + 1/3, never beyond the first and last."""
    return float(np.quantile(ordered, share, method="median_unbiased"))


def limits(draws: Numbers) -> dict[int, Limits]:
    """The percentile interval of draws, in any order and shape, at each level, by quantiles of type 8."""
    ordered = np.sort(draws, axis=None)
    return {level: (quantile(ordered, 0.5 - level / 200), quantile(ordered, 0.5 + level / 200)) for level in LEVELS}


def acceleration(without: Numbers, people: NDArray[np.int64]) -> float:
    """The acceleration from a jackknife: `without[w]` is the estimate with one person of pattern w taken away.

    `people[w]` are as many as have that pattern; estimates that are no number are left out with their people. 0 when
    no person makes a difference: a difference below 1e-9 of the mean is rounding, not a person.
    """
    known = np.isfinite(without)
    weights, values = people[known].astype(np.float64), without[known]
    if not weights.sum():
        return 0.0
    mean = float(weights @ values) / float(weights.sum())
    gaps = np.where(np.abs(mean - values) <= SAME * abs(mean), 0.0, mean - values)
    spread = float(weights @ gaps**2)
    return float(weights @ gaps**3) / (6 * spread**1.5) if spread else 0.0


def bootstrapped(
    estimate: float,
    replicates: Numbers,
    without: Numbers,
    people: NDArray[np.int64],
    levels: tuple[int, ...] = LEVELS,
) -> Bootstrapped:
    """Both intervals of `estimate` from its bootstrap `replicates` and its jackknife.

    `replicates` holds B estimates, not a number where there was none; `without` and `people` as for `acceleration`.
    Fewer than two replicates that are numbers give no intervals.
    """
    ordered = np.sort(replicates[np.isfinite(replicates)])
    ties = int(np.sum(np.abs(ordered - estimate) <= SAME * abs(estimate)))
    below = int(np.sum(ordered < estimate - SAME * abs(estimate)))
    share = (below + ties / 2) / ordered.size if ordered.size else 0.5
    z0, curve = float(ndtri(share)), acceleration(without, people)
    distinct = int(ordered.size and 1 + np.sum(np.diff(ordered) > SAME * np.abs(ordered[1:])))
    plain, corrected, error = {}, {}, {}
    for level in levels if ordered.size > 1 else ():
        ends = ((100 - level) / 200, (100 + level) / 200)
        shares = [_corrected(end, z0, curve) if math.isfinite(z0) else end for end in ends]
        plain[level] = (quantile(ordered, ends[0]), quantile(ordered, ends[1]))
        corrected[level] = (quantile(ordered, shares[0]), quantile(ordered, shares[1]))
        errors = [_error(ordered, end, at, share, curve) for end, at in zip(ends, shares, strict=True)]
        error[level] = (errors[0], errors[1])
    failed, unmoved = replicates.size - ordered.size, int(np.sum(~np.isfinite(without)))
    outermost = sorted(level for level, ends in error.items() if not np.isfinite(ends).all())
    warnings = _warnings(z0, replicates.size, failed, distinct, ties, outermost)
    return Bootstrapped(corrected, plain, error, z0, curve, replicates.size, failed, distinct, ties, unmoved, warnings)


def _corrected(share: float, z0: float, curve: float) -> float:
    """The share at which BCa reads a limit; past the pole of its formula, the outermost on that side."""
    shifted = z0 + float(ndtri(share))
    slope = 1 - curve * shifted
    return float(ndtr(z0 + shifted / slope)) if slope > 0 else float(shifted > 0)


def _error(ordered: Numbers, share: float, at: float, below: float, curve: float) -> float:
    """The Monte-Carlo standard error of the limit read at `at`, with that of z0 in it (delta method).

    The empirical share at a quantile and the share below the estimate are counts of the same replicates, so their
    errors go together: covariance (min(u, p) - u p) / B.
    """
    if _outermost(ordered, at):
        return math.nan
    z0, pull = float(ndtri(below)), 0.0
    if math.isfinite(z0):
        slope = 1 - curve * (z0 + float(ndtri(share)))
        pull = (1 + 1 / slope**2) * _density(float(ndtri(at))) / _density(z0)
    variance = at * (1 - at) + pull**2 * below * (1 - below) - 2 * pull * (min(at, below) - at * below)
    step = math.sqrt(max(variance, 0.0) / ordered.size)
    return (quantile(ordered, min(at + step, 1.0)) - quantile(ordered, max(at - step, 0.0))) / 2


def _outermost(ordered: Numbers, share: float) -> bool:
    """Whether a limit lies beyond the first or last replicate, so that more replicates would move it outwards."""
    return not 1 <= (ordered.size + 1 / 3) * share + 1 / 3 <= ordered.size


def _density(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _warnings(
    z0: float, replicates: int, failed: int, distinct: int, ties: int, outermost: list[int]
) -> tuple[Message, ...]:
    said = []
    if failed:
        text = mark("{count} of {of} bootstrap samples gave no estimate and are left out.")
        said.append(Message(text, {"count": failed, "of": replicates}))
    if replicates - failed > 1 and not math.isfinite(z0):
        text = mark("All bootstrap samples lie on one side of the estimate: the interval cannot be corrected for bias.")
        said.append(Message(text))
    if distinct < FEWEST_DISTINCT:
        text = mark("The bootstrap gave only {count} different numbers: its intervals are coarse.")
        said.append(Message(text, {"count": distinct}))
    if ties:
        text = mark("{count} bootstrap samples gave the estimate itself; half of them count as below it.")
        said.append(Message(text, {"count": ties}))
    for level in outermost:
        text = mark(
            "At {level} percent a limit is the outermost bootstrap sample: with more samples it moves outwards."
        )
        said.append(Message(text, {"level": level}))
    return tuple(said)
