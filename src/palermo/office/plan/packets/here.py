"""How a report stands in the office when an answer to a packet arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from palermo.core import UserError
from palermo.office.plan.indicators.readers import open_book
from palermo.office.plan.packets.asked import digest_of
from palermo.office.plan.readers import find_version, open_plan
from palermo.office.plan.work.actions.moving import stands_at
from palermo.office.plan.work.duties.report_form import MOST_OBSTACLES, Asks, as_typed, asks_of, content_of
from palermo.office.plan.work.duties.words import UNSENT
from palermo.office.plan.work.inherited import own_activity
from palermo.office.plan.work.models import Amendment, Draft, Lead, Report
from palermo.office.plan.work.readers import need_period, newest_lead
from palermo.plan import Activity, State
from palermo.plan.packets import Here


@dataclass(frozen=True, slots=True)
class HeldHere:
    """What it is asked for now, and how the office holds it."""

    asks: Asks
    here: Here


def held_here(lead: Lead, period: str, lines: Mapping[str, str], now: datetime) -> HeldHere:
    """The report of an activity in a period, held beside what was written for it."""
    activity = _activity(lead)
    asks = asks_of(activity, open_book(find_version(lead.plan.slug)).measured_by(lead.activity))
    report = Report.objects.filter(lead=lead, period=period).first()
    draft = Draft.objects.filter(report=report).first() if report else None
    here = Here(
        led=newest_lead(lead.plan, lead.activity, lead.place_id) == lead,
        accepted=stands_at(lead) is State.ACCEPTED,
        kept=activity is not None and not _dropped(lead),
        asked=_asked(lead, period, now),
        unsent=report is None or stands_at(report) in UNSENT,
        asks=digest_of(asks),
        edition=draft.edition if draft else 0,
        same=draft is not None and draft.content == content_said(lines, asks),
    )
    return HeldHere(asks, here)


def content_said(lines: Mapping[str, str], asks: Asks) -> dict[str, Any]:
    """What was written, as a report holds it."""
    clean = {name: as_typed(text) for name, text in lines.items()}
    return content_of({**clean, "obstacles": str(MOST_OBSTACLES)}, asks)


def _activity(lead: Lead) -> Activity | None:
    plan = open_plan(find_version(lead.plan.slug))
    found = next((each for _, _, each in plan.each_activity() if each.id == lead.activity), None)
    return own_activity(found, lead) if found else None


def _dropped(lead: Lead) -> bool:
    of_it = Q(place=None) if lead.place_id is None else Q(place=None) | Q(place=lead.place_id)
    return Amendment.objects.filter(of_it, plan=lead.plan_id, activity=lead.activity, what="").exists()


def _asked(lead: Lead, period: str, now: datetime) -> bool:
    try:
        need_period(lead.plan, period, timezone.localdate(now))
    except UserError:
        return False
    return True
