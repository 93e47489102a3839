"""Clouds: mixtures of Student densities fitted to the living classes of many states, to leap from mode to mode.

A cloud only proposes: whatever it is fitted to, a leap is taken or refused by the posterior itself.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, expit, gammaln, softmax

from palermo.prevalence.class_kernels import Floats, Posterior
from palermo.prevalence.class_leaps import FREEDOM, Cloud, distances

ROUNDS = 10  # of expectation and maximisation
LIGHTEST = 0.1  # no part is proposed more rarely than this, divided by the number of parts
WIDE = 0.05  # how often the part of all points is proposed
RIDGE = 5.0  # draws' worth of a small round covariance, added to each part
LIVING = 0.1  # a class lives when it weighs more than this divided by the people seen
FEWEST = 10  # states with so many living classes; fewer have no parts
EACH = 3  # states that a part needs for each of its dimensions
BELONGING = 1e-4  # points that belong less to a part do not count for it
Ints = NDArray[np.int64]


def classes_of(states: Floats, m: int) -> tuple[Floats, Floats]:
    """Log weights (S, K) and capture probabilities (S, m, K) of states (S, D)."""
    classes = (states.shape[1] + 1) // (m + 1)
    chances = expit(states[:, : m * classes].reshape(-1, m, classes))
    with np.errstate(over="ignore"):
        lengths = np.exp(states[:, m * classes :])
    before = np.concatenate([np.zeros((len(states), 1)), np.cumsum(lengths, axis=1)], axis=1)
    own = np.concatenate([np.log(-np.expm1(-lengths)), np.zeros((len(states), 1))], axis=1)
    return own - before, chances


def points(states: Floats, m: int, border: float) -> dict[int, Floats]:
    """The living classes of states (S, D) as leaps see them: their number to points (S', number * (m + 1) - 1)."""
    shares, chances = classes_of(states, m)
    heaviest = np.argsort(-shares, axis=1, kind="stable")
    chances = np.clip(np.take_along_axis(chances, heaviest[:, None, :], axis=2), 1e-15, 1 - 1e-15)
    weights = np.take_along_axis(shares, heaviest, axis=1)
    z, counts = (np.cbrt(chances) - np.cbrt(1 - chances)).transpose(0, 2, 1), (shares > border).sum(axis=1)
    found = {}
    for count in np.unique(counts):
        mine = counts == count
        relative = weights[mine, 1:count] - weights[mine, :1]
        found[int(count)] = np.concatenate([z[mine, :count].reshape(len(relative), -1), relative], axis=1)
    return found


def cloud(rng: np.random.Generator, model: Posterior, states: Floats, parts: int) -> Cloud:
    """What is fitted to states (S, D): for each number of living classes at most `parts` parts, and a wide one."""
    blank = nowhere(model)
    counts, masses, heights, middles, factors = [], [], [], [], []
    for count, z in points(states, model.m, blank.border).items():
        if len(z) < FEWEST:
            continue
        many, d = z.shape
        for weight, middle, factor in zip(*_fitted(rng, z, max(1, min(parts, many // (EACH * d)))), strict=True):
            counts.append(count)
            masses.append(weight * many)
            heights.append(gammaln((FREEDOM + d) / 2) - gammaln(FREEDOM / 2) - d / 2 * np.log(FREEDOM * np.pi))
            heights[-1] -= np.log(np.diagonal(factor)).sum()
            middles.append(np.pad(middle, (0, states.shape[1] - d)))
            factors.append(np.pad(factor, (0, states.shape[1] - d)))
    if not counts:
        return blank
    sizes = [count * (model.m + 1) - 1 for count in counts]
    inverses = [np.linalg.inv(each[:d, :d]).T for each, d in zip(factors, sizes, strict=True)]
    weights = np.array(masses) / np.sum(masses)
    return blank._replace(
        first=np.searchsorted(counts, np.arange(model.classes + 2)),
        counts=np.array(counts),
        reach=np.cumsum(weights),
        heights=np.log(weights) + heights,
        middles=np.array(middles),
        factors=np.array(factors),
        inverses=np.array([np.pad(each, (0, states.shape[1] - len(each))) for each in inverses]),
    )


def nowhere(model: Posterior) -> Cloud:
    """A cloud without a part: no leap is made."""
    # a lognormal concentration is near a gamma one of the same spread; sleepers are only proposed by it
    shape, rate = (model.shape, model.rate) if len(model.alphas) == 0 else (16.0, 16.0)
    border, living = math.log(LIVING / model.n), np.arange(1, model.classes)
    sleeping, power = np.zeros(model.classes + 1), living - 1 + shape
    sleepers = model.classes - living
    sleeping[1:-1] = gammaln(sleepers) - betaln(sleepers, power) + power * np.log(rate - border)
    d = model.classes * (model.m + 1) - 1
    return Cloud(
        border=border,
        shape=shape,
        rate=rate,
        sleeping=sleeping,
        first=np.zeros(model.classes + 2, dtype=np.int64),
        counts=np.zeros(0, dtype=np.int64),
        reach=np.zeros(0),
        heights=np.zeros(0),
        middles=np.zeros((0, d)),
        factors=np.zeros((0, d, d)),
        inverses=np.zeros((0, d, d)),
    )


def _fitted(rng: np.random.Generator, z: Floats, parts: int) -> tuple[Floats, Floats, Floats]:
    """Weights, middles and lower Cholesky factors of a mixture of `parts` Student densities fitted to points (S, d).

    One part more, as wide as all points together, keeps odd states from being left too rarely.
    """
    many, d = z.shape
    spread = z.std(axis=0) + 1e-3
    ridge = np.diag(spread**2) * 0.02
    belongs, near = np.eye(parts)[_nearest(rng, z / spread, parts)], np.ones((many, parts))
    middles, factors, inverses, volume = np.zeros((parts, d)), *np.zeros((2, parts, d, d)), np.zeros(parts)
    apart_by = np.zeros((many, parts))
    for _ in range(ROUNDS):
        masses = belongs.sum(axis=0) + 1e-9
        for part in range(parts):
            mine = belongs[:, part] > BELONGING
            weights = belongs[mine, part] * near[mine, part]
            middles[part] = (np.einsum("s,si->i", weights, z[mine]) + 1e-9 * z[0]) / (weights.sum() + 1e-9)
            apart = z[mine] - middles[part]
            # einsum, not a product of matrices: the same bytes on however many threads
            covariance = np.einsum("si,sj->ij", apart * weights[:, None], apart) + RIDGE * ridge
            factors[part] = np.linalg.cholesky(covariance / (masses[part] + RIDGE))
            inverses[part] = np.linalg.inv(factors[part]).T
            volume[part] = np.log(np.diagonal(factors[part])).sum()
        distances(z, middles, inverses, apart_by)
        near = (FREEDOM + d) / (FREEDOM + apart_by)
        belongs = softmax(np.log(masses) - volume - 0.5 * (FREEDOM + d) * np.log1p(apart_by / FREEDOM), axis=1)
    apart = z - z.mean(axis=0)
    whole = np.linalg.cholesky(np.einsum("si,sj->ij", apart, apart) / many + ridge)
    weights = np.append(np.maximum(belongs.mean(axis=0), LIGHTEST / parts), WIDE)
    return (
        weights / weights.sum(),
        np.append(middles, z.mean(axis=0)[None], axis=0),
        np.append(factors, whole[None], axis=0),
    )


def _nearest(rng: np.random.Generator, z: Floats, parts: int) -> Ints:
    """Each point's nearest of `parts` centres, drawn far apart from each other (k-means++)."""
    squares = ((z - z[rng.integers(len(z))]) ** 2).sum(axis=1)[:, None]
    for _ in range(parts - 1):
        nearest = squares.min(axis=1)
        centre = z[rng.choice(len(z), p=nearest / nearest.sum())] if nearest.sum() > 0 else z[0]
        squares = np.column_stack([squares, ((z - centre) ** 2).sum(axis=1)])
    nearest_of: Ints = squares.argmin(axis=1)
    return nearest_of
