"""What the office keeps of views and statements. All of it is the record: rows are only added.

A view is its body's own until that publishes it; before or after, nobody else changes or removes it. A statement is
public, its archive copy is not: whoever holds the same file knows it by its digest.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord
from palermo.office.plan.committee.models import Resolution
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import ACTIVITY_ID

Choices = list[tuple[str, str]]


def seen_choices() -> Choices:
    """What a body can see of an activity."""
    from palermo.plan import Seen

    return [(str(seen), str(seen)) for seen in Seen]


def about_choices() -> Choices:
    """What a statement can claim."""
    from palermo.plan import About

    return [(str(about), str(about)) for about in About]


class View(MadeRecord):
    """What a body sees of an activity that another one leads, in a period or, where that is empty, in no single one."""

    DIGESTED = ("words",)

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="views")
    activity = models.CharField(max_length=ACTIVITY_ID)
    body = models.ForeignKey(Body, models.PROTECT, related_name="views")
    period = models.CharField(max_length=20, blank=True)
    seen = models.CharField(max_length=12, choices=seen_choices)
    words = models.TextField()

    if TYPE_CHECKING:
        plan_id: int
        body_id: int

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "activity"], name="beside_view_of_activity")]

    def __str__(self) -> str:
        return self.uid

    @property
    def published(self) -> bool:
        """Whether its body has let everybody read it."""
        return hasattr(self, "publication")

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="view", id=self.uid, path=self.body.above, closed=not self.published)


class Publication(MadeRecord):
    """A body lets everybody read its view. It cannot be taken back."""

    view = models.OneToOneField(View, models.PROTECT, related_name="publication")

    def __str__(self) -> str:
        return self.view.uid


class Reply(MadeRecord):
    """What the body that leads the activity answers to a published view. Everybody reads it."""

    DIGESTED = ("words",)

    view = models.ForeignKey(View, models.PROTECT, related_name="replies")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.view} {self.pk}"


class Statement(MadeRecord):
    """What an office said in public of a plan, of an activity of it or of a resolution.

    `sha256`, `size`, `name` and `media_type` are those of the archive copy; empty where there is none.
    """

    DIGESTED = ("words",)

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="statements")
    activity = models.CharField(max_length=ACTIVITY_ID, blank=True)
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, related_name="statements")
    said_by = models.CharField(max_length=200)  # an office, never a private person
    said_on = models.DateField()
    place = models.CharField(max_length=300)  # where it was said or printed
    address = models.URLField(max_length=500, blank=True)
    words = models.TextField()
    name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)

    if TYPE_CHECKING:
        plan_id: int
        resolution_id: int | None

    class Meta:
        ordering = ["said_on", "pk"]

    def __str__(self) -> str:
        return self.uid


class Marking(MadeRecord):
    """What a statement claims of its activity: of the same claim the newest counts. `lifted`: it does not claim it.

    `day` of a claim about a day; `number` and `indicator`, an id in the plan, of one about a number.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="markings")
    about = models.CharField(max_length=8, choices=about_choices)
    day = models.DateField(null=True)
    number = models.CharField(max_length=40, blank=True)
    indicator = models.CharField(max_length=ACTIVITY_ID, blank=True)
    lifted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.statement} {self.about}"
