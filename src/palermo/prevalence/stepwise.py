"""Forward stepwise choice of pairs of lists, with the choice repeated inside the bootstrap and the jackknife.

Chan, Silverman and Vincent, JASA 116 (2021) 1297. Begin with main effects. For each pair not in the model compare the
people on both lists with what the model expects there: the p-value is the smaller Poisson tail, not doubled. The pair
with the smallest comes in, if it is below the threshold and the model with it has an estimate; then again.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.choosing import NONE, Taken, cheapest, chosen_for, tail
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.fit import Fit, cells_of, fit, parameters_of
from palermo.prevalence.intervals import bootstrapped
from palermo.prevalence.models import Model
from palermo.prevalence.refusals import fit_refused
from palermo.prevalence.resample import Told, in_blocks, one_less, resampled
from palermo.prevalence.subsets import over_supersets
from palermo.prevalence.table import Counts, Table

Numbers = NDArray[np.float64]
THRESHOLD = 0.02  # chosen by Chan et al. by simulation
METHOD = "stepwise"
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the selection came to: the fit of its last model, and the pairs in the order they came in, with p-values.

    A fit whose status is not 0 is that of the main effects: there was nothing to begin with.
    """

    fit: Fit
    steps: tuple[tuple[int, float], ...]


def choose(table: Table, threshold: float = THRESHOLD) -> Chosen:
    """The selection on one table, plainly; what is compiled for many tables must come to the same."""
    pairs = pairs_of(table)
    now, steps = fit(table, Model.of(table.m, ())), list[tuple[int, float]]()
    while now.status == 0:
        expected = over_supersets(np.where(np.arange(1 << table.m), now.means, 0.0))
        open_pairs = [pair for pair in pairs if pair not in now.model.terms]
        prices = np.array([tail(int(table.overlaps[pair]), float(expected[pair])) for pair in open_pairs])
        best, larger = cheapest(prices, float(threshold)), None
        while best != NONE and (larger := _larger(table, now, open_pairs[best])) is None:
            prices[best] = 1.0
            best = cheapest(prices, float(threshold))
        if larger is None:
            break
        steps.append((open_pairs[best], float(prices[best])))
        now = larger
    return Chosen(now, tuple(steps))


def _larger(table: Table, now: Fit, pair: int) -> Fit | None:
    """The fit with one pair more, if there is one."""
    tried = fit(table, Model.of(table.m, (*now.model.tops, pair)))
    return tried if tried.status == 0 else None


def stepwise(
    table: Table,
    *,
    threshold: float = THRESHOLD,
    replicates: int = 1000,
    seed: int,
    threads: int | None = None,
    told: Told | None = None,
) -> Estimate | Refusal:
    """The estimate of the chosen model; BCa and percentile intervals with the choice made anew in each replicate."""
    chosen = choose(table, threshold)
    refused = fit_refused(METHOD, table, chosen.fit.status)
    if refused:
        return refused
    drawn = resampled(table, replicates, seed)
    fewer, people = one_less(table)
    totals, taken = chosen_totals(table, np.concatenate([fewer, drawn]), threshold, threads=threads, told=told)
    without, totals, taken = totals[: len(fewer)], totals[len(fewer) :], taken[len(fewer) :]
    boot = bootstrapped(chosen.fit.total, totals, without, people)
    said: dict[str, object] = {
        "threshold": threshold,
        "bic": chosen.fit.bic,
        "aic": chosen.fit.aic,
        "steps": [{"pair": table.on_lists(pair), "p": p} for pair, p in chosen.steps],
        "chosen_in_replicates": _named(table, taken[np.isfinite(totals)]),
    }
    return Estimate(
        METHOD,
        chosen.fit.model.name,
        chosen.fit.total,
        boot.bca,
        selection_inside=True,
        percentile=boot.percentile,
        warnings=boot.warnings,
        diagnostics=said | boot.diagnostics,
        draws=totals,
    )


def chosen_totals(
    table: Table,
    tables: Counts,
    threshold: float = THRESHOLD,
    *,
    threads: int | None = None,
    told: Told | None = None,
) -> tuple[Numbers, Taken]:
    """The total of each of many tables, (tables, 2^m), by the whole selection, and marks at its pairs, (tables, pairs).

    The cells that can occur are those of `table`. A total is not a number where the main effects have no estimate.
    """
    possible, pairs = cells_of(table), np.array(pairs_of(table), dtype=np.int64)
    always = np.array(parameters_of(table, Model.of(table.m, ())), dtype=np.int64)

    def run(block: Counts) -> tuple[Numbers, Taken]:
        totals, taken = np.empty(len(block)), np.zeros((len(block), pairs.size), dtype=np.uint8)
        chosen_for(block, possible, always, pairs, float(threshold), totals, taken)
        for place in np.flatnonzero(np.isinf(totals)):  # a linear programme has to tell
            chosen = choose(table.with_counts(block[place]), threshold)
            totals[place] = chosen.fit.total
            taken[place] = np.isin(pairs, [pair for pair, _ in chosen.steps])
        return totals, taken

    done = in_blocks(run, tables, threads=threads, told=told)
    return np.concatenate([totals for totals, _ in done]), np.concatenate([taken for _, taken in done])


def pairs_of(table: Table) -> tuple[int, ...]:
    """The pairs of lists that can meet, in the order 12, 13, ..., 23, ..."""
    m = table.m
    pairs = Model.of(m, (1 << i | 1 << j for i in range(m) for j in range(i)))
    return tuple(top for top in pairs.tops if top in parameters_of(table, pairs) and top & (top - 1))


def _named(table: Table, taken: Taken) -> dict[str, int]:
    """How many replicates chose each model, those chosen most."""
    pairs = pairs_of(table)
    counted = Counter(row.tobytes() for row in taken)
    return {
        Model.of(table.m, (pair for pair, mark in zip(pairs, row, strict=True) if mark)).name: count
        for row, count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST_NAMED]
    }
