"""A plan on which something is counted, in the office of the browser tests: its sheet, and values of four quarters."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tests.browser.joining import found, join

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan

ACTIVITY = "1.1"
CHAIR, CLERK = "committee-chair", "academy-clerk"
VALUES = ((31, 18, 13), (24, 21, 3), (40, 22, 18))  # in all, women, men; of the fourth quarter there is no report


def count(officer: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """Values that everybody may read, one of them with a part that they may not; the indicator, its lead, and the
    fifth period, of which nobody has told anything.
    """
    from palermo.access import BodyKind, Role
    from palermo.office.plan.indicators.actions import complete_sheet
    from palermo.office.plan.indicators.readers import open_book
    from palermo.office.plan.readers import find_version
    from palermo.office.plan.steps.actions import Working, arrange_step
    from palermo.office.plan.work.actions import (
        accept_lead,
        accept_report,
        publish_report,
        put_to_lead,
        save_draft,
        send_report,
        set_cycle,
    )
    from palermo.plan import LADDER, Counts, Cycle, Every, Split, StepId, Target, periods

    body = found(officer, "academy", BodyKind.AGENCY, now, en="Invented academy")
    clerk = join(officer, CLERK, Role.FOCAL_POINT, body, now, password)
    chair = join(officer, CHAIR, Role.CHAIR, officer.person.body, now, password)
    rule = Cycle(Every.QUARTER, date(2025, 1, 1), date(now.year, 12, 31), due_days=15)
    set_cycle(by=officer, plan=plan, rule=rule, ladder=LADDER, reason="As the committee decided.", now=now)
    lead = put_to_lead(by=officer, plan=plan, activity=ACTIVITY, body=body, now=now).lead
    accept_lead(by=clerk, lead=lead, now=now)
    told = open_book(find_version(plan.slug)).measured_by(ACTIVITY)[0]
    sheet = replace(
        told.sheet,
        definition="Each officer once, on the day the course ends.",
        unit="persons",
        counts=Counts.PERIOD,
        people=True,
        splits=(Split("sex", ("female", "male")),),
        source="Register of the invented academy",
        targets=(Target("60", "December 2026", "Two courses a year."),),
    )
    about: dict[str, Any] = {"plan": plan, "indicator": told.indicator.id, "seen": 0, "now": now}
    complete_sheet(by=officer, sheet=sheet, reason="So that everybody counts the same.", **about)
    for period, (whole, women, men) in zip(periods(rule), VALUES, strict=False):
        parts = [{"split": "sex", "name": name, "number": str(n)} for name, n in (("female", women), ("male", men))]
        value = {"indicator": told.indicator.id, "number": str(whole), "cumulative": False, "note": "", "parts": parts}
        said = {"claim": "running", "narrative": "One course was held.", "values": [value]}
        report = save_draft(by=clerk, lead=lead, period=period.name, content=said, seen=0, now=now).draft.report
        send_report(by=clerk, report=report, seen=1, now=now)
        accept_report(by=officer, report=report, now=now)
        publish_report(by=chair, report=report, now=now)
    for number, day, after in ((1, date(2025, 6, 30), ()), (2, date(2025, 12, 31), (StepId(ACTIVITY, 1),))):
        working = Working(body, "The course, printed", "CA-E", after, day)
        of: dict[str, Any] = {"plan": plan, "step": StepId(ACTIVITY, number), "working": working, "seen": 0, "now": now}
        arrange_step(by=officer, reason="As agreed with the academy.", **of)
    return {"counted": about["indicator"], "counting": lead.uid, "fifth": periods(rule)[4].name}
