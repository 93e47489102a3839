"""The moves of a latent-class chain: a Hamiltonian step, a new order of the classes, leaps; and how they go round."""

import math
from typing import Any

import numpy as np

from palermo.prevalence.class_kernels import (
    Floats,
    Posterior,
    Room,
    broken_anew,
    likelihood,
    log_shares,
    placed,
    prior,
    pull,
    sticks,
)
from palermo.prevalence.class_leaps import Cloud, leap
from palermo.prevalence.compiled import compiled

LONGEST = 60  # leapfrog steps, on average
AIM = 0.75  # of Hamiltonian steps to be taken
MEMORY = 50  # sweeps that a slope is remembered, while it is learned
FLAT = 0.2  # square of the least slope: that of the prior of a logit is 1/3


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
def walk(  # noqa: PLR0913, PLR0917 - a kernel has no objects to keep them in
    rng: Any,
    model: Posterior,
    cloud: Cloud,
    x: Floats,
    slopes: Floats,
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

    A step's unit is one over the root of `slopes`, the mean square of the slope by place: since the order of classes is
    size-biased, a heavy class, whose logits are well known, stands in front. With `tune`, slopes and pace are learned
    on the way (dual averaging). The likelihood counts with powers[i]. Gives the pace, and the shares of steps and
    leaps taken.
    """
    sweeps, stretched, steady = len(powers), math.log(pace) + math.log(3), math.log(pace)
    debt, taken, leapt, now, scale = 0.0, 0.0, 0, pace, 1 / np.sqrt(slopes)
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
                slopes[d] += (room.slope[d] ** 2 + FLAT - slopes[d]) / min(i + 3, MEMORY)
                scale[d] = 1 / math.sqrt(slopes[d])
        relabel(rng, model, x, room)
        if leaps:
            done, fit, its_odds = leap(rng, model, cloud, x, leaps, fit, its_odds, room)
            leapt += done
        states[i], fits[i], odds[i] = x, fit, its_odds
    return math.exp(steady), taken, leapt / max(1, leaps * sweeps)
