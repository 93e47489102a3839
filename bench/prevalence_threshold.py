"""The Bayesian threshold: whether its draws tell the truth as often as they say, and what the anchor's chain is worth.

Simulation-based calibration of the posterior with every interaction in, before any is left out: leaving out is not
Bayesian, and no prior makes what comes after it flat. Interactions are drawn from their prior, Normal(0, 1). Intercept
and lists have flat priors, from which nothing can be drawn: they come from a box, and of the posterior's draws only
those inside the box are looked at, which are draws of the posterior that the box has. Tables that the method refuses
are left out: what is refused is seen in the table, and given a table its posterior is what it is. So are tables of
which fewer than 99 draws lie in the box, for the same reason. Ranks among 99 draws are held against flat by chi-square
and by Kolmogorov and Smirnov, for each coefficient and for the likelihood of the table (Modrak and others, "Simulation-
based calibration checking for Bayesian computation", Bayesian Analysis, 2023); p-values are told as they are, `least_p`
times their number.

How often the limits still hold when pairs are left out is measured beside it, with every pair drawn from the prior and
with half of them exactly nothing.

N is the people seen and those expected unseen. How often the limits hold the people that really were unseen, and how
often Poisson numbers of these expectations would, stands beside it.

The anchor (MultipleSystemsEstimation 1.2.0) calls MCMCpack's MCMCpoisson as it is by default, says its manual: one walk
of 10,000 steps after 1,000, begun at the maximum likelihood and proposing with 1.1 times the spread there. Such walks
are taken 400 times, and the anchor's quantiles placed among theirs.

    .venv/bin/python bench/prevalence_threshold.py [--tables 3000]
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from estimates import given, shipped
from palermo.prevalence import Estimate, Table, bayes_threshold
from palermo.prevalence.bayes_threshold import posterior_draws, refused
from palermo.prevalence.chains import ess_bulk
from palermo.prevalence.regression import poisson_regression
from writing import RESULTS, arguments, write_down

Numbers = NDArray[np.float64]
RESULT = RESULTS / "prevalence_threshold.json"
ANCHOR = Path(__file__).parents[1] / "tests" / "oracles" / "mse" / "reference_values.json"
SETTINGS = {"three lists, pairs": (3, 2), "four lists, pairs": (4, 2), "four lists, pairs and triples": (4, 3)}
UNSEEN, REACH = (20.0, 2000.0), 0.05  # the box: people unseen, and the least odds of a list
NAMES = "ABCD"
RANKED, APART, BINS = 99, 25, 20
WALKS, STEPS, BURN, TUNE = 400, 10_000, 1_000, 1.1
SHARES = (0.025, 0.1, 0.5, 0.9, 0.975)


def of_size(m: int, size: int) -> list[int]:
    return [sum(1 << j for j in lists) for lists in combinations(range(m), size)]


def design_of(m: int, interactions: list[int]) -> Numbers:
    terms = np.array([0, *(1 << j for j in range(m)), *interactions])
    return (np.arange(1, 1 << m)[:, None] & terms == terms).astype(np.float64)


@dataclass(frozen=True)
class Drawn:
    """Coefficients from the prior, the table that they give, and the ends of the box."""

    truth: Numbers
    table: Table
    low: Numbers
    high: Numbers

    def inside(self, interactions: list[int], rng: np.random.Generator) -> tuple[float, Numbers]:
        """The share of posterior draws in the box; 99 of these, or none where there are fewer."""
        drawn = posterior_draws(self.table, interactions, rng, 4, 5000)[0][:, APART - 1 :: APART]
        drawn = drawn.reshape(-1, drawn.shape[-1])
        of_box = drawn[:, : len(self.low)]
        inside = np.flatnonzero(((of_box >= self.low) & (of_box <= self.high)).all(axis=1))
        few = inside.size < RANKED
        return inside.size / len(drawn), drawn[
            [] if few else inside[np.linspace(0, inside.size - 1, RANKED).astype(int)]
        ]


def from_prior(m: int, interactions: list[int], rng: np.random.Generator, nothing: float = 0.0) -> Drawn:
    """With the chance `nothing`, an interaction is exactly nothing."""
    low, high = np.log([UNSEEN[0], *[REACH] * m]), np.log([UNSEEN[1], *[1.0] * m])
    together = rng.standard_normal(len(interactions)) * (rng.random(len(interactions)) >= nothing)
    truth = np.append(rng.uniform(low, high), together)
    counts = rng.poisson(np.exp(design_of(m, interactions) @ truth))
    return Drawn(truth, Table(tuple(NAMES[:m]), (0, *counts.tolist())), low, high)


def ranked(m: int, interactions: list[int], seed: int) -> tuple[float | None, list[int]]:
    """The share of draws in the box, nothing for a table that is refused; the ranks, none where too few draws are."""
    rng = np.random.default_rng(seed)
    made = from_prior(m, interactions, rng)
    if refused(made.table):
        return None, []
    share, drawn = made.inside(interactions, rng)
    if not len(drawn):
        return share, []
    log_means = np.vstack([drawn, made.truth]) @ design_of(m, interactions).T
    likelihood = log_means @ made.table.array[1:] - np.exp(log_means).sum(axis=1)
    expected, unseen = np.exp(drawn[:, 0]), rng.poisson(np.exp(made.truth[0]))
    people = rng.poisson(expected)
    below = [*(drawn < made.truth).sum(axis=0), (likelihood[:-1] < likelihood[-1]).sum(), (expected < unseen).sum()]
    return share, [int(each) for each in (*below, (people < unseen).sum() + rng.integers((people == unseen).sum() + 1))]


def left_out(nothing: float, tables: int) -> dict[str, object]:
    """How often limits hold the people expected unseen: all pairs of four lists in, and those that the method keeps."""
    pairs = of_size(4, 2)
    ranks, kept = [], []
    for seed in range(tables):
        rng = np.random.default_rng(seed)
        made = from_prior(4, pairs, rng, nothing)
        said = bayes_threshold(made.table, draws=2000, seed=seed)
        if isinstance(said, Estimate):
            names: Any = said.diagnostics["kept"]
            few = [sum(1 << NAMES.index(one) for one in name.split(":")) for name in names]
            both = [made.inside(interactions, rng)[1][:, 0] for interactions in (pairs, few)]
            if all(len(drawn) for drawn in both):
                ranks.append([(drawn < made.truth[0]).sum() for drawn in both])
                kept.append(len(few))
    every, some = np.array(ranks).T
    return {
        "interactions_that_are_nothing": nothing,
        "tables": len(ranks),
        "pairs_kept": round(float(np.mean(kept)), 2),
        "held_with_all_in": {level: _held(every, level) for level in (80, 90)},
        "held_by_the_method": {level: _held(some, level) for level in (80, 90)},
    }


def calibrated(m: int, order: int, tables: int) -> dict[str, object]:
    interactions = [lists for size in range(2, order + 1) for lists in of_size(m, size)]
    made = [ranked(m, interactions, seed) for seed in range(tables)]
    shares = [share for share, _ in made if share is not None]
    ranks = np.array([below for _, below in made if below])
    *parameters, expected, people = ranks.T
    names = [
        "intercept",
        *"ABCD"[:m],
        *(":".join("ABCD"[j] for j in range(m) if term >> j & 1) for term in interactions),
    ]
    flat = {name: _flat(below) for name, below in zip([*names, "likelihood"], parameters, strict=True)}
    least = min(min(told["chi_square_p"], told["kolmogorov_p"]) for told in flat.values())
    return {
        "seeds": [0, tables - 1],
        "refused": tables - len(shares),
        "too_few_in_the_box": len(shares) - len(ranks),
        "ranked": len(ranks),
        "share_in_the_box": round(float(np.mean(shares)), 3),
        "flat": flat,
        "least_p": round(min(1.0, 2 * len(flat) * least), 3),
        "people_unseen_held": {
            "by_expected": {level: _held(expected, level) for level in (80, 90)},
            "by_poisson": {level: _held(people, level) for level in (80, 90)},
        },
    }


def _flat(below: NDArray[np.int64]) -> dict[str, float]:
    counts = np.bincount(below * BINS // (RANKED + 1), minlength=BINS)
    places = (below + np.random.default_rng(0).random(len(below))) / (RANKED + 1)
    return {
        "mean_rank": round(float(below.mean() / RANKED), 3),
        "chi_square_p": round(float(stats.chisquare(counts).pvalue), 4),
        "kolmogorov_p": round(float(stats.kstest(places, "uniform").pvalue), 4),
    }


def _held(below: NDArray[np.int64], level: int) -> float:
    tail = (100 - level) // 2
    return round(float(((below >= tail) & (below < 100 - tail)).mean()), 3)


def walked(run: Mapping[str, Any]) -> dict[str, object]:
    """400 walks as the anchor takes one, on the model that it kept; its quantiles among theirs."""
    table, result = shipped(run["table"]), run["result"]
    names = [*result["retained"], *result["triples"]]
    bits = {name: 1 << j for j, name in enumerate(table.lists)}
    interactions = [sum(bits[one] for one in name.split(":")) for name in names]
    said = given(bayes_threshold(table, order=run["settings"].get("maxorder", 2)))
    walks, taken = _walks(table, interactions)
    totals = table.n + np.exp(walks)
    each, pooled = np.quantile(totals, SHARES, axis=1), np.quantile(totals, SHARES)
    anchor = np.array(list(result["quantiles"].values()))
    (low, high), (lowest, highest) = said.intervals[80], said.intervals[95]
    return {
        "shares": SHARES,
        "walks_together": pooled.round().tolist(),
        "ours": np.round([lowest, low, said.total, high, highest]).tolist(),
        "anchor": anchor.round().tolist(),
        "spread_of_a_walk": (each.std(axis=1) / pooled).round(4).tolist(),
        "anchor_in_spreads": ((anchor - pooled) / each.std(axis=1)).round(2).tolist(),
        "walks_below_the_anchor": (each < anchor[:, None]).mean(axis=1).round(3).tolist(),
        "walks_farther_than_the_anchor": round(_farther(np.log(each), np.log(anchor)), 3),
        "steps_taken": round(taken, 3),
        "effective_draws_of_a_walk": round(float(np.mean([ess_bulk(walk[None]) for walk in totals[:40]]))),
    }


def _walks(table: Table, interactions: list[int]) -> tuple[Numbers, float]:
    """Intercepts, shape (walks, steps), and the share of steps taken."""
    rng = np.random.default_rng(1)
    design, counts = design_of(table.m, interactions), table.array[1:].astype(np.float64)
    precision = np.repeat([0.0, 1.0], [table.m + 1, len(interactions)])
    regression = poisson_regression(design, counts)
    assert regression is not None
    spread = TUNE**2 * np.linalg.inv(np.diag(precision) + np.linalg.inv(regression.covariance))
    leap = np.linalg.cholesky(spread).T

    def height(places: Numbers) -> Numbers:
        log_means = places @ design.T
        return np.asarray(log_means @ counts - np.exp(log_means).sum(axis=1) - 0.5 * places**2 @ precision)

    now = np.repeat(regression.coefficients[None], WALKS, axis=0)
    high, taken, kept = height(now), 0, np.empty((WALKS, STEPS))
    for step in range(-BURN, STEPS):
        there = now + rng.standard_normal(now.shape) @ leap
        higher = height(there)
        goes = np.log1p(-rng.random(WALKS)) < higher - high
        now, high = np.where(goes[:, None], there, now), np.where(goes, higher, high)
        if step >= 0:
            kept[:, step] = now[:, 0]
            taken += int(goes.sum())
    return kept, taken / kept.size


def _farther(each: Numbers, one: Numbers) -> float:
    """The share of columns farther from the mean of all, in the metric of their covariance, than `one` is."""
    middle, metric = each.mean(axis=1), np.linalg.inv(np.cov(each))
    apart = each.T - middle
    return float((np.einsum("ij,jk,ik->i", apart, metric, apart) > (one - middle) @ metric @ (one - middle)).mean())


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--tables", type=int, default=3000)
    told, load, start = parser.parse_args(), os.getloadavg()[0], time.process_time()
    calibration = {name: calibrated(m, order, told.tables) for name, (m, order) in SETTINGS.items()}
    chosen = [left_out(nothing, told.tables // 3) for nothing in (0.0, 0.5)]
    runs = json.loads(ANCHOR.read_text(encoding="utf-8"))["values"]
    anchor = {
        f"{run['table']}, order {run['settings'].get('maxorder', 2)}": walked(run)
        for run in runs
        if run["task"] == "mse_bayesthresh"
    }
    seconds = round(time.process_time() - start)
    write_down(told.output, load, processor_s=seconds, calibration=calibration, left_out=chosen, anchor=anchor)


if __name__ == "__main__":
    main()
