"""Broken glasses: emergency openings of a compartment, and all that was done about them. Rows are only added.

`compartment` stands in each table as a plain column, the key of the body: row-level security reads it alone.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo import access
from palermo.access import Thing, glass_thing
from palermo.office.access.models.made import PSEUDONYM, MadeRecord
from palermo.office.access.models.people import Body, Person
from palermo.office.base.record import Record
from palermo.office.trail import Told, columns, named
from palermo.office.trail.models import Entry

COMPARTMENT = 60  # letters of a body's key


class Glass(Record):
    """Somebody opens the compartment of a body in an emergency, with the reason, until `until` at the latest.

    How long it is open in truth `palermo.access.Glass` says: an hour for one person, a day once a second has agreed.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, to_field="pseudonym", related_name="glasses")
    body = models.ForeignKey(Body, models.PROTECT, related_name="glasses")
    compartment = models.SlugField(max_length=COMPARTMENT)
    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    if TYPE_CHECKING:
        person_id: str
        body_id: int

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(since__lt=models.F("until")), name="glasses_run_forward")
        ]

    def __str__(self) -> str:
        return self.uid

    @property
    def broken(self) -> access.Glass:
        """As `palermo.access` takes it."""
        agreement, closing = getattr(self, "agreement", None), getattr(self, "closing", None)
        return access.Glass(
            id=self.uid,
            person=self.person_id,
            compartment=self.compartment,
            reason=self.reason,
            since=self.since,
            until=self.until,
            second=agreement.person_id if agreement else "",
            closed_at=closing.made_at if closing else None,
        )

    @property
    def ends(self) -> datetime:
        """When it shuts, with all that was done about it by now."""
        return self.broken.ends

    def state(self, at: datetime) -> str:
        """`alone`, `together` or `ended`."""
        return self.broken.state(at)

    def thing(self, at: datetime) -> Thing:
        return glass_thing(self.broken, at, path=self.body.above, enforces=self.body.enforces)

    def told(self) -> Told:
        return Told(named(self), columns(self))


class Agreement(Record):
    """A second person agrees to a broken glass."""

    glass = models.OneToOneField(Glass, models.PROTECT, related_name="agreement")
    compartment = models.SlugField(max_length=COMPARTMENT)
    person = models.ForeignKey(Person, models.PROTECT, to_field="pseudonym", related_name="agreements")
    made_at = models.DateTimeField()

    if TYPE_CHECKING:
        person_id: str

    def __str__(self) -> str:
        return f"{self.glass_id} by {self.person_id}"

    def told(self) -> Told:
        return Told(named(self), columns(self))


class GlassClosing(MadeRecord):
    """A broken glass is shut before its time."""

    glass = models.OneToOneField(Glass, models.PROTECT, related_name="closing")
    compartment = models.SlugField(max_length=COMPARTMENT)

    def __str__(self) -> str:
        return f"{self.glass_id} shut"


class Reading(MadeRecord):
    """Somebody who answers for the compartment has read of a broken glass: why, and what was looked at by then."""

    glass = models.ForeignKey(Glass, models.PROTECT, related_name="readings")
    compartment = models.SlugField(max_length=COMPARTMENT)

    def __str__(self) -> str:
        return f"{self.glass_id} read"


class Look(Record):
    """Something was opened that only a broken glass made possible. By which act and when the entry of the trail says.

    `kind` and `thing` are those that the decision was asked about: contact data by whose they are, for one.
    """

    glass = models.ForeignKey(Glass, models.PROTECT, related_name="looks")
    compartment = models.SlugField(max_length=COMPARTMENT)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.glass_id} {self.entry_id}"
