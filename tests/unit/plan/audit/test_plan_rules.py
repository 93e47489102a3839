"""Rules on the plan as a whole, and on the calendar of budgets, on a plan that lacks nothing but one thing."""

from typing import Any

import pytest

from palermo.core import BLANK, UNREAD, Cell, Outcome
from palermo.core.money import read_money
from palermo.plan.audit import Level, audit
from palermo.plan.model import Activity, Plan
from tests.unit.plan.factories import activity, cost, day, plan, said

PASS, FAIL, UNKNOWN, NOT_ASKED = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE


def of_activity(rule: str, given: Activity, **fields: Any) -> Outcome:
    return audit(plan(given, **fields)).outcomes_of(Level.ACTIVITY, given.id)[rule]


def of_plan(rule: str, given: Plan, **told: Any) -> Outcome:
    return audit(given, **told).outcomes_of(Level.PLAN, given.id)[rule]


PLANS: list[tuple[str, dict[str, Any], Outcome]] = [
    ("P02", {}, PASS),
    ("P02", {"reporting": BLANK}, FAIL),
    ("P02", {"monitoring": UNREAD}, UNKNOWN),
    ("P02", {"monitoring": UNREAD, "reporting": BLANK}, FAIL),
    ("P02", {"public_report": day("soon")}, FAIL),
    ("P02", {"public_report": day("every year")}, PASS),
    ("P03", {}, PASS),
    ("P03", {"evaluation": BLANK}, FAIL),
    ("P03", {"evaluation_date": UNREAD}, UNKNOWN),
    ("P03", {"evaluation_date": day("ongoing")}, FAIL),
    ("P04", {}, PASS),
    ("P04", {"total_cost": BLANK}, FAIL),
    ("P04", {"gap": BLANK}, PASS),
    ("P04", {"funded": BLANK, "gap": BLANK}, FAIL),
    ("P04", {"total_cost": UNREAD}, UNKNOWN),
    ("P04", {"gap": Cell(read_money("USD 1,000,000"))}, FAIL),
    ("P04", {"total_cost": Cell(read_money("to be found"))}, FAIL),
    ("P09", {}, FAIL),
    ("P09", {"partly_read": True}, UNKNOWN),
]


@pytest.mark.parametrize(("rule", "fields", "outcome"), PLANS)
def test_rules_on_the_plan(rule: str, fields: dict[str, Any], outcome: Outcome) -> None:
    assert of_plan(rule, plan(**fields)) is outcome


def test_survivors_are_heard_by_one_activity_in_any_language() -> None:
    for text in ("Ask survivors for their views", "ប្រមូលមតិជនរងគ្រោះ"):
        assert of_plan("P09", plan(activity(text=said(text)))) is PASS
    assert of_plan("P09", plan(activity(text=Cell("Amend the", truncated=True)))) is UNKNOWN


def shared(per_body: dict[str, int]) -> tuple[Activity, ...]:
    names = [body for body, n in per_body.items() for _ in range(n)]
    return tuple(activity(f"{n}", lead=said(body), end=day("December 2026")) for n, body in enumerate(names))


def test_no_body_leads_more_than_its_share_of_a_quarter() -> None:
    even = plan(*shared({"A": 2, "B": 2, "C": 2, "D": 2}))
    crowded = plan(*shared({"A": 3, "B": 2, "C": 2, "D": 2}))
    assert of_plan("P07", even) is PASS
    assert of_plan("P07", crowded) is FAIL
    assert of_plan("P07", crowded, load_share=0.5) is PASS
    assert [str(found.message) for found in audit(crowded).tripped("P07")] == [
        "The plan: A leads 3 of the 9 activities due in 2026-Q4."
    ]
    assert of_plan("P07", plan(*shared({"A": 7}))) is PASS  # too few to speak of a load
    assert of_plan("P07", plan(activity(end=BLANK))) is NOT_ASKED
    assert of_plan("P07", plan(activity(end=BLANK, timeframe=UNREAD))) is UNKNOWN


CALENDAR = {"MoL": "06-30"}
BUDGETED: dict[str, Any] = {"register": {"MoL": "Ministry of Labour"}, "budget_calendar": CALENDAR}


@pytest.mark.parametrize(
    ("year", "adopted", "outcome"),
    [
        ("2026", "30 June 2025", PASS),
        ("2026", "1 July 2025", FAIL),
        ("2027", "1 July 2025", PASS),
        ("2026", "", NOT_ASKED),
        ("", "30 June 2025", FAIL),
    ],
)
def test_a_cost_meets_the_budget_round_of_its_lead(year: str, adopted: str, outcome: Outcome) -> None:
    line = cost(year=day(year) if year else BLANK)
    told = BUDGETED | {"adopted": day(adopted) if adopted else BLANK}
    assert of_activity("A11", activity(costs=said((line,))), **told) is outcome


def test_the_budget_round_is_asked_only_where_the_calendar_knows_the_lead() -> None:
    other = activity(lead=said("Police"), costs=said((cost(year=day("2026")),)))
    assert (
        of_activity("A11", other, register={"P": "Police"} | BUDGETED["register"], budget_calendar=CALENDAR)
        is NOT_ASKED
    )
    assert of_activity("A11", activity(costs=UNREAD), **BUDGETED) is UNKNOWN
    assert of_activity("A11", activity(lead=UNREAD), **BUDGETED) is UNKNOWN
    assert of_activity("A11", activity(costs=said((cost(year=UNREAD),))), **BUDGETED) is UNKNOWN
    of_2026 = activity(costs=said((cost(year=day("2026")),)))
    assert of_activity("A11", of_2026, **(BUDGETED | {"adopted": UNREAD})) is UNKNOWN
    unregistered = activity(lead=said("Police"), costs=said((cost(year=day("2026")),)))
    assert of_activity("A11", unregistered, budget_calendar={"police": "06-30"}) is PASS
    assert "A11" not in audit(plan()).outcomes_of(Level.ACTIVITY, "1.1.1")


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"adopted": day("30 June 2023")}, PASS),
        ({"adopted": day("November 2023")}, FAIL),
        ({"adopted": BLANK}, FAIL),
        ({"adopted": UNREAD}, UNKNOWN),
        ({"adopted": day("soon")}, FAIL),
    ],
)
def test_a_plan_is_adopted_before_the_budgets_close(fields: dict[str, Any], outcome: Outcome) -> None:
    assert of_plan("P05", plan(**(BUDGETED | fields))) is outcome


def test_a_budget_day_that_is_no_day_is_passed_over() -> None:
    told = BUDGETED | {"budget_calendar": {"MoL": "mid-year"}}
    assert of_plan("P05", plan(**told)) is PASS
    assert of_activity("A11", activity(costs=said((cost(year=day("2026")),))), **told) is NOT_ASKED


def test_with_a_calendar_of_budgets_its_two_rules_wait_no_longer() -> None:
    def waiting(given: Plan) -> set[str]:
        return {each.rule.id for each in audit(given).not_applicable}

    assert waiting(plan()) - waiting(plan(**BUDGETED)) == {"A11", "P05"}
