"""The audit as a whole: what is told, what rests on it, and that nothing merges on the way."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD, Cell, Origin, Outcome, Severity, UserError
from palermo.plan.audit import Level, Share, Verdict, audit
from palermo.plan.audit.rule import NOT_ASKED, Answer, best
from palermo.plan.audit.verdict import dated, verdict
from palermo.plan.model import Plan
from tests.unit.plan.factories import activity, day, goal, indicator, objective, plan, said, without

OUTCOMES = st.sampled_from([Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN])


def in_every_way(outcomes: Sequence[Outcome]) -> set[Verdict]:
    """The verdicts that are possible, with each unknown once failing and once passing."""
    if Outcome.UNKNOWN in outcomes:
        at = list(outcomes).index(Outcome.UNKNOWN)
        ways = ([*outcomes[:at], known, *outcomes[at + 1 :]] for known in (Outcome.PASS, Outcome.FAIL))
        return set().union(*map(in_every_way, ways))
    return {
        4: {Verdict.VERIFIABLE},
        3: {Verdict.PARTLY},
        2: {Verdict.PARTLY},
        1: {Verdict.PROMISE_ONLY},
        0: {Verdict.PROMISE_ONLY},
    }[list(outcomes).count(Outcome.PASS)]


@pytest.mark.parametrize("measured", Outcome)
@pytest.mark.parametrize("end", Outcome)
def test_a_date_or_a_measuring_point_is_enough(end: Outcome, measured: Outcome) -> None:
    said = (NOT_ASKED if outcome is Outcome.NOT_APPLICABLE else Answer(outcome) for outcome in (end, measured))
    assert dated(end, measured) is best(*said).outcome


@given(st.lists(OUTCOMES, min_size=4, max_size=4))
def test_a_verdict_stands_when_the_unknowns_cannot_change_it(outcomes: list[Outcome]) -> None:
    possible = in_every_way(outcomes)
    assert verdict(tuple(outcomes)) is (possible.pop() if len(possible) == 1 else Verdict.CANNOT_SAY)


@pytest.mark.parametrize(
    ("blank", "unread", "wanted"),
    [
        ((), (), Verdict.VERIFIABLE),
        (("proof",), (), Verdict.PARTLY),
        (("proof", "steps"), (), Verdict.PARTLY),
        (("proof", "steps", "end"), (), Verdict.PROMISE_ONLY),
        ((), ("proof",), Verdict.CANNOT_SAY),
        (("steps",), ("proof",), Verdict.PARTLY),
        (("steps", "end"), ("proof",), Verdict.CANNOT_SAY),
        (("steps", "end", "lead"), ("proof",), Verdict.PROMISE_ONLY),
        (("steps", "lead"), ("proof", "end"), Verdict.CANNOT_SAY),
    ],
)
def test_the_verdict_on_an_activity(blank: tuple[str, ...], unread: tuple[str, ...], wanted: Verdict) -> None:
    cells: dict[str, Any] = dict.fromkeys(blank, BLANK) | dict.fromkeys(unread, UNREAD)
    assert audit(plan(activity(**cells))).verdicts == {"1.1.1": wanted}


def test_ongoing_work_with_dated_points_counts_as_dated() -> None:
    ongoing = activity(end=BLANK, timeframe=day("ongoing"), indicators=said((indicator(),)))
    audited = audit(plan(ongoing))
    assert audited.outcomes["1.1.1"]["A04"] is Outcome.FAIL
    assert audited.outcomes["1.1.1"]["A06"] is Outcome.PASS
    assert audited.verdicts == {"1.1.1": Verdict.VERIFIABLE}
    assert audited.card.dated == Share(1, 1, 0)


def test_shares_count_what_is_known_and_tell_what_is_not() -> None:
    made = plan(activity("1"), activity("2", lead=BLANK), activity("3", lead=UNREAD), activity("4", end=UNREAD))
    card = audit(made).card
    assert (card.owned, card.dated, card.stepped) == (Share(2, 3, 1), Share(3, 3, 1), Share(4, 4, 0))
    assert card.verdicts == {
        Verdict.VERIFIABLE: 1,
        Verdict.PARTLY: 1,
        Verdict.PROMISE_ONLY: 0,
        Verdict.CANNOT_SAY: 2,
    }


def test_what_is_chosen_changes_what_is_told_and_not_the_verdict() -> None:
    made = plan(without(activity(), "lead", "steps", "costs"))
    every, some = audit(made), audit(made, select=("a01", "O"), ignore=("O02",))
    assert {finding.rule for finding in every.findings} >= {"A01", "A02", "A10"}
    assert {finding.rule for finding in some.findings} == {"A01"}
    assert set(some.outcomes["1.1.1"]) == {"A01"}
    assert (some.verdicts, some.card) == (every.verdicts, every.card)
    assert [each.rule.id for each in audit(made, select=("T01", "A01")).not_applicable] == ["T01"]


@pytest.mark.parametrize("name", ["A99", "X", "", "A1", "AO"])
def test_a_rule_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="There is no rule"):
        audit(plan(), select=(name,))


def test_findings_come_in_the_order_of_the_plan() -> None:
    bare = without(
        objective(activity("1"), activity("2", lead=BLANK, indicators=said((indicator("2.i1", unit=BLANK),)))),
        "outputs",
    )
    told = audit(plan(goals=said((goal(bare),)), monitoring=BLANK), select=("P02", "O01", "A02", "I01")).findings
    assert [(finding.level, finding.object, finding.rule) for finding in told] == [
        ("plan", "xx-plan", "P02"),
        ("objective", "1.1", "O01"),
        ("activity", "2", "A02"),
        ("indicator", "2.i1", "I01"),
    ]


def test_an_activity_is_told_with_its_indicators() -> None:
    audited = audit(plan(activity(lead=BLANK, indicators=said((indicator(unit=BLANK),)))), select=("A02", "I01"))
    assert [finding.object for finding in audited.of_activity("1.1.1")] == ["1.1.1", "1.1.1.i1"]


def test_a_finding_tells_rule_severity_advice_and_place() -> None:
    at = Origin("matrix.xlsx", "Sheet1", "D14")
    (finding,) = audit(plan(activity(lead=Cell(None, BLANK.presence, origin=at))), select=("A02",)).findings
    assert (finding.rule, finding.severity, finding.outcome) == ("A02", Severity.A, Outcome.FAIL)
    assert str(finding.message) == "Activity 1.1.1 names no lead body."
    assert str(finding.advice).startswith("Name the one body")
    assert str(finding.origin) == "matrix.xlsx, Sheet1, D14"


def test_a_finding_without_a_cell_of_its_own_points_at_the_words() -> None:
    at = Origin("matrix.xlsx", "Sheet1", "B14")
    text = Cell("Amend the employment act", origin=at)
    (finding,) = audit(plan(activity(text=text, lead=BLANK)), select=("A02",)).findings
    assert finding.origin is at


def test_unread_blank_and_inherited_are_told_apart_in_words() -> None:
    made = plan(activity("1", proof=BLANK), activity("2", proof=UNREAD))
    assert [str(finding.message) for finding in audit(made, select=("A12",)).findings] == [
        "Activity 1 does not say what will prove it.",
        "Activity 2: nobody could read the kind of proof, so this cannot be judged.",
    ]


@pytest.mark.parametrize("goals", [BLANK, UNREAD, said(())])
def test_a_plan_without_activities_is_not_scored(goals: Cell[tuple[()]]) -> None:
    audited = audit(Plan("p", "A plan", goals=goals))
    assert (audited.card.scored, audited.verdict, dict(audited.verdicts)) == (False, Verdict.CANNOT_SAY, {})


def test_a_scored_plan_has_no_verdict_of_its_own() -> None:
    assert audit(plan()).verdict is None


def test_each_object_has_its_own_answers_in_a_plan_of_many() -> None:
    led = {str(n): n % 3 > 0 for n in range(600)}
    audited = audit(plan(*(activity(id_, lead=said("Police") if is_led else BLANK) for id_, is_led in led.items())))
    told = {id_: outcomes["A02"] is Outcome.PASS for id_, outcomes in audited.outcomes.items()}
    assert list(told.items()) == list(led.items())


def test_the_same_plan_gives_the_same_audit() -> None:
    assert audit(plan()).findings == audit(plan()).findings
    assert list(audit(plan()).outcomes) == ["1.1.1"]
    assert len(audit(plan()).outcomes) == 1


def test_levels_are_the_words_of_the_contract() -> None:
    assert [str(level) for level in Level] == ["plan", "goal", "objective", "activity", "indicator", "progress"]
