"""Many chains of a latent-class model: they look for modes, learn where the modes are, and only then are kept.

1. Looking. Each chain looks several times. It starts crowded, with all classes at equal weight, and the likelihood
   comes in by and by. Classes that are not needed die out; that is easy, while a class that is missing is hard to be
   born.
2. Learning. Clouds are fitted to all states so far of all chains, and the chains go on with leaps into them; some
   rounds of that. What a round says of the modes is more than the one before, since chains leave those that weigh less.
3. Keeping. Clouds, slopes and pace stay what they are, so that what is kept has the posterior as its law.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from palermo.prevalence.class_kernels import Floats, Posterior, Room
from palermo.prevalence.class_leaps import Cloud
from palermo.prevalence.class_moves import walk
from palermo.prevalence.clouds import cloud, nowhere
from palermo.prevalence.resample import Told

CROWDED = 5.0  # the concentration at which chains start looking
POWERS = (0.03, 0.3, 0.03, 0.3)  # of the likelihood, to begin a look with; a low one finds wide modes
LOOKING = 100  # sweeps in the crowd: in more haste, chains end in more different modes
RESTING = 300  # sweeps out of it
HASTY = 4.0  # length of a Hamiltonian step while looking
ROUNDS = 4
LEARNING = 300  # sweeps a round
LEAPS = 6  # a sweep
LENGTH = 10.0  # of a Hamiltonian step, in its units
SELDOM = 0.01  # where fewer leaps than this are taken, steps have to do the work: they are
LONG = 28.0  # then as long, beside one leap a sweep
PARTS = 30  # of a cloud at most, for each number of living classes
MOST = 6000  # states that clouds are fitted to
PACE = 0.2
SLOPE = 100.0  # square, to begin with


@dataclass(frozen=True, slots=True)
class Kept:
    """What chains kept: unseen people, shape (chains, sweeps), and the shares of steps and of leaps taken."""

    unseen: Floats
    steps_taken: float
    leaps_taken: float


@dataclass(slots=True)
class _Chain:
    rng: np.random.Generator
    x: Floats
    room: Room
    slopes: Floats
    pace: float = PACE
    steps_taken: float = 0.0
    leaps_taken: float = 0.0
    states: Floats = field(init=False)  # of the last walk
    fits: Floats = field(init=False)
    odds: Floats = field(init=False)

    def walk(self, model: Posterior, leaping: Cloud, powers: Floats, leaps: int, length: float, tune: bool) -> None:
        sweeps = len(powers)
        self.states, self.fits, self.odds = np.empty((sweeps, len(self.x))), np.empty(sweeps), np.empty(sweeps)
        self.pace, self.steps_taken, self.leaps_taken = walk(
            self.rng, model, leaping, self.x, self.slopes, self.pace, tune, powers, leaps, length, self.room,
            self.states, self.fits, self.odds,
        )  # fmt: skip

    def look(self, model: Posterior) -> None:
        """Several looks, each from a new start; what they saw at last stands in `states`."""
        crowded, seen = model._replace(alphas=np.array([CROWDED]), log_weights=np.zeros(1)), []
        for power in POWERS:
            self.x, self.slopes, self.pace = _start(model, self.rng), np.full(len(self.x), SLOPE), PACE
            self.walk(crowded, nowhere(model), np.geomspace(power, 1, LOOKING), 0, HASTY, True)
            self.walk(model, nowhere(model), np.ones(RESTING), 0, HASTY, True)
            seen.append(self.states[RESTING // 2 :: 3])
        self.states = np.concatenate(seen)

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

        all_chains(partial(_Chain.look, model=model))
        past: list[Floats] = []
        leaps, length = LEAPS, LENGTH
        for number in range(ROUNDS + 1):
            past += [walker.states[LEARNING // 3 if number else 0 :] for walker in walkers]
            leaping = _learned(rng, model, walkers, np.concatenate(past))
            powers = np.ones(burn + sweeps if number == ROUNDS else LEARNING)
            all_chains(
                partial(
                    _Chain.walk, model=model, leaping=leaping, powers=powers, leaps=leaps, length=length,
                    tune=number == 0,
                )
            )  # fmt: skip
            if np.mean([walker.leaps_taken for walker in walkers]) < SELDOM:
                leaps, length = 1, LONG
    for walker in walkers:
        walker.odds = walker.odds[burn:]
    return Kept(
        np.array([walker.unseen(model) for walker in walkers]),
        float(np.mean([walker.steps_taken for walker in walkers])),
        float(np.mean([walker.leaps_taken for walker in walkers])),
    )


def _learned(rng: np.random.Generator, model: Posterior, walkers: list[_Chain], states: Floats) -> Cloud:
    """A cloud from the states so far; one pace and the same slopes for all chains."""
    pace = float(np.median([walker.pace for walker in walkers]))
    slopes = np.median([walker.slopes for walker in walkers], axis=0)
    for walker in walkers:
        walker.pace, walker.slopes = pace, slopes.copy()
    return cloud(rng, model, states[rng.choice(len(states), min(MOST, len(states)), replace=False)], PARTS)


def _start(model: Posterior, rng: np.random.Generator) -> Floats:
    """A state of equal weights and any capture."""
    equal = np.log(-np.log1p(-1 / np.arange(model.classes, 1, -1)))
    return np.concatenate([rng.standard_normal(model.m * model.classes) - 2, equal])


def _started(model: Posterior, rng: np.random.Generator) -> _Chain:
    m, classes, x = model.m, model.classes, _start(model, rng)
    room = Room(
        caught=np.empty((m, classes)),
        cells=np.empty((1 << m, classes)),
        shares=np.empty(classes),
        others=np.empty(classes),
        spare=np.empty(classes),
        keys=np.empty(classes),
        lengths=np.empty(classes),
        order=np.empty(classes, dtype=np.int64),
        heaviest=np.empty(classes, dtype=np.int64),
        slope=np.empty(len(x)),
        speed=np.empty(len(x)),
        new=np.empty(len(x)),
        moved=np.empty(len(x)),
        z=np.empty(len(x) + 1),
        noise=np.empty(len(x)),
    )
    return _Chain(rng, x, room, np.full(len(x), SLOPE))
