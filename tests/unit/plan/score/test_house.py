"""Figures that the house counts itself: each held against a plain recount, none where there was nothing to count."""

from dataclasses import replace
from datetime import date

import pytest

from palermo.core import Cell
from palermo.plan import (
    HOUSE_FIGURES,
    Activity,
    Basis,
    Claim,
    Goal,
    HouseFigure,
    Indicator,
    Level,
    Objective,
    Plan,
    Progress,
    Sheet,
    Step,
    Work,
    audit,
    defined,
    house_value,
    periods,
    score,
    score_to_tree,
    sheet_lacks,
    with_sheets,
)
from tests.unit.plan.progress.records import YEAR, accepted, activity, day, proof, report

DONE = Work("1", accepted(), evidence=(proof(1, 2, offered=day(3), decided=day(4)),))
LATE = report("2027-Q1", day(5), claim=Claim.RUNNING)  # it was due in the middle of April
WORKS = (
    replace(DONE, reports=(report("2027-Q1", day(4, 2)),)),
    Work("2", accepted(), reports=(LATE,), evidence=(proof(1, offered=day(3), decided=day(4)),)),
    Work("3", accepted()),
    Work("4"),
)


def a_plan() -> Plan:
    """Four activities: verifiable, promised only, and one whose steps nobody could read."""
    full = activity("June 2027", "September 2027", proof=Cell(("a list",)))
    bare = Activity("3", Cell("Promise"), lead=Cell("Labour"), steps=Cell((Step(Cell("x")),)))
    unread = Activity("4", Cell("Promise"))
    told = (replace(full, id="1"), replace(full, id="2", lead=Cell("Police")), bare, unread)
    indicator = Indicator("i1", Cell("Done"))
    objective = Objective("o", Cell("x"), activities=Cell((replace(told[0], indicators=Cell((indicator,))), *told[1:])))
    return Plan("p", "Invented", goals=Cell((Goal("g", Cell("x"), objectives=Cell((objective,))),)))


def plainly(figure: HouseFigure, body: str, today: date) -> tuple[int, int]:
    """Counted once more, activity by activity, from what the contracts tell other programs."""
    told, told_progress = a_plan(), Progress("p", cycle=YEAR, activities={work.id: work for work in WORKS})
    verdicts = {each: str(verdict) for each, verdict in audit(told).verdicts.items()}
    n = of = 0
    for each in score_to_tree(score(told, told_progress, today))["activities"]:
        if body and each["body"] != body:
            continue
        work = next(work for work in WORKS if work.id == each["id"])
        match figure:
            case HouseFigure.VERIFIABLE:
                n, of = n + (verdicts[each["id"]] == "verifiable"), of + 1
            case HouseFigure.DONE:
                n, of = n + (each["status"] == "done"), of + 1
            case HouseFigure.PROVED:
                n, of = n + each["proved"], of + each["steps"]
            case _:
                last = {period.name: period.due for period in periods(YEAR)}
                for name, due in last.items():
                    if work.moves and due < today and not (each["status"] == "done" and name > "2027-Q2"):
                        days = [each.moves[-1].on for each in work.reports if each.period == name]
                        sent = [on for on in days if on <= today]
                        hits = [on for on in sent if figure is HouseFigure.FILED or on <= due]
                        n, of = n + bool(hits), of + 1
    return n, of


@pytest.mark.parametrize("figure", HouseFigure)
@pytest.mark.parametrize("body", ["", "Police", "Labour"])
def test_a_plain_recount_agrees(figure: HouseFigure, body: str) -> None:
    progress = Progress("p", cycle=YEAR, activities={work.id: work for work in WORKS})
    for today in (day(4, 10), day(4, 20), day(12, 31)):
        made = house_value(figure, "i1", score(a_plan(), progress, today), body)
        n, of = plainly(figure, body, today)
        if not of:
            assert (made.value, bool(str(made.why))) == (None, True)
            continue
        assert made.value is not None
        counted = {"numerator": n, "denominator": of, "cumulative": True}
        assert {name: getattr(made.value, name) for name in counted} == counted, (figure, today)


def test_nothing_is_counted_where_there_is_nothing() -> None:
    card = score(a_plan(), Progress("p"), day(5))
    assert str(house_value(HouseFigure.ON_TIME, "i1", card).why) == "no report was due yet"
    assert str(house_value(HouseFigure.DONE, "i1", card, "Nobody").why) == "the plan names this body for no activity"
    press = score(replace(a_plan(), basis=Basis.PRESS), Progress("p"), day(5))
    assert str(house_value(HouseFigure.DONE, "i1", press).why) == "of press reports nothing is counted"


def test_a_sheet_takes_over_what_the_house_says_of_its_figure() -> None:
    sheet = Sheet(figure="done", unit="things", counts=None, people=True)
    told = defined(a_plan(), next(a_plan().each_indicator())[1], sheet)
    assert (told.house, told.share, told.people, str(told.counts)) == (HouseFigure.DONE, True, False, "since")
    assert told.indicator.unit.value == "percent"
    assert told.indicator.numerator.value == str(HOUSE_FIGURES[HouseFigure.DONE].above)
    assert list(sheet_lacks(told)) == []
    judged = audit(with_sheets(a_plan(), {"i1": sheet}), select=("I01", "I05"))
    assert {str(each) for each in judged.outcomes_of(Level.INDICATOR, "i1").values()} == {"pass"}
