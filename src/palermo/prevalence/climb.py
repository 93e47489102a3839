"""Poisson regressions of many tables on the same columns, compiled: `regression` has the plain one, of one table."""

import math

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled

Floats = NDArray[np.float64]
STEPS = 60
NEAR = 1e-9  # what a step would still add to twice the log-likelihood
FARTHEST = 5.0  # a step changes no fitted number by more than e^5
FLAT = 1e-14  # of a column's own curvature: what is left of it when it says nothing of its own


@compiled
def climb(x: Floats, counts: Floats, begin: Floats) -> Floats:
    """The tops of the likelihoods of tables (b, rows) on columns (rows, p), shape (b, p); not a number where none is.

    `begin`, shape (p,), is where each climb starts.
    """
    rows, size = x.shape
    found = np.empty((len(counts), size))
    height, along = np.empty(rows), np.empty(rows)
    slope, step, curve = np.empty(size), np.empty(size), np.empty((size, size))
    for b in range(len(counts)):
        for i in range(size):
            found[b, i] = begin[i]
        _times(x, begin, height)
        arrived = False
        for _ in range(STEPS):
            _derived(x, counts[b], height, slope, curve)
            if not _solved(curve, slope, step):
                break
            gain = 0.0
            for i in range(size):
                gain += slope[i] * step[i]
            _times(x, step, along)
            part = _part(counts[b], height, along)
            for i in range(size):
                found[b, i] += part * step[i]
            for r in range(rows):
                height[r] += part * along[r]
            if gain < NEAR:
                arrived = True
                break
        if not arrived:
            for i in range(size):
                found[b, i] = np.nan
    return found


@compiled
def _times(x: Floats, by: Floats, into: Floats) -> None:
    for r in range(x.shape[0]):
        total = 0.0
        for i in range(x.shape[1]):
            total += x[r, i] * by[i]
        into[r] = total


@compiled
def _derived(x: Floats, y: Floats, height: Floats, slope: Floats, curve: Floats) -> None:
    """First derivatives and, below the diagonal, second ones with their sign turned."""
    size = x.shape[1]
    for i in range(size):
        slope[i] = 0.0
        for j in range(i + 1):
            curve[i, j] = 0.0
    for r in range(len(y)):
        fitted = math.exp(height[r])
        for i in range(size):
            if x[r, i] != 0.0:
                slope[i] += (y[r] - fitted) * x[r, i]
                weight = fitted * x[r, i]
                for j in range(i + 1):
                    curve[i, j] += weight * x[r, j]


@compiled
def _solved(curve: Floats, right: Floats, into: Floats) -> bool:
    """The step by Cholesky's square root, made in place; false where a column says nothing of its own."""
    size = len(right)
    for i in range(size):
        own = curve[i, i]
        for j in range(i + 1):
            left = curve[i, j]
            for k in range(j):
                left -= curve[i, k] * curve[j, k]
            if j < i:
                curve[i, j] = left / curve[j, j]
            elif left > FLAT * own:
                curve[i, i] = math.sqrt(left)
            else:
                return False
        left = right[i]
        for k in range(i):
            left -= curve[i, k] * into[k]
        into[i] = left / curve[i, i]
    for i in range(size - 1, -1, -1):
        left = into[i]
        for k in range(i + 1, size):
            left -= curve[k, i] * into[k]
        into[i] = left / curve[i, i]
    return True


@compiled
def _part(y: Floats, height: Floats, along: Floats) -> float:
    """How much of a step to take: nowhere too far, and halved until the likelihood does not fall."""
    farthest, start = 0.0, 0.0
    for r in range(len(y)):
        farthest = max(farthest, abs(along[r]))
        start += y[r] * height[r] - math.exp(height[r])
    part = min(1.0, FARTHEST / farthest) if farthest > 0.0 else 1.0
    for _ in range(40):
        reached = 0.0
        for r in range(len(y)):
            at = height[r] + part * along[r]
            reached += y[r] * at - math.exp(at)
        if reached >= start - 1e-9 * abs(start):
            break
        part /= 2
    return part
