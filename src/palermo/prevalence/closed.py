"""Closed formulas that stand beside the models: Chapman, Chao's lower bound, sample coverage, no highest interaction.

Sources: Chapman 1951, Seber 1970; Chao 1987, 2005; Chao and Tsay 1998, Chao et al. 2001; Fienberg 1972.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from palermo.core import Message, mark
from palermo.prevalence.estimate import LEVELS, Estimate, Limits, Refusal
from palermo.prevalence.intervals import quantile
from palermo.prevalence.refusals import (
    no_estimate,
    no_overlap,
    no_room_for_impossible,
    no_upper_end,
    too_few_lists,
)
from palermo.prevalence.resample import drawn
from palermo.prevalence.subsets import over_supersets
from palermo.prevalence.table import Counts, Table

Numbers = NDArray[np.float64]
ENOUGH_COVERED = 0.55  # Chao and Tsay take the high-coverage estimator above it
BEYOND = 1e15
TWO_LISTS = Message(mark("Two lists cannot show whether one makes the other more likely: nothing tests this number."))
AT_LEAST = Message(mark("This is a lower bound: people differ, and those hardest to find are undercounted."))


def log_normal(people: float, unseen: float, error: float) -> dict[int, Limits]:
    """Intervals for N that never fall below the people seen: the unseen taken as log-normal (Chao 1987)."""
    if unseen <= 0:
        return {level: (float(people), float(people)) for level in LEVELS}
    spread = math.sqrt(math.log1p((error / unseen) ** 2))
    widths = {level: math.exp(float(ndtri((100 + level) / 200)) * spread) for level in LEVELS}
    return {level: (people + unseen / width, people + unseen * width) for level, width in widths.items()}


def chapman(table: Table) -> Estimate | Refusal:
    """Two lists, taken as independent: (n1 + 1)(n2 + 1)/(n12 + 1) - 1, with Seber's variance."""
    if table.m < 2:
        return too_few_lists("chapman", table, 2)
    if table.m > 2:
        reason = Message(mark("This method is for two lists; the table has {lists}."), {"lists": table.m})
        return Refusal("chapman", reason, Message(mark("Use a method for three lists or more.")), "no-estimate")
    if table.impossible:
        return no_room_for_impossible("chapman")
    one, other, both = (int(table.overlaps[t]) for t in (1, 2, 3))
    if not both:
        return no_overlap("chapman")
    total = (one + 1) * (other + 1) / (both + 1) - 1
    variance = (one + 1) * (other + 1) * (one - both) * (other - both) / ((both + 1) ** 2 * (both + 2))
    return _closed("chapman", table, total - table.n, math.sqrt(variance), (TWO_LISTS,))


def chao(table: Table) -> Estimate | Refusal:
    """Chao's lower bound from people on one list and on two, corrected for bias; m lists: (m - 1)/m of it."""
    if table.m < 2:
        return too_few_lists("chao", table, 2)
    if table.impossible:
        return no_room_for_impossible("chao")
    once, twice = (int(table.array[np.bitwise_count(np.arange(1 << table.m)) == k].sum()) for k in (1, 2))
    if table.n == once:
        return no_overlap("chao")
    share = (table.m - 1) / table.m
    unseen = share * once * (once - 1) / (2 * (twice + 1))
    variance = (
        unseen
        + share**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + share**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    return _closed("chao", table, unseen, math.sqrt(variance), (AT_LEAST,))


def nhoi(table: Table) -> Estimate | Refusal:
    """All interactions but the highest: the unseen are the odd patterns multiplied, over the even ones multiplied."""
    if table.m < 2:
        return too_few_lists("nhoi", table, 2)
    if table.impossible:
        return no_room_for_impossible("nhoi")
    cells = table.array[1:].astype(np.float64)
    if not cells.all():
        return no_estimate("nhoi")
    odd = np.bitwise_count(np.arange(1, 1 << table.m)) % 2 == 1
    unseen = float(np.exp(np.log(cells[odd]).sum() - np.log(cells[~odd]).sum()))
    return _closed("nhoi", table, unseen, math.sqrt(unseen + unseen**2 * float((1 / cells).sum())), ())


def sample_coverage(table: Table, *, replicates: int = 1000, seed: int) -> Estimate | Refusal:
    """Three lists by sample coverage (Chao and Tsay 1998): how much of the population the lists reach.

    Above a coverage of 0.55 the estimator for high coverage, below it the one-step estimator, which is a lower bound
    when lists depend on each other positively. Percentile intervals from `replicates` tables drawn with the unseen.
    """
    if table.m < 3:
        return too_few_lists("sample-coverage", table, 3)
    if table.m > 3:
        reason = Message(mark("This method is for three lists; the table has {lists}."), {"lists": table.m})
        advice = Message(mark("Merge lists until three are left, or use another method."))
        return Refusal("sample-coverage", reason, advice, "no-estimate")
    if table.impossible:
        return no_room_for_impossible("sample-coverage")
    told = {name: float(values[0]) for name, values in _covered(table.array[None, :]).items()}
    chosen = "high" if told["coverage"] > ENOUGH_COVERED else "low"
    total = told[chosen]
    if not table.n <= total < math.inf:
        return no_overlap("sample-coverage")
    again = _covered(drawn(np.r_[total - table.n, table.array[1:]], round(total), replicates, seed))[chosen]
    again[~((again > 0) & (again < BEYOND))] = BEYOND  # past infinity, or nobody on a list
    again.sort()
    intervals = {}
    for level in LEVELS:
        low, high = (quantile(again, (100 + side * level) / 200) for side in (-1, 1))
        if high < BEYOND / 2:
            intervals[level] = (max(low, float(table.n)), high)
    warnings = tuple(no_upper_end(level) for level in LEVELS if level not in intervals)
    said = {**told, "interval": "percentile", "replicates": replicates, "beyond": int((again == BEYOND).sum())}
    return Estimate(
        "sample-coverage",
        "",
        total,
        intervals,
        warnings=(AT_LEAST, *warnings) if chosen == "low" else warnings,
        diagnostics=said,
    )


def _closed(method: str, table: Table, unseen: float, error: float, warnings: tuple[Message, ...]) -> Estimate:
    said: dict[str, object] = {"standard_error": error, "interval": "log-normal"}
    total, intervals = table.n + unseen, log_normal(table.n, unseen, error)
    return Estimate(method, "", total, intervals, warnings=warnings, diagnostics=said)


def _covered(tables: Counts) -> Mapping[str, Numbers]:
    """Coverage and the estimators for each table, (tables, 8) to (tables,); pattern 0 counts for nothing."""
    counts = tables.astype(np.float64)
    counts[:, 0] = 0
    on = over_supersets(counts).T
    singles, pairs = (1, 2, 4), (3, 5, 6)
    with np.errstate(divide="ignore", invalid="ignore"):
        coverage = 1 - sum(counts[:, i] / on[i] for i in singles) / 3
        independent = (on[0] - sum(counts[:, i] for i in singles) / 3) / coverage
        twice = sum(on[pair] for pair in pairs)
        parts = [_of_pair(on, pair) for pair in pairs]
        tied = sum(apart * tie for apart, tie in parts)
        high = twice / (3 * coverage) / (1 - tied / (3 * coverage))
        first = independent + sum(apart * (tie * independent - 1) for apart, tie in parts) / (3 * coverage)
        low = independent + sum(apart * (tie * first - 1) for apart, tie in parts) / (3 * coverage)
    return {"coverage": coverage, "independent": independent, "high": high, "low": low}


def _of_pair(on: Numbers, pair: int) -> tuple[Numbers, Numbers]:
    """Of two lists: people on either without the third, and the overlap over the product of their sizes."""
    third = 7 - pair
    one = pair & -pair
    other = pair - one
    return on[one] - on[one | third] + on[other] - on[other | third], on[pair] / (on[one] * on[other])
