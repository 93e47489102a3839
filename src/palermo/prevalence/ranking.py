"""Which models are best on a table by BIC or AIC: the one, all that are near it, or every one in its place."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.fit import Fit, cells_of, fit
from palermo.prevalence.models import MOST_CANDIDATES, Family, Model
from palermo.prevalence.newton import FINE, fitted
from palermo.prevalence.search import TIE, Plan, searched
from palermo.prevalence.table import Table

Criterion = Literal["bic", "aic"]
MOST_FITS = 1_000_000
ROOM = 1 << 13  # models found, to begin with


@dataclass(frozen=True)
class Ranking:
    """Models of a table, best first; those without an estimate come last, and their totals are not numbers.

    Arrays of the same shape (models,): `bits` of the family, status as of a fit, N, log-likelihood, terms. A log-
    likelihood that has no maximum is told as its supremum.
    """

    family: Family
    criterion: Criterion
    people: int
    bits: NDArray[np.int64]
    statuses: NDArray[np.int64]
    totals: NDArray[np.float64]
    logliks: NDArray[np.float64]
    parameters: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bits)

    def model(self, place: int) -> Model:
        """The model in a place, the best in place 0."""
        return self.family.model(int(self.bits[place]))

    @cached_property
    def bic(self) -> NDArray[np.float64]:
        """Each model's Bayesian information criterion."""
        return penalty_of("bic", self.people) * self.parameters - 2 * self.logliks

    @cached_property
    def aic(self) -> NDArray[np.float64]:
        """Each model's Akaike information criterion."""
        return penalty_of("aic", self.people) * self.parameters - 2 * self.logliks

    @property
    def values(self) -> NDArray[np.float64]:
        """The criterion the models are ranked by."""
        return self.bic if self.criterion == "bic" else self.aic

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """exp(-criterion / 2) of each model with an estimate, as shares of one; the others have none."""
        fine = self.statuses == FINE
        if not fine.any():
            return np.zeros(len(self))
        weights: NDArray[np.float64] = np.where(fine, np.exp(-(self.values - self.values[fine].min()) / 2), 0.0)
        weights /= weights.sum()
        return weights

    def rows(self) -> Iterator[dict[str, object]]:
        """Plain values, model by model."""
        for place in range(len(self)):
            yield {
                "model": self.model(place).name,
                "total": float(self.totals[place]),
                "bic": float(self.bic[place]),
                "aic": float(self.aic[place]),
            }


@dataclass(frozen=True, slots=True)
class Best:
    """The best model, its N and its criterion. `floor` is below the criterion of all models that were not looked at.

    The search proved the model best where the floor is not below it (infinite: everything was looked at) and nothing
    stayed undecided. `model` is None where no model has an estimate.
    """

    model: Model | None
    bits: int
    total: float
    value: float
    floor: float
    fits: int
    undecided: int

    @property
    def gap(self) -> float:
        """By how much of the criterion an unseen model could be better; 0 when none can."""
        return max(self.value - TIE - self.floor, 0.0) if self.floor < math.inf else 0.0

    @property
    def proven(self) -> bool:
        """Whether no model of the family is better."""
        return not self.gap and not self.undecided


def penalty_of(criterion: Criterion, people: int) -> float:
    """What a parameter costs: the logarithm of the people seen, or 2."""
    return math.log(people) if criterion == "bic" else 2.0


def family_of(table: Table, order: int | None) -> Family:
    """All models up to an order; without one, up to the highest that can be searched (all, to six lists)."""
    if order is not None:
        return Family.up_to(order, table)
    highest = max(table.m - 1, 1)
    while sum(math.comb(table.m, size) for size in range(2, highest + 1)) > MOST_CANDIDATES:
        highest -= 1
    return Family.up_to(highest, table)


def plan_of(table: Table, family: Family) -> Plan:
    """What the search needs of a family, with the sets in the order in which it decides on them.

    First come those without which the largest model loses most: to forbid them ends a branch soonest.
    """
    cells, sets = cells_of(table), np.arange(family.sets.size)

    def likelihood(bits: int) -> float:
        terms = np.concatenate([family.always, family.sets[(bits >> sets) & 1 == 1]])
        return fitted(table.array, cells, terms)[1]

    loss = np.array([-likelihood(family.all & ~int(above)) for above in family.up])
    order = np.argsort(-np.nan_to_num(loss, posinf=0.0, neginf=0.0), kind="stable")
    return np.array([family.sets, family.up, family.down, order]).reshape(4, -1), family.always, cells


def best_model(table: Table, *, order: int | None = None, criterion: Criterion = "bic") -> Best:
    """The hierarchical model of least BIC (or AIC) that has an estimate, by branch and bound; people are needed."""
    family = family_of(table, order)
    return best_of(table, family, plan_of(table, family), criterion)


def best_of(table: Table, family: Family, plan: Plan, criterion: Criterion) -> Best:
    """The best model of a family laid out before."""
    nothing, starts = np.empty(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
    penalty = penalty_of(criterion, table.n)
    value, bits, total, floor, fits, undecided, _ = searched(
        table.array.copy(), plan, penalty, 0.0, MOST_FITS, starts, nothing, np.empty((0, 3))
    )
    return Best(family.model(bits) if bits >= 0 else None, bits, total, value, floor, fits, undecided)


def near_best(table: Table, within: float = 10, *, order: int | None = None, criterion: Criterion = "bic") -> Ranking:
    """All models with an estimate whose criterion is within so much of the best, found without fitting the rest."""
    family = family_of(table, order)
    return found_within(table, family, plan_of(table, family), criterion, within)


def ranked(table: Table, *, order: int | None = None, criterion: Criterion = "bic") -> Ranking:
    """Every model of the family, fitted and in its place; for six lists give an order (2: 32,768 models)."""
    return near_best(table, math.inf, order=order, criterion=criterion)


def found_within(table: Table, family: Family, plan: Plan, criterion: Criterion, within: float) -> Ranking:
    """The models of a family laid out before that are within so much of the best."""
    penalty, starts, count, room = penalty_of(criterion, table.n), np.zeros(1, dtype=np.int64), ROOM, 0
    bits, found, best = np.empty(0, dtype=np.int64), np.empty((0, 3)), math.nan
    while count > room:
        room = max(count, ROOM)
        bits, found = np.empty(room, dtype=np.int64), np.empty((room, 3))
        made = searched(table.array.copy(), plan, penalty, within, MOST_FITS, starts, bits, found)
        best, count = made[0], made[6]
    bits, found = bits[:count], found[:count]
    parameters = family.always.size + np.bitwise_count(bits).astype(np.int64)
    values = penalty * parameters - 2 * found[:, 0]
    values[found[:, 2] != FINE] = math.inf
    place = np.lexsort((bits, parameters, np.round(values / TIE)))
    if within < math.inf:
        place = place[values[place] <= best + within + TIE]
    totals = np.where(found[:, 2] == FINE, found[:, 1], math.nan)
    return Ranking(
        family,
        criterion,
        table.n,
        bits[place],
        found[place, 2].astype(np.int64),
        totals[place],
        found[place, 0],
        parameters[place],
    )


def downhill(table: Table, *, order: int | None = None, criterion: Criterion = "bic") -> tuple[Fit, int]:
    """The greedy search from main effects: to the best neighbour while one is better; and how many models it saw.

    A neighbour has one set more, all of whose faces are there, or one less that is in no other. It is what the field
    does where it cannot do better, and stops at models that are not the best.
    """
    family, seen = family_of(table, order), dict[int, Fit]()

    def value(bits: int) -> float:
        if bits not in seen:
            seen[bits] = fit(table, family.model(bits))
        made = seen[bits]
        return math.inf if made.status != FINE else made.bic if criterion == "bic" else made.aic

    here = 0
    while True:
        steps = [1 << i for i in range(family.sets.size)]
        more = [here | step for i, step in enumerate(steps) if not here & step and here | step == here | family.down[i]]
        less = [here & ~step for i, step in enumerate(steps) if here & step and here & family.up[i] == step]
        there = min((int(bits) for bits in more + less), key=value, default=here)
        if not value(there) < value(here):
            return seen[here], len(seen)
        here = there
