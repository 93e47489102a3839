"""What was resolved: taken at a meeting, answered and reported by its owner, confirmed or returned by the committee."""

from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from django.utils import timezone

from palermo.access import Role, Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.base.holding import hold
from palermo.office.plan.committee.actions.meetings import need_begun, need_unlocked, one_at_a_time
from palermo.office.plan.committee.models import Meeting, Resolution, Turn
from palermo.office.plan.work.actions.moving import together
from palermo.office.trail import Told
from palermo.plan import RESOLUTION_TURNS, Deed, Side, Turned, followed, turned


@dataclass(frozen=True, slots=True)
class Taken:
    """A resolution, and the turn that it begins with."""

    resolution: Resolution
    turn: Turn

    def told(self) -> Told:
        return together(self.resolution.told(), turn=self.turn.told())


def _owed(*, resolution: Resolution, now: datetime, **_rest: Any) -> Thing:
    return resolution.owed(now)


@action("resolution.taken", thing="meeting")
def take_resolution(*, by: By, meeting: Meeting, item: str, owner: Body, words: str, due: date, now: datetime) -> Taken:
    """Write down what was resolved under an item: which body is to do what by when."""
    sitting = one_at_a_time(meeting)
    need_unlocked(sitting)
    need_begun(sitting, now)
    if not sitting.has(item):
        raise UserError(Message("The meeting has no such item."))
    if not words.strip():
        raise UserError(Message("Say what was resolved, so that anybody can tell whether it was done."))
    if due < sitting.call.day:
        raise UserError(Message("It cannot be due before the meeting. Choose a later day."))
    resolution = Resolution.objects.create(
        uid=token_hex(16),
        meeting=meeting,
        item=item,
        owner=owner,
        words=words.strip(),
        due=due,
        made_by=actor(by, now).id,
        made_at=now,
    )
    return Taken(resolution, _made(resolution, Deed.TAKE, by, now))


@action("resolution.accepted", thing=_owed)
def accept_resolution(*, by: By, resolution: Resolution, now: datetime) -> Turn:
    """The body takes the duty on."""
    return _made(resolution, Deed.ACCEPT, by, now)


@action("resolution.refused", thing=_owed)
def refuse_resolution(*, by: By, resolution: Resolution, reason: str, now: datetime) -> Turn:
    """The body does not take it on, and says why. The committee looks at it again."""
    return _made(resolution, Deed.REFUSE, by, now, reason)


@action("resolution.reported", thing=_owed)
def report_resolution(*, by: By, resolution: Resolution, reason: str, now: datetime) -> Turn:
    """The body says that it is done, and how. `reason`: what was done, and where that can be seen."""
    return _made(resolution, Deed.REPORT, by, now, reason)


@action("resolution.confirmed", thing="resolution")
def confirm_resolution(*, by: By, resolution: Resolution, now: datetime) -> Turn:
    """The committee agrees that it is done."""
    return _made(resolution, Deed.CONFIRM, by, now)


@action("resolution.returned", thing="resolution")
def return_resolution(*, by: By, resolution: Resolution, reason: str, now: datetime) -> Turn:
    """It is not done yet, for this reason."""
    return _made(resolution, Deed.RETURN, by, now, reason)


@action("resolution.insisted", thing="resolution")
def insist_on_resolution(*, by: By, resolution: Resolution, reason: str, now: datetime) -> Turn:
    """The chair puts it to the body once more after a refusal."""
    return _made(resolution, Deed.INSIST, by, now, reason)


@action("resolution.undone", thing="resolution")
def undo_resolution(*, by: By, resolution: Resolution, reason: str, now: datetime) -> Turn:
    """The chair takes back that it was confirmed, or that it was accepted."""
    return _made(resolution, Deed.UNDO, by, now, reason)


@action("resolution.lifted", thing="resolution")
def lift_resolution(*, by: By, resolution: Resolution, reason: str, now: datetime) -> Turn:
    """The committee holds to it no longer."""
    return _made(resolution, Deed.LIFT, by, now, reason)


OF_OWNER = frozenset({Deed.ACCEPT, Deed.REFUSE, Deed.REPORT})


def side_of(by: By, deed: Deed, thing: Thing, at: datetime) -> Side:
    """In whose name somebody does this. The table of acts has let nobody else come as far."""
    if deed in OF_OWNER:
        return Side.OWNER
    roles = {term.role for term in actor(by, at).terms if term.body in thing.path and term.runs(at)}
    both = any(Side.SECRETARIAT in row.sides for row in RESOLUTION_TURNS if row.deed is deed)
    return Side.SECRETARIAT if both and Role.SECRETARIAT in roles else Side.CHAIR


def _made(resolution: Resolution, deed: Deed, by: By, now: datetime, reason: str = "") -> Turn:
    hold(resolution)
    course = followed([turn.turned for turn in Turn.objects.filter(resolution=resolution)])[0]
    who, side = actor(by, now).id, side_of(by, deed, resolution.thing(now), now)
    _course, why = turned(course, Turned(deed, who, side, timezone.localdate(now), reason))
    if why:
        raise UserError(Message(mark("This cannot be done: {why}."), {"why": why}))
    return Turn.objects.create(
        resolution=resolution, deed=deed, side=side, reason=reason.strip(), made_by=who, made_at=now
    )
