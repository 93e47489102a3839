"""Clouds: mixtures of Student densities fitted to the living classes of many states, to leap from mode to mode.

A cloud only proposes: whatever it is fitted to, a leap is taken or refused by the posterior itself.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, expit, gammaln, softmax

from palermo.prevalence.class_kernels import FREEDOM, Cloud, Floats, Posterior, far

ROUNDS = 10  # of expectation and maximisation
LIGHTEST = 0.1  # no part is proposed more rarely than this, divided by the number of parts
WIDE = 0.05  # how often the part of all points is proposed
RIDGE = 5.0  # draws' worth of a small round covariance, added to each part
LIVING = 0.1  # people seen, at a share of one: a class with a weight above this divided by n lives
FEWEST = 10  # states
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


def cloud(rng: np.random.Generator, model: Posterior, states: Floats, parts: int) -> Cloud:
    """What is fitted to states (S, D)."""
    m, classes = model.m, model.classes
    border = math.log(LIVING / model.n)
    shares, chances = classes_of(states, m)
    heaviest = np.argsort(-shares, axis=1, kind="stable")
    chances = np.clip(np.take_along_axis(chances, heaviest[:, None, :], axis=2), 1e-15, 1 - 1e-15)
    z = (np.cbrt(chances) - np.cbrt(1 - chances)).transpose(0, 2, 1)
    weights = np.take_along_axis(shares, heaviest, axis=1)
    living = (shares > border).sum(axis=1)
    longest = classes * (m + 1) - 1
    first, counts, masses, heights, middles, factors, inverses = [0], [], [], [], [], [], []
    for count in range(classes + 1):
        mine = living == count
        if mine.sum() >= FEWEST:
            d = count * (m + 1) - 1
            points = np.concatenate([z[mine, :count].reshape(mine.sum(), -1), weights[mine, 1:count] - weights[mine, :1]], axis=1)
            few = max(1, min(parts, int(mine.sum()) // (3 * d)))
            mass, middle, factor = _fitted(rng, points, few)
            for a, b, c in zip(mass, middle, factor, strict=True):
                counts.append(count)
                masses.append(a * mine.mean())
                middles.append(np.zeros(longest))
                middles[-1][:d] = b
                factors.append(np.zeros((longest, longest)))
                factors[-1][:d, :d] = c
                inverses.append(np.zeros((longest, longest)))
                inverses[-1][:d, :d] = np.linalg.inv(c).T
                heights.append(np.log(masses[-1]) - np.log(np.diagonal(c)).sum() + gammaln((FREEDOM + d) / 2) - gammaln(FREEDOM / 2) - d / 2 * np.log(FREEDOM * np.pi))
        first.append(len(counts))
    shape, rate = (model.shape, model.rate) if not len(model.alphas) else (16.0, 16.0)
    dark = classes - np.arange(1, classes)  # classes that do not live
    lights = np.zeros(classes + 1)
    alive = np.arange(1, classes)
    lights[1:classes] = gammaln(dark) - betaln(dark, alive - 1 + shape) + (alive - 1 + shape) * np.log(rate - border)
    return Cloud(m, border, shape, rate, lights, np.array(first), np.array(counts), np.cumsum(masses) / np.sum(masses), np.array(heights) - np.log(np.sum(masses)), np.array(middles), np.array(factors), np.array(inverses))


def _fitted(rng: np.random.Generator, z: Floats, parts: int) -> tuple[Floats, Floats, Floats]:
    """Weights, middles and factors of a mixture of `parts` Student densities fitted to points (S, d).

    One part more, as wide as all points together, keeps odd states from being left too rarely.
    """
    many, d = z.shape
    spread = z.std(axis=0) + 1e-3
    ridge = np.diag(spread**2) * 0.02
    belongs = np.eye(parts)[_nearest(rng, z / spread, parts)]
    near = np.ones((many, parts))
    heights, distances = np.zeros((many, parts)), np.zeros((many, parts))
    middles, factors, inverses, volume = np.zeros((parts, d)), *np.zeros((2, parts, d, d)), np.zeros(parts)
    masses = belongs.sum(axis=0)
    for _ in range(ROUNDS):
        masses = belongs.sum(axis=0) + 1e-9
        for part in range(parts):
            mine = belongs[:, part] > 1e-4
            weights = belongs[mine, part] * near[mine, part]
            middles[part] = (np.einsum("s,si->i", weights, z[mine]) + 1e-9 * z[0]) / (weights.sum() + 1e-9)
            apart = z[mine] - middles[part]
            # einsum, not a product of matrices: the same bytes on however many threads
            covariance = np.einsum("si,sj->ij", apart * weights[:, None], apart) + RIDGE * ridge
            factors[part] = np.linalg.cholesky(covariance / (masses[part] + RIDGE))
            inverses[part] = np.linalg.inv(factors[part]).T
            volume[part] = np.log(np.diagonal(factors[part])).sum()
        far(z, middles, inverses, distances)
        near = (FREEDOM + d) / (FREEDOM + distances)
        heights = np.log(masses) - volume - 0.5 * (FREEDOM + d) * np.log1p(distances / FREEDOM)
        belongs = softmax(heights, axis=1)
    apart = z - z.mean(axis=0)
    whole = np.linalg.cholesky(np.einsum("si,sj->ij", apart, apart) / many + ridge)
    weights = np.append(np.maximum(masses / many, LIGHTEST / parts), WIDE)
    return weights / weights.sum(), np.concatenate([middles, z.mean(axis=0)[None]]), np.concatenate([factors, whole[None]])


def _nearest(rng: np.random.Generator, z: Floats, parts: int) -> NDArray[np.int64]:
    """Each point's nearest of `parts` centres, drawn far apart from each other (k-means++)."""
    distances = ((z - z[rng.integers(len(z))]) ** 2).sum(axis=1)[:, None]
    for _ in range(parts - 1):
        nearest = distances.min(axis=1)
        centre = z[rng.choice(len(z), p=nearest / nearest.sum())] if nearest.sum() > 0 else z[0]
        distances = np.column_stack([distances, ((z - centre) ** 2).sum(axis=1)])
    nearest_of: NDArray[np.int64] = distances.argmin(axis=1)
    return nearest_of
