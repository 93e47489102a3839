"""N with the choice of the model inside the bootstrap: against the anchors by distribution, and at the edges."""

from collections.abc import Callable

import numpy as np
import pytest

from palermo.prevalence import Estimate, Refusal, Table, averaged, best_bic, n_top_curve, ranked
from palermo.prevalence.ranking import best_model
from palermo.prevalence.resample import one_less, resampled
from tests.unit.prevalence.examples import reference, shipped

KOSOVO = shipped("kosovo_1999_4lists")


def made(answer: Estimate | Refusal) -> Estimate:
    assert isinstance(answer, Estimate)
    return answer


def test_limits_are_those_of_the_anchor_but_for_the_draw() -> None:
    told = reference("mse_bic_boot")[("kosovo_1999_4lists", "")]
    rows = {row["ntop"]: row for row in told["inference"]}
    curves = [n_top_curve(KOSOVO, [1, 10, 113], seed=seed) for seed in range(5)]
    for n_top in curves[0]:
        for level, ends in ((95, ("0.025", "0.975")), (80, ("0.1", "0.9"))):
            ours = np.array([curve[n_top].bca[level] for curve in curves])
            for side, end in enumerate(ends):
                # the anchor's is a sixth draw of the same: as far beyond the five as they are apart, it is another
                spread = np.ptp(ours[:, side])
                assert ours[:, side].min() - spread < rows[n_top][end] < ours[:, side].max() + spread
    whole = [made(best_bic(KOSOVO, seed=seed)) for seed in range(2)]
    for seed, each in enumerate(whole):
        assert each.total == pytest.approx(told["estimate"], rel=1e-6)
        assert each.intervals[95] == pytest.approx(curves[seed][113].bca[95], rel=1e-6)


def test_every_sample_is_searched_as_the_table_itself() -> None:
    table = shipped("new_orleans_5lists_n185")
    each = made(best_bic(table, replicates=12, seed=5))
    tables = resampled(table, 12, 5)
    assert each.draws is not None
    assert each.draws == pytest.approx([ranked(table.with_counts(one)).totals[0] for one in tables], rel=1e-6)
    fewer, _ = one_less(table)
    alone = [row["total"] for row in each.diagnostics["one_less"]]  # type: ignore[attr-defined]  # a list of rows
    assert alone == pytest.approx([best_model(table.with_counts(one)).total for one in fewer], rel=1e-6)
    assert each.diagnostics["unproven"] == 0


@pytest.mark.parametrize("estimator", [best_bic, averaged])
def test_a_seed_gives_the_same_bytes_on_one_thread_and_on_two(estimator: Callable[..., Estimate | Refusal]) -> None:
    one, two = (made(estimator(KOSOVO, replicates=80, seed=3, threads=threads)) for threads in (1, 2))
    assert one == two
    assert one.draws is not None
    assert two.draws is not None
    assert one.draws.tobytes() == two.draws.tobytes()
    assert made(estimator(KOSOVO, replicates=80, seed=4)) != one


def test_a_choice_among_all_is_the_choice_of_the_search() -> None:
    everything = made(best_bic(KOSOVO, replicates=100, n_top=113))
    searched = made(best_bic(KOSOVO, replicates=100))
    assert everything.draws == pytest.approx(searched.draws, rel=1e-7)
    assert everything.diagnostics["selected"] == searched.diagnostics["selected"]
    assert made(best_bic(KOSOVO, replicates=100, n_top=1)).diagnostics["selected"] == {"[123,14,34]": 100}


def test_the_average_is_that_of_all_models() -> None:
    ranking = ranked(KOSOVO)
    fine = ranking.statuses == 0
    answer = made(averaged(KOSOVO, replicates=0))
    # those left out weigh less than 1 in 22,000 each
    assert answer.total == pytest.approx(float(ranking.weights[fine] @ ranking.totals[fine]), rel=1e-3)
    assert answer.intervals == {}
    with_draws = made(averaged(KOSOVO, replicates=40, seed=2))
    first = made(averaged(KOSOVO.with_counts(resampled(KOSOVO, 40, 2)[0]), replicates=0))
    assert with_draws.draws is not None
    assert with_draws.draws[0] == pytest.approx(first.total, rel=1e-9)
    assert with_draws.diagnostics["cut_short"] == 0


def test_what_cannot_be_estimated_is_refused() -> None:
    two = Table(("A", "B"), (0, 30, 20, 10))
    apart = Table(("A", "B", "C"), (0, 30, 20, 0, 10, 0, 0, 0))
    nobody = Table(("A", "B", "C"), (0,) * 8)
    for estimator in (best_bic, averaged):
        codes = [getattr(estimator(table), "code", None) for table in (two, apart, nobody)]
        assert codes == ["too-few-lists", "no-overlap", "no-overlap"]
    assert n_top_curve(Table(("A", "B", "C"), (0, 3, 2, 0, 1, 0, 0, 0)), [1]) == {}


def test_the_other_criterion_has_its_own_name() -> None:
    by_aic = made(best_bic(KOSOVO, criterion="aic", replicates=0))
    assert (by_aic.method, by_aic.model) == ("best-aic", ranked(KOSOVO, criterion="aic").model(0).name)
    assert by_aic.selection_inside
