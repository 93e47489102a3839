"""What the tests of money start from: a plan whose first activity is costed, and what is written down of it.

Bodies and amounts are invented.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from palermo.access import Role
from palermo.core import Cell
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.office.access.models import Body
from palermo.office.plan.actions import add_version, upload_plan
from palermo.office.plan.models import Plan as Row
from palermo.office.plan.money.actions import (
    NewCost,
    NewPosting,
    accept_cost,
    accept_money,
    add_cost,
    post_money,
)
from palermo.office.plan.money.models import CostLine, Posting
from palermo.office.plan.readers import find_version, open_plan
from palermo.office.plan.work.models import Lead
from palermo.plan import Cost, Plan, Spending, money_lines
from tests.office.cast import NOW, plan_file
from tests.office.work import cast as work

NEW_COST = NewCost("Buses for the officers", "2,500", "USD", date(2024, 1, 1), "A friendly embassy")
DAY = date(2024, 2, 20)


def costed_plan(plan_id: str) -> Plan:
    """Two activities: the first with a line for 2024 and one for no year; the other names no cost."""
    plan = work.plan_with_steps(plan_id)
    (goal,) = plan.goals.value or ()
    (objective,) = goal.objectives.value or ()
    first, *others = objective.activities.value or ()
    year = Cell(read_when("2024"))
    costs = (
        Cost(Cell(read_money("USD 40,000")), year, Cell("State budget")),
        Cost(Cell(read_money("KHR 8,000,000"))),
    )
    activities = Cell((replace(first, costs=Cell(costs)), *others))
    goals = Cell((replace(goal, objectives=Cell((replace(objective, activities=activities),))),))
    return replace(plan, goals=goals, adopted=Cell(read_when("15 September 2023")))


def plan() -> Row:
    """It is stored, and nothing is put to anybody yet."""
    by = work.secretary()
    file = plan_file(costed_plan(f"money-{Row.objects.count()}"))
    upload = upload_plan(by=by, file=file, now=NOW)
    return add_version(by=by, upload=upload, file=file, reason="First.", now=NOW).plan


def led(activity: str = "1.1.1", body: Body | None = None, of: Row | None = None) -> Lead:
    """An activity of it that its lead has taken on."""
    return work.accepted(of or plan(), body, activity)


def new_posting(lead: Lead, nth: int = 0, **told: Any) -> NewPosting:
    """10,000 committed to a line, the first where no other is named."""
    lines = [each for each in money_lines(open_plan(find_version(lead.plan.slug))) if each.activity == lead.activity]
    usual = NewPosting(
        lines[nth].id,
        Spending.COMMITTED,
        "10,000",
        lines[nth].currency,
        DAY,
        "Ministry of the Treasury",
        "Letter 12 of 2024",
    )
    return replace(usual, **told)


def posted(lead: Lead | None = None, nth: int = 0, **told: Any) -> Posting:
    """What the body wrote down."""
    lead = lead or led()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    return post_money(by=by, lead=lead, posting=new_posting(lead, nth, **told), now=NOW).row


def agreed(lead: Lead | None = None, nth: int = 0, **told: Any) -> Posting:
    """What the secretariat has accepted of it."""
    row = posted(lead, nth, **told)
    accept_money(by=work.secretary(), posting=row, now=NOW)
    return row


def added(lead: Lead | None = None) -> CostLine:
    """A line that the body added."""
    lead = lead or led()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    return add_cost(by=by, lead=lead, cost=NEW_COST, reason="The plan forgot them.", now=NOW).row


def taken_up(lead: Lead | None = None) -> CostLine:
    """A line that was added and accepted."""
    row = added(lead)
    accept_cost(by=work.secretary(), cost=row, now=NOW)
    return row
