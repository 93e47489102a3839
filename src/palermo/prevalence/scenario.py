"""Populations made up to try methods on: from a fitted model, or from a size, shares of lists and what ties lists."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.fit import Fit
from palermo.prevalence.resample import drawn
from palermo.prevalence.table import Counts, Table

Numbers = NDArray[np.float64]
ROUNDS = 500
STILL = 1e-12


@dataclass(frozen=True, slots=True)
class Scenario:
    """A population of a known size: the people expected at each pattern, shape (2^m,), pattern 0 those on no list."""

    lists: tuple[str, ...]
    expected: tuple[float, ...]

    @property
    def m(self) -> int:
        """How many lists there are."""
        return len(self.lists)

    @property
    def total(self) -> float:
        """The true N."""
        return math.fsum(self.expected)

    @property
    def array(self) -> Numbers:
        """The expected numbers, shape (2^m,)."""
        return np.array(self.expected)

    @property
    def sizes(self) -> Mapping[str, float]:
        """How many people each list is expected to have."""
        patterns = np.arange(1 << self.m)
        return {name: float(self.array[patterns >> bit & 1 == 1].sum()) for bit, name in enumerate(self.lists)}


def scenario(
    total: float, shares: Mapping[str, float], ties: Mapping[tuple[str, str], float] | None = None
) -> Scenario:
    """A population of `total` people of whom each list reaches a share; `ties` are odds ratios of pairs of lists.

    Raises ValueError for a share that is not between 0 and 1, a tie that is not above 0, and a list that is not there.
    """
    lists = tuple(shares)
    if not total > 0 or any(not 0 < share < 1 for share in shares.values()):
        raise ValueError("a population has people in it, and a list reaches more than none and fewer than all")
    if any(set(pair) - set(lists) or len(set(pair)) < 2 or not ratio > 0 for pair, ratio in (ties or {}).items()):
        raise ValueError(f"a tie is an odds ratio above 0 of two of the lists {', '.join(lists)}")
    patterns = np.arange(1 << len(lists))
    weights = np.ones(patterns.size)
    for (one, other), ratio in (ties or {}).items():
        both = (patterns >> lists.index(one) & 1) & (patterns >> lists.index(other) & 1)
        weights *= np.where(both, ratio, 1.0)
    return Scenario(lists, tuple((total * raked(weights, np.array(list(shares.values())))).tolist()))


def fitted_scenario(table: Table, fitted: Fit) -> Scenario:
    """The population that a fit believes in."""
    return Scenario(table.lists, tuple(fitted.means.tolist()))


def reaching(population: Scenario, sizes: Mapping[str, float]) -> Scenario:
    """The same population when these lists have so many people, all odds ratios between lists as they were."""
    wanted = {**population.sizes, **sizes}
    shares = np.array([wanted[name] / population.total for name in population.lists])
    return Scenario(population.lists, tuple((population.total * raked(population.array, shares)).tolist()))


def raked(weights: Numbers, shares: Numbers) -> Numbers:
    """Probabilities of all patterns with these shares of lists and the odds ratios of `weights` (Deming 1940)."""
    patterns = np.arange(weights.size)
    probabilities = weights / weights.sum()
    for _ in range(ROUNDS):
        moved = 0.0
        for bit, share in enumerate(shares):
            on = patterns >> bit & 1 == 1
            now = probabilities[on].sum()
            probabilities = np.where(on, probabilities * (share / now), probabilities * ((1 - share) / (1 - now)))
            moved = max(moved, abs(float(now - share)))
        if moved < STILL:
            break
    return np.asarray(probabilities / probabilities.sum(), dtype=np.float64)


def simulated(population: Scenario, tables: int, seed: int) -> Counts:
    """Tables that such a population would give, shape (tables, 2^m): each of its people found anew, the unseen gone."""
    found = drawn(population.array, round(population.total), tables, seed)
    found[:, 0] = 0
    return found
