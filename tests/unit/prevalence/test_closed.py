"""Estimators that choose no model: against Rcapture's and printed numbers, and for what must hold of any table."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import gammaln, xlogy

from palermo.prevalence import (
    HETEROGENEITY,
    Estimate,
    Model,
    Refusal,
    Table,
    chao,
    chapman,
    fixed_model,
    heterogeneity,
    independence,
    nhoi,
    sample_coverage,
    xi_reaching,
    xi_table,
)
from palermo.prevalence.heterogeneity import Method
from palermo.prevalence.regression import Numbers, exists, poisson_regression
from tests.examples import examples
from tests.unit.prevalence.examples import published, reference, shipped

RCAPTURE: dict[str, Method] = {
    "M0": "m0",
    "Mh Chao (LB)": "mh-chao",
    "Mh Poisson2": "mh-poisson",
    "Mh Darroch": "mh-darroch",
    "Mh Gamma3.5": "mh-gamma",
    "Mth Chao (LB)": "mth-chao",
    "Mth Poisson2": "mth-poisson",
    "Mth Darroch": "mth-darroch",
    "Mth Gamma3.5": "mth-gamma",
}
KOSOVO = Model.named("[123,14,34]", 4)
CLOSED: list[Callable[[Table], Estimate | Refusal]] = [
    independence,
    chao,
    nhoi,
    lambda table: sample_coverage(table, seed=1, replicates=50),
    *(lambda table, method=method: heterogeneity(table, method) for method in HETEROGENEITY),
]


def number(told: Estimate | Refusal) -> Estimate:
    assert isinstance(told, Estimate), told
    return told


def rcapture() -> Iterator[tuple[str, Method | None, dict[str, float]]]:
    """Table, our method, and what Rcapture says of it."""
    for (name, _), result in reference("rcapture_all").items():
        for at, model in enumerate(result["models"]):
            if model in RCAPTURE or model == "Mt":
                said = {what: result[what][at] for what in ("abundance", "stderr", "deviance", "aic", "bic")}
                yield name, RCAPTURE.get(model), said


def test_the_family_of_rcapture_is_reproduced() -> None:
    seen = 0
    for name, method, said in rcapture():
        table = shipped(name)
        found = number(heterogeneity(table, method) if method else independence(table))
        told, seen = found.diagnostics, seen + 1
        assert found.total == pytest.approx(said["abundance"], rel=1e-6), (name, method)
        assert told["deviance"] == pytest.approx(said["deviance"], rel=1e-8), (name, method)
        # theirs weighs the cells as they were one step before the end: see the test below
        assert told["standard_error"] == pytest.approx(said["stderr"], rel=3e-4), (name, method)
        # on eight lists Rcapture counts one column more, whose coefficient is rounding
        more = name == "new_orleans_8lists_n185" and method in ("mh-chao", "mth-chao")
        assert told["aic"] == pytest.approx(said["aic"] - 2 * more, rel=1e-8), (name, method)
        assert told["bic"] == pytest.approx(said["bic"] - math.log(table.n) * more, rel=1e-8), (name, method)
    assert seen == 110


def as_in_r(columns: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """The regression as R's glm goes about it: it stops by the deviance, and keeps the covariance of the last step."""
    eta, before = np.log(counts + 0.1), math.inf
    while True:
        weights = np.exp(eta)
        root = np.sqrt(weights)[:, None]
        information = (columns * root).T @ (columns * root)
        coefficients = np.linalg.solve(information, columns.T @ (weights * eta + counts - weights))
        eta = columns @ coefficients
        deviance = 2 * float((xlogy(counts, counts / np.exp(eta)) - counts + np.exp(eta)).sum())
        if abs(deviance - before) < 1e-8 * (abs(deviance) + 0.1):
            return np.asarray(coefficients), np.asarray(np.linalg.inv(information))
        before = deviance


def test_standard_errors_differ_from_those_of_r_by_where_r_stops() -> None:
    for name, method, said in rcapture():
        if method == "m0":
            patterns = np.arange(1, 1 << shipped(name).m)
            columns = np.column_stack([np.ones(patterns.size), np.bitwise_count(patterns)]).astype(np.float64)
            coefficients, covariance = as_in_r(columns, shipped(name).array[1:].astype(np.float64))
            unseen = math.exp(coefficients[0])
            assert math.sqrt(unseen + unseen**2 * covariance[0, 0]) == pytest.approx(said["stderr"], rel=1e-9), name


def test_the_profile_of_independence_is_that_of_rcapture() -> None:
    for (name, _), result in reference("rcapture_ci_indep").items():
        low, high = number(independence(shipped(name))).intervals[95]
        # Rcapture writes the factorials by Stirling's formula, which matters by 3e-6 among 185 people
        assert (low, high) == pytest.approx(result["CI"][1:3], rel=4e-6), name


def test_the_profile_by_its_own_formula() -> None:
    table = shipped("new_orleans_5lists_n185")
    sizes = table.overlaps[[1 << bit for bit in range(table.m)]]

    def height(total: float) -> float:
        people = float((xlogy(sizes, sizes / total) + xlogy(total - sizes, 1 - sizes / total)).sum())
        return float(gammaln(total + 1) - gammaln(total - table.n + 1)) + people

    low, high = number(independence(table)).intervals[95]
    top = max(height(total) for total in np.arange(900, 1200, 0.1))
    assert [top - height(low), top - height(high)] == pytest.approx([1.920729, 1.920729], abs=1e-5)


def test_printed_limits_of_independence_are_those_of_the_poisson_intercept() -> None:
    for row in published("independence"):
        table = shipped(row["table_file"].removesuffix(".csv"))
        sizes = table.overlaps[[1 << bit for bit in range(table.m)]].astype(np.float64)

        def least(total: float, sizes: Numbers = sizes, people: int = table.n) -> float:
            """Minus twice the top of the Poisson likelihood when the intercept is that of a total."""
            unseen = total - people

            def minus(odds: Numbers) -> float:
                return float(unseen * (np.prod(1 + np.exp(odds)) - 1) - people * math.log(unseen) - sizes @ odds)

            def slope(odds: Numbers) -> Numbers:
                return np.asarray(unseen * np.prod(1 + np.exp(odds)) / (1 + np.exp(-odds)) - sizes)

            return 2 * float(minimize(minus, np.log(sizes / total), jac=slope, method="BFGS").fun)

        total, low, high = (float(row[name]) for name in ("estimate", "lo95", "hi95"))
        assert number(independence(table)).total == pytest.approx(total, rel=1e-9)
        assert [least(end) - least(total) for end in (low, high)] == pytest.approx([3.8415] * 2, abs=1e-3)
        # ours is the profile of the whole multinomial table, which lies lower by a per cent or two at most
        assert number(independence(table)).intervals[95] == pytest.approx((low, high), rel=0.02)


def test_printed_numbers() -> None:
    told = number(sample_coverage(shipped("hepatitis_a_taiwan_3lists"), seed=1))
    assert told.diagnostics["coverage"] == pytest.approx(0.513, abs=5e-4)
    assert [round(float(str(told.diagnostics[name]))) for name in ("independent", "high", "low")] == [407, 971, 508]
    assert told.total == told.diagnostics["low"]
    assert number(nhoi(shipped("hepatitis_a_taiwan_3lists"))).total == pytest.approx(1312.76, abs=0.01)


def test_two_lists() -> None:
    table = Table(("police", "shelter"), (0, 90, 40, 10))
    assert number(chapman(table)).total == pytest.approx(101 * 51 / 11 - 1)
    assert number(chapman(table)).intervals[95] == pytest.approx((309.5, 771.8), abs=0.1)
    assert independence(table) == chapman(table)
    assert number(chao(table)).total == pytest.approx(140 + 130 * 129 / 44)


def test_a_model_fixed_beforehand() -> None:
    kosovo = shipped("kosovo_1999_4lists")
    told = number(fixed_model(kosovo, KOSOVO))
    assert (told.model, round(told.total)) == ("[123,14,34]", 10357)
    assert told.diagnostics["bic"] == pytest.approx(203.030, abs=1e-3)
    assert [str(warning) for warning in told.warnings] == [
        "The interval takes the model for given: it does not know that somebody chose it."
    ]
    low, high = told.intervals[95]
    assert low < told.intervals[80][0] < told.total < told.intervals[80][1] < high
    doubled = number(fixed_model(kosovo.with_counts(2 * kosovo.array), KOSOVO))
    assert doubled.total == pytest.approx(2 * told.total)
    artificial = shipped("artificial_3lists")
    refused = [fixed_model(artificial, Model.named(name, 3)) for name in ("[12,13,23]", "[12,3]", "[13,23]")]
    assert [getattr(told, "code", "") for told in refused] == ["not-identifiable", "no-estimate", ""]


def test_a_pattern_that_cannot_occur_is_no_cell() -> None:
    free = Table(("A", "B", "C"), (0, 30, 24, 9, 20, 7, 6, 0))
    bound = Table(free.lists, free.counts, frozenset({7}))
    assert number(independence(bound)).total != pytest.approx(number(independence(free)).total, rel=1e-3)
    # without ABC and with nothing else bound, the fit leaves that row out
    patterns = np.arange(1, 7)
    columns = np.column_stack([np.ones(6), *(patterns >> bit & 1 for bit in range(3))]).astype(np.float64)
    fit = poisson_regression(columns, bound.array[1:7].astype(np.float64))
    assert fit is not None
    assert number(independence(bound)).total == pytest.approx(96 + math.exp(fit.coefficients[0]))
    for closed in (chao, nhoi, lambda table: sample_coverage(table, seed=1)):
        told = closed(bound)
        assert isinstance(told, Refusal)
        assert "cannot occur" in str(told.reason)


def test_the_assumption_no_table_can_test() -> None:
    table = shipped("hepatitis_a_taiwan_3lists")
    told = number(nhoi(table))
    rows = xi_table(table, told)
    assert rows[0].total == pytest.approx(271 + (told.total - 271) / 3)
    assert rows[-1].intervals[95][1] == pytest.approx(271 + 3 * (told.intervals[95][1] - 271))
    assert next(row for row in rows if row.multiplier == 1).intervals[80] == pytest.approx(told.intervals[80])
    assert xi_reaching(table, told, 545) == pytest.approx(274 / (told.total - 271))
    assert xi_reaching(table, told, 200) is None


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ((0, 5, 5, 0, 5, 0, 0, 0), {"no-overlap", "no-estimate"}),
        ((0, 0, 0, 0, 0, 0, 0, 0), {"no-overlap", "no-estimate"}),
        ((0, 9), {"too-few-lists"}),
    ],
)
def test_refusals(counts: tuple[int, ...], codes: set[str]) -> None:
    table = Table(("A", "B", "C")[: len(counts).bit_length() - 1], counts)
    for estimator in [*CLOSED, chapman]:
        told = estimator(table)
        assert isinstance(told, Refusal), told
        assert told.code in codes
        assert str(told.advice)


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7), st.permutations(range(3)))
@settings(max_examples=examples(25))
def test_what_holds_of_every_table(cells: list[int], order: list[int]) -> None:
    table = Table(("A", "B", "C"), (0, *cells))
    turned = [0] * 8
    for pattern, count in enumerate(table.counts):
        turned[sum(1 << order[bit] for bit in range(3) if pattern >> bit & 1)] = count
    for estimator in CLOSED:
        told, other = estimator(table), estimator(table.with_counts(turned))
        assert type(told) is type(other)
        if isinstance(told, Estimate) and isinstance(other, Estimate):
            assert told.total == pytest.approx(other.total, rel=1e-6)
            assert told.total >= table.n
            assert all(table.n - 1e-9 <= low <= high for low, high in told.intervals.values())


@given(st.lists(st.integers(0, 3), min_size=7, max_size=7))
@settings(max_examples=examples(40))
def test_a_fit_is_found_where_there_is_one(cells: list[int]) -> None:
    patterns = np.arange(1, 8)
    columns = np.column_stack([np.ones(7), *(patterns >> bit & 1 for bit in range(3))]).astype(np.float64)
    counts = np.array(cells, dtype=np.float64)
    if counts.any():
        assert (poisson_regression(columns, counts) is not None) == exists(columns, counts)


def test_closed_formulas_are_the_models_they_come_from() -> None:
    for name in ("kosovo_1999_4lists", "hepatitis_a_taiwan_3lists"):
        table = shipped(name)
        all_but_highest = Model.of(table.m, ((1 << table.m) - 1 - (1 << bit) for bit in range(table.m)))
        one, other = number(nhoi(table)), number(fixed_model(table, all_but_highest))
        assert one.total == pytest.approx(other.total, rel=1e-9)
        assert one.diagnostics["standard_error"] == pytest.approx(other.diagnostics["standard_error"], rel=1e-6)
    for name in ("kosovo_1999_4lists", "lesbian_allegheny_4lists", "netherlands_5lists", "scotland_pwid_2006_4lists"):
        # Chao's bound as a regression, without the correction for bias: near where many people are on two lists
        one, other = number(chao(shipped(name))), number(heterogeneity(shipped(name), "mh-chao"))
        assert one.total == pytest.approx(other.total, rel=0.01)
        assert one.diagnostics["standard_error"] == pytest.approx(other.diagnostics["standard_error"], rel=0.01)
