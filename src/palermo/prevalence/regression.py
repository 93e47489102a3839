"""Poisson regression with a logarithmic link by Newton's steps: the plain fit of a model given by its columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_factor, cho_solve
from scipy.optimize import linprog
from scipy.special import gammaln, xlogy

Numbers = NDArray[np.float64]
STEPS = 100
NEAR = 1e-10  # twice what a step would still add to the log-likelihood
DOUBTFUL = 1e-6  # a fitted share below this may be on its way to zero
HALF = 0.5  # of a cell emptied: between none and one


@dataclass(frozen=True, slots=True)
class Regression:
    """A fit: coefficients (p,) and their covariance (p, p), fitted means (c,), log-likelihood and deviance."""

    coefficients: Numbers
    covariance: Numbers
    fitted: Numbers
    log_likelihood: float
    deviance: float

    @property
    def unseen(self) -> float:
        """The people on no list, where the first coefficient is that of the empty cell."""
        return float(np.exp(self.coefficients[0]))

    @property
    def error(self) -> float:
        """The standard error of N: that of the coefficient, and a Poisson number of unseen."""
        return float(np.sqrt(self.unseen + self.unseen**2 * self.covariance[0, 0]))


def poisson_regression(columns: Numbers, counts: Numbers) -> Regression | None:
    """The fit of `counts` (c,) on `columns` (c, p); None where there is no fit, or more than one."""
    coefficients = climbed(columns, counts)
    if coefficients is None:
        return None
    fitted = np.exp(columns @ coefficients)
    if fitted.min() < DOUBTFUL * counts.sum() and not exists(columns, counts):
        return None
    return Regression(
        coefficients,
        np.asarray(np.linalg.inv(columns.T @ (fitted[:, None] * columns)), dtype=np.float64),
        fitted,
        float((xlogy(counts, fitted) - fitted - gammaln(counts + 1)).sum()),
        float(2 * (xlogy(counts, counts / fitted) - counts + fitted).sum()),
    )


def climbed(columns: Numbers, counts: Numbers, begin: Numbers | None = None) -> Numbers | None:
    """The coefficients at the top of the likelihood, if there is one: where there is none, maybe some on the way."""
    coefficients = begun(columns, counts) if begin is None else begin
    height = _height(columns, counts, coefficients)
    for _ in range(STEPS):
        fitted = np.exp(columns @ coefficients)
        slope = columns.T @ (counts - fitted)
        try:
            step: Numbers = cho_solve(cho_factor(columns.T @ (fitted[:, None] * columns)), slope)
        except LinAlgError:
            return None
        if slope @ step < NEAR:  # one step more doubles the number of right digits
            return coefficients + step
        part = 1.0
        while (higher := _height(columns, counts, coefficients + part * step)) < height and part > NEAR:
            part /= 2
        coefficients, height = coefficients + part * step, higher
    return None


def exists(columns: Numbers, counts: Numbers) -> bool:
    """Whether the regression has a fit: no direction empties cells that nobody is in and leaves the others as they are.

    A linear programme (Fienberg and Rinaldo 2012; for logistic regression Albert and Anderson 1984). How many people
    there are does not enter, only where there are some: a direction may be of any length, so the most cells that one
    empties, each by 1 at most, are none or at least 1, and tolerances of the solver are far from both.
    """
    empty = counts == 0
    nobody, somebody = columns[empty], columns[~empty]
    found = linprog(
        -nobody.sum(axis=0),
        A_ub=np.vstack([nobody, -nobody]),
        b_ub=np.repeat([1.0, 0.0], len(nobody)),
        A_eq=somebody,
        b_eq=np.zeros(len(somebody)),
        bounds=(None, None),
    )
    return bool(found.status == 0 and -found.fun < HALF)


def begun(columns: Numbers, counts: Numbers) -> Numbers:
    """Where a climb may begin: the least squares of the logarithms, each row weighted by its people."""
    weights = np.sqrt(counts + 0.5)
    begin: Numbers = np.linalg.lstsq(columns * weights[:, None], np.log(counts + 0.5) * weights, rcond=None)[0]
    return begin


def _height(columns: Numbers, counts: Numbers, coefficients: Numbers) -> float:
    with np.errstate(over="ignore"):
        return float(counts @ (columns @ coefficients) - np.exp(columns @ coefficients).sum())
