"""Bayesian threshold: overlaps matter that the posterior tells from nothing.

Silverman, "Multiple-systems analysis for the quantification of modern slavery", JRSS A 183 (2020).
"""

from itertools import combinations

import numpy as np

from palermo.core import Message, mark
from palermo.prevalence.chains import Draws, Health, ess, health
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.fit import fit
from palermo.prevalence.intervals import limits
from palermo.prevalence.models import Model
from palermo.prevalence.refusals import fit_refused, no_estimate, overlap_refused
from palermo.prevalence.table import Table

METHOD = "bayes-threshold"
FREEDOM = 10  # of the Student density that proposes
STEPS = 100  # of Newton
CLOSE = 1e-10
BY_CHANCE = 3.0  # Monte-Carlo errors from the threshold: nearer than that, another seed may choose otherwise


def bayes_threshold(
    table: Table, *, order: int = 2, threshold: float = 2.0, chains: int = 4, draws: int = 5000, seed: int = 0
) -> Estimate | Refusal:
    """The posterior median of N, with quantiles, in the log-linear model of the interactions that were kept.

    Intercept and lists have flat priors, interactions Normal(0, 1). All pairs come in; kept are those whose posterior
    mean is `threshold` standard deviations or more from 0. With `order` 3, triples come in whose three pairs were kept,
    and are held against the same threshold; pairs stay. The interval is that of the model kept, and of the people seen
    with those expected unseen. An interaction is named where its draws are too few to tell on which side it lies.
    """
    if refusal := refused(table):
        return refusal
    rngs = [np.random.Generator(np.random.PCG64(one)) for one in np.random.SeedSequence(seed).spawn(order)]
    kept: list[int] = []
    tried: dict[int, float] = {}
    by_chance: list[int] = []
    for size in range(2, order + 1):
        new = [lists for lists in _of_size(table.m, size) if size == 2 or _faces(lists) <= {*kept}]
        if new:
            drawn = posterior_draws(table, [*kept, *new], rngs[size - 2], chains, draws)[0][:, :, -len(new) :]
            ratios = drawn.mean(axis=(0, 1)) / drawn.std(axis=(0, 1))
            tried |= dict(zip(new, ratios.tolist(), strict=True))
            by_chance += [lists for i, lists in enumerate(new) if _by_chance(drawn[:, :, i], ratios[i], threshold)]
            kept += [lists for lists, ratio in zip(new, ratios, strict=True) if abs(ratio) >= threshold]
    drawn, taken = posterior_draws(table, kept, rngs[-1], chains, draws)
    return _estimate(table, kept, tried, by_chance, table.n + np.exp(drawn[:, :, 0]), taken)


def refused(table: Table) -> Refusal | None:
    """Why the method gives no number for a table, which the table alone decides.

    Flat priors hold nothing back: there is a posterior only where the likelihood falls off in every direction of
    intercept and lists, that is where independence has an estimate and no list is empty. Interactions have a prior.
    """
    if no_overlap := overlap_refused(METHOD, table, 3):
        return no_overlap
    if not all(table.overlaps[1 << j] for j in range(table.m)):
        return no_estimate(METHOD)
    return fit_refused(METHOD, table, fit(table, Model.of(table.m, ())).status)


def _by_chance(drawn: Draws, ratio: float, threshold: float) -> bool:
    """Whether so many draws, taken for normal, leave it open on which side of the threshold mean / deviation lies."""
    return bool(abs(abs(ratio) - threshold) < BY_CHANCE * np.sqrt((1 + ratio**2 / 2) / ess(drawn)))


def _estimate(
    table: Table, kept: list[int], tried: dict[int, float], by_chance: list[int], totals: Draws, taken: float
) -> Estimate:
    told: Health = health(totals)
    return Estimate(
        METHOD,
        Model.of(table.m, kept).name,
        float(np.median(totals)),
        limits(totals),
        warnings=_warnings([":".join(table.on_lists(lists)) for lists in by_chance]),
        diagnostics={
            "kept": [":".join(table.on_lists(lists)) for lists in kept],
            "deviations": {":".join(table.on_lists(lists)): ratio for lists, ratio in tried.items()},
            "draws": totals.size,
            "taken": taken,
            "r_hat": told.r_hat,
            "ess_bulk": told.bulk,
            "ess_tail": told.tail,
        },
        draws=totals.ravel(),
    )


def _warnings(by_chance: list[str]) -> tuple[Message, ...]:
    text = mark(
        "So near the threshold that chance decides whether it counts: {overlaps}. Take a threshold a little higher and "
        "one a little lower, and tell both numbers."
    )
    return (Message(text, {"overlaps": ", ".join(by_chance)}),) if by_chance else ()


def _of_size(m: int, size: int) -> list[int]:
    return [sum(1 << member for member in members) for members in combinations(range(m), size)]


def _faces(lists: int) -> set[int]:
    return {lists ^ 1 << bit for bit in range(lists.bit_length()) if lists >> bit & 1}


def posterior_draws(
    table: Table, interactions: list[int], rng: np.random.Generator, chains: int, draws: int
) -> tuple[Draws, float]:
    """Draws of the coefficients (chains, draws, terms), intercept, lists, interactions; the share of proposals taken.

    The posterior is log-concave and close to normal. So all proposals come at once from a Student density around its
    top, shaped by the curvature there, and each is taken or refused by the Metropolis rule.
    """
    terms = np.array([0, *(1 << j for j in range(table.m)), *interactions])
    patterns = np.array([w for w in range(1, 1 << table.m) if w not in table.impossible])
    design = (patterns[:, None] & terms == terms).astype(np.float64)
    counts = table.array[patterns].astype(np.float64)
    precision = np.where(np.arange(len(terms)) > table.m, 1.0, 0.0)
    top, factor = _top(design, counts, precision)
    noise = rng.standard_normal((chains * draws, len(terms)))
    wide = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, chains * draws))[:, None]
    proposed = top + np.linalg.solve(factor.T, (noise * wide).T).T
    log_means = proposed @ design.T
    gain = log_means @ counts - np.exp(log_means).sum(axis=1) - 0.5 * (proposed**2 @ precision)
    gain += 0.5 * (FREEDOM + len(terms)) * np.log1p((noise * wide) ** 2 @ np.ones(len(terms)) / FREEDOM)
    gain, luck = gain.reshape(chains, draws), np.log1p(-rng.random((chains, draws)))
    at, taken = np.empty((chains, draws), dtype=np.int64), 0
    for chain in range(chains):
        now = 0
        for i in range(draws):
            if luck[chain, i] < gain[chain, i] - gain[chain, now]:
                taken, now = taken + (now != i), i
            at[chain, i] = now
    return np.take_along_axis(proposed.reshape(chains, draws, -1), at[:, :, None], axis=1), taken / (chains * draws)


def _top(design: Draws, counts: Draws, precision: Draws) -> tuple[Draws, Draws]:
    """The highest point of the posterior, and the lower Cholesky factor of minus the curvature there (Newton)."""

    def height(x: Draws) -> float:
        means = design @ x
        return float(counts @ means - np.exp(means).sum() - 0.5 * precision @ x**2)

    on = counts @ design[:, 1:]
    x = np.zeros(design.shape[1])
    x[0] = np.log(counts.sum())
    lists = int((precision == 0).sum()) - 1
    x[1 : lists + 1] = np.log(np.clip(on[:lists] / counts.sum(), 1e-3, 0.9) / 2)
    for _ in range(STEPS):
        means = np.exp(design @ x)
        slope = (counts - means) @ design - precision * x
        curvature = (design.T * means) @ design + np.diag(precision)
        step = np.linalg.solve(curvature, slope)
        length = 1.0
        while not height(x + length * step) >= height(x) - 1e-9 and length > 1e-6:
            length /= 2
        x += length * step
        if slope @ step < CLOSE:
            break
    means = np.exp(design @ x)
    factor: Draws = np.linalg.cholesky((design.T * means) @ design + np.diag(precision)).astype(np.float64)
    return x, factor
