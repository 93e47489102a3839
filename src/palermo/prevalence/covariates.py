"""One log-linear model of lists and what people are told apart by: the unseen of each stratum, with its own interval.

Cruyff, van Dijk & van der Heijden, CHANCE 30:3 (2017) 41, as UNODC's national studies use it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from palermo.core import Message
from palermo.prevalence.climb import climb
from palermo.prevalence.crossed import Crossed, Pair
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.fixed import GIVEN
from palermo.prevalence.intervals import limits
from palermo.prevalence.refusals import no_estimate
from palermo.prevalence.regression import DOUBTFUL, begun, exists
from palermo.prevalence.resample import Told, drawn, in_blocks
from palermo.prevalence.strata import Strata, Stratum
from palermo.prevalence.unfit import unfit

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
METHOD = "covariates"
REPLICATES = 1000
FEWEST_KEPT = 0.5
LOW = -30.0  # where to begin what ended at minus infinity
MINUS_INFINITY = -200.0  # as good as: exp of it is nobody, and nothing times it is nothing


@dataclass(frozen=True, slots=True)
class Covaried:
    """The total and each stratum under one model. Draws of all of them are of the same replicates, in one order."""

    by: tuple[str, ...]
    total: Estimate
    strata: Mapping[Stratum, Estimate]

    def along(self, *by: str) -> Mapping[Stratum, Estimate]:
        """Strata told apart by fewer things, as by year alone: totals and replicates are added up."""
        kept = [self.by.index(name) for name in by]
        groups: dict[Stratum, list[Estimate]] = {}
        for stratum, one in self.strata.items():
            groups.setdefault(tuple(stratum[index] for index in kept), []).append(one)
        return {stratum: _added(group) for stratum, group in groups.items()}


@dataclass(frozen=True, slots=True)
class _Fitted:
    pairs: tuple[Pair, ...]
    coefficients: Floats
    log_likelihood: float
    sure: bool  # no fitted number is so small that it may be on its way to nothing

    def criterion(self, name: str, people: int) -> float:
        each = math.log(people) if name == "bic" else 2.0
        return each * self.coefficients.size - 2 * self.log_likelihood


def covariates(
    strata: Strata,
    *,
    trends: Mapping[str, int] | None = None,
    pairs: Sequence[Pair] | None = None,
    criteria: Sequence[str] = ("bic", "aic"),
    replicates: int = REPLICATES,
    seed: int,
    threads: int | None = None,
    told: Told | None = None,
) -> Covaried | Refusal:
    """One model for all strata: which pairs of lists and covariates it has is found, or given as `pairs`.

    `trends` maps a covariate whose values are numbers, as a year, to the degree of its polynomial; the others have a
    parameter a value. The search starts from main effects and adds the pair that lowers the criterion most until none
    does, for each of `criteria` in turn. Intervals are percentiles of `replicates` tables drawn from the fitted model,
    seen and unseen, without the unseen, fitted with the same pairs: they do not know that pairs were chosen. Without
    replicates there are none.
    """
    if refusal := next((each for each in unfit(strata.whole) if each.code != "too-few-people"), None):
        return replace(refusal, method=METHOD)
    crossed = Crossed(strata, trends or {})
    chosen = _main_or_given(crossed, pairs)
    if chosen is None:
        return no_estimate(METHOD)
    if pairs is None:
        for criterion in criteria:
            chosen = _forward(crossed, chosen, criterion)
    fitted = np.exp(crossed.columns(chosen.pairs) @ chosen.coefficients)
    drawn = _drawn(crossed, fitted, replicates, seed)
    model = _Model(crossed, chosen)
    none = np.empty((0, len(strata.tables)))
    again = np.concatenate([none, *in_blocks(model.unseen, drawn, threads=threads, told=told)])
    if np.isfinite(again[:, 0]).sum() < FEWEST_KEPT * replicates:
        return no_estimate(METHOD)
    return _covaried(crossed, chosen, fitted, drawn, again, pairs is None)


def _main_or_given(crossed: Crossed, pairs: Sequence[Pair] | None) -> _Fitted | None:
    """The model to begin with, None where it has no fit or more than one."""
    order = list(crossed.variables)
    wanted = tuple(sorted({_ordered(pair, order) for pair in pairs or ()}, key=crossed.pairs.index))
    found = _fit(crossed, wanted)
    return found if found and _stands(crossed, found) else None


def _ordered(pair: Pair, order: list[str]) -> Pair:
    one, other = sorted(pair, key=order.index)
    return one, other


def _forward(crossed: Crossed, start: _Fitted, criterion: str) -> _Fitted:
    """The model at which no pair more lowers the criterion; ties go to the pair that is named first."""
    best, people = start, crossed.strata.whole.n
    while True:
        bar = best.criterion(criterion, people) - 1e-9
        wider = [(*best.pairs, pair) for pair in crossed.pairs if pair not in best.pairs]
        tried = [found for pairs in wider if (found := _fit(crossed, pairs, best.coefficients))]
        lower = [found for found in tried if found.criterion(criterion, people) < bar]
        lower.sort(key=lambda found: found.criterion(criterion, people))
        better = next((found for found in lower if _stands(crossed, found)), None)
        if better is None:
            return best
        best = better


def _fit(crossed: Crossed, pairs: tuple[Pair, ...], near: Floats | None = None) -> _Fitted | None:
    """The extended maximum likelihood fit; None where there is more than one, or none comes near."""
    x, y, gone = _alive(crossed, pairs)
    begin = np.zeros(gone.size)
    if near is None:
        begin[~gone] = begun(x, y)
    else:
        begin[: near.size] = np.maximum(near, LOW)
    found = climb(x, y[None], begin[~gone])[0]
    if not np.isfinite(found).all():
        return None
    fitted = np.exp(x @ found)
    coefficients = np.full(gone.size, MINUS_INFINITY)
    coefficients[~gone] = found
    log_likelihood = float((xlogy(y, fitted) - fitted - gammaln(y + 1)).sum())
    return _Fitted(pairs, coefficients, log_likelihood, bool(fitted.min() >= DOUBTFUL * y.sum()))


def _alive(crossed: Crossed, pairs: tuple[Pair, ...]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Columns and counts of what is left when parameters that nobody has, `gone`, are at minus infinity."""
    columns, seen = crossed.columns(pairs), ~np.isnan(crossed.counts)
    x, y = columns[seen], crossed.counts[seen]
    gone = (x.min(axis=0) >= 0) & (y @ x == 0)
    rows = ~(x[:, gone] > 0).any(axis=1)
    return x[np.ix_(rows, ~gone)], y[rows], gone


def _stands(crossed: Crossed, found: _Fitted) -> bool:
    """Whether a fit is one, and not a point on the way to a number that is nothing: asked last, as it takes longest."""
    return found.sure or exists(*_alive(crossed, found.pairs)[:2])


def _drawn(crossed: Crossed, fitted: Floats, replicates: int, seed: int) -> Counts:
    """Tables of all rows, the unseen too: as many people as were fitted, shape (replicates, rows)."""
    real = fitted.copy().reshape(len(crossed.strata.tables), -1)
    for row, table in zip(real, crossed.strata.tables.values(), strict=True):
        row[list(table.impossible)] = 0.0
    return drawn(real.ravel(), round(float(real.sum())), replicates, seed)


@dataclass(frozen=True)
class _Model:
    crossed: Crossed
    chosen: _Fitted

    def unseen(self, tables: Counts) -> Floats:
        """The unseen of each stratum in tables (b, rows) by the same model fitted anew, shape (b, strata)."""
        columns, seen = self.crossed.columns(self.chosen.pairs), ~np.isnan(self.crossed.counts)
        nobody = columns[:: 1 << len(self.crossed.lists)]
        begin = np.maximum(self.chosen.coefficients, LOW)
        unseen: Floats = np.exp(climb(columns[seen], tables[:, seen].astype(np.float64), begin) @ nobody.T)
        return unseen


def _covaried(
    crossed: Crossed, chosen: _Fitted, fitted: Floats, drawn: Counts, again: Floats, searched: bool
) -> Covaried:
    strata, cells = crossed.strata, 1 << len(crossed.lists)
    replicates = drawn.reshape(-1, len(strata.tables), cells)[:, :, 1:].sum(axis=2) + again
    formula, given = crossed.formula(chosen.pairs), (GIVEN,) if searched else ()
    ones = {
        stratum: _one(formula, table.n + float(fitted[row * cells]), replicates[:, row], given)
        for row, (stratum, table) in enumerate(strata.tables.items())
    }
    total, people = _added(list(ones.values())), strata.whole.n
    said = {
        "parameters": chosen.coefficients.size,
        "aic": chosen.criterion("aic", people),
        "bic": chosen.criterion("bic", people),
        "deviance": 2 * (_full(crossed.counts) - chosen.log_likelihood),
        "replicates": len(again),
        "failed": int(np.sum(~np.isfinite(again[:, 0]))),
        "interval": "parametric bootstrap",
    }
    return Covaried(strata.by, replace(total, diagnostics=said), ones)


def _full(counts: Floats) -> float:
    """The log-likelihood of a model with a parameter for every row."""
    y = counts[~np.isnan(counts)]
    return float((xlogy(y, y) - y - gammaln(y + 1)).sum())


def _one(formula: str, total: float, replicates: Floats, warnings: tuple[Message, ...]) -> Estimate:
    known = replicates[np.isfinite(replicates)]
    intervals = limits(known) if known.size > 1 else {}
    return Estimate(METHOD, formula, total, intervals=intervals, warnings=warnings, draws=replicates)


def _added(ones: Sequence[Estimate]) -> Estimate:
    draws = np.sum([one.draws for one in ones if one.draws is not None], axis=0)
    return _one(ones[0].model, math.fsum(one.total for one in ones), draws, ones[0].warnings)
