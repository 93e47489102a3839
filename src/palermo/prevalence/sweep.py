"""The posterior of decomposable graphs, swept over a grid of people not seen: the kernels.

P_A(n0) = base_A + lgamma(n0 + a_A) - lgamma(n0 + a_0) for each set A of lists, nothing for the empty set; a graph is a
signed sum of them. Within a short stretch of the grid each P_A moves little, so that a graph's weight there is its
logarithm at the start of the stretch and a product of plain numbers along it. From graph to graph, depth first, that
product is one multiplication; nothing that could grow large ever leaves log space.
"""

import math

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
STRETCH = 128  # points of the grid: the factors of all steps then stay in the cache
MOVES = 40.0  # the most by which a P_A may move within a stretch: six cliques stay far from the ends of a double
DEEPEST = 15  # edges among six lists
ABREAST = 8  # numbers that a processor adds at once


@compiled
def rise(low: float, by: float) -> float:
    """lgamma(low + by) - lgamma(low), from 1e4 on by Stirling's series, where the two would all but cancel."""
    if low < 1e4:
        return math.lgamma(low + by) - math.lgamma(low)
    high = low + by
    most = (low - 0.5) * math.log1p(by / low) + by * math.log(high) - by
    return most + (1.0 / high - 1.0 / low) / 12.0 - (1.0 / high**3 - 1.0 / low**3) / 360.0


@compiled
def _move(start: int, stride: int, length: int, absent: Floats, moved: Floats) -> None:
    """exp(P_A(n0) - P_A(start)) of every set, along the stretch."""
    for a in range(len(absent)):
        moved[a, 0] = 1.0
        at_start = rise(start + absent[a], absent[0] - absent[a])
        for i in range(1, length):
            if stride == 1:
                at = start + i - 1.0
                moved[a, i] = moved[a, i - 1] * ((at + absent[a]) / (at + absent[0]))
            else:
                moved[a, i] = math.exp(at_start - rise(start + i * stride + absent[a], absent[0] - absent[a]))


@compiled
def _root(start: int, stride: int, prior: Floats, n: int, moved: Floats, weight: Floats) -> float:
    """The graph without edges along the stretch, but for the factor that is given back in its logarithm."""
    top, ways = -np.inf, rise(start + 1.0, float(n))
    for i in range(len(prior)):
        top = max(top, prior[i])
    for i in range(len(weight)):
        weight[i] = 0.0  # what is beyond the stretch, or was ruled out before, weighs nothing
        if i < len(prior) and top > -np.inf:
            weight[i] = math.exp(prior[i] - top + rise(start + i * stride + 1.0, float(n)) - ways)
            single = 1
            while single < len(moved):
                weight[i] *= moved[single, i]
                single *= 2
    return top + ways


@compiled
def _total(weight: Floats, padded: int, lanes: Floats) -> float:
    for lane in range(ABREAST):
        lanes[lane] = weight[lane]
    for i in range(ABREAST, padded, ABREAST):
        for lane in range(ABREAST):
            lanes[lane] += weight[i + lane]
    total = 0.0
    for lane in range(ABREAST):
        total += lanes[lane]
    return total


@compiled
def _add(logs: Floats, peak: float, tree: Integers, factor: Floats, weight: Floats, sums: Floats, mass: Floats) -> None:
    """Every graph along the stretch, summed over the graphs for each point, and over the points for each graph."""
    padded, lanes = len(sums), np.empty(ABREAST)
    for i in range(padded):
        sums[i] = 0.0
    for g in range(len(tree)):
        depth, step = tree[g]
        if depth:
            for i in range(padded):
                weight[depth, i] = weight[depth - 1, i] * factor[step, i]
        scale = math.exp(logs[g] - peak)
        for i in range(padded):
            sums[i] += scale * weight[depth, i]
        here = logs[g] + math.log(_total(weight[depth], padded, lanes))
        if here > mass[g, 0]:
            mass[g, 1] = mass[g, 1] * math.exp(mass[g, 0] - here) + 1.0
            mass[g, 0] = here
        elif here > -np.inf:
            mass[g, 1] += math.exp(here - mass[g, 0])


@compiled
def sweep(
    first: int, stride: int, prior: Floats, n: int, sets: Floats, tree: Integers, steps: Integers
) -> tuple[Floats, Floats]:
    """Log posterior, not normed, of each point of a part of the grid, and of each graph over that part.

    The part is first, first + stride, ..., as many points as `prior`, its log prior, has. `sets` holds a_A and base_A,
    shape (2, 2^m); `tree` and `steps` as `Graphs` has them. Of each graph come the highest logarithm and the sum of
    what it was taken out of, shape (graphs, 2).
    """
    absent, base = sets
    of_point, mass, logs, height = (
        np.empty(len(prior)),
        np.empty((len(tree), 2)),
        np.empty(len(tree)),
        np.empty(DEEPEST + 1),
    )
    moved, factor = np.empty((len(absent), STRETCH)), np.ones((len(steps), STRETCH))
    weight, sums, starts, change = (
        np.empty((DEEPEST + 1, STRETCH)),
        np.empty(STRETCH),
        np.empty(len(base)),
        np.empty(len(steps)),
    )
    for g in range(len(tree)):
        mass[g, 0], mass[g, 1] = -np.inf, 0.0
    smallest, done = 1.0, 0
    for a in range(len(absent)):
        smallest = min(smallest, absent[a])
    while done < len(prior):
        start = first + done * stride
        pace = stride * math.log((start + absent[0] + 1.0) / (start + smallest))
        length = max(1, min(STRETCH, len(prior) - done, int(MOVES / pace)))
        _move(start, stride, length, absent, moved)
        height[0] = _root(start, stride, prior[done : done + length], n, moved, weight[0])
        if height[0] == -np.inf:
            for i in range(length):
                of_point[done + i] = -np.inf
            done += length
            continue
        for a in range(len(absent)):
            starts[a] = base[a] - rise(start + absent[a], absent[0] - absent[a])
            if a and a & (a - 1) == 0:
                height[0] += starts[a]
        for k in range(len(steps)):
            joined, common, one, other = steps[k]
            change[k] = starts[joined] + starts[common] - starts[one] - starts[other]
            for i in range(length):
                factor[k, i] = moved[joined, i] * moved[common, i] / (moved[one, i] * moved[other, i])
        peak = logs[0] = height[0]
        for g in range(1, len(tree)):
            depth, step = tree[g]
            logs[g] = height[depth] = height[depth - 1] + change[step]
            peak = max(peak, logs[g])
        _add(logs, peak, tree, factor, weight, sums[: (length + ABREAST - 1) // ABREAST * ABREAST], mass)
        for i in range(length):
            of_point[done + i] = peak + math.log(sums[i]) if sums[i] else -np.inf
        done += length
    return of_point, mass
