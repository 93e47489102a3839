"""What the tests of the committee start from: meetings that are called and held, and what they resolved.

Bodies and persons are invented. NOW is the day of the meeting, LATER a day after what it resolved was due.
"""

from datetime import date, timedelta
from typing import Any

from palermo.access import Role
from palermo.office.access.models import ROOT, Body
from palermo.office.plan.committee.actions import (
    accept_resolution,
    call_meeting,
    confirm_resolution,
    report_resolution,
    set_agenda,
    take_attendance,
    take_resolution,
    write_minutes,
)
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.items import Item
from palermo.office.plan.committee.models import Meeting, Minute, Resolution
from palermo.office.plan.committee.readers import sitting_of
from palermo.office.plan.models import Plan
from tests.office.cast import NOW
from tests.office.work.cast import police, secretary, somebody

TODAY = NOW.date()
DUE = TODAY + timedelta(30)
LATER = NOW + timedelta(45)
ITEM = Item("a" * 16, "Who trains the officers")
PLACE = "The blue hall"


def committee() -> Body:
    secretary()
    return Body.objects.get(key=ROOT)


def called(body: Body | None = None, day: date = TODAY, plan: Plan | None = None) -> Meeting:
    """A meeting with one item of its own on its agenda."""
    by, when = secretary(), When(day, PLACE, notice="Bring the budget.")
    meeting = call_meeting(by=by, body=body or committee(), when=when, plan=plan, now=NOW).meeting
    set_agenda(by=by, meeting=meeting, items=[ITEM], seen=0, now=NOW)
    return meeting


def held(body: Body | None = None, plan: Plan | None = None) -> Meeting:
    """A meeting at which the secretary was present."""
    meeting = called(body or committee(), plan=plan)
    own = somebody(Role.SECRETARIAT, body) if body else secretary()
    take_attendance(by=secretary(), meeting=meeting, presences={own.person.pseudonym: "present"}, now=NOW)
    return meeting


def minuted(meeting: Meeting | None = None, text: str = "It was said that they do.", item: str = ITEM.id) -> Minute:
    return write_minutes(by=secretary(), meeting=meeting or held(), item=item, text=text, now=NOW)


def last_minute(meeting: Meeting) -> int:
    row = meeting.minutes.last()
    return row.pk if row else 0


def taken(meeting: Meeting | None = None, owner: Body | None = None, **given: Any) -> Resolution:
    """That the police train the officers within a month."""
    told = {"words": "The police train forty officers.", "due": DUE, "item": ITEM.id, **given}
    by, owner = secretary(), owner or police()
    return take_resolution(by=by, meeting=meeting or held(), owner=owner, now=NOW, **told).resolution


def owner_of(resolution: Resolution, role: Role = Role.FOCAL_POINT) -> Any:
    return somebody(role, resolution.owner)


def accepted(resolution: Resolution | None = None) -> Resolution:
    resolution = resolution or taken()
    accept_resolution(by=owner_of(resolution), resolution=resolution, now=NOW)
    return again(resolution)


def reported(resolution: Resolution | None = None, words: str = "Forty were trained.") -> Resolution:
    resolution = accepted(resolution)
    report_resolution(by=owner_of(resolution), resolution=resolution, reason=words, now=NOW)
    return again(resolution)


def confirmed(resolution: Resolution | None = None) -> Resolution:
    resolution = reported(resolution)
    confirm_resolution(by=secretary(), resolution=resolution, now=NOW)
    return again(resolution)


def again(resolution: Resolution) -> Resolution:
    """As it lies in the database now."""
    return Resolution.objects.select_related("owner", "meeting__body").get(pk=resolution.pk)


def agenda_of(meeting: Meeting) -> int:
    return sitting_of(meeting).agenda
