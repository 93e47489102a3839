"""The Bayesian threshold against what the anchor gave: by distribution, since draws differ."""

import json

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import optimize, stats

from palermo.prevalence import Estimate, Refusal, Table, bayes_threshold
from tests.unit.prevalence.examples import ORACLES, shipped

ANCHOR = json.loads((ORACLES / "reference_values.json").read_text(encoding="utf-8"))["values"]
RUNS = [run for run in ANCHOR if run["task"] == "mse_bayesthresh"]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run['table']}-{run['settings'].get('maxorder', 2)}")
def test_it_says_what_the_anchor_says(run: dict[str, dict[str, object]]) -> None:
    table = shipped(str(run["table"]))
    said = bayes_threshold(table, order=int(str(run["settings"].get("maxorder", 2))))
    assert isinstance(said, Estimate)
    result = run["result"]
    wanted = {frozenset(name.split(":")) for name in [*result["retained"], *result["triples"]]}  # type: ignore[misc]  # diagnostics are of any kind
    assert {frozenset(name.split(":")) for name in said.diagnostics["kept"]} == wanted  # type: ignore[attr-defined]  # diagnostics are of any kind
    # The anchor's numbers come from dependent draws, worth some hundred. Of 300 draws with a spread of a tenth of N the
    # median is off by 0.7 % and a limit by 1 to 1.6 % in one case of three.
    assert said.total == pytest.approx(result["estimate"], rel=0.015)
    quantiles = result["quantiles"]
    assert said.intervals[80] == pytest.approx([quantiles["10%"], quantiles["90%"]], rel=0.03)  # type: ignore[index]  # diagnostics are of any kind
    assert said.intervals[95] == pytest.approx([quantiles["2.5%"], quantiles["97.5%"]], rel=0.03)  # type: ignore[index]  # diagnostics are of any kind
    assert said.diagnostics["ess_bulk"] > 2000  # type: ignore[operator]  # diagnostics are of any kind


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


def test_the_posterior_with_interactions_is_the_one_that_weighted_draws_give() -> None:
    # Kosovo with triples, where the anchor's one run lies lower: the same posterior by another way, without a chain
    table = shipped("kosovo_1999_4lists")
    said = bayes_threshold(table, order=3)
    assert isinstance(said, Estimate)
    places = {name: 1 << j for j, name in enumerate(table.lists)}
    kept = [sum(places[name] for name in names.split(":")) for names in said.diagnostics["kept"]]  # type: ignore[attr-defined]  # diagnostics are of any kind
    terms = np.array([0, *places.values(), *kept])
    design = (np.arange(1, 16)[:, None] & terms == terms).astype(np.float64)
    counts, precision = table.array[1:].astype(np.float64), np.repeat([0.0, 1.0], [5, len(kept)])

    def fallen(x: NDArray[np.float64]) -> NDArray[np.float64]:
        predicted = x @ design.T
        return np.asarray(np.exp(predicted).sum(axis=-1) - predicted @ counts + 0.5 * x**2 @ precision)

    def slope(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(design.T @ (np.exp(design @ x) - counts) + precision * x)

    begin = np.linalg.lstsq(design, np.log(counts + 0.5), rcond=None)[0]
    top = optimize.minimize(fallen, begin, jac=slope, method="BFGS", options={"gtol": 1e-3}).x
    spread = np.linalg.inv((design.T * np.exp(design @ top)) @ design + np.diag(precision))
    proposal = stats.multivariate_t(top, spread, df=6, seed=1)
    drawn = proposal.rvs(60_000)
    log = -fallen(drawn) - proposal.logpdf(drawn)
    order = np.argsort(drawn[:, 0])
    share = np.cumsum(np.exp(log - log.max())[order])
    exact = table.n + np.exp(np.interp([0.025, 0.1, 0.5, 0.9, 0.975], share / share[-1], drawn[order, 0]))
    assert said.draws is not None  # strata are added up by them
    assert np.median(said.draws) == said.total
    (low, high), (lowest, highest) = said.intervals[80], said.intervals[95]
    assert [lowest, low, said.total, high, highest] == pytest.approx(exact.tolist(), rel=0.01)


def test_no_number_where_there_can_be_none() -> None:
    refused = [
        bayes_threshold(Table(("A", "B"), (0, 9, 9, 9))),
        bayes_threshold(Table(("A", "B", "C"), (0, 9, 9, 0, 9, 0, 0, 0))),
        bayes_threshold(Table(("A", "B", "C"), (0, 9, 9, 4, 0, 0, 0, 0))),
    ]
    codes = [said.code for said in refused if isinstance(said, Refusal)]
    assert codes == ["too-few-lists", "no-overlap", "no-estimate"]
