"""Before lists are matched: how wide the interval will be, and what more people on which lists would buy.

Widths here are those of one model that is given, by the delta method on the expected table: quick, and without the
choice of a model. `coverage_study` on the same population tells what a whole method does.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from palermo.prevalence.closed import log_normal
from palermo.prevalence.estimate import Limits
from palermo.prevalence.models import Model
from palermo.prevalence.regression import poisson_regression
from palermo.prevalence.scenario import Scenario, reaching, scenario
from palermo.prevalence.table import Table

LEVEL = 95
NEARLY_ALL = 0.999  # of the population on a list: more cannot be asked for
NOBODY = 1e-9  # people


@dataclass(frozen=True, slots=True)
class Expected:
    """What a model would say of a population on average: N, which is not the truth where the model is wrong."""

    total: float
    intervals: Mapping[int, Limits]

    @property
    def width(self) -> float:
        """From the lower end of the 95 % interval to the upper one."""
        low, high = self.intervals[LEVEL]
        return high - low


@dataclass(frozen=True, slots=True)
class More:
    """People more on these lists, in all, until the interval has shrunk as wished; None where no number does that."""

    lists: tuple[str, ...]
    people: int | None
    now: int
    width: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """People on two lists or more: those there are, and those there would have to be for an interval of a ratio.

    `pairs` maps two lists to the people on both, now and then. `total` is the N of which that many would be seen.
    """

    ratio: float
    now: int
    needed: int
    pairs: Mapping[tuple[str, str], tuple[int, int]]
    total: float


def expected_estimate(population: Scenario, model: Model) -> Expected | None:
    """What the model would say of a population; None where it has no estimate there, or several."""
    patterns = np.arange(1, 1 << population.m)
    counts = population.array[1:]
    terms = [term for term in model.terms if counts[patterns & term == term].sum() > NOBODY]
    gone = [term for term in model.terms if term not in terms]
    alive = np.array([not any(w & term == term for term in gone) and counts[w - 1] > NOBODY for w in patterns])
    columns = (patterns[alive, None] & terms == terms).astype(np.float64)
    if np.linalg.matrix_rank(columns) < len(terms):
        return None
    fit = poisson_regression(columns, counts[alive])
    if fit is None:
        return None
    seen = float(counts.sum())
    return Expected(seen + fit.unseen, log_normal(seen, fit.unseen, fit.error))


def more_people(population: Scenario, model: Model, share: float = 0.5) -> tuple[More, ...]:
    """How many people more on each list, or on all alike, would bring the 95 % interval to a share of its width.

    The population stays, and so do the odds ratios between lists. Nothing where the model has no estimate now.
    """
    now = expected_estimate(population, model)
    if now is None:
        return ()
    sizes = population.sizes
    ways = [(name,) for name in population.lists] + [population.lists]
    return tuple(_more(population, model, {name: sizes[name] for name in way}, share * now.width) for way in ways)


def overlap_needed(table: Table, ratio: float = 2.0) -> Overlap | None:
    """The overlap at which lists of these sizes, independent, would give an interval whose ends differ by `ratio`.

    A table that is refused needs at least that. None for fewer than two lists with people.
    """
    sizes = {name: int(table.overlaps[1 << bit]) for bit, name in enumerate(table.lists)}
    sizes = {name: size for name, size in sizes.items() if size}
    if len(sizes) < 2:
        return None

    def apart(log_total: float) -> float:
        told = expected_estimate(_independent(sizes, math.exp(log_total)), Model.of(len(sizes), ()))
        low, high = told.intervals[LEVEL] if told else (1.0, math.inf)
        return min(math.log(high / low), 50.0) - math.log(ratio)

    least = math.log(max(sizes.values()) / NEARLY_ALL)
    most = math.log(1e4 * sum(sizes.values()))
    total = math.exp(least if apart(least) >= 0 else brentq(apart, least, most, xtol=1e-4))
    population = _independent(sizes, total)
    patterns = np.arange(1 << population.m)
    pairs = {}
    for one, other in ((a, b) for i, a in enumerate(sizes) for b in list(sizes)[i + 1 :]):
        both = 1 << table.lists.index(one) | 1 << table.lists.index(other)
        pairs[one, other] = (int(table.overlaps[both]), math.ceil(sizes[one] * sizes[other] / total))
    again = float(population.array[np.bitwise_count(patterns) > 1].sum())
    now = int(table.array[np.bitwise_count(np.arange(1 << table.m)) > 1].sum())
    return Overlap(ratio, now, math.ceil(again), pairs, total)


def _independent(sizes: Mapping[str, int], total: float) -> Scenario:
    return scenario(total, {name: size / total for name, size in sizes.items()})


def _more(population: Scenario, model: Model, sizes: Mapping[str, float], wished: float) -> More:
    """Lists grown by one factor until the width is as wished."""

    def over(factor: float) -> float:
        told = expected_estimate(reaching(population, {name: factor * size for name, size in sizes.items()}), model)
        return (told.width if told else math.inf) - wished

    most = NEARLY_ALL * population.total / max(sizes.values())
    start = round(sum(sizes.values()))
    if most <= 1 or over(most) > 0:
        return More(tuple(sizes), None, start, over(max(most, 1.0)) + wished)
    factor = brentq(over, 1.0, most, xtol=1e-4)
    return More(tuple(sizes), math.ceil((factor - 1) * sum(sizes.values())), start, over(factor) + wished)
