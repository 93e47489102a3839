"""One log-linear model fitted to a table by extended maximum likelihood, and whether the estimate exists.

Fienberg & Rinaldo, Ann. Stat. 40 (2012) 996; Chan, Silverman & Vincent, JASA 116 (2021) 1297.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.models import Model, criterion_of
from palermo.prevalence.newton import FINE, NO_MAXIMUM, NOT_IDENTIFIABLE, UNDECIDED, fitted
from palermo.prevalence.regression import exists
from palermo.prevalence.table import Table


@dataclass(frozen=True, slots=True)
class Fit:
    """A model's fit. `status` is 0 when all is well, 1 without a maximum, 2 not identifiable, 3 both.

    `coefficients` by set of lists (0: the intercept), minus infinity where nobody is on all of the lists of a term.
    `means` has 2^m fitted numbers by pattern, at pattern 0 the people on no list. `total` is N, not a number unless the
    status is 0. `parameters` counts those at minus infinity too.
    """

    model: Model
    status: int
    total: float
    loglik: float
    parameters: int
    people: int
    coefficients: Mapping[int, float]
    means: NDArray[np.float64]

    @property
    def bic(self) -> float:
        """The Bayesian information criterion, by the logarithm of the people seen."""
        return criterion_of(self.loglik, self.parameters, self.people, "bic")

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return criterion_of(self.loglik, self.parameters, self.people, "aic")


def fit(table: Table, model: Model) -> Fit:
    """The extended maximum likelihood fit of a hierarchical model; a table with nobody in it has none (status 1)."""
    terms = np.array(parameters_of(table, model), dtype=np.int64)
    if not table.n:
        nothing = np.full(1 << table.m, math.nan)
        return Fit(model, NO_MAXIMUM, math.nan, math.nan, terms.size, 0, {}, nothing)
    status, loglik, total, means, coefficients = fitted(table.array, cells_of(table), terms)
    if status & UNDECIDED:
        top = exists(*design_of(table, model))
        status = (status & NOT_IDENTIFIABLE) + (FINE if top else NO_MAXIMUM)
    told = {int(term): float(coefficients[term]) for term in terms}
    return Fit(model, status, total if status == FINE else math.nan, loglik, terms.size, table.n, told, means)


def cells_of(table: Table) -> NDArray[np.bool_]:
    """Which patterns can be observed, shape (2^m,): not the empty one, and none that is impossible."""
    cells = np.ones(1 << table.m, dtype=np.bool_)
    cells[[0, *table.impossible]] = False
    return cells


def parameters_of(table: Table, model: Model) -> tuple[int, ...]:
    """The terms of a model of which some pattern can be observed."""
    possible = np.flatnonzero(cells_of(table))
    return tuple(term for term in model.terms if np.any(possible & term == term))


def design_of(table: Table, model: Model) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The design matrix of the terms with people in them, over the cells that are left, and the counts of these."""
    terms = np.array(parameters_of(table, model), dtype=np.int64)
    alive = cells_of(table)
    everything = np.arange(1 << table.m)
    for term in terms[table.overlaps[terms] == 0]:
        alive &= everything & term != term
    kept = terms[table.overlaps[terms] > 0]
    cells = np.flatnonzero(alive)
    return (cells[:, None] & kept == kept).astype(np.float64), table.array[cells].astype(np.float64)
