"""Strata added up and held against the whole; one answer from several tables."""

import json
import math
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from palermo.prevalence import (
    Estimate,
    Model,
    Refusal,
    Strata,
    Table,
    by_stratum,
    chao,
    combined,
    fit,
    independence,
    public_lists,
)
from palermo.prevalence.strata import draws_of, paired
from tests.unit.prevalence.examples import ORACLES

SCOTLAND, BY = "scotland_pwid_2006_strata_4lists", ("Region", "Gender", "Age")


@cache
def shipped_strata(name: str, by: tuple[str, ...]) -> Strata:
    read = public_lists(name, strata=by)
    return Strata(read.by, read.strata)


@cache
def per_stratum() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ORACLES / "reference_values.json").read_text())["strata"][
        "scotland_per_stratum"
    ]
    return found


def test_strata_are_fitted_as_the_anchor_fits_them() -> None:
    strata = shipped_strata(SCOTLAND, BY)
    assert len(strata.tables) == 8
    assert strata.whole.n == 5_670
    for stratum, table in strata.tables.items():
        anchor = per_stratum()["/".join(stratum)]
        assert table.n == anchor["n"]
        assert fit(table, Model.named(anchor["best_bic_model"], 4)).total == pytest.approx(anchor["total"], rel=1e-6)


def test_what_is_not_named_is_added_up() -> None:
    strata = shipped_strata(SCOTLAND, BY)
    by_age = strata.along("Age")
    assert [table.n for table in by_age.tables.values()] == [
        sum(table.n for (_, _, age), table in strata.tables.items() if age == each) for (each,) in by_age.tables
    ]
    assert by_age.whole == strata.along().tables[()] == strata.whole


def test_the_strata_add_up_and_the_whole_is_held_against_them() -> None:
    strata, heard = shipped_strata(SCOTLAND, BY), []  # type: tuple[Strata, list[tuple[int, int]]]
    found = by_stratum(strata, independence, seed=1, told=lambda done, of: heard.append((done, of)))
    assert isinstance(found.total, Estimate)
    assert isinstance(found.whole, Estimate)
    parts = [one for one in found.strata.values() if isinstance(one, Estimate)]
    assert found.total.total == pytest.approx(sum(one.total for one in parts))
    # independent strata: the spread of the sum is the root of the sum of squares, not the sum
    low, high = found.total.intervals[95]
    alone = [(one.intervals[95][1] - one.intervals[95][0]) for one in parts]
    assert high - low == pytest.approx(math.sqrt(sum(width**2 for width in alone)), rel=0.05)
    assert found.agree is True
    assert "22803" in str(found.statement)
    assert "22097" in str(found.statement)
    assert heard[-1] == (9, 9)
    again = by_stratum(strata, independence, seed=1)
    assert isinstance(again.total, Estimate)
    assert again.total.draws.tobytes() == found.total.draws.tobytes()  # type: ignore[union-attr]  # it has draws


def test_strata_that_are_alike_agree_with_the_whole() -> None:
    table = Table(("A", "B", "C"), (0, 216, 126, 54, 56, 24, 14, 6))
    found = by_stratum(Strata(("Sex",), {("f",): table, ("m",): table}), independence, seed=1)
    assert found.agree is True
    assert isinstance(found.total, Estimate)
    assert found.total.total == pytest.approx(2_000, rel=0.01)


def test_strata_that_are_found_unequally_often_show_what_the_whole_cannot() -> None:
    often, seldom = Table(("A", "B", "C"), (0, *[125] * 7)), Table(("A", "B", "C"), (0, 81, 81, 9, 81, 9, 9, 1))
    found = by_stratum(Strata(("Sex",), {("f",): often, ("m",): seldom}), independence, seed=1)
    assert isinstance(found.total, Estimate)
    assert isinstance(found.whole, Estimate)
    assert found.total.total == pytest.approx(2_000, rel=0.01)
    assert found.whole.total < 1_600
    assert found.agree is False
    assert "cannot show" in str(found.statement)


def test_no_sum_where_a_stratum_is_refused() -> None:
    good = Table(("A", "B", "C"), (0, 216, 126, 54, 56, 24, 14, 6))
    apart = good.with_counts((0, 5, 4, 0, 3, 0, 0, 0))
    found = by_stratum(Strata(("Sex",), {("f",): good, ("m",): apart}), independence, seed=1)
    assert isinstance(found.total, Refusal)
    assert "12 people" in str(found.statement)
    assert found.agree is None
    empty = by_stratum(Strata(("Sex",), {("f",): good, ("m",): good.with_counts([0] * 8)}), independence, seed=1)
    assert isinstance(empty.total, Estimate)


def test_draws_are_made_of_limits_where_there_are_none() -> None:
    estimate = Estimate("chao", "", 1_500.0, intervals={95: (1_250.0, 2_000.0)})
    draws = draws_of(estimate, 1_000)
    assert np.median(draws) == pytest.approx(1_500, rel=1e-3)
    assert np.quantile(draws, 0.975) / np.quantile(draws, 0.025) == pytest.approx(2_000 / 1_250, rel=0.01)
    assert draws_of(Estimate("chao", "", 1_500.0), 1_000) == pytest.approx(1_500)
    few = paired(np.arange(4_000.0), np.random.default_rng(1))
    assert np.unique(few, return_counts=True)[1].min() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {("f",): Table(("A", "B"), (0, 1, 1, 1)), ("m",): Table(("A", "C"), (0, 1, 1, 1))},
        {("f", "old"): Table(("A", "B"), (0, 1, 1, 1))},
    ],
)
def test_what_are_no_strata(wrong: dict[tuple[str, ...], Table]) -> None:
    with pytest.raises(ValueError, match=r"same lists|a value for each"):
        Strata(("Sex",), wrong)


def imputed() -> tuple[list[Table], list[Estimate | Refusal]]:
    base = np.array([0, 216, 126, 54, 56, 24, 14, 6])
    tables = [Table(("A", "B", "C"), tuple((base + np.array([0, k, 0, -k, 0, 0, 0, 0])).tolist())) for k in range(4)]
    draws = [np.exp(np.random.default_rng(k).normal(6.2 + k / 50, 0.1, 500)) for k in range(4)]
    estimates = [Estimate("m", "", 0.0, draws=table.n + n0) for table, n0 in zip(tables, draws, strict=True)]
    return tables, list(estimates)


def test_tables_are_combined_by_the_rule_of_multiple_imputation() -> None:
    tables, estimates = imputed()
    found = combined(tables, estimates)
    assert isinstance(found, Estimate)
    logs = [np.log(one.draws - table.n) for one, table in zip(estimates, tables, strict=True)]  # type: ignore[union-attr, operator]  # none refuses
    means, within = np.array([x.mean() for x in logs]), float(np.mean([x.var() for x in logs]))
    between = float(means.var(ddof=1))
    degrees = 3 * (1 + within / (1.25 * between)) ** 2
    half = student(degrees).ppf(0.975) * math.sqrt(within + 1.25 * between)
    n = np.mean([table.n for table in tables])
    assert found.total == pytest.approx(n + math.exp(means.mean()))
    assert found.intervals[95] == pytest.approx((n + math.exp(means.mean() - half), n + math.exp(means.mean() + half)))
    assert np.quantile(found.draws, 0.9) == pytest.approx(found.intervals[80][1], rel=1e-3)  # type: ignore[arg-type]  # it has draws


def test_weights_say_how_likely_a_table_is() -> None:
    tables, estimates = imputed()
    even = combined(tables, estimates, [2.0] * 4)
    assert even == combined(tables, estimates)
    one = combined(tables, estimates, [0, 0, 1, 0])
    assert isinstance(one, Estimate)
    assert one.diagnostics["between"] == 0.0
    assert one.diagnostics["degrees"] == math.inf


def test_refused_tables_are_left_out_until_they_are_too_many() -> None:
    tables, estimates = imputed()
    refusal = chao(tables[0].with_counts((0, 1, 1, 0, 0, 0, 0, 0)))
    assert isinstance(refusal, Refusal)
    found = combined(tables, [*estimates[:3], refusal])
    assert isinstance(found, Estimate)
    assert "1 of 4" in str(found.warnings[0])
    assert isinstance(combined(tables, [estimates[0], refusal, refusal, refusal]), Refusal)
    with pytest.raises(ValueError, match="one estimate"):
        combined(tables, estimates[:2])
