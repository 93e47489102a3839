"""The rules on progress, each on the record that its good and its bad example tell of."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from palermo.core import BLANK, Cell, Origin, Outcome
from palermo.core.when import read_when
from palermo.plan import (
    Amended,
    Amendment,
    Claim,
    Done,
    Dropped,
    Level,
    Plan,
    Progress,
    Verb,
    Work,
    audit,
    audit_to_tree,
)
from tests.unit.plan.progress.records import YEAR, accepted, activity, by, day, late_end, proof, report
from tests.unit.plan.small_plans import plan

PASS, FAIL, NOT_ASKED = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE
RULES = ("T01", "T02", "T03", "T04", "T05")
ONE = plan(activity("June 2027"))
ENDLESS = plan(activity(end=BLANK, kind=Cell("continuous"), start=BLANK))
DONE = Done(1, "Adopted", day(5))


def says(rule: str, today: date, *, of: Plan = ONE, moves: Any = None, **record: Any) -> tuple[Outcome, str]:
    work = Work("1.1.1", accepted() if moves is None else moves, **record)
    made = audit(of, as_of=today, progress=Progress("p", cycle=YEAR, activities={"1.1.1": work}))
    told = [str(finding.message) for finding in made.findings if finding.rule == rule]
    return made.outcomes_of(Level.ACTIVITY, "1.1.1")[rule], " ".join(told)


def claim(period: str, on: date, word: Claim, *done: Done) -> Any:
    return report(period, on, *done, claim=word)


@pytest.mark.parametrize(
    ("today", "record", "outcome", "told"),
    [
        (day(10, 2), {"reports": (claim("2027-Q3", day(10), Claim.RUNNING),)}, FAIL, "says nothing of being late"),
        (day(9), {"reports": (claim("2027-Q2", day(7), Claim.RUNNING),)}, PASS, ""),
        (day(2), {}, FAIL, "was to start on 2027-01-01 and has not"),
        (day(5), {"reports": (claim("2027-Q1", day(4), Claim.NOT_STARTED),)}, FAIL, "has not"),
        (day(5), {"moves": ()}, NOT_ASKED, ""),
        (day(5), {"dropped": Dropped(day(3), "c1", "No law")}, NOT_ASKED, ""),
    ],
)
def test_t01_status_and_dates_agree(today: date, record: dict[str, Any], outcome: Outcome, told: str) -> None:
    found, words = says("T01", today, **record)
    assert (found, told in words) == (outcome, True), words


def test_t01_work_that_is_complete_before_it_begins() -> None:
    later = plan(activity("June 2027", start=activity().end))
    found, words = says("T01", day(5), of=later, reports=(claim("2027-Q1", day(4), Claim.COMPLETE),))
    assert (found, "before its start on 2027-09-30" in words) == (FAIL, True), words


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        ({"reports": (claim("2027-Q1", day(4), Claim.COMPLETE),)}, FAIL),
        ({"reports": (report("2027-Q1", day(5), DONE),)}, FAIL),
        ({"reports": (report("2027-Q1", day(5), DONE),), "evidence": (proof(1, offered=day(5)),)}, FAIL),
        (
            {"reports": (report("2027-Q1", day(5), DONE),), "evidence": (proof(1, offered=day(5), decided=day(6)),)},
            PASS,
        ),
        ({"reports": (claim("2027-Q1", day(4), Claim.RUNNING),)}, NOT_ASKED),
    ],
)
def test_t02_complete_means_proved(record: dict[str, Any], outcome: Outcome) -> None:
    assert says("T02", day(6, 2), **record)[0] is outcome


def test_t03_continuous_work_is_never_complete() -> None:
    reports = (claim("2027-Q1", day(4), Claim.COMPLETE),)
    assert says("T03", day(5), of=ENDLESS, reports=reports)[0] is FAIL
    assert says("T03", day(5), of=ENDLESS, reports=(claim("2027-Q1", day(4), Claim.RUNNING),))[0] is PASS
    assert says("T02", day(5), of=ENDLESS, reports=reports)[0] is NOT_ASKED
    assert says("T03", day(5), reports=reports)[0] is NOT_ASKED
    in_words = plan(activity(end=BLANK, timeframe=Cell(read_when("ongoing, reviewed December 2027"))))
    assert says("T03", day(5), of=in_words, reports=reports)[0] is FAIL


def test_t04_changes_carry_their_reason() -> None:
    told, silent = late_end("2027-12-31", "The bill came back"), late_end("2027-12-31", " ")
    lowered = Amendment(Amended.TARGET, "50", day(4), "c1", "1.1.1.i1")
    assert says("T04", day(5), changes=(told,))[0] is PASS
    assert says("T04", day(5), changes=(told, silent)) == (
        FAIL,
        "Activity 1.1.1: on 2027-04-01 c1 changed what was promised to '2027-12-31', without a reason.",
    )
    assert says("T04", day(5), changes=(lowered,))[0] is FAIL
    assert says("T04", day(3), changes=(silent,))[0] is NOT_ASKED


def test_t05_a_missed_report_is_no_report() -> None:
    reports = (report("2027-Q1", day(4)), report("2027-Q3", day(10)))
    assert says("T05", day(11), reports=reports) == (FAIL, "Activity 1.1.1: no report for 2027-Q2.")
    assert says("T05", day(5), reports=reports)[0] is PASS
    assert says("T05", day(3), reports=reports)[0] is NOT_ASKED
    unsent = replace(reports[0], moves=(by(Verb.WRITE, "f1", "body", day(4)),))
    assert says("T05", day(5), reports=(unsent,))[0] is FAIL


def test_a_finding_leads_to_the_line_of_the_report() -> None:
    said = replace(claim("2027-Q1", day(4), Claim.COMPLETE), origin=Origin("progress.yaml", "", "line 9"))
    work = Work("1.1.1", accepted(), (said,))
    made = audit(ONE, as_of=day(5), progress=Progress("p", activities={"1.1.1": work}), select=("T02",))
    assert [str(finding.origin) for finding in made.findings] == ["progress.yaml, line 9"]


@pytest.mark.parametrize("given", [{}, {"as_of": day(5)}, {"progress": Progress("p")}])
def test_without_progress_or_a_day_they_wait(given: dict[str, Any]) -> None:
    made = audit(ONE, **given)
    waiting = [each for each in made.not_applicable if each.rule.id in RULES]
    assert [each.rule.id for each in waiting] == list(RULES)
    assert {str(each.reason) for each in waiting} == {
        "No progress was given with the plan; with it, this rule is asked."
    }
    assert not {*made.outcomes["1.1.1"]} & {*RULES}


def test_with_progress_they_are_asked_and_change_no_verdict() -> None:
    made, bare = audit(ONE, as_of=day(5), progress=Progress("p")), audit(ONE, as_of=day(5))
    assert {*made.outcomes["1.1.1"]} >= {*RULES}
    assert (made.verdicts, made.card) == (bare.verdicts, bare.card)
    assert {each["rule"] for each in audit_to_tree(made)["not_applicable"]} == {"A11", "P05", "P06"}
