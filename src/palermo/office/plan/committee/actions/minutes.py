"""What is written down of a meeting: who was there, what was said under each item, and the chair's approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from palermo.access import Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.committee.actions.meetings import need_begun, need_unlocked, one_at_a_time
from palermo.office.plan.committee.members import members_of
from palermo.office.plan.committee.models import PRESENCES, Approval, Attendance, Meeting, Minute
from palermo.office.plan.work.actions.moving import together
from palermo.office.trail import Told


@dataclass(frozen=True, slots=True)
class Taken:
    """Who was there, as far as it was not on record so already."""

    rows: tuple[Attendance, ...]

    def told(self) -> Told:
        first, *others = (row.told() for row in self.rows)
        return together(first, **{f"also_{number}": told for number, told in enumerate(others, 1)})


@action("attendance.taken", thing="meeting")
def take_attendance(*, by: By, meeting: Meeting, presences: Mapping[str, str], now: datetime) -> Taken:
    """Say of members, by their pseudonyms, whether they were present, excused or absent."""
    sitting = one_at_a_time(meeting)
    need_unlocked(sitting)
    need_begun(sitting, now)
    members = members_of(meeting.body, sitting.call.day)
    known = dict(Attendance.objects.filter(meeting=meeting).values_list("person__pseudonym", "presence"))
    if strangers := presences.keys() - members.keys():
        text = mark("{people} of those named held no term in the body on that day.")
        raise UserError(Message(text, {"people": len(strangers)}))
    if any(presence not in PRESENCES for presence in presences.values()):
        raise UserError(Message("Choose present, excused or absent."))
    new = {name: presence for name, presence in presences.items() if known.get(name) != presence}
    if not new:
        raise UserError(Message("Nothing of this is new. Say of somebody whether they were there."))
    who = actor(by, now).id
    return Taken(
        tuple(
            Attendance.objects.create(
                meeting=meeting, person=members[name].person, presence=presence, made_by=who, made_at=now
            )
            for name, presence in sorted(new.items())
        )
    )


@action("minutes.written", thing="meeting")
def write_minutes(*, by: By, meeting: Meeting, item: str, text: str, now: datetime) -> Minute:
    """Write what was said under an item; anew, as long as the chair has not approved it."""
    need_unlocked(one_at_a_time(meeting))
    return _written(by, meeting, item, text, now)


@action("minutes.corrected", thing="meeting")
def correct_minutes(*, by: By, meeting: Meeting, item: str, text: str, reason: str, now: datetime) -> Minute:
    """Add something to minutes that are approved, with its reason. What was approved stays as it is, above it."""
    if not one_at_a_time(meeting).approved:
        raise UserError(Message("The minutes are not approved yet. Write them anew instead."))
    return _written(by, meeting, item, text, now, reason.strip())


def _minuted(*, meeting: Meeting, now: datetime, **_rest: Any) -> Thing:
    return meeting.minuted(now)


@action("minutes.approved", thing=_minuted)
def approve_minutes(*, by: By, meeting: Meeting, seen: int, now: datetime) -> Approval:
    """Approve all that is written. `seen`: the number of the last minute that was read."""
    one_at_a_time(meeting)
    last = Minute.objects.filter(meeting=meeting).last()
    if last is None:
        raise UserError(Message("Nothing is written yet, so there is nothing to approve."))
    if last.pk != seen:
        raise UserError(Message("Something was written in the meantime. Read it, then approve."))
    if Approval.objects.filter(last=last).exists():
        raise UserError(Message("All that is written is approved already."))
    return Approval.objects.create(meeting=meeting, last=last, made_by=actor(by, now).id, made_at=now)


def _written(by: By, meeting: Meeting, item: str, text: str, now: datetime, reason: str = "") -> Minute:
    sitting = one_at_a_time(meeting)
    need_begun(sitting, now)
    if not sitting.has(item):
        raise UserError(Message("The meeting has no such item."))
    if not text.strip():
        raise UserError(Message("Write what was said."))
    return Minute.objects.create(
        meeting=meeting, item=item, text=text.strip(), reason=reason, made_by=actor(by, now).id, made_at=now
    )
