"""A committee in the office of the browser tests: a meeting that resolved something, and one that comes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan

SHOWN = {"en": "The ministry signs the order and sends it round.", "km": "ក្រសួងចុះហត្ថលេខា និងផ្ញើបទបញ្ជា។"}


def meet(officer: "User", plan: "Plan", now: datetime) -> dict[str, Any]:
    """The numbers of a meeting, of an item of it and of what was resolved; of one that comes; and of those of the
    journeys.
    """
    from django.utils import timezone

    from palermo.office.access.models import Body
    from palermo.office.plan.committee.actions import (
        call_meeting,
        set_agenda,
        take_attendance,
        take_resolution,
        write_minutes,
    )
    from palermo.office.plan.committee.actions.meetings import When
    from palermo.office.plan.committee.items import Item

    today, body = timezone.localdate(now), officer.person.body
    of: dict[str, Any] = {"by": officer, "now": now}
    item = Item("5e" * 8, "What the ministries report")

    def called(days: int) -> Any:
        when = When(today + timedelta(days), "Invented hall", "09:30", "Bring the budget of the next year.")
        meeting = call_meeting(body=body, when=when, plan=plan, **of).meeting
        set_agenda(meeting=meeting, items=[item], seen=0, **of)
        return meeting

    held, comes = called(0), called(7)
    take_attendance(meeting=held, presences={officer.person.pseudonym: "present"}, **of)
    write_minutes(meeting=held, item=item.id, text="The ministry told what it has done.", **of)
    owner = Body.objects.get(key="labour")
    told: dict[str, Any] = {"meeting": held, "item": item.id, "owner": owner, "due": today + timedelta(30), **of}
    rows = {name: take_resolution(words=words, **told).resolution.uid for name, words in SHOWN.items()}
    return {"meeting": held.uid, "item": item.id, "resolution": rows["en"], "comes": comes.uid}
