"""The moves of a latent-class chain: a Hamiltonian step, a new order of the classes, a leap to another mode."""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.class_kernels import (
    FREEDOM,
    Cloud,
    Floats,
    Posterior,
    broken_anew,
    likelihood,
    log_shares,
    ordered,
    placed,
    prior,
    pull,
    sticks,
)
from palermo.prevalence.compiled import compiled

LONGEST = 60  # leapfrog steps, on average
AIM = 0.75  # of Hamiltonian steps to be taken


class Room(NamedTuple):
    """Where kernels work, so that nothing is made anew in a chain."""

    caught: Floats  # (m, K)
    cells: Floats  # (2^m, K)
    shares: Floats  # (K,)
    others: Floats  # (K,)
    keys: Floats  # (K,)
    lengths: Floats  # (K,)
    order: NDArray[np.int64]  # (K,)
    heaviest: NDArray[np.int64]  # (K,)
    slope: Floats  # (D,)
    speed: Floats  # (D,)
    new: Floats  # (D,)
    moved: Floats  # (D,)
    z: Floats  # (D,)
    noise: Floats  # (D,)


@compiled
def step(  # noqa: PLR0913, PLR0917 - a kernel has no objects to keep them in
    rng: Any, model: Posterior, x: Floats, fit: float, odds: float, power: float, pace: float, steps: int, room: Room
) -> tuple[float, float, float]:
    """One Hamiltonian step on likelihood^power * prior; the chance that it was taken, the log likelihood, the odds."""
    new, speed, slope, before = room.new, room.speed, room.slope, power * fit + prior(model, x)
    for d in range(len(x)):
        speed[d] = rng.standard_normal()
        before -= 0.5 * speed[d] ** 2
        new[d] = x[d]
    pull(model, new, power, room.caught, room.cells, room.shares, room.keys, slope)
    for d in range(len(x)):
        speed[d] -= 0.5 * pace * slope[d]
    for _ in range(steps):
        for d in range(len(x)):
            speed[d] += pace * slope[d]
            new[d] += pace * speed[d]
        pull(model, new, power, room.caught, room.cells, room.shares, room.keys, slope)
    after, its_odds = likelihood(model, new, room.caught, room.cells, room.shares)
    energy = power * after + prior(model, new)
    for d in range(len(x)):
        energy -= 0.5 * (speed[d] + 0.5 * pace * slope[d]) ** 2
    chance = math.exp(min(0.0, energy - before)) if energy - before > -700 else 0.0  # and never where it is no number
    if rng.random() < chance:
        x[:] = new
        return chance, after, its_odds
    return chance, fit, odds


@compiled
def relabel(rng: Any, model: Posterior, x: Floats, room: Room) -> None:
    """Give the classes a new order; all of it at once, since only T tells the prior of two orders apart."""
    total = log_shares(model, x, room.shares)
    new_total = broken_anew(rng, model, room.shares, room.keys, room.order, room.lengths)
    wanted = math.log(1 - rng.random()) < sticks(model, new_total)[0] - sticks(model, total)[0]
    if wanted and placed(model, x, room.order, room.lengths, room.new):
        x[:] = room.new


@compiled
def density(cloud: Cloud, z: Floats) -> float:
    """Log density of a cloud at z, up to a constant."""
    size, top, mass = cloud.middles.shape[1], -np.inf, 0.0
    for part in range(len(cloud.reach)):
        distance = 0.0
        for i in range(size):
            along = 0.0
            for j in range(i + 1):
                along += cloud.inverses[part, i, j] * (z[j] - cloud.middles[part, j])
            distance += along**2
        height = cloud.heights[part] - 0.5 * (FREEDOM + size) * math.log1p(distance / FREEDOM)
        mass = mass * math.exp(top - height) + 1 if height > top else mass + math.exp(height - top)
        top = max(top, height)
    return top + math.log(mass)


@compiled
def drawn(rng: Any, cloud: Cloud, z: Floats, noise: Floats) -> None:
    """A point of a cloud."""
    size, at, part = cloud.middles.shape[1], rng.random(), 0
    while part < len(cloud.reach) - 1 and cloud.reach[part] < at:
        part += 1
    squares = 0.0
    for _ in range(FREEDOM):
        squares += rng.standard_normal() ** 2
    for i in range(size):
        noise[i] = rng.standard_normal() * math.sqrt(FREEDOM / squares)
    for i in range(size):
        z[i] = cloud.middles[part, i]
        for j in range(i + 1):
            z[i] += cloud.factors[part, i, j] * noise[j]


@compiled
def seen_from(model: Posterior, size: int, x: Floats, room: Room) -> tuple[float, float]:
    """Fill in z of a state, whose log shares stand in room.shares; log dl/dz, and the weight of the heaviest."""
    m, classes, stretched, weight = model.m, model.classes, 0.0, 0.0
    for k in range(classes):
        room.keys[k] = -room.shares[k]
    ordered(room.keys, room.heaviest)
    for i in range(size):
        k, stretch = room.heaviest[i], 1.0
        weight += math.exp(room.shares[k])
        room.z[size * m + max(i - 1, 0)] = room.shares[k] - room.shares[room.heaviest[0]]
        for j in range(m):
            chance = 1 / (1 + math.exp(-x[j * classes + k]))
            a, c = chance ** (1 / 3), (1 - chance) ** (1 / 3)
            room.z[i * m + j] = a - c
            stretch *= (a * c) ** 2 / (a * a + c * c)
        stretched += math.log(max(stretch, 1e-300))
    return stretched, weight


@compiled
def set_down(model: Posterior, size: int, x: Floats, weight: float, room: Room) -> float:
    """Write into room.moved and room.others the state of z; log dl/dz, or minus infinity where there is none."""
    m, classes, z, parts, stretched = model.m, model.classes, room.z, 1.0, 0.0
    room.moved[:] = x
    room.others[:] = room.shares
    for i in range(1, size):
        parts += math.exp(z[size * m + i - 1])
    for i in range(size):
        k, stretch = room.heaviest[i], 1.0
        room.others[k] = math.log(weight / parts) + (z[size * m + i - 1] if i else 0.0)
        if i and room.others[k] > room.others[room.heaviest[i - 1]]:
            return -np.inf
        for j in range(m):
            square = z[i * m + j] ** 2
            if not square < 1:
                return -np.inf
            root = math.sqrt(4 + square**3)
            both = (2 + root) ** (1 / 3) - (root - 2) ** (1 / 3)  # a + c, from a^3 + c^3 = 1
            a, c = (both + z[i * m + j]) / 2, (both - z[i * m + j]) / 2
            if not min(a, c) > 1e-6:
                return -np.inf
            room.moved[j * classes + k] = 3 * math.log(a / c)
            stretch *= (a * c) ** 2 / (a * a + c * c)
        stretched += math.log(stretch)
    if size < classes and room.others[room.heaviest[size - 1]] < room.others[room.heaviest[size]]:
        return -np.inf
    return stretched


@compiled
def leap(
    rng: Any, model: Posterior, cloud: Cloud, x: Floats, fit: float, odds: float, room: Room
) -> tuple[bool, float, float]:
    """Propose other probabilities and weights for the heaviest classes together; taken, log likelihood, odds.

    z holds, class by class from the heaviest on, for each list cbrt(l) - cbrt(1 - l), in which posteriors near 0 and 1
    are close to normal; then the log weights less that of the heaviest. The sum of these weights and the lighter
    classes stay; the classes get a new size-biased order. With what is left the same on both sides taken away, the
    target in z is likelihood * sticks(T) * product of dl/dz. A proposal out of order is refused, so that z tells the
    set of classes.
    """
    total = log_shares(model, x, room.shares)
    stretched, weight = seen_from(model, cloud.size, x, room)
    gain = density(cloud, room.z) - stretched
    drawn(rng, cloud, room.z, room.noise)
    stretched = set_down(model, cloud.size, x, weight, room)
    if stretched == -np.inf:
        return False, fit, odds
    gain += stretched - density(cloud, room.z)
    new_total = broken_anew(rng, model, room.others, room.keys, room.order, room.lengths)
    if not placed(model, room.moved, room.order, room.lengths, room.new):
        return False, fit, odds
    after, its_odds = likelihood(model, room.new, room.caught, room.cells, room.shares)
    gain += after - fit + sticks(model, new_total)[0] - sticks(model, total)[0]
    if math.log(1 - rng.random()) < gain:
        x[:] = room.new
        return True, after, its_odds
    return False, fit, odds


@compiled
def walk(  # noqa: PLR0913, PLR0917 - a kernel has no objects to keep them in
    rng: Any,
    model: Posterior,
    clouds: tuple[Cloud, ...],
    x: Floats,
    pace: float,
    tune: bool,
    powers: Floats,
    leaps: NDArray[np.int64],
    length: float,
    room: Room,
    states: Floats,
    fits: Floats,
    odds: Floats,
    leapt: Floats,
) -> tuple[float, float]:
    """Sweeps of one chain from x on: a step, a new order, `leaps` leaps. The state after sweep i goes to states[i].

    With `tune`, the pace learns on the way (dual averaging). The likelihood counts with powers[i]; leaps are made where
    that is 1. Gives the pace, and the shares of steps and leaps taken.
    """
    sweeps, stretched, steady = len(powers), math.log(pace) + math.log(3), math.log(pace)
    debt, taken, now = 0.0, 0.0, pace
    leapt[:] = 0
    fit, its_odds = likelihood(model, x, room.caught, room.cells, room.shares)
    for i in range(sweeps):
        shaken = now * (0.6 + 0.8 * rng.random()) / math.sqrt(powers[i])
        steps = 1 + int(rng.random() * 2 * min(LONGEST, length / now))
        chance, fit, its_odds = step(rng, model, x, fit, its_odds, powers[i], shaken, steps, room)
        taken += chance / sweeps
        if tune:
            debt += (AIM - chance - debt) / (i + 11)
            log_pace = stretched - math.sqrt(i + 1) / 0.05 * debt
            share = (i + 1) ** -0.75
            steady += share * (log_pace - steady)
            now = math.exp(log_pace)
        relabel(rng, model, x, room)
        if powers[i] == 1:
            for which in range(len(clouds)):
                for _ in range(leaps[which]):
                    done, fit, its_odds = leap(rng, model, clouds[which], x, fit, its_odds, room)
                    leapt[which] += done / (leaps[which] * sweeps)
        states[i], fits[i], odds[i] = x, fit, its_odds
    return math.exp(steady), taken
