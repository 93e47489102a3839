"""Coverage studies: tables drawn from a population of known size, and how often a method's intervals hold that size."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from palermo.prevalence.estimate import LEVELS, Estimate, Limits, Refusal
from palermo.prevalence.resample import Told
from palermo.prevalence.scenario import Scenario, simulated
from palermo.prevalence.table import Table

MOST_NAMED = 10
Seeded = Callable[[Table, int], Estimate | Refusal]


@dataclass(frozen=True, slots=True)
class Covered:
    """Of the intervals of one level: how many there were, held the truth, and lay wholly below or above it."""

    intervals: int
    held: int
    below: int
    above: int
    width: float  # the median of (high - low) / truth, not a number without intervals

    @property
    def share(self) -> float:
        """How many of the intervals held the truth."""
        return self.held / self.intervals if self.intervals else math.nan

    @property
    def error(self) -> float:
        """The standard error of that share."""
        return math.sqrt(self.share * (1 - self.share) / self.intervals) if self.intervals else math.nan


@dataclass(frozen=True, slots=True)
class Study:
    """What a method made of tables whose truth is known. `bias` is the mean of log(estimate / truth)."""

    truth: float
    tables: int
    refused: int
    bias: float
    spread: float  # standard deviation of log(estimate / truth)
    covered: Mapping[int, Covered]
    percentile: Mapping[int, Covered]  # of the plain bootstrap intervals, where the method has them
    models: Mapping[str, int]  # how often each model came up, those that came most


def coverage_study(
    population: Scenario,
    method: Seeded,
    *,
    tables: int = 500,
    seed: int,
    told: Told | None = None,
) -> Study:
    """Draw tables from a population and ask the method about each, with a seed of its own."""
    drawn = simulated(population, tables, seed)
    seeds = np.random.SeedSequence(seed).generate_state(tables)
    found: list[Estimate] = []
    for done, (counts, one) in enumerate(zip(drawn, seeds, strict=True), start=1):
        answer = method(Table(population.lists, tuple(counts.tolist())), int(one))
        if isinstance(answer, Estimate):
            found.append(answer)
        if told:
            told(done, tables)
    truth = population.total
    errors = np.log([each.total / truth for each in found])
    return Study(
        truth,
        tables,
        tables - len(found),
        float(errors.mean()) if found else math.nan,
        float(errors.std(ddof=1)) if len(found) > 1 else math.nan,
        {level: _covered(truth, [each.intervals.get(level) for each in found]) for level in LEVELS},
        {level: _covered(truth, [each.percentile.get(level) for each in found]) for level in LEVELS},
        dict(Counter(each.model for each in found).most_common(MOST_NAMED)),
    )


def _covered(truth: float, limits: list[Limits | None]) -> Covered:
    known = [each for each in limits if each]
    below, above = sum(high < truth for _, high in known), sum(low > truth for low, _ in known)
    width = float(np.median([(high - low) / truth for low, high in known])) if known else math.nan
    return Covered(len(known), len(known) - below - above, below, above, width)
