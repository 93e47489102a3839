"""Intervals from a bootstrap: against SciPy's and R's formulas, and at every edge."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from palermo.prevalence import Table
from palermo.prevalence.intervals import acceleration, bootstrapped, quantile
from palermo.prevalence.resample import in_blocks, one_less, resampled

SAMPLE = np.sort(np.random.default_rng(1).lognormal(9, 0.3, 999))
NOBODY = np.array([], dtype=np.int64)
NOTHING = np.array([], dtype=np.float64)


@settings(max_examples=30)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(0, 1))
def test_the_quantile_is_that_of_type_8(values: list[float], share: float) -> None:
    ordered = np.sort(np.array(values))
    position = (ordered.size + 1 / 3) * share + 1 / 3
    expected = np.interp(position, np.arange(1, ordered.size + 1), ordered)
    assert quantile(ordered, share) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_bca_of_a_mean_is_what_scipy_says() -> None:
    values = np.random.default_rng(2).exponential(size=40)
    theirs = bootstrap((values,), np.mean, n_resamples=1999, method="BCa", rng=np.random.default_rng(3))
    without = (values.sum() - values) / 39
    ours = bootstrapped(float(values.mean()), theirs.bootstrap_distribution, without, np.ones(40, dtype=np.int64))
    # SciPy reads quantiles of type 7: a sixth of a rank apart among 1,999
    assert ours.bca[95] == pytest.approx(tuple(theirs.confidence_interval), rel=2e-3)
    assert ours.percentile[95] != ours.bca[95]
    assert ours.bca[95][0] < ours.bca[80][0] < ours.bca[80][1] < ours.bca[95][1]
    assert not ours.warnings


def test_the_jackknife_weighs_a_pattern_by_its_people() -> None:
    values, people = np.array([3.0, 5.0, 9.0, math.nan]), np.array([4, 2, 1, 7])
    written_out = np.repeat(values[:3], people[:3])
    gaps = written_out.mean() - written_out
    assert acceleration(values, people) == pytest.approx((gaps**3).sum() / (6 * (gaps**2).sum() ** 1.5))
    assert acceleration(np.full(3, 7.7), people[:3]) == 0
    assert acceleration(NOTHING, NOBODY) == 0


def test_the_error_of_a_limit_is_the_spread_over_bootstraps() -> None:
    random = np.random.default_rng(4)
    without, people = np.array([1.0, 1.4, 1.1]), np.array([5, 3, 9])
    limits, said = [], []
    for _ in range(400):
        made = bootstrapped(1.05, random.lognormal(0, 0.3, 500), without, people)
        limits.append(made.bca[95])
        said.append(made.error[95])
    # 400 rounds know a standard deviation to 1 part in 28
    assert np.mean(said, axis=0) == pytest.approx(np.std(limits, axis=0), rel=0.15)


@pytest.mark.parametrize("estimate", [SAMPLE[0] - 1, SAMPLE[-1] + 1])
def test_all_on_one_side_gives_the_percentile_and_a_warning(estimate: float) -> None:
    made = bootstrapped(estimate, SAMPLE, NOTHING, NOBODY)
    assert math.isinf(made.z0)
    assert made.bca == made.percentile
    assert len(made.warnings) == 1
    assert "one side" in str(made.warnings[0])


def test_ties_count_half_and_few_values_are_coarse() -> None:
    made = bootstrapped(2.0, np.array([1.0, 2.0, 2.0, 3.0, math.nan]), NOTHING, NOBODY)
    assert (made.ties, made.z0, made.distinct, made.failed) == (2, 0.0, 3, 1)
    assert [str(warning)[:12] for warning in made.warnings] == [
        *("1 of 5 boots", "The bootstra", "2 bootstrap ", "At 80 percen", "At 95 percen"),
    ]
    assert made.diagnostics["failed"] == 1


@pytest.mark.parametrize("replicates", [[], [3.0], [math.nan, 3.0]])
def test_fewer_than_two_replicates_give_no_interval(replicates: list[float]) -> None:
    made = bootstrapped(3.0, np.array(replicates), NOTHING, NOBODY)
    assert made.bca == made.percentile == made.error == {}


@pytest.mark.parametrize("side", [0, 1])
def test_past_the_pole_the_limit_is_the_outermost(side: int) -> None:
    ordered = np.linspace(0, 1, 200_000)
    values = np.array([0.0, -1.0 if side else 1.0])  # one person of many: an acceleration of nearly a sixth
    made = bootstrapped([2e-5, 1 - 2e-5][side], ordered, values, np.array([10**6, 1]))
    assert made.acceleration * [-1, 1][side] > 0.16
    assert abs(made.z0) > 4.05
    assert made.bca[95][side] == side


def test_tables_are_drawn_from_what_was_seen() -> None:
    table = Table(("A", "B", "C"), (0, 50, 30, 0, 20, 0, 3, 0))
    drawn = resampled(table, 200, seed=1)
    assert (drawn.sum(axis=1) == 103).all()
    assert not drawn[:, table.array == 0].any()
    assert (drawn == resampled(table, 200, seed=1)).all()
    tables, people = one_less(table)
    assert people.tolist() == [50, 30, 20, 3]
    assert (tables.sum(axis=1) == 102).all()
    told: list[tuple[int, int]] = []
    runs = [
        in_blocks(lambda block: block.sum(axis=0), drawn, threads=threads, told=lambda *so_far: told.append(so_far))
        for threads in (1, 2)
    ]
    assert (np.array(runs[0]) == np.array(runs[1])).all()
    assert told[-1] == (200, 200)
