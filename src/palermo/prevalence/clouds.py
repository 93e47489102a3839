"""Clouds: mixtures of Student densities fitted to the heaviest classes of many states, to leap from mode to mode.

A cloud only proposes: whatever it is fitted to, a leap is taken or refused by the posterior itself.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax

from palermo.prevalence.class_kernels import FREEDOM, Cloud, Floats

ROUNDS = 20  # of expectation and maximisation
LIGHTEST = 0.02  # no part is proposed more rarely than this, divided by the number of parts
WIDE = 0.05  # how often the part of all points is proposed
RIDGE = 5.0  # draws' worth of a small round covariance, added to each part


def points(states: Floats, m: int, size: int) -> Floats:
    """The `size` heaviest classes of states (S, D) as `leap` sees them, shape (S, size m + size - 1)."""
    shares, chances = classes_of(states, m)
    heaviest = np.argsort(-shares, axis=1, kind="stable")[:, :size]
    chances = np.clip(np.take_along_axis(chances, heaviest[:, None, :], axis=2), 1e-15, 1 - 1e-15)
    weights = np.take_along_axis(shares, heaviest, axis=1)
    z = (np.cbrt(chances) - np.cbrt(1 - chances)).transpose(0, 2, 1).reshape(len(states), -1)
    return np.concatenate([z, weights[:, 1:] - weights[:, :1]], axis=1)


def classes_of(states: Floats, m: int) -> tuple[Floats, Floats]:
    """Log weights (S, K) and capture probabilities (S, m, K) of states (S, D)."""
    classes = (states.shape[1] + 1) // (m + 1)
    chances = expit(states[:, : m * classes].reshape(-1, m, classes))
    with np.errstate(over="ignore"):
        lengths = np.exp(states[:, m * classes :])
    before = np.concatenate([np.zeros((len(states), 1)), np.cumsum(lengths, axis=1)], axis=1)
    own = np.concatenate([np.log(-np.expm1(-lengths)), np.zeros((len(states), 1))], axis=1)
    return own - before, chances


def cloud(rng: np.random.Generator, z: Floats, size: int, parts: int) -> tuple[Cloud, NDArray[np.int64]]:
    """A mixture of `parts` Student densities fitted to points (S, d), and to which of them each point belongs.

    One part more, as wide as all points together, keeps odd states from being left too rarely.
    """
    many, d = z.shape
    spread = z.std(axis=0) + 1e-3
    ridge = np.diag(spread**2) * 0.02
    belongs = np.eye(parts)[_nearest(rng, z / spread, parts)]
    near = np.ones((many, parts))
    heights = np.zeros((many, parts))
    middles, factors, inverses, volume = np.zeros((parts, d)), *np.zeros((2, parts, d, d)), np.zeros(parts)
    masses = belongs.sum(axis=0)
    for _ in range(ROUNDS):
        masses = belongs.sum(axis=0) + 1e-9
        for part in range(parts):
            weights = belongs[:, part] * near[:, part]
            middles[part] = (np.einsum("s,si->i", weights, z) + 1e-9 * z[0]) / (weights.sum() + 1e-9)
            apart = z - middles[part]
            # einsum, not a product of matrices: the same bytes on however many threads
            covariance = np.einsum("si,sj->ij", apart * weights[:, None], apart) + RIDGE * ridge
            factors[part] = np.linalg.cholesky(covariance / (masses[part] + RIDGE))
            inverses[part] = np.linalg.inv(factors[part])
            volume[part] = np.log(np.diagonal(factors[part])).sum()
            distance = (np.einsum("ij,sj->si", inverses[part], apart) ** 2).sum(axis=1)
            near[:, part] = (FREEDOM + d) / (FREEDOM + distance)
            heights[:, part] = np.log(masses[part]) - volume[part] - 0.5 * (FREEDOM + d) * np.log1p(distance / FREEDOM)
        belongs = softmax(heights, axis=1)
    apart = z - z.mean(axis=0)
    whole = np.linalg.cholesky(np.einsum("si,sj->ij", apart, apart) / many + ridge)
    weights = np.append(np.maximum(masses / many, LIGHTEST / parts), WIDE)
    weights /= weights.sum()
    found = Cloud(
        size,
        np.cumsum(weights),
        np.log(weights) - np.append(volume, np.log(np.diagonal(whole)).sum()),
        np.concatenate([middles, z.mean(axis=0)[None]]),
        np.concatenate([factors, whole[None]]),
        np.concatenate([inverses, np.linalg.inv(whole)[None]]),
    )
    return found, belongs.argmax(axis=1)


def _nearest(rng: np.random.Generator, z: Floats, parts: int) -> NDArray[np.int64]:
    """Each point's nearest of `parts` centres, drawn far apart from each other (k-means++)."""
    distances = ((z - z[rng.integers(len(z))]) ** 2).sum(axis=1)[:, None]
    for _ in range(parts - 1):
        nearest = distances.min(axis=1)
        centre = z[rng.choice(len(z), p=nearest / nearest.sum())] if nearest.sum() > 0 else z[0]
        distances = np.column_stack([distances, ((z - centre) ** 2).sum(axis=1)])
    nearest_of: NDArray[np.int64] = distances.argmin(axis=1)
    return nearest_of
