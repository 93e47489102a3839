"""Columns of a log-linear model in lists and covariates: main effects, and pairs of any two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.strata import Strata

Floats = NDArray[np.float64]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Crossed:
    """Every pattern of every stratum as a row: strata in their order, within each the 2^m patterns, 0 first.

    A list is a column of 0 and 1. What people are told apart by is a column for each value but the first in order of
    the alphabet, or, where `trends` names it, orthogonal polynomials of its numbers up to that degree.
    """

    strata: Strata
    trends: Mapping[str, int]

    def __post_init__(self) -> None:
        if unknown := set(self.trends) - set(self.strata.by):
            raise ValueError(f"the strata are not told apart by {', '.join(sorted(unknown))}")
        if twice := set(self.lists) & set(self.strata.by):
            raise ValueError(f"{', '.join(sorted(twice))} names both a list and what people are told apart by")

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists."""
        return self.strata.whole.lists

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two of lists and covariates, in the order in which they are named."""
        return tuple(combinations(self.variables, 2))

    @cached_property
    def variables(self) -> Mapping[str, Floats]:
        """The columns of each list and of each covariate, shape (rows, columns)."""
        patterns, count = np.arange(1 << len(self.lists)), len(self.strata.tables)
        of_lists = {name: np.tile(patterns >> bit & 1, count)[:, None] for bit, name in enumerate(self.lists)}
        values = {name: [key[index] for key in self.strata.tables] for index, name in enumerate(self.strata.by)}
        of_strata = {name: self._columns(name, words).repeat(len(patterns), axis=0) for name, words in values.items()}
        return {name: columns.astype(np.float64) for name, columns in (of_lists | of_strata).items()}

    @cached_property
    def counts(self) -> Floats:
        """The people of each row; not a number where none can be seen: on no list, or in an impossible pattern."""
        tables = self.strata.tables.values()
        counts = np.array([table.counts for table in tables], dtype=np.float64)
        for row, table in zip(counts, tables, strict=True):
            row[[0, *table.impossible]] = np.nan
        return counts.ravel()

    def columns(self, pairs: tuple[Pair, ...]) -> Floats:
        """The model with all main effects and these pairs, shape (rows, parameters), the intercept first."""
        main = [np.ones((self.counts.size, 1)), *self.variables.values()]
        return np.hstack([*main, *(self.product(pair) for pair in pairs)])

    def product(self, pair: Pair) -> Floats:
        """The columns of one pair, shape (rows, columns)."""
        one, other = (self.variables[name] for name in pair)
        product: Floats = (one[:, :, None] * other[:, None, :]).reshape(len(one), -1)
        return product

    def formula(self, pairs: tuple[Pair, ...]) -> str:
        """The model in words: "A + B + Sex + Year^2 + A:B + A:Sex", Year^2 a trend of degree 2."""
        degrees = {name: f"{name}^{degree}" for name, degree in self.trends.items()}
        return " + ".join([*(degrees.get(name, name) for name in self.variables), *(f"{a}:{b}" for a, b in pairs)])

    def _columns(self, name: str, words: list[str]) -> Floats:
        levels = sorted(set(words))
        if name not in self.trends:
            return np.array([[word == level for level in levels[1:]] for word in words], np.float64).reshape(
                len(words), -1
            )
        try:
            numbers = np.array([float(level) for level in levels])
        except ValueError:
            raise ValueError(f"{name} is to have a trend, but not all of it are numbers: {', '.join(levels)}") from None
        degree = min(self.trends[name], len(levels) - 1)
        powers = (numbers - numbers.mean())[:, None] ** np.arange(degree + 1)
        orthogonal = np.linalg.qr(powers)[0][:, 1:]
        columns: Floats = orthogonal[[levels.index(word) for word in words]]
        return columns
