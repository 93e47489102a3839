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
    afar,
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
    spare: Floats  # (K,)
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
    rng: Any,
    model: Posterior,
    x: Floats,
    scale: Floats,
    fit: float,
    odds: float,
    power: float,
    pace: float,
    steps: int,
    room: Room,
) -> tuple[float, float, float]:
    """One Hamiltonian step on likelihood^power * prior; the chance that it was taken, the log likelihood, the odds."""
    new, speed, slope, before = room.new, room.speed, room.slope, power * fit + prior(model, x)
    for d in range(len(x)):
        speed[d] = rng.standard_normal()
        before -= 0.5 * speed[d] ** 2
        new[d] = x[d]
    pull(model, new, power, room.caught, room.cells, room.shares, room.keys, slope)
    for d in range(len(x)):
        speed[d] -= 0.5 * pace * scale[d] * slope[d]
    for _ in range(steps):
        for d in range(len(x)):
            speed[d] += pace * scale[d] * slope[d]
            new[d] += pace * scale[d] * speed[d]
        pull(model, new, power, room.caught, room.cells, room.shares, room.keys, slope)
    after, its_odds = likelihood(model, new, room.caught, room.cells, room.shares)
    energy = power * after + prior(model, new)
    for d in range(len(x)):
        energy -= 0.5 * (speed[d] + 0.5 * pace * scale[d] * slope[d]) ** 2
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
def density(cloud: Cloud, count: int, z: Floats, along: Floats) -> float:
    """Log density of a cloud at z of so many living classes."""
    size, top, mass = (count * cloud.lists) + count - 1, -np.inf, 0.0
    for part in range(cloud.first[count], cloud.first[count + 1]):
        distance = afar(cloud.middles[part], cloud.inverses[part], z, size, along)
        height = cloud.heights[part] - 0.5 * (FREEDOM + size) * math.log1p(distance / FREEDOM)
        mass = mass * math.exp(top - height) + 1 if height > top else mass + math.exp(height - top)
        top = max(top, height)
    return top + math.log(mass)


@compiled
def seen_from(model: Posterior, cloud: Cloud, x: Floats, room: Room) -> tuple[int, float]:
    """Fill in z of a state, whose log shares stand in room.shares: how many classes live, and log dl/dz less q."""
    m, classes, stretched, count, dark = model.m, model.classes, 0.0, 0, 0.0
    for k in range(classes):
        room.keys[k] = -room.shares[k]
    ordered(room.keys, room.heaviest)
    for k in range(classes):
        if room.shares[k] > cloud.border:
            count += 1
        else:
            dark += math.exp(room.shares[k])
    if cloud.first[count] == cloud.first[count + 1]:
        return count, np.inf
    for i in range(count):
        k, stretch = room.heaviest[i], 1.0
        room.z[count * m + max(i - 1, 0)] = room.shares[k] - room.shares[room.heaviest[0]]
        for j in range(m):
            chance = 1 / (1 + math.exp(-x[j * classes + k]))
            a, c = chance ** (1 / 3), (1 - chance) ** (1 / 3)
            room.z[i * m + j] = a - c
            stretch *= 3 * (a * c) ** 2 / (a * a + c * c)
        stretched += math.log(max(stretch, 1e-300))
    if count < classes:
        smallest = room.shares[room.heaviest[classes - 1]]
        stretched -= cloud.lights[count] - (cloud.shape + classes - 1) * math.log(cloud.rate - smallest)
    return count, stretched - math.log1p(-dark) - density(cloud, count, room.z, room.noise)


@compiled
def drawn(rng: Any, model: Posterior, cloud: Cloud, x: Floats, count: int, room: Room) -> tuple[int, float]:
    """A proposal in room.moved and room.others, x having `count` classes alive; its count, and log dl/dz less q."""
    m, classes, z, at, part = model.m, model.classes, room.z, rng.random(), 0
    while part < len(cloud.reach) - 1 and cloud.reach[part] < at:
        part += 1
    squares, alive = 0.0, cloud.counts[part]
    size = alive * m + alive - 1
    for _ in range(FREEDOM):
        squares += rng.standard_normal() ** 2
    for i in range(size):
        room.noise[i] = rng.standard_normal() * math.sqrt(FREEDOM / squares)
    for i in range(size):
        z[i] = cloud.middles[part, i]
        for j in range(i + 1):
            z[i] += cloud.factors[part, i, j] * room.noise[j]
    room.moved[:] = x
    room.others[:] = room.shares
    dark, stretched = 0.0, 0.0
    if alive < classes:
        if alive != count or rng.random() < 0.5:
            low = 0.0
            for i in range(classes - alive):
                low -= math.log(1 - rng.random()) / (alive - 1 + cloud.shape + i)
            low = (cloud.rate - cloud.border) * math.exp(low) - cloud.rate
            for i in range(alive, classes):
                k = room.heaviest[i]
                room.others[k] = -low if i == classes - 1 else cloud.border - rng.random() * (low + cloud.border)
                for j in range(m):
                    chance = rng.random()
                    room.moved[j * classes + k] = math.log((chance + 1e-16) / (1 - chance))
        for i in range(alive, classes):
            dark += math.exp(room.others[room.heaviest[i]])
        smallest = room.others[room.heaviest[classes - 1]]
        stretched -= cloud.lights[alive] - (cloud.shape + classes - 1) * math.log(cloud.rate - smallest)
    parts = 1.0
    for i in range(1, alive):
        parts += math.exp(z[alive * m + i - 1])
    before = 0.0
    for i in range(alive):
        k, stretch = room.heaviest[i], 1.0
        room.others[k] = math.log((1 - dark) / parts) + (z[alive * m + i - 1] if i else 0.0)
        if room.others[k] <= cloud.border or (i and room.others[k] > before):
            return alive, -np.inf
        before = room.others[k]
        for j in range(m):
            square = z[i * m + j] ** 2
            if not square < 1:
                return alive, -np.inf
            root = math.sqrt(4 + square**3)
            both = (2 + root) ** (1 / 3) - (root - 2) ** (1 / 3)  # a + c, from a^3 + c^3 = 1
            a, c = (both + z[i * m + j]) / 2, (both - z[i * m + j]) / 2
            if not min(a, c) > 1e-6:
                return alive, -np.inf
            room.moved[j * classes + k] = 3 * math.log(a / c)
            stretch *= 3 * (a * c) ** 2 / (a * a + c * c)
        stretched += math.log(stretch)
    return alive, stretched - math.log1p(-dark) - density(cloud, alive, z, room.noise)


@compiled
def leap(
    rng: Any, model: Posterior, cloud: Cloud, x: Floats, many: int, fit: float, odds: float, room: Room
) -> tuple[int, float, float]:
    """Independence Metropolis."""
    total = log_shares(model, x, room.shares)
    count, weight = seen_from(model, cloud, x, room)
    if weight == np.inf:
        return 0, fit, odds
    weight += fit + sticks(model, total)[0]
    taken = 0
    for _ in range(many):
        alive, stretched = drawn(rng, model, cloud, x, count, room)
        if stretched == -np.inf:
            continue
        new_total = broken_anew(rng, model, room.others, room.keys, room.order, room.lengths)
        if not placed(model, room.moved, room.order, room.lengths, room.new):
            continue
        after, its_odds = likelihood(model, room.new, room.caught, room.cells, room.spare)
        new_weight = stretched + after + sticks(model, new_total)[0]
        if math.log(1 - rng.random()) < new_weight - weight:
            x[:] = room.new
            fit, odds, weight, count = after, its_odds, new_weight, alive
            taken += 1
            log_shares(model, x, room.shares)
            for k in range(model.classes):
                room.keys[k] = -room.shares[k]
            ordered(room.keys, room.heaviest)
    return taken, fit, odds


@compiled
def walk(  # noqa: PLR0913, PLR0917 - a kernel has no objects to keep them in
    rng: Any,
    model: Posterior,
    cloud: Cloud,
    x: Floats,
    scale: Floats,
    curved: Floats,
    pace: float,
    tune: bool,
    powers: Floats,
    leaps: int,
    length: float,
    room: Room,
    states: Floats,
    fits: Floats,
    odds: Floats,
) -> tuple[float, float, float]:
    """Sweeps of one chain from x on: a step, a new order, `leaps` leaps. The state after sweep i goes to states[i].

    With `tune`, the pace learns on the way (dual averaging). The likelihood counts with powers[i]; leaps are made where
    that is 1. Gives the pace, and the shares of steps and leaps taken.
    """
    sweeps, stretched, steady = len(powers), math.log(pace) + math.log(3), math.log(pace)
    debt, taken, now = 0.0, 0.0, pace
    leapt = 0
    fit, its_odds = likelihood(model, x, room.caught, room.cells, room.shares)
    for i in range(sweeps):
        shaken = now * (0.6 + 0.8 * rng.random())
        steps = 1 + int(rng.random() * 2 * min(LONGEST, length / now))
        chance, fit, its_odds = step(rng, model, x, scale, fit, its_odds, powers[i], shaken, steps, room)
        taken += chance / sweeps
        if tune:
            debt += (AIM - chance - debt) / (i + 11)
            log_pace = stretched - math.sqrt(i + 1) / 0.05 * debt
            share = (i + 1) ** -0.75
            steady += share * (log_pace - steady)
            now = math.exp(log_pace)
            for d in range(len(x) if chance > 0 else 0):
                curved[d] += (room.slope[d] ** 2 - curved[d]) / min(i + 3, 50)
                scale[d] = 1 / math.sqrt(curved[d] + 0.2)
        relabel(rng, model, x, room)
        if leaps:
            done, fit, its_odds = leap(rng, model, cloud, x, leaps, fit, its_odds, room)
            leapt += done
        states[i], fits[i], odds[i] = x, fit, its_odds
    return math.exp(steady), taken, leapt / max(1, leaps * sweeps)
