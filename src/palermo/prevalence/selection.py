"""N by the best model, or by all models weighed, with the choice made anew in every bootstrap sample.

Silverman, Chan & Vincent, Stat. Comput. 34 (2024) 44; here the search is exact in every sample.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.estimate import Estimate, Limits, Refusal
from palermo.prevalence.fit import fit
from palermo.prevalence.intervals import Bootstrapped, bootstrapped
from palermo.prevalence.models import Family
from palermo.prevalence.ranking import (
    MOST_FITS,
    Best,
    Criterion,
    Ranking,
    best_of,
    family_of,
    found_within,
    penalty_of,
    plan_of,
)
from palermo.prevalence.refusals import no_estimate, overlap_refused
from palermo.prevalence.resample import Told, in_blocks, one_less, resampled
from palermo.prevalence.search import Plan, averaged_each, chosen_each, searched_each
from palermo.prevalence.table import Counts, Table

Made = tuple[NDArray[np.float64], NDArray[np.int64]]
Each = Callable[[Counts, NDArray[np.float64]], Made]
NEAR = 10.0
SHOWN = 500  # of the models near the best
WEIGHED = 20.0  # of the criterion: a model farther from the best weighs less than 1 in 22,000 of it
AVERAGED = 1 << 16  # models weighed in a sample, at most


def best_bic(
    table: Table,
    *,
    order: int | None = None,
    criterion: Criterion = "bic",
    replicates: int = 1000,
    seed: int = 0,
    threads: int | None = None,
    n_top: int | None = None,
    told: Told | None = None,
) -> Estimate | Refusal:
    """N by the model of least BIC (or AIC) of all hierarchical ones up to an order (None: all), proven to be the best.

    Every bootstrap sample and every table of the jackknife is searched anew, and exactly; with `n_top` it chooses among
    the first so many of the models ranked on the whole table only. 0 replicates give no intervals.
    """
    method = f"best-{criterion}"
    if refused := overlap_refused(method, table, 3):
        return refused
    family = family_of(table, order)
    plan = plan_of(table, family)
    best = best_of(table, family, plan, criterion)
    if best.model is None:
        return no_estimate(method)
    top = _top(table, family, plan, criterion, n_top)
    starts = np.unique(np.array([0, best.bits], dtype=np.int64))

    def searched(tables: Counts, penalties: NDArray[np.float64]) -> Made:
        if top is None:
            values, bits = searched_each(tables, plan, penalties, MOST_FITS, starts)
            return np.column_stack([values[:, 1], values[:, 2] < values[:, 0]]), bits
        totals, places = chosen_each(tables, plan, penalties, top)
        bits = np.where(places[:, -1] < 0, -1, top[places[:, -1]])
        nothing = np.zeros_like(bits)
        return np.column_stack([totals[:, -1], nothing]), np.column_stack([bits, nothing, nothing])

    said = _said(table, family, best, found_within(table, family, plan, criterion, NEAR))
    if not replicates:
        return Estimate(method, best.model.name, best.total, selection_inside=True, diagnostics=said)
    sampled = _sampled(table, criterion, replicates, seed, searched, threads, told)
    made = sampled.around(best.total)
    said |= made.diagnostics | _chosen(table, family, sampled, n_top)
    return _estimate(method, best.model.name, best.total, made, said, sampled.totals[:, 0])


def averaged(
    table: Table,
    *,
    order: int | None = None,
    criterion: Criterion = "bic",
    replicates: int = 1000,
    seed: int = 0,
    threads: int | None = None,
    told: Told | None = None,
) -> Estimate | Refusal:
    """N averaged over models with weights exp(-BIC / 2), by those within 20 of the best; anew in every sample."""
    if refused := overlap_refused("averaged", table, 3):
        return refused
    family = family_of(table, order)
    plan = plan_of(table, family)
    ranking = found_within(table, family, plan, criterion, WEIGHED)
    if not len(ranking):
        return no_estimate("averaged")
    total = float((ranking.weights * ranking.totals).sum())  # the same bytes on however many threads
    said = _weights(ranking)
    if not replicates:
        return Estimate("averaged", "", total, selection_inside=True, diagnostics=said)
    starts = np.unique(np.array([0, int(ranking.bits[0])], dtype=np.int64))

    def weighed(tables: Counts, penalties: NDArray[np.float64]) -> Made:
        return averaged_each(tables, plan, penalties, WEIGHED, MOST_FITS, AVERAGED, starts)

    sampled = _sampled(table, criterion, replicates, seed, weighed, threads, told)
    made = sampled.around(total)
    said |= made.diagnostics | {"cut_short": int(np.sum(sampled.chosen[:, 0] > AVERAGED))}
    return _estimate("averaged", "", total, made, said, sampled.totals[:, 0])


def n_top_curve(
    table: Table,
    n_tops: Sequence[int],
    *,
    order: int | None = None,
    criterion: Criterion = "bic",
    replicates: int = 1000,
    seed: int = 0,
    threads: int | None = None,
    told: Told | None = None,
) -> dict[int, Bootstrapped]:
    """The intervals when samples may choose among the first n_top models only, for several n_top by one set of fits.

    Where they no longer move with n_top, the cut does no harm. Empty for a table that no model can be fitted to.
    """
    family = family_of(table, order)
    plan = plan_of(table, family)
    ranking = found_within(table, family, plan, criterion, math.inf)
    top = ranking.bits[ranking.statuses == 0][: max(n_tops)].copy()
    if not top.size:
        return {}
    places = np.minimum(np.array(n_tops), top.size) - 1

    def chosen(tables: Counts, penalties: NDArray[np.float64]) -> Made:
        totals, ranks = chosen_each(tables, plan, penalties, top)
        return totals[:, places], ranks[:, places]

    sampled = _sampled(table, criterion, replicates, seed, chosen, threads, told)
    total = float(ranking.totals[0])
    return {n_top: sampled.around(total, at) for at, n_top in enumerate(n_tops)}


@dataclass(frozen=True, slots=True)
class _Sampled:
    """What was made of the bootstrap tables, of those with one person less, and of how many people each stands for."""

    totals: NDArray[np.float64]
    chosen: NDArray[np.int64]
    without: NDArray[np.float64]
    people: Counts

    def around(self, total: float, at: int = 0) -> Bootstrapped:
        """The intervals of `total` by one of the ways, a column, in which each table was answered."""
        return bootstrapped(total, self.totals[:, at], self.without[:, at], self.people)


def _top(table: Table, family: Family, plan: Plan, criterion: Criterion, n_top: int | None) -> Counts | None:
    if n_top is None:
        return None
    ranking = found_within(table, family, plan, criterion, math.inf)
    top: Counts = ranking.bits[ranking.statuses == 0][:n_top].copy()
    return top


def _sampled(
    table: Table, criterion: Criterion, replicates: int, seed: int, each: Each, threads: int | None, told: Told | None
) -> _Sampled:
    fewer, people = one_less(table)
    tables = np.concatenate([resampled(table, replicates, seed), fewer])

    def run(block: Counts) -> Made:
        counted = np.ascontiguousarray(block)
        return each(counted, np.array([penalty_of(criterion, int(one.sum())) for one in counted]))

    done = in_blocks(run, tables, threads=threads, told=told)
    totals, chosen = np.concatenate([made[0] for made in done]), np.concatenate([made[1] for made in done])
    return _Sampled(totals[:replicates], chosen, totals[replicates:], people)


def _estimate(
    method: str, model: str, total: float, made: Bootstrapped, said: dict[str, object], draws: NDArray[np.float64]
) -> Estimate:
    return Estimate(method, model, total, made.bca, True, made.percentile, made.warnings, said, draws)


def _said(table: Table, family: Family, best: Best, near: Ranking) -> dict[str, object]:
    made = fit(table, family.model(best.bits))
    return {
        "bic": made.bic,
        "aic": made.aic,
        "parameters": made.parameters,
        "order": int(np.bitwise_count(family.sets).max(initial=1)),
        "proven": best.proven,
        "gap": best.gap,
        "fits": best.fits,
        "near": list(islice(near.rows(), SHOWN)),
        "near_models": len(near),
    }


def _chosen(table: Table, family: Family, sampled: _Sampled, n_top: int | None) -> dict[str, object]:
    """How many samples chose each model, what one person less does, and whether each search was finished."""
    replicates = len(sampled.totals)
    models, counts = np.unique(sampled.chosen[:replicates, 0], return_counts=True)
    often = sorted(zip((-counts).tolist(), models.tolist(), strict=True))
    cut = np.concatenate([sampled.totals[:, 1], sampled.without[:, 1]]) > 0
    seen = np.flatnonzero(table.array)
    return {
        "n_top": n_top,
        "selected": {family.model(bits).name: -count for count, bits in often if bits >= 0},
        "unproven": int(np.sum(cut | (sampled.chosen[:, 2] > 0))),
        "one_less": [
            {"lists": list(table.on_lists(int(pattern))), "total": float(total) if math.isfinite(total) else None}
            for pattern, total in zip(seen, sampled.without[:, 0], strict=True)
        ],
    }


def _weights(ranking: Ranking) -> dict[str, object]:
    """Which models weigh how much, how many that is in effect, and between which N the weight lies."""
    weights, order = ranking.weights, np.argsort(ranking.totals)
    heaped = np.cumsum(weights[order])

    def between(level: int) -> Limits:
        ends = [(100 - level) / 200, (100 + level) / 200]
        low, high = np.minimum(np.searchsorted(heaped, ends), len(order) - 1)
        return float(ranking.totals[order[low]]), float(ranking.totals[order[high]])

    return {
        "models": len(ranking),
        "effective_models": float(1 / np.sum(weights**2)),
        "weights": {ranking.model(place).name: float(weights[place]) for place in range(min(len(ranking), 20))},
        "by_weight": {str(level): between(level) for level in (80, 95)},
    }
