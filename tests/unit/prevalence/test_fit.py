"""One model fitted: against the anchors' numbers, against the plain fit, and what must hold for any table."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from palermo.prevalence import Model, Table, fit
from palermo.prevalence.fit import design_of, parameters_of
from palermo.prevalence.models import Family, catalogue
from palermo.prevalence.regression import exists
from tests.examples import examples
from tests.unit.prevalence.examples import ORACLES, models, reference, shipped, sparse_tables
from tests.unit.prevalence.plain_fit import plain_fit, plain_status

WHOLE = ("artificial_3lists", "hepatitis_a_taiwan_3lists", "kosovo_1999_4lists")


@pytest.mark.parametrize(("name", "every"), [*((name, 1) for name in WHOLE), ("uk_2013_5lists", 10)])
def test_models_are_what_the_anchors_say(name: str, every: int) -> None:
    table = shipped(name)
    rows = list(csv.DictReader((ORACLES / f"all_models_{name}.csv").read_text().splitlines()))
    for row in rows[::every]:
        made = fit(table, Model.named(row["model"], table.m))
        assert made.status == int(row["status"]), row["model"]
        if made.status == 0:
            assert made.total == pytest.approx(float(row["total"]), rel=1e-6)
            assert made.bic == pytest.approx(float(row["bic"]), rel=1e-9)
            assert made.aic == pytest.approx(float(row["aic"]), rel=1e-9)


def test_coefficients_are_what_the_anchors_say() -> None:
    for (name, _), told in reference("mse_stepwise_point").items():
        table = shipped(name)
        made = fit(table, Model.named(told["model"], table.m))
        assert made.total == pytest.approx(told["estimate"], rel=1e-6)
        assert made.bic == pytest.approx(told["bic"], rel=1e-9)
        for place, value in told["coef"].items():
            assert made.coefficients[int(place) - 1] == pytest.approx(float(value), abs=1e-6)
        gone = {term for term, value in made.coefficients.items() if math.isinf(value)}
        assert gone == {term for term in made.coefficients if not table.overlaps[term]}


@settings(max_examples=150)
@given(sparse_tables(), st.data())
def test_the_plain_fit_says_the_same(table: Table, data: st.DataObject) -> None:
    model = data.draw(models(table.m))
    made = fit(table, model)
    assert made.status == plain_status(table, model)
    if made.status == 0:
        total, bic = plain_fit(table, model)
        assert made.total == pytest.approx(total, rel=1e-5)
        assert made.bic == pytest.approx(bic, rel=1e-8)
        assert made.means[1:].sum() == pytest.approx(table.n)
        assert made.total >= table.n


@settings(max_examples=40)
@given(sparse_tables(impossible=False), st.data())
def test_the_order_of_lists_and_the_size_of_counts_change_nothing_else(table: Table, data: st.DataObject) -> None:
    model = data.draw(models(table.m))
    made = fit(table, model)
    places = data.draw(st.permutations(range(table.m)))

    def moved(lists: int) -> int:
        return sum(1 << places[bit] for bit in range(table.m) if lists >> bit & 1)

    counts = [0] * len(table.counts)
    for pattern, count in enumerate(table.counts):
        counts[moved(pattern)] = count
    other = fit(table.with_counts(counts), Model.of(table.m, map(moved, model.terms)))
    double = fit(table.with_counts(2 * count for count in table.counts), model)
    assert other.status == double.status == made.status
    if made.status == 0:
        assert other.total == pytest.approx(made.total, rel=1e-6)
        assert double.total == pytest.approx(2 * made.total, rel=1e-6)
        assert other.bic == pytest.approx(made.bic, rel=1e-9)


def test_a_set_without_people_costs_a_parameter_and_nothing_else() -> None:
    table = Table(("A", "B", "C"), (0, 40, 30, 9, 20, 7, 0, 0))
    alone, with_it = (fit(table, Model.named(name, 3)) for name in ("[12]", "[12,23]"))
    lower = fit(table.with_counts(table.counts), Model.named("[12,13,23]", 3))
    assert with_it.coefficients[6] == -math.inf
    assert with_it.parameters == alone.parameters + 1
    assert with_it.means[6] == 0 < alone.means[6]
    assert lower.status == plain_status(table, lower.model)


def test_an_impossible_pattern_is_no_cell() -> None:
    # B and C exclude each other: of the pair no pattern is possible, so it is no parameter either
    table = Table(("A", "B", "C"), (0, 40, 30, 9, 20, 7, 0, 0), frozenset({6, 7}))
    made = fit(table, Model.named("[1,2,3]", 3))
    assert made.means[6] == made.means[7] == 0
    assert parameters_of(table, Model.named("[23]", 3)) == parameters_of(table, made.model) == (0, 1, 2, 4)
    assert fit(table, Model.named("[23]", 3)).bic == pytest.approx(made.bic)


def test_nobody_at_all_has_no_estimate() -> None:
    assert fit(Table(("A", "B"), (0, 0, 0, 0)), Model.of(2, ())).status == 1


def test_the_linear_programme_knows_what_does_not_exist() -> None:
    table = shipped("artificial_3lists")
    assert [exists(*design_of(table, Model.named(name, 3))) for name in ("[12,3]", "[13,23]")] == [False, True]


@given(st.data())
@settings(max_examples=examples(25))
def test_whether_an_estimate_exists_is_the_same_for_few_people_and_for_many(data: st.DataObject) -> None:
    table = data.draw(sparse_tables(most=5, impossible=False))
    columns, counts = design_of(table, data.draw(models(table.m)))
    told = {exists(columns, counts * people) for people in (1e-9, 1.0, 1e4, 1e9)}
    # by its dual, for few people: the most that every cell can hold in a table of the same margins
    same_margins = np.hstack([columns.T, columns.sum(axis=0)[:, None]])
    least = linprog(np.r_[np.zeros(len(counts)), -1.0], A_eq=same_margins, b_eq=columns.T @ counts, bounds=(0, None))
    assert told == {-least.fun > 1e-6}


@pytest.mark.parametrize(
    ("m", "order", "count"),
    [(2, 1, 1), (3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 3, 6212), (5, 4, 6893), (6, 2, 32768)],
)
def test_there_are_as_many_models_as_the_literature_counts(m: int, order: int, count: int) -> None:
    family = Family.up_to(order, Table(tuple("ABCDEF"[:m]), (0,) + (1,) * ((1 << m) - 1)))
    bits = catalogue(family)
    assert len(bits) == len(set(bits.tolist())) == count
    model = family.model(int(bits[-1]))
    assert family.bits(model) == family.all
    assert model.order == min(order, m - 1)


def test_models_are_named_as_the_field_names_them() -> None:
    assert Model.named("[45,123,1]", 5).name == "[123,45]"
    assert Model.of(5, [0b11000, 0b00111, 0b10]).terms == (0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 24)
    assert Model.of(3, []).name == "[1,2,3]"
    assert Model.named("[1.10,2]", 10).name.startswith("[1.10,2,3,4")
    for wrong in ("12", "[14]", "[1;2]", "[0]"):
        with pytest.raises(ValueError, match="name"):
            Model.named(wrong, 3)
