"""Leaps of a latent-class chain: another explanation of the table, proposed outright. Machine code, no estimate.

A class *lives* when its log weight is above a border; the others sleep, and the table hardly knows of them. A leap
proposes how many classes live, their probabilities and weights, and mostly the sleepers anew; from a density q that
does not depend on where the chain is, so that it is taken with the chance min(1, w'/w), w = posterior / q.

Given the order of the sticks, the posterior of the set of classes is likelihood * h(T) in the capture probabilities
and the log weights relative to one of them (h as `sticks` has it; the order is drawn size-biased, see `broken_anew`).
Living classes are told by z: class by class from the heaviest on, for each list cbrt(l) - cbrt(1 - l), in which
posteriors near 0 and 1 are close to normal; then the log weights less that of the heaviest. Sleepers are told by their
log weights and probabilities, which costs the factor 1 / (1 - their weight).
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.class_kernels import (
    Floats,
    Posterior,
    Room,
    broken_anew,
    likelihood,
    log_shares,
    ordered,
    placed,
    sticks,
)
from palermo.prevalence.compiled import compiled

FREEDOM = 5  # of Student's t in a cloud: its tails have to be heavier than those of the posterior


class Cloud(NamedTuple):
    """Where leaps go: a mixture of Student densities of the living classes, in parts sorted by their number.

    Sleepers come from what the prior says of them: uniform capture; the lightest has log weight -t with density
    proportional to (t + border)^(sleepers - 1) (t + rate)^-(K - 1 + shape), the others log-uniform above it.
    """

    border: float
    shape: float
    rate: float
    sleeping: Floats  # (K + 1,) by the number of living classes: log constant of the sleepers' density
    first: NDArray[np.int64]  # (K + 2,) by that number: its first part
    counts: NDArray[np.int64]  # (parts,) that number
    reach: Floats  # (parts,) cumulative weights
    heights: Floats  # (parts,) log weight and log constant
    middles: Floats  # (parts, D)
    factors: Floats  # (parts, D, D) lower Cholesky factors
    inverses: Floats  # (parts, D, D) their inverses, transposed


@compiled
def distance(middle: Floats, inverse: Floats, z: Floats, size: int, along: Floats) -> float:
    """Squared distance of z from the middle of a part, by its own measure."""
    for i in range(size):
        along[i] = 0.0
    for j in range(size):
        apart = z[j] - middle[j]
        for i in range(j, size):
            along[i] += inverse[j, i] * apart
    squares = 0.0
    for i in range(size):
        squares += along[i] ** 2
    return squares


@compiled
def distances(z: Floats, middles: Floats, inverses: Floats, into: Floats) -> None:
    """Fill in the squared distances (S, parts) of points (S, d) from parts."""
    along = np.empty(z.shape[1])
    for part in range(len(middles)):
        for s in range(len(z)):
            into[s, part] = distance(middles[part], inverses[part], z[s], z.shape[1], along)


@compiled
def density(cloud: Cloud, count: int, z: Floats, size: int, along: Floats) -> float:
    """Log density of a cloud at so many living classes and their z."""
    top, mass = -np.inf, 0.0
    for part in range(cloud.first[count], cloud.first[count + 1]):
        squares = distance(cloud.middles[part], cloud.inverses[part], z, size, along)
        height = cloud.heights[part] - 0.5 * (FREEDOM + size) * math.log1p(squares / FREEDOM)
        mass = mass * math.exp(top - height) + 1 if height > top else mass + math.exp(height - top)
        top = max(top, height)
    return top + math.log(mass)


@compiled
def asleep(cloud: Cloud, count: int, lightest: float, classes: int) -> float:
    """Log density of the sleepers, of whom the lightest has that log weight, beside `count` living classes."""
    if count == classes:
        return 0.0
    return float(cloud.sleeping[count]) - (cloud.shape + classes - 1) * math.log(cloud.rate - lightest)


@compiled
def by_weight(model: Posterior, x: Floats, room: Room) -> float:
    """Fill in the log shares of a state, and its classes from the heaviest on; T."""
    total = log_shares(model, x, room.shares)
    for k in range(model.classes):
        room.keys[k] = -room.shares[k]
    ordered(room.keys, room.heaviest)
    return total


@compiled
def seen(model: Posterior, cloud: Cloud, x: Floats, room: Room) -> tuple[int, float]:
    """How many classes of a state live, and log dl/dz less log q; infinity where the cloud never is."""
    m, classes, z, count, stretched, dark = model.m, model.classes, room.z, 0, 0.0, 0.0
    for k in range(classes):
        if room.shares[k] > cloud.border:
            count += 1
        else:
            dark += math.exp(room.shares[k])
    if cloud.first[count] == cloud.first[count + 1]:
        return count, np.inf
    for i in range(count):
        k, stretch = room.heaviest[i], 1.0
        z[count * m + max(i - 1, 0)] = room.shares[k] - room.shares[room.heaviest[0]]
        for j in range(m):
            chance = 1 / (1 + math.exp(-x[j * classes + k]))
            a, c = chance ** (1 / 3), (1 - chance) ** (1 / 3)
            z[i * m + j] = a - c
            stretch *= 3 * (a * c) ** 2 / (a * a + c * c)
        stretched += math.log(max(stretch, 1e-300))
    lightest = float(room.shares[room.heaviest[classes - 1]])
    q = density(cloud, count, z, count * (m + 1) - 1, room.noise) + asleep(cloud, count, lightest, classes)
    return count, stretched - math.log1p(-dark) - q


@compiled
def drawn(rng: Any, cloud: Cloud, m: int, z: Floats, noise: Floats) -> int:
    """Fill in z of a point of a cloud; how many classes live there."""
    at, part, squares = rng.random(), 0, 0.0
    while part < len(cloud.reach) - 1 and cloud.reach[part] < at:
        part += 1
    size = cloud.counts[part] * (m + 1) - 1
    for _ in range(FREEDOM):
        squares += rng.standard_normal() ** 2
    for i in range(size):
        noise[i] = rng.standard_normal() * math.sqrt(FREEDOM / squares)
    for i in range(size):
        z[i] = cloud.middles[part, i]
        for j in range(i + 1):
            z[i] += cloud.factors[part, i, j] * noise[j]
    return int(cloud.counts[part])


@compiled
def put_to_sleep(rng: Any, model: Posterior, cloud: Cloud, count: int, room: Room) -> None:
    """Draw the sleepers beside `count` living classes into room.moved and room.others."""
    log_left = 0.0  # a product of powers of uniform numbers has the beta distribution that is wanted
    for i in range(model.classes - count):
        log_left -= math.log(1 - rng.random()) / (count - 1 + cloud.shape + i)
    lowest = cloud.rate - (cloud.rate - cloud.border) * math.exp(log_left)
    for i in range(count, model.classes):
        k = room.heaviest[i]
        room.others[k] = cloud.border - rng.random() * (cloud.border - lowest) if i < model.classes - 1 else lowest
        for j in range(model.m):
            chance = rng.random()
            room.moved[j * model.classes + k] = math.log((chance + 1e-16) / (1 - chance))


@compiled
def set_down(model: Posterior, cloud: Cloud, count: int, room: Room) -> float:
    """Write the living classes of z beside the sleepers; log dl/dz less log q; minus infinity: no such state."""
    m, classes, z, dark, parts, stretched = model.m, model.classes, room.z, 0.0, 1.0, 0.0
    for i in range(count, classes):
        dark += math.exp(room.others[room.heaviest[i]])
    for i in range(1, count):
        parts += math.exp(z[count * m + i - 1])
    for i in range(count):
        k, stretch = room.heaviest[i], 1.0
        room.others[k] = math.log((1 - dark) / parts) + (z[count * m + i - 1] if i else 0.0)
        if room.others[k] <= cloud.border or (i and room.others[k] > room.others[room.heaviest[i - 1]]):
            return -np.inf
        for j in range(m):
            square = z[i * m + j] ** 2
            if not square < 1:
                return -np.inf
            part = (2 + math.sqrt(4 + square**3)) ** (1 / 3)
            both = part - square / part  # a + c, from a^3 + c^3 = 1
            a, c = (both + z[i * m + j]) / 2, (both - z[i * m + j]) / 2
            if not min(a, c) > 1e-6:
                return -np.inf
            room.moved[j * classes + k] = 3 * math.log(a / c)
            stretch *= 3 * (a * c) ** 2 / (a * a + c * c)
        stretched += math.log(stretch)
    lightest = float(room.others[room.heaviest[classes - 1]])
    q = density(cloud, count, z, count * (m + 1) - 1, room.noise) + asleep(cloud, count, lightest, classes)
    return stretched - math.log1p(-dark) - q


@compiled
def leap(
    rng: Any, model: Posterior, cloud: Cloud, x: Floats, many: int, fit: float, odds: float, room: Room
) -> tuple[int, float, float]:
    """Propose `many` leaps, one after the other; how many were taken, log likelihood, odds.

    Every second proposal with as many living classes as now keeps the sleepers: in the ratio they fall out.
    """
    taken, total = 0, by_weight(model, x, room)
    count, weight = seen(model, cloud, x, room)
    if weight == np.inf:
        return 0, fit, odds
    weight += fit + sticks(model, total)[0]
    for _ in range(many):
        new_count = drawn(rng, cloud, model.m, room.z, room.noise)
        room.moved[:] = x
        room.others[:] = room.shares
        if new_count < model.classes and (new_count != count or rng.random() < 0.5):
            put_to_sleep(rng, model, cloud, new_count, room)
        new_weight = set_down(model, cloud, new_count, room)
        if new_weight == -np.inf:
            continue
        total = broken_anew(rng, model, room.others, room.keys, room.order, room.lengths)
        if not placed(model, room.moved, room.order, room.lengths, room.new):
            continue
        after, its_odds = likelihood(model, room.new, room.caught, room.cells, room.spare)
        new_weight += after + sticks(model, total)[0]
        if math.log(1 - rng.random()) < new_weight - weight:
            x[:] = room.new
            fit, odds, weight, count = after, its_odds, new_weight, new_count
            by_weight(model, x, room)
            taken += 1
    return taken, fit, odds
