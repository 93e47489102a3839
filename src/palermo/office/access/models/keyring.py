"""Keys of compartments, askings of acts that take two persons, and what is sealed.

All but what is sealed is the record. A sealed record and its fields carry the key of their compartment's body as a
column of their own: row-level security reads that column and no other.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import MOST_SHARES, Thing
from palermo.office.access.keyring import files
from palermo.office.access.models.made import PSEUDONYM, MadeRecord
from palermo.office.access.models.people import Body


class CompartmentKey(MadeRecord):
    """A key of a body's compartment, known by the digest of it. The key itself lies in a file, and never here."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="keys")
    generation = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    if TYPE_CHECKING:
        body_id: int

    class Meta:
        ordering = ["body__path", "generation"]
        constraints = [models.UniqueConstraint(fields=["body", "generation"], name="key_generation_once_a_body")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.body.key}.{self.generation}"

    def secret(self) -> bytes | None:
        """The key itself; None where it is lost or destroyed."""
        return None if hasattr(self, "end") else files.read(self.name, self.digest)

    def state(self) -> str:
        """`live`, `lost` or `destroyed`; the last is said of one that was rotated as well."""
        if hasattr(self, "end"):
            return "destroyed"
        return "live" if self.secret() else "lost"

    def thing(self, at: datetime) -> Thing:
        return Thing(kind="key", id=self.uid, path=self.body.above, state=self.state())


class KeyEnd(MadeRecord):
    """A key is no more: another took its place and opens all that it opened, or it is gone with all that it opened."""

    ROTATED, DESTROYED = "rotated", "destroyed"

    key = models.OneToOneField(CompartmentKey, models.PROTECT, related_name="end")
    how = models.CharField(max_length=10, choices=[(ROTATED, ROTATED), (DESTROYED, DESTROYED)])
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.key_id} {self.how}"

    if TYPE_CHECKING:
        key_id: int


class Sharing(MadeRecord):
    """A key was split, and its shares were handed out: how many are needed, of how many. The shares lie nowhere."""

    key = models.ForeignKey(CompartmentKey, models.PROTECT, related_name="sharings")
    needed = models.PositiveSmallIntegerField()
    handed = models.PositiveSmallIntegerField()
    reason = models.TextField()

    if TYPE_CHECKING:
        key_id: int

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needed__gte=2, handed__gte=models.F("needed"), handed__lte=MOST_SHARES),
                name="shares_are_of_a_splitting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key_id} {self.needed} of {self.handed}"


class Asking(MadeRecord):
    """Somebody has asked for an act that takes two persons. `detail` says how it is to be done, where that matters."""

    act = models.CharField(max_length=60)
    about = models.CharField(max_length=100, db_index=True)
    detail = models.CharField(max_length=60, blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.act} {self.about}"


class SealedRecord(models.Model):
    """Something about which a body keeps silent: the data key that sealed its fields, wrapped by the compartment's key.

    `kind` and `subject` say what it is and to whom or what it belongs. Not a `Record` by its base, for two reasons: the
    wrapped key is made anew when the compartment's key is rotated, and it is emptied when the record is erased.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    compartment = models.SlugField(max_length=60)
    key = models.ForeignKey(CompartmentKey, models.PROTECT, related_name="records")
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=PSEUDONYM)
    wrapped = models.BinaryField(null=True)  # empty once it is erased
    sealed_at = models.DateTimeField()

    if TYPE_CHECKING:
        key_id: int

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=models.Q(wrapped__isnull=False), name="sealed_once_a_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.uid}"


class SealedField(models.Model):
    """One field of a sealed record. It goes when the record is erased."""

    record = models.ForeignKey(SealedRecord, models.CASCADE, related_name="fields")
    compartment = models.SlugField(max_length=60)
    name = models.CharField(max_length=30)
    sealed = models.BinaryField()

    if TYPE_CHECKING:
        record_id: int

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "name"], name="sealed_field_once")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.name}"
