"""Stepwise choice of pairs: the anchors' numbers, the plain selection against the compiled one, threads and edges."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import pdtr, pdtrc

from palermo.prevalence import Estimate, Refusal, Table, stepwise
from palermo.prevalence.choosing import NONE, cheapest, tail
from palermo.prevalence.intervals import bootstrapped
from palermo.prevalence.resample import one_less
from palermo.prevalence.stepwise import choose, chosen_totals
from tests.examples import examples
from tests.unit.prevalence.examples import published, reference, shipped, sparse_tables


def number(told: Estimate | Refusal) -> Estimate:
    assert isinstance(told, Estimate), told
    return told


def test_the_models_and_totals_of_the_anchor() -> None:
    for (name, _), said in reference("mse_stepwise_point").items():
        chosen = choose(shipped(name))
        assert chosen.fit.model.name == said["model"]
        assert chosen.fit.total == pytest.approx(said["estimate"], rel=1e-8)
        assert (chosen.fit.bic, chosen.fit.aic) == pytest.approx((said["bic"], said["aic"]), rel=1e-8)
        for place, value in said["coef"].items():
            assert chosen.fit.coefficients[int(place) - 1] == pytest.approx(float(value), abs=1e-6)


@pytest.mark.parametrize("name", ["uk_2013_5lists", "kosovo_1999_4lists", "new_orleans_5lists_n185"])
def test_the_bootstrap_of_the_anchor_is_one_of_ours(name: str) -> None:
    said, table = reference("sparsemse_boot")[name, ""], shipped(name)
    ours = number(stepwise(table, seed=1, replicates=10_000))
    assert ours.diagnostics["acceleration"] == pytest.approx(said["ahat"], rel=1e-8)
    assert ours.selection_inside
    assert ours.draws is not None
    # theirs is one bootstrap of 1,000, whose outer limits rest on two or three replicates: how such ones scatter is
    # seen by drawing many out of ours
    fewer, people = one_less(table)
    without, _ = chosen_totals(table, fewer)
    pools = np.random.Generator(np.random.PCG64(2)).choice(ours.draws, (400, 1000))
    boots = [bootstrapped(ours.total, pool, without, people) for pool in pools]
    for level, end, at in ((80, 0, "0.1"), (80, 1, "0.9"), (95, 0, "0.025"), (95, 1, "0.975")):
        scattered = [boot.bca[level][end] for boot in boots]
        assert np.quantile(scattered, 0.0025) <= said["bca"][at] <= np.quantile(scattered, 0.9975), (level, end)
    z0 = [boot.z0 for boot in boots]
    assert min(z0) <= said["z0"] <= max(z0)


def test_other_bootstraps_have_the_same_acceleration() -> None:
    for (name, _), said in reference("sparsemse_boot").items():
        told = number(stepwise(shipped(name), seed=1, replicates=2))
        assert told.diagnostics["acceleration"] == pytest.approx(said["ahat"], rel=1e-6), name


def test_printed_numbers() -> None:
    for row in [*published("stepwise"), *published("SparseMSE")]:
        chosen = choose(shipped(row["table_file"].removesuffix(".csv")))
        digits = len(row["estimate"].partition(".")[2])
        assert round(chosen.fit.total, digits) == pytest.approx(float(row["estimate"]), rel=1e-8)
    eight = shipped("new_orleans_8lists_n185")
    assert round(choose(eight, 0.01).fit.total) == round(choose(eight, 0).fit.total) == 997


@example(0, 0.4)
@example(1, 1.01)
@example(1, 0.99)
@given(st.integers(0, 400), st.floats(1e-3, 500))
@settings(max_examples=examples(100))
def test_tails(people: int, expected: float) -> None:
    above = pdtrc(people - 1, expected) if people else 1.0
    assert tail(people, expected) == pytest.approx(min(pdtr(people, expected), above), rel=1e-9)


@given(sparse_tables(fewest=2, most=5), st.sampled_from([0.0, 0.02, 0.3, 1.0]))
@settings(max_examples=examples(60))
def test_compiled_and_plain_come_to_the_same(table: Table, threshold: float) -> None:
    chosen = choose(table, threshold)
    totals, taken = chosen_totals(table, table.array[None, :].copy(), threshold, threads=1)
    assert totals[0] == pytest.approx(chosen.fit.total, rel=1e-6, nan_ok=True)
    assert taken.sum() == len(chosen.steps)
    assert all(p < threshold for _, p in chosen.steps)
    assert not chosen.fit.total < table.n
    if not threshold:
        assert chosen.fit.model.order == 1


def test_a_pair_whose_model_has_no_estimate_stays_out() -> None:
    for table in (shipped("artificial_3lists"), Table(("A", "B"), (0, 9, 5, 2))):
        chosen = choose(table, 1)
        totals, taken = chosen_totals(table, np.array([table.counts]), 1, threads=1)
        assert chosen.fit.status == 0
        assert (totals[0], taken.sum()) == (pytest.approx(chosen.fit.total), len(chosen.steps))
        assert len(chosen.steps) < table.m * (table.m - 1) / 2


def test_of_tied_pairs_the_first_comes_in() -> None:
    assert cheapest(np.array([0.01, 0.01 * (1 - 1e-12), 0.02]), 0.02) == 0
    assert cheapest(np.array([0.01, 0.0099, 0.02]), 0.02) == 1
    assert cheapest(np.array([0.02, 1.0]), 0.02) == NONE


@given(st.permutations(range(4)))
@settings(max_examples=examples(5))
def test_the_order_of_lists_changes_nothing(order: list[int]) -> None:
    table = shipped("kosovo_1999_4lists")
    turned = [0] * 16
    for pattern, count in enumerate(table.counts):
        turned[sum(1 << order[bit] for bit in range(4) if pattern >> bit & 1)] = count
    assert choose(table.with_counts(turned)).fit.total == pytest.approx(choose(table).fit.total)


def test_threads_change_no_byte() -> None:
    table, told = shipped("new_orleans_8lists_n185"), list[tuple[int, int]]()
    one = number(stepwise(table, seed=4, replicates=120, threads=1))
    two = number(stepwise(table, seed=4, replicates=120, threads=2, told=lambda done, of: told.append((done, of))))
    assert one == two
    assert one.draws is not None
    assert two.draws is not None
    assert one.draws.tobytes() == two.draws.tobytes()
    assert told[-1][0] == told[-1][1]
    assert one.diagnostics["steps"] == [{"pair": ("D", "E"), "p": pytest.approx(0.01, abs=0.01)}]


def test_refusals() -> None:
    disjoint = Table(("A", "B", "C"), (0, 5, 5, 0, 5, 0, 0, 0))
    nobody = disjoint.with_counts([0] * 8)
    on_all = disjoint.with_counts([0, 0, 0, 0, 0, 0, 0, 9])
    codes = [getattr(stepwise(each, seed=1), "code", "") for each in (disjoint, nobody, on_all)]
    assert codes == ["no-overlap", "no-overlap", "no-estimate"]
    totals, _ = chosen_totals(disjoint, np.array([disjoint.counts, nobody.counts, on_all.counts]))
    assert np.isnan(totals).all()
