"""Many chains of a latent-class model: they look for modes, learn where the modes are, and only then are kept.

1. Looking. Each chain starts crowded, with all classes at equal weight, and the likelihood comes in by and by. Classes
   that are not needed die out; that is easy, while a class that is missing is hard to be born.
2. Learning. Clouds are fitted to the states of all chains, and the chains go on with leaps into them; some rounds of
   that. The first round starts chains in every part of the clouds.
3. Keeping. Clouds and pace stay what they are, so that what is kept has the posterior as its law.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.class_kernels import Cloud, Floats, Posterior
from palermo.prevalence.class_moves import Room, walk
from palermo.prevalence.clouds import cloud
from palermo.prevalence.resample import Told

CROWDED = 5.0  # the concentration at which chains start looking
LOOKING = 300  # sweeps in the crowd
RESTING = 500  # sweeps out of it
ROUNDS = 4
LEARNING = 300  # sweeps a round
LEAPS = 6  # a sweep
LENGTH = 4.0  # of a Hamiltonian step, in units of its scale
PARTS = 30
PACE = 0.2
MOST = 6000  # states that clouds are fitted to
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kept:
    """What chains kept: unseen people, shape (chains, sweeps); the shares of steps, and leaps by cloud, taken."""

    unseen: Floats
    steps_taken: float
    leaps_taken: float


@dataclass(slots=True)
class _Chain:
    rng: np.random.Generator
    x: Floats
    scale: Floats
    curved: Floats
    room: Room
    pace: float = PACE
    steps_taken: float = 0.0
    leaps_taken: float = 0.0
    states: Floats = field(init=False)  # of the last walk
    fits: Floats = field(init=False)
    odds: Floats = field(init=False)

    def walk(self, model: Posterior, cloud: Cloud, powers: Floats, leaps: int, tune: bool) -> None:
        sweeps = len(powers)
        self.states, self.fits, self.odds = np.empty((sweeps, len(self.x))), np.empty(sweeps), np.empty(sweeps)
        told = walk(
            self.rng, model, cloud, self.x, self.scale, self.curved, self.pace, tune, powers, leaps, LENGTH, self.room,
            self.states, self.fits, self.odds,
        )  # fmt: skip
        self.pace, self.steps_taken, self.leaps_taken = told

    def look(self, model: Posterior, nowhere: Cloud) -> None:
        crowded = model._replace(alphas=np.array([CROWDED]), log_weights=np.zeros(1))
        self.walk(crowded, nowhere, np.geomspace(0.03, 1, LOOKING), 0, True)
        self.walk(model, nowhere, np.ones(RESTING), 0, True)

    def unseen(self, model: Posterior) -> Floats:
        """One n0 for each state: negative binomial, not above the cap."""
        drawn = np.full(len(self.odds), np.inf)
        while (above := np.flatnonzero(drawn > model.cap)).size:
            drawn[above] = self.rng.poisson(self.rng.standard_gamma(model.n, above.size) * self.odds[above])
        return drawn


def kept(model: Posterior, chains: int, sweeps: int, burn: int, seed: int, threads: int | None, told: Told) -> Kept:
    """Run the chains; the same seed gives the same bytes on however many threads."""
    seeds = np.random.SeedSequence(seed).spawn(chains + 1)
    rng = np.random.Generator(np.random.PCG64(seeds[-1]))
    walkers = [_started(model, np.random.Generator(np.random.PCG64(one))) for one in seeds[:-1]]
    done, of = 0, chains * (ROUNDS + 2)
    with ThreadPoolExecutor(threads) as pool:

        def all_chains(run: Callable[[_Chain], None]) -> None:
            nonlocal done
            for _ in pool.map(run, walkers):
                done += 1
                told(done, of)

        all_chains(partial(_Chain.look, model=model, nowhere=_nowhere(model)))
        past: list[Floats] = []
        for number in range(ROUNDS + 1):
            leaping = _learned(rng, model, walkers, past)
            powers = np.ones(burn + sweeps if number == ROUNDS else LEARNING)
            walk_on = partial(_Chain.walk, model=model, cloud=leaping, powers=powers, leaps=LEAPS, tune=number == 0)
            all_chains(walk_on)
    for walker in walkers:
        walker.odds = walker.odds[burn:]
    return Kept(
        np.array([walker.unseen(model) for walker in walkers]),
        float(np.mean([walker.steps_taken for walker in walkers])),
        float(np.mean([walker.leaps_taken for walker in walkers])),
    )


def _learned(rng: np.random.Generator, model: Posterior, walkers: list[_Chain], past: list[Floats]) -> Cloud:
    """Clouds from all chains so far; one pace and one scale for all."""
    past.append(np.concatenate([walker.states[len(walker.states) // 3 :] for walker in walkers]))
    states = np.concatenate(past)
    pace = float(np.median([walker.pace for walker in walkers]))
    curved = np.median([walker.curved for walker in walkers], axis=0)
    for walker in walkers:
        walker.pace, walker.curved, walker.scale = pace, curved.copy(), 1 / np.sqrt(curved + 0.2)
    return cloud(rng, model, states[rng.choice(len(states), min(MOST, len(states)), replace=False)], PARTS)


def _started(model: Posterior, rng: np.random.Generator) -> _Chain:
    m, classes = model.m, model.classes
    logits = rng.standard_normal(m * classes) - 2
    equal = np.log(-np.log1p(-1 / np.arange(classes, 1, -1)))
    x = np.concatenate([logits, equal])
    room = Room(
        caught=np.empty((m, classes)),
        cells=np.empty((1 << m, classes)),
        shares=np.empty(classes),
        spare=np.empty(classes),
        others=np.empty(classes),
        keys=np.empty(classes),
        lengths=np.empty(classes),
        order=np.empty(classes, dtype=np.int64),
        heaviest=np.empty(classes, dtype=np.int64),
        slope=np.empty(len(x)),
        speed=np.empty(len(x)),
        new=np.empty(len(x)),
        moved=np.empty(len(x)),
        z=np.empty(len(x)),
        noise=np.empty(len(x)),
    )
    curved = np.full(len(x), 100.0)
    return _Chain(rng, x, 1 / np.sqrt(curved), curved, room)


def _nowhere(model: Posterior) -> Cloud:
    d, k = len(_started(model, np.random.default_rng(0)).x), model.classes
    none = np.zeros((1, d, d))
    first = np.zeros(k + 2, dtype=np.int64)
    return Cloud(model.m, 0.0, 1.0, 1.0, np.zeros(k + 1), first, np.zeros(1, dtype=np.int64), np.ones(1), np.zeros(1), np.zeros((1, d)), none, none)
