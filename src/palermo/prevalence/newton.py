"""The compiled fit of one log-linear model: Newton's method by sums over sets, with certificates instead of hopes.

Where F is the superset sum of the fitted means, the gradient for term t is n*_t - F_t and the entry of the Hessian for
terms s and t is F at the union of s and t. For a Newton step d, which moves the predictors by e = A d, the numbers
v = mu (1 + e) have exactly the margins of the data. If they are positive, that says two things: the maximum exists
(Fienberg & Rinaldo 2012), and by duality the log-likelihood can rise by no more than sum mu (e^2/2 - e^3/6 + e^4/3).
The kernel stops on them, and says "no maximum" only on a direction along which no mean rises, no seen cell moves and an
empty cell sinks.

Cells are patterns: arrays of 2^m numbers. Terms are sets of lists as bits, the empty set among them. The arrays a fit
works in are made once for many fits: `room`, with a row for each thing below; `hessian`; `kept`, the terms that have
people, the empty set last; `marks`, whether a cell is ALIVE and a kept term HELD where it is.
"""

import math

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Cells = NDArray[np.bool_]
Work = tuple[Floats, Floats, Ints, Cells]

FINE, NO_MAXIMUM, NOT_IDENTIFIABLE = 0, 1, 2  # 3: both
UNDECIDED, BEATEN = 8, 16
MARGINS, COEFS, ETA, MEANS, SUMS, MOVED, GONE, TRIED, PULL = range(9)
ALIVE, HELD = range(2)

MOST_STEPS = 100
CLOSE = 1e-9  # Newton decrement: twice what the log-likelihood has still to gain, and the last step gains it
STILL = 1e-5  # of a mean: moves no more
FLOOR, GRAM = 1e-13, 1e-9  # pivots that are nothing, in a fit and in whole numbers
NEAR, LONGEST = 2.0, 5.0  # of a predictor: how far a first step is trusted, and how far a step goes


@compiled
def cleared(values: Floats) -> None:
    """In place, nothing."""
    for place in range(values.size):  # a slice would do, and take ten times as long to compile
        values[place] = 0.0


@compiled
def up_sums(values: Floats) -> None:
    """In place, for each set the sum over all sets that contain it."""
    half = 1
    while half < values.size:
        for start in range(0, values.size, 2 * half):
            for place in range(start, start + half):
                values[place] += values[place + half]
        half *= 2


@compiled
def down_sums(values: Floats) -> None:
    """In place, for each set the sum over all sets inside it."""
    half = 1
    while half < values.size:
        for start in range(0, values.size, 2 * half):
            for place in range(start, start + half):
                values[place + half] += values[place]
        half *= 2


@compiled
def laid_out(counts: Ints, room: Floats) -> float:
    """Fill the margins n*_t of a table, and tell the sum of log y! of its cells."""
    constant = 0.0
    for cell in range(counts.size):
        room[MARGINS, cell] = counts[cell]
        constant += math.lgamma(counts[cell] + 1.0)
    up_sums(room[MARGINS])
    return constant


@compiled
def independent(room: Floats) -> None:
    """Start the coefficients where the lists are independent and each reaches 0.6 of its share of the people seen."""
    margins, coefs = room[MARGINS], room[COEFS]
    cleared(coefs)
    missed = 0.0
    single = 1
    while single < margins.size:
        reach = 0.6 * margins[single] / margins[0]
        if reach > 0:
            missed += math.log1p(-reach)
            coefs[single] = math.log(reach / (1 - reach))
        single *= 2
    if missed < 0:
        coefs[0] = math.log(margins[0] / -math.expm1(missed)) + missed


@compiled
def living(margins: Floats, possible: Cells, terms: Ints, kept: Ints, marks: Cells) -> int:
    """Split off the terms at minus infinity: fill `kept` and mark the living cells; tell how many terms are kept."""
    alive = marks[ALIVE]
    count = 0
    for cell in range(alive.size):
        alive[cell] = possible[cell]
    for term in terms:
        if margins[term] > 0:
            if term:
                kept[count] = term
                count += 1
        else:
            cell = term
            while cell < alive.size:  # all supersets of the term, ascending
                alive[cell] = False
                cell = (cell + 1) | term
    kept[count] = 0
    return count + 1


@compiled
def _told(kept: Ints, alive: Cells, signs: Floats) -> bool:
    """Whether the empty cell is told by the others, where every cell of a kept term is possible.

    The rows of the kept terms are triangular, so only one combination of columns can vanish: the alternating one, and
    it does where the kept terms inside every living cell have Euler characteristic 0.
    """
    cleared(signs)
    for term in kept:
        bits, sign = term, 1.0
        while bits:
            bits &= bits - 1
            sign = -sign
        signs[term] = sign
    down_sums(signs)
    any_told = False
    for cell in range(1, alive.size):
        any_told |= alive[cell] and signs[cell] != 0
    return any_told


@compiled
def held_back(kept: Ints, marks: Cells, holes: bool, room: Floats, hessian: Floats) -> bool:
    """Mark the kept terms that the others make up; whether there are any, so that the model is not identifiable.

    `holes`: some cells are impossible.
    """
    held, alive, ones = marks[HELD], marks[ALIVE], room[SUMS]
    for k in range(kept.size):
        held[k] = False
    if not holes:
        held[kept.size - 1] = not _told(kept, alive, ones)
        return bool(held[kept.size - 1])
    for cell in range(alive.size):
        ones[cell] = 1.0 if alive[cell] else 0.0
    up_sums(ones)
    _factored(ones, kept, held, hessian, GRAM)
    lost = False
    for k in range(kept.size):
        held[k] = hessian[k, k] == 0
        lost |= held[k]
    return lost


@compiled
def _factored(sums: Floats, kept: Ints, held: Cells, hessian: Floats, floor: float) -> float:
    """Upper Cholesky factor of the Hessian of the kept terms, its diagonal inverted; tell the least pivot.

    A pivot is told as a share of its diagonal. One at the floor, and that of a held term, becomes 0: the term stays.
    """
    size, least = kept.size, 1.0
    for i in range(size):
        for j in range(i, size):
            hessian[i, j] = sums[kept[i] | kept[j]]
    for k in range(size):
        pivot = hessian[k, k] / sums[kept[k]]
        if not held[k]:
            least = min(least, pivot)
        if held[k] or not pivot > floor:
            for j in range(k, size):
                hessian[k, j] = 0.0
            continue
        scale = 1 / math.sqrt(hessian[k, k])
        hessian[k, k] = scale
        for j in range(k + 1, size):
            hessian[k, j] *= scale
        for i in range(k + 1, size):
            factor = hessian[k, i]
            for j in range(i, size):
                hessian[i, j] -= factor * hessian[k, j]
    return least


@compiled
def _solved(hessian: Floats, size: int, right: Floats) -> None:
    """In place the solution for a right side; a term without pivot gets 0."""
    for k in range(size):
        right[k] *= hessian[k, k]
        factor = right[k]
        for j in range(k + 1, size):
            right[j] -= factor * hessian[k, j]
    for k in range(size - 1, -1, -1):
        value = right[k]
        for j in range(k + 1, size):
            value -= hessian[k, j] * right[j]
        right[k] = value * hessian[k, k]


@compiled
def predicted(room: Floats, kept: Ints, marks: Cells) -> None:
    """Fill linear predictors and means from the coefficients of the kept terms; a dead cell has mean 0."""
    eta, means = room[ETA], room[MEANS]
    cleared(eta)
    for term in kept:
        eta[term] = room[COEFS, term]
    down_sums(eta)
    for cell in range(eta.size):
        means[cell] = math.exp(eta[cell]) if marks[ALIVE, cell] else 0.0


@compiled
def _directed(room: Floats, hessian: Floats, kept: Ints, marks: Cells, nearby: bool) -> float:
    """Work out the Newton step: PULL by kept term, MOVED by cell; tell the least pivot."""
    means, sums, moved, tried, pull = room[MEANS], room[SUMS], room[MOVED], room[TRIED], room[PULL]
    for cell in range(means.size):
        sums[cell] = means[cell]
    up_sums(sums)
    for k in range(kept.size):
        pull[k] = room[MARGINS, kept[k]] - sums[kept[k]]
    if nearby:
        for cell in range(means.size):
            tried[cell] = means[cell] * room[GONE, cell]
        up_sums(tried)
        for k in range(kept.size):
            pull[k] += tried[kept[k]]
    least = _factored(sums, kept, marks[HELD], hessian, FLOOR)
    _solved(hessian, kept.size, pull)
    cleared(moved)
    for k in range(kept.size):
        moved[kept[k]] = pull[k]
    down_sums(moved)
    if nearby:
        for cell in range(means.size):
            moved[cell] -= room[GONE, cell]
    return least


@compiled
def _judged(room: Floats, alive: Cells) -> tuple[float, float, float, float, float]:
    """Of a step: the value now, its bound, the decrement, the lowest move, and the farthest of a cell not sinking."""
    eta, means, moved = room[ETA], room[MEANS], room[MOVED]
    value, above, decrement, lowest, farthest = 0.0, 0.0, 0.0, 0.0, 0.0
    for cell in range(1, means.size):
        if alive[cell]:
            e, mean = moved[cell], means[cell]
            squared = mean * e * e
            value += mean * ((1 + e) * eta[cell] - 1)
            decrement += squared
            above += squared * (0.5 - e / 6 + e * e / 3)
            lowest = min(lowest, e)
            if e > -0.5:
                farthest = max(farthest, abs(e))
    return value, value + above if lowest > -1 else math.inf, decrement, lowest, farthest


@compiled
def _stepped(room: Floats, kept: Ints, alive: Cells, longest: float) -> float:
    """Go along the step as far as the likelihood does not fall, halving it; tell the share that was gone."""
    eta, means, moved, tried = room[ETA], room[MEANS], room[MOVED], room[TRIED]
    length, slope, before = min(1.0, LONGEST / longest), 0.0, 0.0
    for k in range(kept.size):
        slope += room[MARGINS, kept[k]] * room[PULL, k]
    for cell in range(1, means.size):
        before += means[cell]
    for _ in range(40):
        after = 0.0
        for cell in range(1, means.size):
            if alive[cell]:
                tried[cell] = math.exp(eta[cell] + length * moved[cell])
                after += tried[cell]
        if length * slope - after + before > -1e-13 * before:
            break
        length /= 2
    for cell in range(1, means.size):
        if alive[cell]:
            eta[cell] += length * moved[cell]
            means[cell] = tried[cell]
    return length


@compiled
def _followed(room: Floats, kept: Ints, marks: Cells, farthest: float) -> float:
    """Go the first step from a larger model, or begin at the coefficients where it leads too far; tell its share."""
    cleared(room[GONE])
    if farthest > NEAR:
        predicted(room, kept, marks)
        return 0.0
    for cell in range(1, room.shape[1]):
        if marks[ALIVE, cell]:
            room[ETA, cell] += room[MOVED, cell]
            room[MEANS, cell] = math.exp(room[ETA, cell])
    return 1.0


@compiled
def _sunk(room: Floats, kept: Ints, alive: Cells, lowest: float, farthest: float) -> bool:
    """Whether the step is a direction of no return; the cells that sink along it are then dead.

    No mean rises on it, and as little as the others move it would be the people of a seen cell who count.
    """
    people, slope = room[MARGINS, 0], 0.0
    for k in range(kept.size):
        slope += room[MARGINS, kept[k]] * room[PULL, k]
    if lowest > -0.5 or farthest * people > 0.1 or abs(slope) > 0.2:
        return False
    for cell in range(1, alive.size):
        if room[MOVED, cell] <= -0.5:
            alive[cell] = False
            room[MEANS, cell] = 0.0
    return True


@compiled
def climbed(
    room: Floats, hessian: Floats, kept: Ints, marks: Cells, target: float, nearby: bool
) -> tuple[int, float, int]:
    """The maximum of sum y eta - sum mu over the kept terms: how it ended, the value, and the steps taken.

    Begins at the coefficients of the room and leaves the maximum there; predictors and means are left one step short
    of it, and match each other. BEATEN: the maximum is below `target`, at least by the value told. `nearby`: the room
    has predictors and means of a larger model that leaves the same cells alive, and in GONE what the terms that went
    put into the predictors; the first step leads from there.
    """
    if not nearby:
        cleared(room[GONE])
        predicted(room, kept, marks)
    status = FINE
    for step in range(MOST_STEPS):
        least = _directed(room, hessian, kept, marks, nearby)
        value, above, decrement, lowest, farthest = _judged(room, marks[ALIVE])
        if above < target:
            return BEATEN, above, step
        if nearby:
            length = _followed(room, kept, marks, max(farthest, -lowest))
            nearby = False
        elif _sunk(room, kept, marks[ALIVE], lowest, farthest):
            status = NO_MAXIMUM
            continue
        elif decrement < CLOSE and max(farthest, -lowest) < STILL and (status == NO_MAXIMUM or least > FLOOR):
            for k in range(kept.size):
                room[COEFS, kept[k]] += room[PULL, k]
            return status, value + decrement / 2, step
        else:
            length = _stepped(room, kept, marks[ALIVE], max(farthest, -lowest))
        for k in range(kept.size):
            room[COEFS, kept[k]] += length * room[PULL, k]
    return UNDECIDED, math.inf, MOST_STEPS


@compiled
def work_for(cells: int, terms: int) -> Work:
    """What fits work in: room, hessian, kept and marks."""
    room, hessian = np.zeros((9, cells)), np.zeros((terms + 1, terms + 1))
    return room, hessian, np.zeros(terms + 1, np.int64), np.zeros((2, cells), np.bool_)


@compiled
def has_holes(possible: Cells) -> bool:
    """Whether some pattern is impossible."""
    holes = False
    for cell in range(1, possible.size):
        holes |= not possible[cell]
    return holes


@compiled
def _fitted(counts: Ints, possible: Cells, terms: Ints, means: Floats, coefs: Floats) -> tuple[int, float]:
    room, hessian, kept, marks = work_for(counts.size, terms.size)
    constant = laid_out(counts, room)
    independent(room)
    kept = kept[: living(room[MARGINS], possible, terms, kept, marks)]
    unseen = held_back(kept, marks, has_holes(possible), room, hessian)
    nearby = kept.size < 0  # never: a literal False would be a type of its own to Numba, and all compiled twice
    status, value, _ = climbed(room, hessian, kept, marks, -math.inf, nearby)
    predicted(room, kept, marks)
    for cell in range(counts.size):
        means[cell], coefs[cell] = room[MEANS, cell], room[COEFS, cell]
    means[0] = math.exp(coefs[0])
    for term in terms:
        if room[MARGINS, term] <= 0:
            coefs[term] = -math.inf
    return status | (NOT_IDENTIFIABLE if unseen else 0), value - constant


def fitted(counts: Ints, possible: Cells, terms: Ints) -> tuple[int, float, float, Floats, Floats]:
    """One model fitted to a table from the start: status, log-likelihood, total N, fitted means and coefficients.

    `possible` has no cell 0; the mean of that cell is the estimate of the people on no list. Coefficients are given at
    the terms, minus infinity at those without anybody. Where the status has UNDECIDED only a linear programme can tell.
    """
    means, coefs = np.empty(counts.size), np.empty(counts.size)
    # a table's own array is read only: another type to Numba, and another ten seconds
    status, loglik = _fitted(counts.copy(), possible, terms, means, coefs)
    return status, loglik, float(counts.sum()) + float(means[0]), means, coefs
