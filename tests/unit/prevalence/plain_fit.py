"""The plain fit: a design matrix, its rank, a linear programme, and weighted least squares over and over."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from palermo.prevalence import Model, Table
from palermo.prevalence.fit import design_of, parameters_of
from palermo.prevalence.regression import exists


def plain_status(table: Table, model: Model) -> int:
    """0 fine, 1 no maximum, 2 not identifiable, 3 both."""
    design, counts = design_of(table, model)
    rank = np.linalg.matrix_rank(design) if design.size else 0
    return (0 if exists(design, counts) else 1) + (0 if rank == design.shape[1] else 2)


def plain_fit(table: Table, model: Model) -> tuple[float, float]:
    """Total and BIC of a model whose status is 0."""
    design, counts = design_of(table, model)
    means: NDArray[np.float64] = counts + 0.5
    coefficients: NDArray[np.float64] = means
    for _ in range(200):
        wanted = np.log(means) + (counts - means) / means
        root = np.sqrt(means)
        coefficients = np.asarray(np.linalg.lstsq(design * root[:, None], wanted * root, rcond=None)[0])
        means = np.exp(design @ coefficients)
        if np.abs(design.T @ (counts - means)).max() < 1e-9:
            break
    loglik = float(counts @ np.log(means) - means.sum() - gammaln(counts + 1).sum())
    parameters = len(parameters_of(table, model))
    return table.n + float(np.exp(coefficients[0])), parameters * float(np.log(table.n)) - 2 * loglik
