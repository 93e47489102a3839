"""The forecast: its figures on reports it has not seen, beside what there is to beat; chances that the law bounds."""

from collections import Counter
from math import log

import pytest

from palermo.core import UserError
from palermo.standing import (
    RATED,
    Evaluation,
    Tier,
    bars,
    clock,
    evaluate,
    fit,
    forecast,
    history_of,
    shipped,
)

FIRST, LAST = 2021, 2025


@pytest.fixture(scope="module")
def told() -> Evaluation:
    return evaluate(shipped(), FIRST, LAST)


def test_it_beats_what_others_reached(told: Evaluation) -> None:
    assert set(bars()) == {None, Tier.WATCH, Tier.THREE}
    for tier, bar in bars().items():
        assert told.model[tier].log_loss < bar.log_loss
        assert round(told.model[tier].accuracy, 3) >= bar.accuracy
    whole = told.model[None]
    assert (whole.n, round(whole.log_loss, 3), round(whole.accuracy, 3)) == (923, 0.492, 0.818)
    assert round(told.model[Tier.WATCH].log_loss, 3) == 0.8


def test_the_plainest_forecasts_are_those_that_others_worked_out(told: Evaluation) -> None:
    assert round(told.no_change, 3) == 0.792
    figures = {
        tier: (score.n, round(score.log_loss, 3), round(score.accuracy, 3)) for tier, score in told.by_tier.items()
    }
    assert figures[None] == (923, 0.538, 0.792)
    assert figures[Tier.WATCH] == (180, 0.979, 0.472)
    assert figures[Tier.THREE] == (103, 0.456, 0.835)


def test_by_the_last_tier_once_more_and_plainly(told: Evaluation) -> None:
    """The same figure from the placements alone, without any situation."""
    tiers = [{year: each.tier for year, each in one.placements.items()} for one in shipped().histories.values()]
    pairs = [
        (year, one[year - 1], one[year])
        for one in tiers
        for year in one
        if year >= 2010 and one[year] in RATED and one.get(year - 1) in RATED
    ]
    losses = []
    for year in range(FIRST, LAST + 1):
        counts = Counter((before, after) for when, before, after in pairs if when < year)
        for when, before, after in pairs:
            if when == year:
                whole = sum(counts[before, each] for each in RATED)
                losses.append(-log((counts[before, after] + 0.5) / (whole + 2)))
    assert told.by_tier[None].log_loss == pytest.approx(sum(losses) / len(losses))


def test_nothing_that_came_later_is_known(told: Evaluation) -> None:
    early = fit(shipped(), 2020)
    assert max(pair.year for pair in early.pairs) == 2020
    assert evaluate(shipped(), FIRST, 2022).model[None].n < told.model[None].n


def test_what_was_said_to_be_likely_came_often(told: Evaluation) -> None:
    assert sum(each.n for each in told.calibration) == 4 * told.model[None].n
    for each in told.calibration:
        assert each.low <= each.said <= each.high
        if each.n > 100:
            assert abs(each.said - each.came) < 0.03


def test_chances_make_one_and_leave_next_to_nothing_to_what_the_law_bars() -> None:
    model = fit(shipped(), LAST)
    for iso3, history in list(shipped().histories.items())[::3]:
        if history.tier(LAST) in RATED:
            one = forecast(shipped(), history, model)
            assert sum(one.chances.values()) == pytest.approx(1)
            assert min(one.chances.values()) > 0
            assert one.situation.barred == clock(shipped(), iso3, shipped().law.report_day(LAST)).forced
    congo = forecast(shipped(), history_of(shipped(), "COG"))
    assert congo.chances[Tier.WATCH] < 0.005
    assert congo.situation.barred


def test_precedents_are_counted_and_told() -> None:
    cambodia = forecast(shipped(), history_of(shipped(), "KHM"))
    assert str(cambodia.situation.words) == "Tier 3 for four reports or more"
    assert cambodia.year == 2026
    assert sum(cambodia.precedents.values()) == 170
    assert cambodia.chances[Tier.THREE] > cambodia.chances[Tier.WATCH] > 0.05


def test_where_no_tier_was_read_nothing_is_told() -> None:
    with pytest.raises(UserError, match="gave Haiti no tier that was read"):
        forecast(shipped(), history_of(shipped(), "HTI"))
