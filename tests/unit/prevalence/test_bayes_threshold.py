"""The Bayesian threshold against what the anchor gave: by distribution, since draws differ."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray
from scipy import stats

from palermo.prevalence import Estimate, Refusal, Table, bayes_threshold
from palermo.prevalence.bayes_threshold import posterior_draws, refused
from tests.examples import examples
from tests.unit.prevalence.examples import ORACLES, shipped, sparse_tables

REFERENCE = json.loads((ORACLES / "reference_values.json").read_text(encoding="utf-8"))["values"]
ANCHOR = {
    (run["table"], int(run["settings"].get("maxorder", 2))): run["result"]
    for run in REFERENCE
    if run["task"] == "mse_bayesthresh"
}
LONG = json.loads((ORACLES / "long_walks.json").read_text(encoding="utf-8"))["runs"]
SHARES = ("2.5%", "10%", "50%", "90%", "97.5%")


@pytest.mark.parametrize("run", LONG, ids=lambda run: f"{run['table']}-{run['order']}")
def test_it_says_what_the_anchor_says(run: dict[str, Any]) -> None:
    said = bayes_threshold(shipped(run["table"]), order=run["order"])
    assert isinstance(said, Estimate)
    anchor = ANCHOR[run["table"], run["order"]]
    kept: Any = said.diagnostics["kept"]
    assert {frozenset(name.split(":")) for name in kept} == {
        frozenset(name.split(":")) for name in [*anchor["retained"], *anchor["triples"]]
    }
    (low, high), (lowest, highest) = said.intervals[80], said.intervals[95]
    ours = dict(zip(SHARES, [lowest, low, said.total, high, highest], strict=True))
    # the anchor's sampler on the same model, run 200 times longer than the anchor runs it
    assert ours == pytest.approx(run["quantiles"], rel=0.006)
    # the anchor itself took one walk, and such walks scatter
    off = [abs(anchor["quantiles"][share] / ours[share] - 1) / run["spread"][share] for share in SHARES]
    assert max(off) < 3
    assert said.draws is not None  # strata are added up by them
    assert np.median(said.draws) == said.total
    ess: Any = said.diagnostics["ess_bulk"]
    assert ess > 2000
    assert said.warnings == ()


def test_the_posterior_of_one_number_is_the_one_that_a_grid_gives() -> None:
    # with a threshold that nothing passes, N depends on the lists alone, each an exact gamma given the rest
    table = Table(("A", "B", "C"), (0, 30, 20, 12, 25, 9, 11, 6))
    said = bayes_threshold(table, threshold=1e9, draws=10_000)
    assert isinstance(said, Estimate)
    patterns = np.arange(1, 8)
    grid = np.log(np.geomspace(6, 120, 150))  # the intercept; the lists are integrated over a grid each
    sides = np.linspace(-2.0, 1.2, 41)
    a, b, c = np.meshgrid(sides, sides, sides, indexing="ij")
    height = np.full(len(grid), -np.inf)
    powers = [sum(side for bit, side in enumerate((a, b, c)) if w >> bit & 1) for w in patterns]
    fitted = sum(np.exp(power) for power in powers)
    counted = sum(table.counts[w] * power for w, power in zip(patterns, powers, strict=True))
    for i, intercept in enumerate(grid):
        log = counted + table.n * intercept - fitted * np.exp(intercept)
        height[i] = log.max() + np.log(np.exp(log - log.max()).sum())
    mass = np.cumsum(np.exp(height - height.max()))
    exact = table.n + np.exp(np.interp([0.1, 0.5, 0.9], mass / mass[-1], grid))
    assert [said.intervals[80][0], said.total, said.intervals[80][1]] == pytest.approx(exact.tolist(), rel=0.01)


def test_the_draws_tell_the_truth_as_often_as_they_say() -> None:
    # Simulation-based calibration, before interactions are left out: that is no Bayesian step. Flat priors are a box,
    # and the draws are those inside it. What is refused is seen in the table, so leaving it out changes no posterior.
    interactions = [3, 5, 6]
    ranks: list[NDArray[np.int64]] = []
    terms = np.array([0, 1, 2, 4, *interactions])
    design = (np.arange(1, 8)[:, None] & terms == terms).astype(np.float64)
    low, high = np.log([20, 0.1, 0.1, 0.1]), np.log([1000, 1, 1, 1])
    rng = np.random.default_rng(0)
    while len(ranks) < 300:
        truth = np.append(rng.uniform(low, high), rng.standard_normal(3))
        counts = rng.poisson(np.exp(design @ truth))
        table = Table(("A", "B", "C"), (0, *counts.tolist()))
        if refused(table):
            continue
        drawn = posterior_draws(table, interactions, rng, 1, 2000)[0][0, 7::8]
        drawn = drawn[((drawn[:, :4] >= low) & (drawn[:, :4] <= high)).all(axis=1)]
        if len(drawn) >= 39:
            both = np.vstack([drawn[np.linspace(0, len(drawn) - 1, 39).astype(int)], truth])
            log_means = both @ design.T
            likelihood = log_means @ counts - np.exp(log_means).sum(axis=1)
            ranks.append((np.column_stack([both, likelihood])[:-1] < [*truth, likelihood[-1]]).sum(axis=0))
    bins = np.array([np.bincount(below // 5, minlength=8) for below in np.array(ranks).T])
    assert stats.chisquare(bins, axis=1).pvalue.min() > 0.001, bins


def test_an_interaction_is_named_that_chance_decides_on() -> None:
    # of EXH, OSCE and HRW together the ratio is 2.52 by a long walk, and 20,000 draws tell it to 0.02
    said = bayes_threshold(shipped("kosovo_1999_4lists"), order=3, threshold=2.5)
    assert isinstance(said, Estimate)
    (warning,) = said.warnings
    assert "EXH:OSCE:HRW" in str(warning)
    assert "EXH:ABA" not in str(warning)


def test_no_number_where_there_can_be_none() -> None:
    said = [
        bayes_threshold(Table(("A", "B"), (0, 9, 9, 9))),
        bayes_threshold(Table(("A", "B", "C"), (0, 9, 9, 0, 9, 0, 0, 0))),
        bayes_threshold(Table(("A", "B", "C"), (0, 9, 9, 4, 0, 0, 0, 0))),
        # whoever is on B or C is on A: nothing keeps the people on no list from being none
        bayes_threshold(Table(("A", "B", "C"), (0, 14, 0, 2, 0, 2, 0, 0))),
        bayes_threshold(Table(("A", "B", "C"), (0, 0, 0, 9, 0, 8, 7, 0), frozenset({1, 2, 4, 7}))),
    ]
    codes = [each.code for each in said if isinstance(each, Refusal)]
    assert codes == ["too-few-lists", "no-overlap", "no-estimate", "no-estimate", "not-identifiable"]


@given(sparse_tables(fewest=3))
@settings(max_examples=examples(40))
def test_every_table_has_a_number_or_a_reason(table: Table) -> None:
    said = bayes_threshold(table, order=3, chains=2, draws=200)
    if isinstance(said, Estimate):
        assert np.isfinite([said.total, *said.intervals[95]]).all()
        assert said.intervals[95][0] >= table.n
