"""A log-linear model fixed beforehand, with the profile likelihood of N. How a model is chosen is no matter here."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri, gammaln, xlogy

from palermo.core import Message, mark
from palermo.prevalence.closed import chapman
from palermo.prevalence.estimate import LEVELS, Estimate, Limits, Refusal
from palermo.prevalence.fit import design_of, fit, parameters_of
from palermo.prevalence.models import Model, criterion_of
from palermo.prevalence.refusals import fit_refused, no_estimate, no_upper_end
from palermo.prevalence.regression import Numbers, Regression, climbed, poisson_regression
from palermo.prevalence.table import Table

MOST_UNSEEN = 1e6  # to one person seen: a limit beyond it is none
LEAST_UNSEEN = 1e-3
GIVEN = Message(mark("The interval takes the model for given: it does not know that somebody chose it."))


def fixed_model(table: Table, model: Model) -> Estimate | Refusal:
    """The extended maximum likelihood estimate under one log-linear model, with the profile likelihood of N.

    The intervals ignore that the model was chosen, and a warning says so.
    """
    return _estimated("log-linear", table, model, (GIVEN,))


def independence(table: Table) -> Estimate | Refusal:
    """The model of main effects: lists know nothing of each other, and everybody is found alike. Of two: Chapman's."""
    if table.m == 2 and not table.impossible:
        return chapman(table)
    return _estimated("independence", table, Model.of(table.m, ()), ())


def _estimated(method: str, table: Table, model: Model, warnings: tuple[Message, ...]) -> Estimate | Refusal:
    status = fit(table, model).status
    refused = fit_refused(method, table, status)
    columns, counts = design_of(table, model)
    regression = None if refused else poisson_regression(columns, counts)
    if regression is None:
        return refused or no_estimate(method)
    intervals = profile_limits(columns, counts, regression.unseen)
    open_ended = tuple(no_upper_end(level) for level in LEVELS if level not in intervals)
    said = health(regression, len(parameters_of(table, model)), table.n) | {"interval": "profile likelihood"}
    return Estimate(
        method, model.name, table.n + regression.unseen, intervals, warnings=warnings + open_ended, diagnostics=said
    )


def health(fit: Regression, parameters: int, people: int) -> dict[str, object]:
    """What is said of every fit: standard error of N, deviance, AIC and BIC (people, not cells, are counted)."""
    return {
        "standard_error": fit.error,
        "deviance": fit.deviance,
        "aic": criterion_of(fit.log_likelihood, parameters, people, "aic"),
        "bic": criterion_of(fit.log_likelihood, parameters, people, "bic"),
        "parameters": parameters,
    }


def profile_limits(columns: Numbers, counts: Numbers, unseen: float) -> dict[int, Limits]:
    """Where the profile likelihood of N has fallen by half a chi-square quantile; an open interval is left out.

    The table with the unseen as one more cell is multinomial of size N (Cormack 1992): for each number of unseen the
    model is fitted to the whole, and the likelihood is n! / n0! times the multinomial probabilities.
    """
    people = float(counts.sum())
    whole = np.vstack([np.eye(1, columns.shape[1]), columns])
    nearby: list[Numbers] = []

    def height(unseen: float) -> float:
        completed = np.r_[unseen, counts]
        coefficients = climbed(whole, completed, nearby[0] if nearby else None)
        if coefficients is None:
            return -np.inf
        nearby[:] = [coefficients]
        size = people + unseen
        fitted = np.exp(whole @ coefficients)
        return float(gammaln(size + 1) - gammaln(unseen + 1) + xlogy(completed, fitted / size).sum())

    low, high = LEAST_UNSEEN, MOST_UNSEEN * people
    span = (np.log(max(unseen, 1.0) / 4), np.log(max(unseen, 1.0) * 4))
    best = minimize_scalar(lambda log: -height(float(np.exp(log))), bounds=span, method="bounded")
    top, peak = -float(best.fun), float(np.exp(best.x))
    limits: dict[int, Limits] = {}
    for level in LEVELS:
        fallen = top - float(chdtri(1, 1 - level / 100)) / 2

        def over(unseen: float, fallen: float = fallen) -> float:
            return height(unseen) - fallen

        if over(high) < 0:
            limits[level] = (people + _crossing(over, low, peak), people + _crossing(over, peak, high))
    return limits


def _crossing(over: Callable[[float], float], low: float, high: float) -> float:
    """Where the curve crosses naught between two places, by its logarithm; naught where it does not."""
    if over(low) * over(high) >= 0:
        return 0.0
    return float(np.exp(brentq(lambda log: over(float(np.exp(log))), np.log(low), np.log(high), xtol=1e-10)))
