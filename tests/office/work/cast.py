"""What the tests of the work on a plan start from: a plan, its lead, and everybody who has a hand in it.

Bodies and persons are invented.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from palermo.access import BodyKind, Role
from palermo.core import Cell
from palermo.core.when import read_when
from palermo.office.access.models import Body
from palermo.office.plan.actions import add_version, upload_plan
from palermo.office.plan.models import Plan as Row
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_lead,
    accept_report,
    offer_evidence,
    pass_on,
    put_to_lead,
    save_draft,
    send_report,
    set_cycle,
)
from palermo.office.plan.work.inherited import OwnTerms
from palermo.office.plan.work.models import Evidence, Lead, Report
from palermo.plan import LADDER, Cycle, Every, Plan, Step
from tests.office.cast import NOW, a_body, join, plan_file, signed_in, small_plan

PERIOD = "2024-Q1"  # NOW lies in it
RULE = Cycle(Every.QUARTER, date(2024, 1, 1), date(2025, 12, 31), due_days=15)
SAID: dict[str, Any] = {
    "claim": "running",
    "narrative": "The course is written.",
    "asks": "",
    "done": [{"step": 1, "what": "Course written", "finished": "2024-02-20"}],
    "values": [],
    "obstacles": [],
}
PDF = OfferedFile("course.pdf", b"%PDF-1.7 an invented course")


def plan_with_steps(plan_id: str = "work", acts: int = 2, end: str = "December 2024") -> Plan:
    """A small plan whose activities have two steps and an end each."""
    plan = small_plan(plan_id, "A plan at work", acts)
    goals = plan.goals.value or ()
    objective = (goals[0].objectives.value or ())[0]
    steps = Cell((Step(Cell("Write the course")), Step(Cell("Train the officers"))))
    activities = tuple(
        replace(each, steps=steps, start=Cell(read_when("January 2024")), end=Cell(read_when(end)))
        for each in objective.activities.value or ()
    )
    objective = replace(objective, activities=Cell(activities))
    return replace(plan, goals=Cell((replace(goals[0], objectives=Cell((objective,))),)))


def somebody(role: Role, body: Body | None = None) -> User:
    """The one who holds this role in the body, in the committee where none is named."""
    name = f"{role}-{body.key if body else 'committee'}"
    there = User.objects.filter(username=name).first()
    return signed_in(there) if there else join(name, role, body)


def secretary() -> User:
    """Of the committee's secretariat."""
    there = User.objects.filter(username="officer").first()
    return signed_in(there) if there else join("officer", Role.SECRETARIAT)


def police() -> Body:
    return a_body("police", BodyKind.POLICE)


def plan_at_work(country: str = "NZ") -> Row:
    """A plan on which reports are due each quarter."""
    by = secretary()
    file = plan_file(replace(plan_with_steps(f"work-{Row.objects.count()}"), country=country))
    version = add_version(by=by, upload=upload_plan(by=by, file=file, now=NOW), file=file, reason="First.", now=NOW)
    set_cycle(by=by, plan=version.plan, rule=RULE, ladder=LADDER, reason="As the committee decided.", now=NOW)
    return version.plan


def asked(plan: Row | None = None, body: Body | None = None, activity: str = "1.1.1") -> Lead:
    """An activity that was put to its lead."""
    plan, body = plan or plan_at_work(), body or police()
    return put_to_lead(by=secretary(), plan=plan, activity=activity, body=body, now=NOW).lead


def passed(lead: Lead | None = None, key: str = "kampot", **own: Any) -> Lead:
    """The part that a province has inherited, and not answered yet."""
    lead = lead or accepted()
    place, by = a_body(key, BodyKind.PROVINCE), somebody(Role.FOCAL_POINT, lead.body)
    return pass_on(by=by, lead=lead, place=place, own=OwnTerms(**own), now=NOW).lead


def inherited(lead: Lead | None = None, key: str = "kampot", **own: Any) -> Lead:
    """A part that the province has taken on."""
    part = passed(lead, key, **own)
    accept_lead(by=somebody(Role.FOCAL_POINT, part.body), lead=part, now=NOW)
    return part


def accepted(plan: Row | None = None, body: Body | None = None, activity: str = "1.1.1") -> Lead:
    """An activity that its lead has taken on."""
    lead = asked(plan, body, activity)
    accept_lead(by=somebody(Role.FOCAL_POINT, lead.body), lead=lead, now=NOW)
    return lead


def drafted(lead: Lead | None = None, period: str = PERIOD, **said: Any) -> Report:
    """A report that is being written."""
    lead = lead or accepted()
    by = somebody(Role.FOCAL_POINT, lead.body)
    return save_draft(by=by, lead=lead, period=period, content={**SAID, **said}, seen=0, now=NOW).draft.report


def sent(lead: Lead | None = None, period: str = PERIOD, **said: Any) -> Report:
    """A report that was sent."""
    report = drafted(lead, period, **said)
    send_report(by=somebody(Role.FOCAL_POINT, report.lead.body), report=report, seen=1, now=NOW)
    return report


def agreed(report: Report | None = None) -> Report:
    """A report that the secretariat has accepted."""
    report = report or sent()
    accept_report(by=secretary(), report=report, now=NOW)
    return report


def offered(lead: Lead | None = None, file: OfferedFile = PDF, proves: tuple[int, ...] = (1,)) -> Evidence:
    """Evidence that waits for the secretariat."""
    lead = lead or accepted()
    by = somebody(Role.FOCAL_POINT, lead.body)
    return offer_evidence(by=by, lead=lead, file=file, kind="CA-E", title="The course", proves=proves, now=NOW).evidence
