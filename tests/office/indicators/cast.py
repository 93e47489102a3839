"""What the tests of indicators start from: a plan that counts something, a sheet, a value in a report."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from palermo.access import Role
from palermo.core import Cell
from palermo.office.plan.actions import Proof, add_version, claim_state, upload_plan
from palermo.office.plan.indicators.actions import complete_sheet
from palermo.office.plan.indicators.models import Sheet as Row
from palermo.office.plan.models import Plan as PlanRow
from palermo.office.plan.models import State, Version
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import accept_report, publish_report, save_draft, send_report, set_cycle
from palermo.office.plan.work.models import Lead, Report
from palermo.plan import LADDER, Counts, Indicator, Plan, Sheet, Split, Target
from tests.office.cast import NOW, plan_file
from tests.office.work import cast as work

OWN = "1.1.1.a"  # the indicator of an activity
OF_GOAL = "1.a"  # that of the whole goal
MAY = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)  # in the second quarter
SHEET = Sheet(
    definition="Each officer once, on the day the course ends.",
    unit="persons",
    counts=Counts.PERIOD,
    people=True,
    splits=(Split("sex", ("female", "male")),),
    source="Register of the police academy",
    method="count of certificates",
    frequency="each quarter",
    responsible="Head of training",
    baseline="31",
    baseline_date="2023",
    direction="up",
    targets=(Target("60", "December 2025", "Two courses a year."),),
    quality="A second person counts each tenth certificate.",
    limits="Courses of other bodies.",
)


def measured_plan(plan_id: str = "measured") -> Plan:
    """Two activities, the first with an indicator, and one of the goal."""
    plan = work.plan_with_steps(plan_id)
    goal = (plan.goals.value or ())[0]
    objective = (goal.objectives.value or ())[0]
    first, *others = objective.activities.value or ()
    own = Indicator(id=OWN, text=Cell("Officers trained"), unit=Cell("officers"))
    first = replace(first, indicators=Cell((own,)))
    objective = replace(objective, activities=Cell((first, *others)))
    of_goal = Indicator(id=OF_GOAL, text=Cell("Share of suspected cases that are referred"), unit=Cell("percent"))
    goal = replace(goal, objectives=Cell((objective,)), indicators=Cell((of_goal,)))
    return replace(plan, goals=Cell((goal,)))


def stored() -> PlanRow:
    """The plan, on which reports are due each quarter."""
    by = work.secretary()
    file = plan_file(measured_plan(f"measured-{PlanRow.objects.count()}"))
    version = add_version(by=by, upload=upload_plan(by=by, file=file, now=NOW), file=file, reason="First.", now=NOW)
    set_cycle(by=by, plan=version.plan, rule=work.RULE, ladder=LADDER, reason="As decided.", now=NOW)
    return version.plan


def completed(plan: PlanRow, indicator: str = OWN, seen: int = 0, **other: Any) -> Row:
    """The sheet, by the secretariat."""
    return complete_sheet(
        by=work.secretary(),
        plan=plan,
        indicator=indicator,
        sheet=replace(SHEET, **other),
        reason="So that everybody counts the same.",
        seen=seen,
        now=NOW,
    )


def value(number: str, female: str = "", male: str = "", **other: Any) -> dict[str, Any]:
    """A value as a report holds it."""
    parts = [{"split": "sex", "name": name, "number": n} for name, n in (("female", female), ("male", male)) if n]
    told: dict[str, Any] = {"indicator": OWN, "number": number, "cumulative": False, "note": ""}
    return {**told, **({"parts": parts} if parts else {}), **other}


def filed(lead: Lead, period: str, *values: dict[str, Any], now: datetime = NOW) -> Report:
    """A report with these values that was sent."""
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    content = {**work.SAID, "values": list(values)}
    report = save_draft(by=by, lead=lead, period=period, content=content, seen=0, now=now).draft.report
    send_report(by=by, report=report, seen=1, now=now)
    return report


def published(lead: Lead, period: str, *values: dict[str, Any], now: datetime = NOW) -> Report:
    """One that everybody may read."""
    report = filed(lead, period, *values, now=now)
    accept_report(by=work.secretary(), report=report, now=now)
    publish_report(by=work.somebody(Role.CHAIR), report=report, now=now)
    return report


def public_version(plan: PlanRow) -> Version:
    """The plan in force, so that everybody may read it."""
    version = find_version(plan.slug)
    told: dict[str, Any] = {"state": State.IN_FORCE, "when": "1 January 2024", "said_by": "The committee"}
    claim_state(by=work.secretary(), version=version, proof=Proof(source="Minutes"), now=NOW, **told)
    return version
