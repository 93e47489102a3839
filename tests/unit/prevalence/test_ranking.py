"""The search for the best model: against the anchors' lists, and against fitting every model."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.prevalence import Model, Table, best_model, downhill, fit, near_best, ranked
from palermo.prevalence.models import catalogue
from palermo.prevalence.ranking import Criterion, best_of, family_of, plan_of
from palermo.prevalence.search import searched
from tests.unit.prevalence.examples import ORACLES, reference, shipped, sparse_tables

PUBLIC = [
    *("artificial_3lists", "hepatitis_a_taiwan_3lists", "madigan_york_3lists", "diabetes_casale_4lists"),
    *("hiv_rome_4lists", "kosovo_1999_4lists", "lesbian_allegheny_4lists", "scotland_pwid_2006_4lists"),
    *("uk_2013_4lists", "madigan_york_5lists", "netherlands_5lists", "new_orleans_5lists_n185", "uk_2013_5lists"),
]


@pytest.mark.parametrize(
    "name", ["artificial_3lists", "hepatitis_a_taiwan_3lists", "kosovo_1999_4lists", "uk_2013_5lists"]
)
def test_every_model_is_ranked_as_the_anchors_rank_it(name: str) -> None:
    table = shipped(name)
    ranking = ranked(table)
    theirs = list(csv.DictReader((ORACLES / f"all_models_{name}.csv").read_text().splitlines()))
    places = {ranking.family.bits(Model.named(row["model"], table.m)): row for row in theirs}
    assert sorted(places) == sorted(ranking.bits.tolist())
    rows = [places[bits] for bits in ranking.bits.tolist()]
    assert ranking.statuses.tolist() == [int(row["status"]) for row in rows]
    for column, ours in (("total", ranking.totals), ("bic", ranking.bic), ("aic", ranking.aic)):
        expected = np.array([float(row[column] or "nan") for row in rows])
        fine = ranking.statuses == 0
        assert ours[fine] == pytest.approx(expected[fine], rel=1e-6)


@pytest.mark.parametrize("key", list(reference("mse_bic_search")))
def test_the_first_models_are_those_of_the_anchors(key: tuple[str, str]) -> None:
    name, said = key
    told, order = reference("mse_bic_search")[key], int(said.split("=")[1]) if said else None
    ranking = ranked(shipped(name), order=order)
    fine = ranking.statuses == 0
    assert fine.sum() == told["n_models_ok"]
    assert ranking.totals[fine].sum() == pytest.approx(told["sum_abundance"], rel=1e-5)
    assert ranking.bic[fine].sum() == pytest.approx(told["sum_bic"], rel=1e-9)
    for place, theirs in enumerate(told["top"]):
        assert ranking.model(place).name == theirs["model"]
        assert ranking.totals[place] == pytest.approx(theirs["abundance"], rel=1e-6)
        assert ranking.bic[place] == pytest.approx(theirs["bic"], rel=1e-9)
    best = best_model(shipped(name), order=order)
    assert (best.bits, best.proven) == (ranking.bits[0], True)
    assert best.total == pytest.approx(ranking.totals[0], rel=1e-9)
    assert best.fits <= len(ranking)


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("criterion", ["bic", "aic"])
def test_the_search_finds_what_fitting_every_model_finds(name: str, criterion: Criterion) -> None:
    ranking, best = ranked(shipped(name), criterion=criterion), best_model(shipped(name), criterion=criterion)
    assert best.bits == ranking.bits[0]
    assert best.value == pytest.approx(ranking.values[0], rel=1e-11)
    assert best.total == pytest.approx(ranking.totals[0], rel=1e-7)
    near = near_best(shipped(name), 10, criterion=criterion)
    expected = ranking.bits[(ranking.statuses == 0) & (ranking.values <= ranking.values[0] + 10)]
    assert near.bits.tolist() == expected.tolist()


@settings(max_examples=60)
@given(sparse_tables(fewest=3), st.sampled_from(["bic", "aic"]))
def test_the_search_finds_the_best_of_plain_fits(table: Table, criterion: Criterion) -> None:
    family = family_of(table, None)
    fits = [fit(table, family.model(int(bits))) for bits in catalogue(family)]
    values = [getattr(made, criterion) for made in fits if made.status == 0]
    best = best_model(table, criterion=criterion)
    assert best.proven
    if values:
        assert best.value == pytest.approx(min(values), abs=1e-6)
        assert best.model in {
            made.model for made in fits if made.status == 0 and getattr(made, criterion) < best.value + 1e-6
        }
    else:
        assert best.model is None


@settings(max_examples=6, deadline=None)
@given(sparse_tables(fewest=5, most=5))
def test_the_search_finds_the_best_of_all_models_of_five_sparse_lists(table: Table) -> None:
    ranking, best = ranked(table), best_model(table)
    if best.model is None:
        assert (ranking.statuses != 0).all()
    else:
        assert best.value == pytest.approx(ranking.values[0], abs=1e-6)
        assert best.total == pytest.approx(ranking.totals[0], rel=1e-6)


def test_six_lists_are_searched_to_the_end_over_all_orders() -> None:
    dutch = best_model(shipped("netherlands_6lists"))
    assert dutch.model == Model.named("[346,25,45,16]", 6)
    assert dutch.total == pytest.approx(143_603.0, abs=0.5)
    assert dutch.value == pytest.approx(292.175, abs=1e-3)
    assert dutch.proven
    british = best_model(shipped("uk_2013_6lists"))
    assert british.model == Model.named("[12,13,25,35,36,45]", 6)
    assert british.value == pytest.approx(244.119, abs=1e-3)


def test_a_search_cut_short_says_how_much_better_a_model_could_be() -> None:
    table = shipped("uk_2013_6lists")
    family = family_of(table, None)
    plan, starts = plan_of(table, family), np.zeros(1, dtype=np.int64)
    nothing = np.empty(0, dtype=np.int64)
    made = searched(table.array.copy(), plan, math.log(table.n), 0.0, 100, starts, nothing, np.empty((0, 3)))
    assert made[4] == 100
    assert made[3] < best_of(table, family, plan, "bic").value < made[0]


@pytest.mark.parametrize("key", list(reference("mse_downhill")))
def test_the_greedy_search_goes_where_the_anchors_go(key: tuple[str, str]) -> None:
    told = reference("mse_downhill")[key]
    made, seen = downhill(shipped(key[0]))
    assert made.model.name == told["model"]
    assert made.bic == pytest.approx(told["value"]["BIC"], rel=1e-9)
    assert made.total == pytest.approx(told["value"]["abundance"], rel=1e-6)
    assert seen == told["n_considered"]


def test_weights_are_those_of_the_criterion() -> None:
    ranking = ranked(shipped("artificial_3lists"))
    fine = ranking.statuses == 0
    assert ranking.weights[fine] == pytest.approx(np.exp(-ranking.bic[fine] / 2) / np.exp(-ranking.bic[fine] / 2).sum())
    assert not ranking.weights[~fine].any()
    assert next(ranking.rows())["model"] == ranking.model(0).name
