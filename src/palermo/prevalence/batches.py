"""Every model on many tables at once, in arrays: with JAX on a GPU, for simulation studies of millions of fits.

The arithmetic is that of `newton`, written for whole arrays: sums over sets are products with one matrix, and the
Hessian of every fit is one gather. With NumPy the same lines run anywhere, which is how they are tested; JAX comes
with `pip install palermo[gpu]`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from palermo.prevalence.fit import cells_of
from palermo.prevalence.models import Family
from palermo.prevalence.newton import FINE, LONGEST, NO_MAXIMUM, NOT_IDENTIFIABLE, UNDECIDED
from palermo.prevalence.subsets import over_supersets
from palermo.prevalence.table import Counts, Table

Backend = Literal["numpy", "jax"]
Array = Any  # of NumPy or of JAX
MOST_STEPS = 40
CLOSE, STILL = 1e-12, 1e-6
RIDGE = 1e-12  # of a diagonal: a direction without an end has no curvature, and a batch must not stop for it
HALVINGS = 6
BLOCK = 1 << 16  # fits at once: on five lists, half a gigabyte of Hessians


@dataclass(frozen=True, slots=True)
class Many:
    """Arrays of shape (tables, models): status as of a fit, N (not a number unless 0), log-likelihood."""

    statuses: NDArray[np.int64]
    totals: NDArray[np.float64]
    logliks: NDArray[np.float64]


def fits_of_many(
    table: Table, tables: Counts, family: Family, bits: NDArray[np.int64], *, backend: Backend = "numpy",
    block: int = BLOCK,
) -> Many:  # fmt: skip
    """Fit the models `bits` of a family to each of `tables`, shape (tables, 2^m), which have the lists of `table`.

    Works through `block` fits at a time. A status of UNDECIDED (8) is left where 40 steps do not tell. With "jax",
    double precision is turned on for the process.
    """
    if table.impossible:
        raise ValueError("a table with impossible patterns is not fitted in batches: use ranked() or best_model()")
    xp, run = _backend(backend)
    lists = np.arange(1 << table.m)
    inside = (lists[:, None] & lists == lists).astype(np.float64)  # cell, term
    union = lists[:, None] | lists
    signs = np.where(np.bitwise_count(lists) % 2, -1.0, 1.0)
    masks = np.zeros((len(bits), lists.size), dtype=np.bool_)
    masks[:, family.always] = True
    masks[:, family.sets] = (bits[:, None] >> np.arange(family.sets.size)) & 1 == 1
    margins, constant = over_supersets(tables.astype(np.float64)), gammaln(tables + 1.0).sum(axis=1)
    step = run(partial(_step, xp, xp.asarray(inside), xp.asarray(union)))
    begin = run(partial(_begun, xp, xp.asarray(inside), xp.asarray(cells_of(table)), xp.asarray(signs)))
    told = [np.empty(len(tables) * len(bits)) for _ in range(3)]
    for start in range(0, len(tables) * len(bits), block):
        fits = np.arange(start, min(start + block, len(tables) * len(bits)))
        padded = np.resize(fits, block) if start else fits  # one shape, so that it is compiled once
        of, model = np.divmod(padded, len(bits))
        made = _climbed(begin, step, xp.asarray(margins[of]), xp.asarray(masks[model]))
        for values, into in zip(made, told, strict=True):
            into[fits] = np.asarray(values)[: len(fits)]
    shaped = [each.reshape(len(tables), len(bits)) for each in told]
    statuses = shaped[0].astype(np.int64)
    totals = np.where(statuses == FINE, margins[:, :1] + np.exp(shaped[1]), np.nan)
    return Many(statuses, totals, shaped[2] - constant[:, None])


def _backend(name: Backend) -> tuple[Any, Callable[[Callable[..., Any]], Callable[..., Any]]]:
    """The array library, and what makes a function of it fast."""
    if name == "numpy":
        return np, lambda function: function
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax.numpy, jax.jit


def _begun(xp: Any, inside: Array, possible: Array, signs: Array, margins: Array, mask: Array) -> tuple[Array, ...]:
    """Terms kept, cells alive, coefficients to begin with, and whether the model is identifiable."""
    kept = mask & (margins > 0)
    alive = possible & ((mask & (margins <= 0)).astype(inside.dtype) @ inside.T == 0)
    told = alive & (xp.abs(xp.where(kept, signs, 0.0) @ inside.T) > 0.5)
    unseen = ~told.any(axis=1)
    kept = kept & ~(unseen[:, None] & (xp.arange(margins.shape[1]) == 0))
    single = xp.sum(inside, axis=1) == 2  # the empty set and itself
    reach = xp.where(single, 0.6 * margins / margins[:, :1], 0.0)
    missed = xp.sum(xp.log1p(-reach), axis=1)
    coefs = xp.where(single & (reach > 0), xp.log(xp.where(reach > 0, reach, 0.5) / (1 - reach)), 0.0)
    empty = xp.log(margins[:, 0] / -xp.expm1(missed)) + missed
    coefs = xp.where(xp.arange(margins.shape[1]) == 0, empty[:, None], coefs)
    return kept, alive, xp.where(kept, coefs, 0.0), unseen


def _step(
    xp: Any, inside: Array, union: Array, margins: Array, kept: Array, alive: Array, coefs: Array, status: Array
) -> tuple[Array, Array, Array, Array]:
    """One Newton step of every fit that is not decided: cells alive, coefficients, status and value after it."""
    eta = coefs @ inside.T
    means = xp.where(alive, xp.exp(eta), 0.0)
    sums = means @ inside
    pairs = kept[:, :, None] & kept[:, None, :]
    ridge = xp.where(kept, RIDGE * sums, 1.0)
    hessian = xp.where(pairs, sums[:, union], 0.0) + ridge[:, :, None] * xp.eye(kept.shape[1])
    pull = xp.where(kept, margins - sums, 0.0)
    pull = xp.linalg.solve(hessian, pull[:, :, None])[:, :, 0]
    moved = xp.where(alive, pull @ inside.T, 0.0)
    decrement = xp.sum(means * moved**2, axis=1)
    sinking = moved <= -0.5
    farthest = xp.max(xp.where(sinking, 0.0, xp.abs(moved)), axis=1)
    slope = xp.sum(xp.where(kept, margins * pull, 0.0), axis=1)
    sunk = sinking.any(axis=1) & (farthest * margins[:, 0] <= 0.1) & (xp.abs(slope) <= 0.2)
    alive = alive & ~(sinking & sunk[:, None])
    longest = xp.maximum(farthest, -xp.min(moved, axis=1))
    length = xp.minimum(1.0, LONGEST / xp.maximum(longest, 1e-300))
    lengths = length[:, None] * 0.5 ** xp.arange(HALVINGS)
    after = xp.sum(xp.where(alive[:, None], xp.exp(eta[:, None] + lengths[:, :, None] * moved[:, None]), 0.0), axis=2)
    before = xp.sum(means, axis=1)[:, None]
    good = lengths * slope[:, None] - after + before > -1e-13 * before
    chosen = xp.where(good.any(axis=1), xp.argmax(good, axis=1), HALVINGS - 1)
    length = xp.take_along_axis(lengths, chosen[:, None], axis=1)
    value = xp.sum(xp.where(kept, margins * coefs, 0.0), axis=1) - before[:, 0] + decrement / 2
    open_still = status >= UNDECIDED
    reached = open_still & (decrement < CLOSE) & (longest < STILL)
    coefs = xp.where((open_still & ~sunk)[:, None], coefs + xp.where(reached[:, None], 1.0, length) * pull, coefs)
    status = xp.where(open_still & sunk, UNDECIDED + NO_MAXIMUM, status)
    return alive, coefs, xp.where(reached, status - UNDECIDED, status), value


def _climbed(
    begin: Callable[..., Any], step: Callable[..., Any], margins: Array, mask: Array
) -> tuple[Array, Array, Array]:
    """Status, intercept and value of each fit of a block."""
    kept, alive, coefs, unseen = begin(margins, mask)
    status, value = UNDECIDED + 0 * unseen, coefs[:, 0]
    for _ in range(MOST_STEPS):
        alive, coefs, status, value = step(margins, kept, alive, coefs, status)
        if bool((status < UNDECIDED).all()):
            break
    return status + NOT_IDENTIFIABLE * unseen, coefs[:, 0], value
