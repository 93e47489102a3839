"""What the office keeps of meetings and of what was resolved there. All of it is the record: rows are only added.

Of calls, agendas, attendances and minutes the newest row counts; the others say how it was before. Where a resolution
stands is no column: `palermo.plan.followed` works it out from its turns.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord, Person
from palermo.office.plan.models import Plan

if TYPE_CHECKING:  # each command loads the models, and few of them a plan
    from palermo.plan import Turned

Choices = list[tuple[str, str]]
ITEM = 16  # hex digits of an item's id
PRESENCES = ("present", "excused", "absent")


def deed_choices() -> Choices:
    """What can be done with a resolution."""
    from palermo.plan import Deed

    return [(str(deed), str(deed)) for deed in Deed]


def side_choices() -> Choices:
    """In whose name."""
    from palermo.plan import Side

    return [(str(side), str(side)) for side in Side]


class Meeting(MadeRecord):
    """A meeting of a body. `plan`: the plan at work that it is about, from which its agenda is proposed."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="meetings")

    if TYPE_CHECKING:
        body_id: int
        plan_id: int | None

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="meeting", id=self.uid, path=self.body.above)

    def minuted(self, at: datetime) -> Thing:
        """The same with its minutes: who wrote any of them has a hand in them."""
        return replace(self.thing(at), writers=frozenset(minute.made_by for minute in self.minutes.all()))


class Call(MadeRecord):
    """When and where a meeting is called for, with its notice. `reason`: why it is not as it was called for before."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="calls")
    day = models.DateField()
    begins = models.CharField(max_length=5, blank=True)  # such as 09:30, on the clock of the place
    place = models.CharField(max_length=200)
    notice = models.TextField(blank=True)
    cancelled = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    if TYPE_CHECKING:
        meeting_id: int

    def __str__(self) -> str:
        return f"{self.day} {self.place}"


class Agenda(MadeRecord):
    """What a meeting is to look at, in this order. `items`: see `items`."""

    DIGESTED = ("items",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agendas")
    items = models.JSONField()

    def __str__(self) -> str:
        return f"{self.meeting} {len(self.items)}"


class Attendance(MadeRecord):
    """Whether somebody who holds a term in the body was there."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    presence = models.CharField(max_length=8, choices=[(word, word) for word in PRESENCES])

    if TYPE_CHECKING:
        person_id: int

    def __str__(self) -> str:
        return f"{self.meeting} {self.presence}"


class Minute(MadeRecord):
    """What is written of an item. `reason`: why something is added to what the chair has approved already."""

    DIGESTED = ("text",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    item = models.CharField(max_length=ITEM)
    text = models.TextField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.meeting} {self.item}"


class Approval(MadeRecord):
    """The chair approves what is written of a meeting, up to and with `last`. From then on it stays as it is."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="approvals")
    last = models.OneToOneField(Minute, models.PROTECT, related_name="+")

    if TYPE_CHECKING:
        last_id: int

    def __str__(self) -> str:
        return f"{self.meeting} {self.last_id}"


class Resolution(MadeRecord):
    """What a body resolved under an item of a meeting: who is to do what by when."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    item = models.CharField(max_length=ITEM)
    owner = models.ForeignKey(Body, models.PROTECT, related_name="resolutions")
    words = models.TextField()
    due = models.DateField()

    if TYPE_CHECKING:
        meeting_id: int
        owner_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """As those meet it who look after the body that took it. Who acted for the owner has a hand in it."""
        from palermo.plan import Side

        owners = frozenset(turn.made_by for turn in self.turns.all() if turn.side == Side.OWNER)
        return Thing(kind="resolution", id=self.uid, path=self.meeting.body.above, writers=owners)

    def owed(self, at: datetime) -> Thing:
        """As the body meets it that owes it."""
        return Thing(kind="owed", id=self.uid, path=self.owner.above)


class Turn(MadeRecord):
    """What somebody did with a resolution, in the name of a side. `reason` is of a report what was done."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="turns")
    deed = models.CharField(max_length=8, choices=deed_choices)
    side = models.CharField(max_length=12, choices=side_choices)
    reason = models.TextField(blank=True)

    if TYPE_CHECKING:
        resolution_id: int

    def __str__(self) -> str:
        return f"{self.deed} {self.side}"

    @property
    def turned(self) -> "Turned":
        """As the library takes it. The day is the one at the office."""
        from palermo.plan import Deed, Side, Turned

        return Turned(Deed(self.deed), self.made_by, Side(self.side), timezone.localdate(self.made_at), self.reason)
