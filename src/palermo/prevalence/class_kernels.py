"""What a latent-class chain moves on: likelihood, prior and their slopes. Machine code, no estimate.

A state is one vector x of m K logits of the capture probabilities (list by list) and K - 1 sticks u. The weights of
the classes are broken off a stick: pi_k = (1 - exp(-e_k)) exp(-e_1 - ... - e_(k-1)), e_k = exp(u_k), and the last class
takes the rest, exp(-T) with T the sum of all e. Everything that can be integrated out is: the people's classes, the
unseen n0 and the concentration alpha. With p(N) proportional to 1/N and n0 <= cap, the likelihood of x is

    prod_w (p_w / s)^(y_w)  *  P(n0 <= cap | x),   s = sum of p_w over the patterns that can be seen,

and n0 given x is negative binomial with odds p_0 / s. Only the 2^m patterns matter, never the people.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled

Floats = NDArray[np.float64]


class Posterior(NamedTuple):
    """What does not move. The concentration is Gamma(shape, rate), or takes the values `alphas` with `log_weights`."""

    counts: Floats  # (2^m,)
    possible: NDArray[np.bool_]  # (2^m,); never pattern 0
    n: float
    cap: float
    m: int
    classes: int
    shape: float
    rate: float
    alphas: Floats
    log_weights: Floats


class Room(NamedTuple):
    """Where kernels work, so that nothing is made anew in a chain."""

    caught: Floats  # (m, K)
    cells: Floats  # (2^m, K)
    shares: Floats  # (K,)
    others: Floats  # (K,)
    spare: Floats  # (K,)
    keys: Floats  # (K,)
    lengths: Floats  # (K,)
    order: NDArray[np.int64]  # (K,)
    heaviest: NDArray[np.int64]  # (K,)
    slope: Floats  # (D,)
    speed: Floats  # (D,)
    new: Floats  # (D,)
    moved: Floats  # (D,)
    z: Floats  # (D + 1,)
    noise: Floats  # (D,)


@compiled
def sticks(model: Posterior, total: float) -> tuple[float, float]:
    """Log density of the sticks, alpha integrated out, as it depends on T = `total`; and minus its slope."""
    many = model.classes - 1
    if len(model.alphas) == 0:
        power = model.shape + many
        return -power * math.log(model.rate + total), power / (model.rate + total)
    top = -np.inf
    for i in range(len(model.alphas)):
        top = max(top, model.log_weights[i] + many * math.log(model.alphas[i]) - model.alphas[i] * total)
    mass, first = 0.0, 0.0
    for i in range(len(model.alphas)):
        part = math.exp(model.log_weights[i] + many * math.log(model.alphas[i]) - model.alphas[i] * total - top)
        mass += part
        first += part * model.alphas[i]
    return top + math.log(mass), first / mass


@compiled
def continued(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (Lentz)."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    found = d
    for k in range(1, 20_000):
        for odd in range(2):
            top = -(a + k) * (a + b + k) * x / (a + 2 * k + 1) if odd else k * (b - k) * x / (a + 2 * k - 1)
            top /= a + 2 * k
            d, c = 1 / (1 + top * d), 1 + top / c
            found *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return found


@compiled
def log_within(n: float, odds: float, cap: float) -> float:
    """Log probability that a negative binomial count, of mean n odds, is not above `cap`."""
    mean = n * odds
    if cap - mean > 10 * math.sqrt(mean * (1 + odds)) + 10:
        return 0.0
    a, b, seen, unseen = n, cap + 1, 1 / (1 + odds), odds / (1 + odds)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(seen) + b * math.log(unseen)
    if seen < (a + 1) / (a + b + 2):
        return front + math.log(continued(a, b, seen) / a)
    beyond = math.exp(front) * continued(b, a, unseen) / b
    return math.log1p(-beyond) if beyond < 1 else -np.inf


@compiled
def log_shares(model: Posterior, x: Floats, shares: Floats) -> float:
    """Fill in the log weights of the classes; T."""
    last, before = model.classes - 1, 0.0
    for k in range(last):
        e = math.exp(x[model.m * model.classes + k])
        shares[k] = math.log(-math.expm1(-e)) - before
        before += e
    shares[last] = -before
    return before


@compiled
def across(cells: Floats, pattern: int) -> float:
    """The probability of a pattern, over all classes."""
    p = 0.0
    for k in range(cells.shape[1]):
        p += cells[pattern, k]
    return p


@compiled
def spread(model: Posterior, x: Floats, caught: Floats, cells: Floats, shares: Floats) -> float:
    """Fill in the probability of each pattern in each class, cells (2^m, K), and of capture, caught (m, K); T."""
    m, classes = model.m, model.classes
    total = log_shares(model, x, shares)
    for k in range(classes):
        cells[0, k] = math.exp(shares[k])
    for j in range(m):
        half = 1 << j
        for k in range(classes):
            caught[j, k] = 1 / (1 + math.exp(-x[j * classes + k]))
        for i in range(half):
            for k in range(classes):
                on = cells[i, k] * caught[j, k]
                cells[half + i, k] = on
                cells[i, k] -= on
    return total


@compiled
def likelihood(model: Posterior, x: Floats, caught: Floats, cells: Floats, shares: Floats) -> tuple[float, float]:
    """Log likelihood with n0 integrated out, and the odds of being unseen."""
    spread(model, x, caught, cells, shares)
    seen, found = 0.0, 0.0
    for i in range(1, len(model.counts)):
        if model.possible[i]:
            p = across(cells, i)
            seen += p
            if model.counts[i] > 0:
                found += model.counts[i] * math.log(p)
    odds = across(cells, 0) / seen
    if not (odds >= 0 and seen > 0):
        return -np.inf, 0.0
    return found - model.n * math.log(seen) + log_within(model.n, odds, model.cap), odds


@compiled
def prior(model: Posterior, x: Floats) -> float:
    """Log prior density of x: capture probabilities uniform, sticks as they are broken."""
    inner, found, total = model.m * model.classes, 0.0, 0.0
    for d in range(inner):
        size = abs(x[d])
        found -= size + 2 * math.log1p(math.exp(-size))
    for d in range(inner, len(x)):
        found += x[d]
        total += math.exp(x[d])
    return found + sticks(model, total)[0]


@compiled
def push(model: Posterior, cells: Floats) -> None:
    """Turn each cell into itself times the slope of the log likelihood in the probability of its pattern."""
    seen = 0.0
    for i in range(1, len(model.counts)):
        if model.possible[i]:
            seen += across(cells, i)
    for i in range(len(model.counts)):
        slope = 0.0
        if model.possible[i]:
            slope = -model.n / seen
            if model.counts[i] > 0:
                slope += model.counts[i] / across(cells, i)
        for k in range(cells.shape[1]):
            cells[i, k] *= slope


@compiled
def pull(
    model: Posterior,
    x: Floats,
    power: float,
    caught: Floats,
    cells: Floats,
    shares: Floats,
    room: Floats,
    slope: Floats,
) -> None:
    """Fill in the slope of power * log likelihood + log prior, but for the cap, which the last word of a step knows."""
    m, classes = model.m, model.classes
    total = spread(model, x, caught, cells, shares)
    weight = sticks(model, total)[1]
    push(model, cells)
    for j in range(m - 1, -1, -1):
        half = 1 << j
        for k in range(classes):
            room[k] = 0.0
        for i in range(half):
            for k in range(classes):
                room[k] += cells[half + i, k]
                cells[i, k] += cells[half + i, k]
        for k in range(classes):
            slope[j * classes + k] = room[k]
    for j in range(m):
        for k in range(classes):
            d = j * classes + k
            slope[d] = power * (slope[d] - caught[j, k] * cells[0, k]) + 1 - 2 * caught[j, k]
    later = cells[0, classes - 1]
    for k in range(classes - 2, -1, -1):
        e = math.exp(x[m * classes + k])
        own = cells[0, k] / math.expm1(e) if e < 700 else 0.0
        slope[m * classes + k] = e * (power * (own - later) - weight) + 1
        later += cells[0, k]


@compiled
def ordered(keys: Floats, order: NDArray[np.int64]) -> None:
    """Fill in the places of the keys, smallest key first."""
    for k in range(len(keys)):
        at = k
        while at > 0 and keys[order[at - 1]] > keys[k]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = k


@compiled
def broken_anew(
    rng: Any, model: Posterior, shares: Floats, keys: Floats, order: NDArray[np.int64], lengths: Floats
) -> float:
    """The classes in a new, size-biased order, and the sticks e that give them these weights in that order; T.

    Who takes the next piece is drawn in proportion to weight among those left (clocks of rate pi: who rings first comes
    first). The prior of the order, given the weights, is this one times a function of T alone.
    """
    for k in range(model.classes):
        keys[k] = math.log(-math.log(1 - rng.random())) - shares[k]
    ordered(keys, order)
    left = float(shares[order[model.classes - 1]])
    total = -left
    for i in range(model.classes - 2, -1, -1):
        above = shares[order[i]] - left
        lengths[i] = math.log1p(math.exp(above)) if above < 30 else above
        left += lengths[i]
    return total


@compiled
def placed(model: Posterior, x: Floats, order: NDArray[np.int64], lengths: Floats, into: Floats) -> bool:
    """Write the classes of x in this order, with these sticks; whether the numbers can hold them."""
    m, classes = model.m, model.classes
    for j in range(m):
        for k in range(classes):
            into[j * classes + k] = x[j * classes + order[k]]
    for i in range(classes - 1):
        if not 0 < lengths[i] < 1e300:
            return False
        into[m * classes + i] = math.log(lengths[i])
    return True
