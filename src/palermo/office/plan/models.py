"""What the office keeps of plans. Only an `Upload`, which is not yet part of the record, may change or go.

A plan lies in the compartment of the committee.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from palermo.access import Thing
from palermo.office.access.models import ROOT, SealedRecord
from palermo.office.base.record import Record
from palermo.office.trail import Told, columns, named


class State(models.TextChoices):
    """What a plan may be said to be, in the order in which it normally comes about."""

    DRAFT = "draft", _("Draft")
    CONSULTED = "consulted", _("Consulted on")
    APPROVED = "approved", _("Approved")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced")


class Basis(models.TextChoices):
    """What a version rests on, as in the library."""

    PLAN = "plan", _("The plan's own text")
    PRESS = "press", _("Press reports only")


class Plan(Record):
    """One plan, through all its versions. The slug is its address and never changes."""

    slug = models.SlugField(max_length=80, unique=True)
    country = models.CharField(max_length=2, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="plan", id=self.slug, path=(ROOT,))

    def told(self) -> Told:
        """What the trail says of it."""
        return Told(named(self), columns(self))


class Version(Record):
    """One wording of a plan: the content as read, and the file it was read from.

    A version that came of rewriting keeps the file, layout and mapping of the version it was made from
    (`revised_from`), so that it can be given back in the layout the ministry knows.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    revised_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=8)
    basis = models.CharField(max_length=8, choices=Basis.choices)
    content = models.TextField()  # canonical JSON of palermo.plan.write_json
    content_sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    file_sha256 = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    mapping = models.JSONField(null=True)
    findings = models.JSONField(default=list)  # what the reader said
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    if TYPE_CHECKING:
        plan_id: int
        revised_from_id: int | None

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once_a_plan"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_numbers_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        later = type(self).objects.filter(plan_id=self.plan_id, number__gt=self.number)
        state = "earlier" if later.exists() else "newest"
        return Thing(kind="version", id=f"{self.plan.slug}/{self.number}", path=(ROOT,), state=state)

    def told(self) -> Told:
        """What the trail says of it, and of its plan, which comes into being with its first version."""
        plan = self.plan.told()
        content = columns(self, digested=("content", "mapping", "findings"))
        return Told(named(self), {**content, "plan": {"object": plan.object, **plan.content}})


class StateClaim(Record):
    """Somebody says what state a version is in, from when, and on what document. Claims may contradict each other.

    `said_when` holds the date as it was written; first and last day are worked out from it and hold its precision.
    A closed document lies in `sealed` with its name, and nowhere else; `sealed_sha256` is the digest over all that
    is sealed there.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="claims")
    state = models.CharField(max_length=16, choices=State.choices)
    said_when = models.CharField(max_length=100)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    said_by = models.CharField(max_length=300)
    document_name = models.CharField(max_length=255, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    document_type = models.CharField(max_length=100, blank=True)
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, null=True, related_name="+")
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(document_sha256="") | ~models.Q(source="") | ~models.Q(sealed_sha256=""),
                name="claim_rests_on_something",
            )
        ]

    if TYPE_CHECKING:
        version_id: int
        sealed_id: int | None

    def __str__(self) -> str:
        return f"{self.version_id} {self.state} {self.said_when}"

    def told(self) -> Told:
        """What the trail says of it."""
        return Told(named(self), columns(self))


class Upload(models.Model):
    """A file somebody is still working on: read, its mapping perhaps being corrected, not yet a version.

    A file that cannot be read never becomes one. Uploads belong to one person and expire.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    file_sha256 = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    mapping = models.JSONField(null=True)
    findings = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="upload", id=str(self.pk), path=(ROOT,), owner=self.owner.person.pseudonym)

    def told(self) -> Told:
        """What the trail says of it."""
        return Told(named(self), columns(self, digested=("mapping", "findings")))
