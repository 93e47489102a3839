"""An activity that places inherit, in the office of the browser tests: one has reported, one is not asked yet."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.browser.counted import CHAIR
from tests.browser.joining import found, join

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan
    from palermo.office.plan.work.models import Lead

ACTIVITY = "2.1"
MINISTRY, PROVINCE = "interior-clerk", "kampot-clerk"
FIRST = ("90", "100")  # what the first place tells; the second tells 1 of 2


def pass_on_to_places(officer: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """The lead of the activity, its indicator, and the period of which one place has told everybody its share."""
    from palermo.access import BodyKind, Role
    from palermo.office.plan.work.actions import accept_lead, pass_on, put_to_lead
    from palermo.office.plan.work.readers import newest_cycle
    from palermo.plan import periods

    ministry = found(officer, "interior", BodyKind.MINISTRY, now, en="Invented Ministry of the Interior")
    kampot = found(officer, "kampot", BodyKind.PROVINCE, now, en="Invented Kampot", km="កំពតប្រឌិត")
    kep = found(officer, "kep", BodyKind.PROVINCE, now, en="Invented Kep", km="កែបប្រឌិត")
    clerk = join(officer, MINISTRY, Role.FOCAL_POINT, ministry, now, password)
    join(officer, PROVINCE, Role.FOCAL_POINT, kampot, now, password)
    first = join(officer, "kep-clerk", Role.FOCAL_POINT, kep, now)
    lead = put_to_lead(by=officer, plan=plan, activity=ACTIVITY, body=ministry, now=now).lead
    accept_lead(by=clerk, lead=lead, now=now)
    indicator = _as_a_share(officer, plan, now)
    part = pass_on(by=clerk, lead=lead, place=kep, now=now).lead
    accept_lead(by=first, lead=part, now=now)
    cycle = newest_cycle(plan.pk)
    assert cycle is not None
    period = next(each.name for each in periods(cycle.rule) if each.first <= now.date() <= each.last)
    _told(part, first, (clerk, officer), indicator, period, now)
    return {"placed": lead.uid, "share": indicator, "quarter": period}


def _as_a_share(officer: "User", plan: "Plan", now: datetime) -> str:
    """Its indicator, counted by two numbers."""
    from palermo.office.plan.indicators.actions import complete_sheet
    from palermo.office.plan.indicators.readers import open_book
    from palermo.office.plan.readers import find_version
    from palermo.plan import Counts

    told = open_book(find_version(plan.slug)).measured_by(ACTIVITY)[0]
    shares: dict[str, Any] = {
        "unit": "percent",
        "numerator": "officials who know the signs",
        "denominator": "officials who were asked",
    }
    sheet = replace(told.sheet, **shares, counts=Counts.PERIOD, people=True)
    about: dict[str, Any] = {"plan": plan, "indicator": told.indicator.id, "seen": 0, "now": now}
    complete_sheet(by=officer, sheet=sheet, reason="So that every place counts the same.", **about)
    return told.indicator.id


def _told(part: "Lead", clerk: "User", readers: tuple["User", ...], indicator: str, period: str, now: datetime) -> None:
    """The report of the place is read by all who have to agree, and everybody may read it."""
    from django.contrib.auth.models import User

    from palermo.office.access.decision import SignedIn, remember
    from palermo.office.plan.work.actions import accept_report, publish_report, save_draft, send_report

    value = {"indicator": indicator, "number": "", "numerator": FIRST[0], "denominator": FIRST[1]}
    said = {
        "claim": "running",
        "narrative": "Asked in every post.",
        "values": [{**value, "cumulative": False, "note": ""}],
    }
    report = save_draft(by=clerk, lead=part, period=period, content=said, seen=0, now=now).draft.report
    send_report(by=clerk, report=report, seen=1, now=now)
    for reader in readers:
        accept_report(by=reader, report=type(report).objects.get(pk=report.pk), now=now)
    chair = User.objects.get(username=CHAIR)
    remember(chair, SignedIn(second_factor=True, fresh_at=now))
    publish_report(by=chair, report=type(report).objects.get(pk=report.pk), now=now)
