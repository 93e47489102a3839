"""Forward stepwise choice of pairs by p-value (Chan, Silverman and Vincent 2021), compiled: for many tables at once."""

import math

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled
from palermo.prevalence.newton import (
    COEFS,
    FINE,
    MARGINS,
    MEANS,
    NOT_IDENTIFIABLE,
    SUMS,
    UNDECIDED,
    Cells,
    Floats,
    Ints,
    climbed,
    held_back,
    independent,
    laid_out,
    living,
    predicted,
    up_sums,
)

Taken = NDArray[np.uint8]
Space = tuple[Floats, Floats, Ints, Cells]  # room, Hessian, kept and marks of a fit, as in `newton`
TIED = 1e-9  # relative: of two p-values nearer than that, the first pair's goes before
NONE = -1


@compiled
def tail(people: int, expected: float) -> float:
    """The smaller of P(X <= people) and P(X >= people) for a Poisson number X."""
    if expected <= 0:
        return 1.0
    here = math.exp(people * math.log(expected) - expected - math.lgamma(people + 1.0))
    summed, term, at = here, here, people
    if people < expected:
        while at > 0 and term > 1e-17 * summed:
            term *= at / expected
            at -= 1
            summed += term
    else:
        while term > 1e-17 * summed:
            at += 1
            term *= expected / at
            summed += term
    return min(summed, 1 - summed + here)


@compiled
def cheapest(prices: Floats, threshold: float) -> int:
    """Which p-value is the smallest below the threshold, the first of those that tie; NONE where none is below it."""
    best, least = NONE, threshold
    for place in range(prices.size):
        if prices[place] < (least * (1 - TIED) if best >= 0 else least):
            best, least = place, prices[place]
    return best


@compiled
def chosen_for(
    tables: Ints, possible: Cells, always: Ints, pairs: Ints, threshold: float, totals: Floats, taken: Taken
) -> None:
    """For each table, shape (tables, 2^m): its total N, and marks at the pairs that came into its model.

    A total is not a number where the main effects, `always`, have no estimate, and infinite where a model came up of
    which only a linear programme can tell whether it has one.
    """
    cells, most = tables.shape[1], always.size + pairs.size
    space = (
        np.zeros((9, cells)),
        np.empty((most + 1, most + 1)),
        np.empty(most + 1, np.int64),
        np.empty((2, cells), np.bool_),
    )
    for place in range(tables.shape[0]):
        totals[place] = math.nan
        laid_out(tables[place], space[0])
        if space[0][MARGINS, 0] > 0:
            independent(space[0])
            status = _tried(space, possible, always)
            if status & UNDECIDED:
                totals[place] = math.inf
            elif status == FINE:
                totals[place] = _grown(space, possible, always, pairs, threshold, taken[place])


@compiled
def _grown(space: Space, possible: Cells, always: Ints, pairs: Ints, threshold: float, taken: Taken) -> float:
    """Take pairs in until none is wanted, from a space that holds the main effects; the total N."""
    room, size = space[0], always.size
    terms, prices, before = np.concatenate((always, pairs)), np.empty(pairs.size), np.empty(room.shape[1])
    while True:
        for place in range(pairs.size):
            price = tail(int(room[MARGINS, pairs[place]]), room[SUMS, pairs[place]])
            prices[place] = 1.0 if taken[place] else price
        before[:] = room[COEFS]
        while True:
            best = cheapest(prices, threshold)
            if best == NONE:
                return float(room[MARGINS, 0] + math.exp(before[0]))
            terms[size] = pairs[best]
            status = _tried(space, possible, terms[: size + 1])
            if status & UNDECIDED:
                return math.inf
            if status == FINE:
                break
            prices[best] = 1.0
            room[COEFS] = before
        taken[best] = 1
        size += 1


@compiled
def _tried(space: Space, possible: Cells, terms: Ints) -> int:
    """Fit a model from the coefficients in the room, its means summed over supersets into SUMS; its status."""
    room, hessian, kept, marks = space
    kept = kept[: living(room[MARGINS], possible, terms, kept, marks)]
    if held_back(kept, marks, possible.sum() < possible.size - 1, room, hessian):
        return NOT_IDENTIFIABLE
    status, _, _ = climbed(room, hessian, kept, marks, -math.inf, False)
    if status == FINE:
        predicted(room, kept, marks)
        room[SUMS] = room[MEANS]
        up_sums(room[SUMS])
    return status
