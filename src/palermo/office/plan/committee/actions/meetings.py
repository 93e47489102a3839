"""A meeting: called for a day and place, moved or cancelled with a reason, its agenda set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from django.utils import timezone

from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.base.holding import hold
from palermo.office.plan.committee.items import Item, stored
from palermo.office.plan.committee.models import Agenda, Call, Meeting, Minute, Resolution
from palermo.office.plan.committee.readers import Sitting, sitting_of
from palermo.office.plan.models import Plan
from palermo.office.plan.work.actions.moving import together
from palermo.office.trail import Told


@dataclass(frozen=True, slots=True)
class When:
    """When and where one is to meet. `begins`: such as 09:30, on the clock of the place."""

    day: date
    place: str
    begins: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting and the call to it."""

    meeting: Meeting
    call: Call

    def told(self) -> Told:
        return together(self.meeting.told(), call=self.call.told())


@action("meeting.called", thing="body")
def call_meeting(*, by: By, body: Body, when: When, now: datetime, plan: Plan | None = None) -> Called:
    """Call a meeting of a body. `plan`: the plan at work from which its agenda is proposed."""
    if when.day < timezone.localdate(now):
        raise UserError(Message("A meeting is called for a day to come. Choose today or a later day."))
    who = actor(by, now).id
    meeting = Meeting.objects.create(uid=token_hex(16), body=body, plan=plan, made_by=who, made_at=now)
    return Called(meeting, _called(meeting, when, who, now))


@action("meeting.moved", thing="meeting")
def move_meeting(*, by: By, meeting: Meeting, when: When, reason: str, now: datetime) -> Call:
    """Call it for another day or place. The earlier call stays on record."""
    sitting = one_at_a_time(meeting)
    _need_ahead(sitting)
    if when.day < timezone.localdate(now):
        raise UserError(Message("A meeting is called for a day to come. Choose today or a later day."))
    return _called(meeting, when, actor(by, now).id, now, reason)


@action("meeting.cancelled", thing="meeting")
def cancel_meeting(*, by: By, meeting: Meeting, reason: str, now: datetime) -> Call:
    """It does not take place."""
    sitting = one_at_a_time(meeting)
    _need_ahead(sitting)
    call = sitting.call
    when = When(call.day, call.place, call.begins, call.notice)
    return _called(meeting, when, actor(by, now).id, now, reason, cancelled=True)


@action("agenda.set", thing="meeting")
def set_agenda(*, by: By, meeting: Meeting, items: Sequence[Item], seen: int, now: datetime) -> Agenda:
    """Say what the meeting looks at, in this order. `seen`: the number of the agenda that was changed, 0 for none."""
    sitting = one_at_a_time(meeting)
    need_unlocked(sitting)
    if sitting.agenda != seen:
        raise UserError(Message("Somebody else changed the agenda in the meantime. Look at it, then change it again."))
    if any(not each.words.strip() for each in items):
        raise UserError(Message("Say of each item in a few words what it is about."))
    kept = {each.id for each in items}
    if len(kept) != len(items):
        raise UserError(Message("An item stands on the agenda twice."))
    gone = [each for each in sitting.items if each.id not in kept]
    if bound := next((each for each in gone if _is_used(meeting, each)), None):
        text = mark("'{words}' has minutes or a resolution, and stays on the agenda.")
        raise UserError(Message(text, {"words": bound.words}))
    return Agenda.objects.create(meeting=meeting, items=stored(items), made_by=actor(by, now).id, made_at=now)


def one_at_a_time(meeting: Meeting) -> Sitting:
    """The meeting as it stands. Until the transaction is over, nobody else changes what hangs on it."""
    hold(meeting)
    return sitting_of(meeting)


def need_unlocked(sitting: Sitting) -> None:
    """Refuse what comes after the minutes are approved, or to a meeting that is off."""
    if sitting.call.cancelled:
        raise UserError(Message("The meeting was cancelled."))
    if sitting.locked:
        raise UserError(Message("The minutes are approved, and nothing of the meeting changes any more."))


def need_begun(sitting: Sitting, now: datetime) -> None:
    """Refuse what can be said of a meeting only once its day has come."""
    if sitting.call.day > timezone.localdate(now):
        text = mark("The meeting is on {day}. This can be written down once that day has come.")
        raise UserError(Message(text, {"day": sitting.call.day}))


def _need_ahead(sitting: Sitting) -> None:
    need_unlocked(sitting)
    if sitting.held:
        raise UserError(Message("It is on record who was there, so the meeting has taken place."))


def _is_used(meeting: Meeting, item: Item) -> bool:
    of = {"meeting": meeting, "item": item.id}
    return Minute.objects.filter(**of).exists() or Resolution.objects.filter(**of).exists()


def _called(
    meeting: Meeting, when: When, who: str, now: datetime, reason: str = "", *, cancelled: bool = False
) -> Call:
    if not when.place.strip():
        raise UserError(Message("Say where the meeting is."))
    return Call.objects.create(
        meeting=meeting,
        day=when.day,
        begins=when.begins,
        place=when.place.strip(),
        notice=when.notice.strip(),
        cancelled=cancelled,
        reason=reason.strip(),
        made_by=who,
        made_at=now,
    )
