"""A log-linear model fixed beforehand, with the profile likelihood of N. How a model is chosen is no matter here."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri, gammaln, xlogy

from palermo.core import Message, mark
from palermo.prevalence.closed import chapman
from palermo.prevalence.estimate import LEVELS, Estimate, Limits, Refusal
from palermo.prevalence.refusals import no_estimate, no_overlap, no_upper_end, not_identifiable, too_few_lists
from palermo.prevalence.regression import Numbers, Regression, climbed, poisson_regression
from palermo.prevalence.table import Table

Patterns = NDArray[np.int64]
MOST_UNSEEN = 1e6  # to one person seen: a limit beyond it is none
LEAST_UNSEEN = 1e-3
GIVEN = Message(mark("The interval takes the model for given: it does not know that somebody chose it."))


def fixed_model(table: Table, terms: Iterable[int]) -> Estimate | Refusal:
    """The extended maximum likelihood estimate under a hierarchical log-linear model, given as its sets of lists.

    A set of lists is a bit mask, and `terms` may leave out what hierarchy brings along. Intervals by profile
    likelihood of N; they ignore that the model was chosen, and a warning says so.
    """
    return _estimated("log-linear", table, terms, (GIVEN,))


def independence(table: Table) -> Estimate | Refusal:
    """The model of main effects: lists know nothing of each other, and everybody is found alike. Of two: Chapman's."""
    if table.m == 2 and not table.impossible:
        return chapman(table)
    return _estimated("independence", table, (), ())


def model_name(terms: Iterable[int]) -> str:
    """A model as the field writes it: its largest sets of lists, the longest first, lists numbered from 1."""
    largest = [t for t in terms if t and not any(t != other and t & other == t for other in terms)]
    named = [[bit + 1 for bit in range(t.bit_length()) if t >> bit & 1] for t in largest]
    between = "." if any(numbers[-1] > 9 for numbers in named) else ""
    return "[" + ",".join(between.join(map(str, n)) for n in sorted(named, key=lambda n: (-len(n), n))) + "]"


def hierarchy(m: int, terms: Iterable[int]) -> tuple[int, ...]:
    """The sets of a model in ascending order: the empty one, all single lists, and all subsets of each term."""
    whole = {0, *(1 << bit for bit in range(m))}
    for term in terms:
        whole |= {term & below for below in range(term + 1)}
    return tuple(sorted(whole))


def _estimated(method: str, table: Table, terms: Iterable[int], warnings: tuple[Message, ...]) -> Estimate | Refusal:
    if table.m < 2:
        return too_few_lists(method, table, 2)
    if not (table.array[[w & (w - 1) > 0 for w in range(1 << table.m)]]).any():
        return no_overlap(method)
    whole = hierarchy(table.m, terms)
    patterns, kept = cells_and_terms(table, whole)
    columns, counts = columns_of(patterns, kept), table.array[patterns].astype(np.float64)
    if np.linalg.matrix_rank(columns) < len(kept):
        return not_identifiable(method)
    fit = poisson_regression(columns, counts)
    if fit is None:
        return no_estimate(method)
    unseen = float(np.exp(fit.coefficients[0]))
    intervals = profile_limits(columns, counts, unseen)
    open_ended = tuple(no_upper_end(level) for level in LEVELS if level not in intervals)
    at_infinity = len(whole) - len(kept)
    said = health(fit, len(whole), table.n) | {"interval": "profile likelihood", "at_minus_infinity": at_infinity}
    return Estimate(
        method, model_name(whole), table.n + unseen, intervals, warnings=warnings + open_ended, diagnostics=said
    )


def health(fit: Regression, parameters: int, people: int) -> dict[str, object]:
    """What is said of every fit: standard error of N, deviance, AIC and BIC (people, not cells, are counted)."""
    unseen = float(np.exp(fit.coefficients[0]))
    error = float(np.sqrt(unseen + unseen**2 * fit.covariance[0, 0]))
    return {
        "standard_error": error,
        "deviance": fit.deviance,
        "aic": 2 * parameters - 2 * fit.log_likelihood,
        "bic": parameters * float(np.log(people)) - 2 * fit.log_likelihood,
        "parameters": parameters,
    }


def cells_and_terms(table: Table, terms: Iterable[int]) -> tuple[Patterns, Patterns]:
    """The patterns and terms that stay in the fit.

    A term that no person's pattern contains is estimated at minus infinity, and takes the patterns that contain it
    out of the fit (the extended estimate of Fienberg and Rinaldo 2012).
    """
    wanted = np.array(tuple(terms), dtype=np.int64)
    nobody = wanted[table.overlaps[wanted] == 0]
    patterns = np.array([w for w in range(1, 1 << table.m) if w not in table.impossible], dtype=np.int64)
    dead = ((patterns[:, None] & nobody) == nobody).any(axis=1)
    return patterns[~dead], wanted[table.overlaps[wanted] > 0]


def columns_of(patterns: Patterns, terms: Patterns) -> Numbers:
    """One where a pattern (row) contains a term (column), else nought."""
    held: Numbers = ((patterns[:, None] & terms) == terms).astype(np.float64)
    return held


def profile_limits(columns: Numbers, counts: Numbers, unseen: float) -> dict[int, Limits]:
    """Where the profile likelihood of N has fallen by half a chi-square quantile; an open interval is left out.

    The table with the unseen as one more cell is multinomial of size N (Cormack 1992): for each number of unseen the
    model is fitted to the whole, and the likelihood is n! / n0! times the multinomial probabilities.
    """
    people = float(counts.sum())
    whole = np.vstack([np.eye(1, columns.shape[1]), columns])

    def height(unseen: float) -> float:
        completed = np.r_[unseen, counts]
        coefficients = climbed(whole, completed)  # the unseen among them only make a fit surer
        if coefficients is None:
            return -np.inf
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
