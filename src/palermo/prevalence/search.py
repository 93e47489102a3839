"""Exact search over hierarchical models by branch and bound, compiled whole.

A node of the tree is all models that have what is forced and nothing outside what is whole. None of them fits better
than the whole, and none has fewer terms than the forced: penalty x forced terms - 2 log L(whole) is a floor for their
criterion, and a node whose floor is not below the best model so far is left. A branch forbids a set of lists, with all
that contain it, and needs one fit; then the set is forced, with all inside it, and needs none. That fit goes on from
the whole one, and stops as soon as duality shows that its node will be left.

Where nothing is left, every model becomes the whole of one node: the same search makes the ranked list.
"""

import math

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled
from palermo.prevalence.newton import (
    ALIVE,
    BEATEN,
    COEFS,
    ETA,
    FINE,
    GONE,
    MARGINS,
    MEANS,
    NOT_IDENTIFIABLE,
    PULL,
    UNDECIDED,
    Work,
    climbed,
    down_sums,
    has_holes,
    held_back,
    independent,
    laid_out,
    living,
    work_for,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Cells = NDArray[np.bool_]
Plan = tuple[Ints, Ints, Cells]  # rows of candidates; the terms of every model; the cells that are possible
Tree = tuple[Floats, Cells, Ints, Ints]  # of each node above: its fit, its living cells, what it is; a model spelt out

SETS, UP, DOWN, ORDER = range(4)
FORCED, WHOLE, SOUND = range(3)
TIE = 1e-7  # of a criterion: models nearer than that are equal, and the smaller one is taken


@compiled
def _tree_for(deep: int, cells: int, terms: int) -> Tree:
    lives, nodes = np.zeros((deep, cells), np.bool_), np.zeros((3, deep), np.int64)
    return np.zeros((deep, 3, cells)), lives, nodes, np.zeros(terms + 1, np.int64)


@compiled
def _size(bits: int) -> int:
    size = 0
    while bits:
        bits &= bits - 1
        size += 1
    return size


@compiled
def _spelt(bits: int, plan: Plan, terms: Ints) -> int:
    """Fill in the terms of a model, and tell how many."""
    candidates, always, _ = plan
    count = always.size
    for k in range(count):
        terms[k] = always[k]
    for i in range(candidates.shape[1]):
        if bits >> i & 1:
            terms[count] = candidates[SETS, i]
            count += 1
    return count


@compiled
def _led(work: Work, size: int, tree: Tree, depth: int) -> bool:
    """Whether the fit can go on from the node above; then predictors, means and what is gone are laid out for it."""
    room, _, kept, marks = work
    saved, lives, nodes, _ = tree
    if not nodes[SOUND, depth]:
        return False
    for cell in range(room.shape[1]):
        if marks[ALIVE, cell] != lives[depth, cell]:
            return False
    for cell in range(room.shape[1]):
        room[ETA, cell] = saved[depth, 1, cell]
        room[MEANS, cell] = saved[depth, 2, cell]
        room[GONE, cell] = room[COEFS, cell]
    for k in range(size):
        room[GONE, kept[k]] = 0.0
    down_sums(room[GONE])
    return True


@compiled
def _tried(work: Work, plan: Plan, bits: int, target: float, tree: Tree, depth: int) -> tuple[int, float, int, int]:
    """Fit a model, from the node above if there is one: status, value, terms, and terms kept."""
    room, hessian, kept, marks = work
    possible, terms = plan[2], tree[3]
    count = _spelt(bits, plan, terms)
    if depth < 0:
        independent(room)
    else:
        for cell in range(room.shape[1]):
            room[COEFS, cell] = tree[0][depth, 0, cell]
    size = living(room[MARGINS], possible, terms[:count], kept, marks)
    unseen = held_back(kept[:size], marks, has_holes(possible), room, hessian)
    led = depth >= 0 and _led(work, size, tree, depth)
    status, value, _ = climbed(room, hessian, kept[:size], marks, target, led)
    if status == UNDECIDED and depth >= 0:  # led astray: begin anew
        independent(room)
        living(room[MARGINS], possible, terms[:count], kept, marks)
        led = depth < 0  # not led
        status, value, _ = climbed(room, hessian, kept[:size], marks, target, led)
    return status | (NOT_IDENTIFIABLE if unseen else 0), value, count, size


@compiled
def _weighed(
    model: int, fit: tuple[int, float, int, int], penalty: float, total: float, top: Floats, topmost: Ints
) -> float:
    """The criterion of a fitted model, infinite where it has no estimate; `top` and `topmost` are the best so far."""
    status, loglik, terms, _ = fit
    if status != FINE:
        return math.inf
    criterion = penalty * terms - 2 * loglik
    smaller = terms < topmost[1] or (terms == topmost[1] and model < topmost[0])
    if criterion < top[0] - TIE or (criterion < top[0] + TIE and smaller):
        top[0], top[1] = criterion, total
        topmost[0], topmost[1] = model, terms
    return criterion


@compiled
def _opened(work: Work, size: int, sound: bool, tree: Tree, depth: int) -> None:
    """Save a node's fit for those below it; one without a maximum leads them astray, so they get what led to it."""
    room, _, kept, marks = work
    saved, lives, nodes, _ = tree
    nodes[SOUND, depth] = sound
    if not sound:
        independent(room)
    for cell in range(room.shape[1]):
        lives[depth, cell] = marks[ALIVE, cell]
        saved[depth, 1, cell] = room[ETA, cell]
        saved[depth, 2, cell] = room[MEANS, cell]
        saved[depth, 0, cell] = 0.0 if sound else saved[depth - 1, 0, cell] if depth > 0 else room[COEFS, cell]
    for k in range(size if sound else 0):  # predictors and means are as they were before the last step
        saved[depth, 0, kept[k]] = room[COEFS, kept[k]] - room[PULL, k]


@compiled
def searched(
    counts: Ints, plan: Plan, penalty: float, within: float, most: int, starts: Ints, found_bits: Ints, found: Floats
) -> tuple[float, int, float, float, int, int, int]:
    """The best model of a table, and all that are as good but for `within`.

    `penalty` is the criterion's for a term. A node is left by the best of `starts` at first, and after `most` fits the
    search gives up. Back come the best criterion (infinite if no model has an estimate), its bits and its N; the floor
    of what was not searched (infinite: all was); how many fits it took, how many models stayed undecided, and how many
    entries were found: bits in `found_bits`, and in the rows of `found` log-likelihood, N and status, fine ones only
    unless `within` is infinite. When more are found than there is room for, only their number is right.
    """
    candidates, always, _ = plan
    work = work_for(counts.size, candidates.shape[1] + always.size)
    tree = _tree_for(candidates.shape[1] + 2, counts.size, candidates.shape[1] + always.size)
    room, nodes, floors = work[0], tree[2], np.zeros(candidates.shape[1] + 2)
    top, topmost = np.zeros(2), np.zeros(2, np.int64)
    top[0], top[1], topmost[0] = math.inf, math.nan, -1
    constant = laid_out(counts, room)
    fits, undecided, entries = starts.size, 0, 0
    depth = fits - starts.size - 1  # a literal -1 would be a type of its own to Numba
    for model in starts:
        status, value, terms, size = _tried(work, plan, model, -math.inf, tree, depth)
        fit = status, value - constant, terms, size
        _weighed(model, fit, penalty, room[MARGINS, 0] + math.exp(room[COEFS, 0]), top, topmost)
    bits, forced, above = (1 << candidates.shape[1]) - 1, 0, -math.inf
    while True:
        target = (penalty * (always.size + _size(forced)) - top[0] - within - TIE) / 2 + constant
        status, value, terms, size = _tried(work, plan, bits, target, tree, depth)
        fit, total = (status, value - constant, terms, size), room[MARGINS, 0] + math.exp(room[COEFS, 0])
        fits += 1
        if not status & BEATEN:
            undecided += status == UNDECIDED
            criterion = _weighed(bits, fit, penalty, total, top, topmost)
            if criterion <= top[0] + within + TIE or within == math.inf:
                if entries < found_bits.size:
                    found_bits[entries] = bits
                    found[entries, 0], found[entries, 1], found[entries, 2] = value - constant, total, status
                entries += 1
            if bits != forced:
                depth += 1
                nodes[FORCED, depth], nodes[WHOLE, depth] = forced, bits
                floors[depth] = above if status & UNDECIDED else -2 * (value - constant)
                _opened(work, size, status & ~NOT_IDENTIFIABLE == FINE, tree, depth)
        depth = _next(plan, nodes, floors, depth, penalty, top[0] + within + TIE)
        if depth < 0 or fits >= most:
            break
        pick = _branch(plan, nodes, depth)
        bits, forced, above = nodes[WHOLE, depth] & ~candidates[UP, pick], nodes[FORCED, depth], floors[depth]
        nodes[FORCED, depth] |= candidates[DOWN, pick]
    floor = math.inf
    for at in range(depth + 1):
        floor = min(floor, penalty * (always.size + _size(nodes[FORCED, at])) + floors[at])
    return top[0], topmost[0], top[1], floor, fits, undecided, entries


@compiled
def _next(plan: Plan, nodes: Ints, floors: Floats, depth: int, penalty: float, limit: float) -> int:
    """The deepest node that still has models to look for."""
    while depth >= 0 and (
        nodes[FORCED, depth] == nodes[WHOLE, depth]
        or penalty * (plan[1].size + _size(nodes[FORCED, depth])) + floors[depth] >= limit
    ):
        depth -= 1
    return depth


@compiled
def _branch(plan: Plan, nodes: Ints, depth: int) -> int:
    """The first set in the order of the plan that is neither forced nor forbidden."""
    undecided = nodes[WHOLE, depth] & ~nodes[FORCED, depth]
    for i in plan[0][ORDER]:
        if undecided >> i & 1:
            return int(i)
    return 0


@compiled
def searched_each(tables: Ints, plan: Plan, penalties: Floats, most: int, starts: Ints) -> tuple[Floats, Ints]:
    """The best model of each table: rows of criterion, N and floor; rows of bits, fits and models undecided."""
    told, bits = np.empty((tables.shape[0], 3)), np.empty((tables.shape[0], 3), np.int64)
    no_bits, nothing = np.empty(0, np.int64), np.empty((0, 3))
    for at in range(tables.shape[0]):
        made = searched(tables[at], plan, penalties[at], 0.0, most, starts, no_bits, nothing)
        told[at, 0], told[at, 1], told[at, 2] = made[0], made[2], made[3]
        bits[at, 0], bits[at, 1], bits[at, 2] = made[1], made[4], made[5]
    return told, bits


@compiled
def chosen_each(tables: Ints, plan: Plan, penalties: Floats, ranked: Ints) -> tuple[Floats, Ints]:
    """For each table, the N of the best of the first 1, 2, 3, ... of the `ranked` models, and the place of that model.

    Not a number, and -1, where none of them has an estimate.
    """
    totals = np.empty((tables.shape[0], ranked.size))
    places = np.empty((tables.shape[0], ranked.size), np.int64)
    terms = plan[0].shape[1] + plan[1].size
    work, tree = work_for(tables.shape[1], terms), _tree_for(1, tables.shape[1], terms)
    room, nowhere = work[0], -tables.shape[1]
    for at in range(tables.shape[0]):
        constant = laid_out(tables[at], room)
        best, total, place = math.inf, math.nan, -1
        for rank in range(ranked.size):
            target = (penalties[at] * (plan[1].size + _size(ranked[rank])) - best + TIE) / 2 + constant
            status, value, terms, _ = _tried(work, plan, ranked[rank], target, tree, nowhere)
            criterion = penalties[at] * terms - 2 * (value - constant)
            if status == FINE and criterion < best - TIE:
                best, total, place = criterion, room[MARGINS, 0] + math.exp(room[COEFS, 0]), rank
            totals[at, rank], places[at, rank] = total, place
    return totals, places


@compiled
def averaged_each(
    tables: Ints, plan: Plan, penalties: Floats, within: float, most: int, room: int, starts: Ints
) -> tuple[Floats, Ints]:
    """For each table, N weighed by exp(-criterion / 2) over the models within so much of the best, and their number.

    Not a number where no model has an estimate. More models than there is room for are left out.
    """
    totals, counted = np.empty((tables.shape[0], 1)), np.empty((tables.shape[0], 1), np.int64)
    bits, found = np.empty(room, np.int64), np.empty((room, 3))
    for at in range(tables.shape[0]):
        made = searched(tables[at], plan, penalties[at], within, most, starts, bits, found)
        best, weight, total = made[0], 0.0, 0.0
        for entry in range(min(made[6], room)):
            parameters = plan[1].size + _size(bits[entry])
            behind = penalties[at] * parameters - 2 * found[entry, 0] - best
            share = math.exp(-behind / 2) if behind <= within + TIE else 0.0  # some were near only an earlier best
            weight += share
            total += share * found[entry, 1]
        totals[at, 0] = total / weight if weight > 0 else math.nan
        counted[at, 0] = made[6]
    return totals, counted
