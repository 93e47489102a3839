"""What the office keeps of offline packets. Neither row is ever changed: what came back stays as it came."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, SealedRecord
from palermo.office.base.record import Record
from palermo.office.trail import Told, columns, named

if TYPE_CHECKING:  # each command loads the models, and few of them a plan
    from palermo.plan.packets import SealedFile


class Packet(Record):
    """The due reports of a body as they were handed out. Who made it wrote what comes back: they alone had the code.

    `reports`: each with the number of its lead, its period, the edition of its draft and a digest of what it asks for.
    `file` is sealed with the key that the code gives, and can be had again; the code cannot. The key itself is sealed
    in the compartment of the body.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="packets")
    language = models.CharField(max_length=8)
    reports = models.JSONField()
    until = models.DateField()
    salt = models.CharField(max_length=32)
    file = models.TextField()  # in base64
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    sealed_sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=PSEUDONYM)
    made_at = models.DateTimeField()

    if TYPE_CHECKING:
        body_id: int
        sealed_id: int

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="packet", id=self.uid, path=self.body.above)

    @property
    def sealed_file(self) -> "SealedFile":
        """As the library takes it."""
        from base64 import b64decode

        from palermo.plan.packets import SealedFile

        return SealedFile(self.uid, bytes.fromhex(self.salt), b64decode(self.file), answer=False)

    def told(self) -> Told:
        return Told(named(self), columns(self, digested=("file",)))


class PacketAnswer(Record):
    """An answer that was brought in. `uid` is its receipt number; `sha256`: of what was sealed, so none counts twice.

    `said` is what was written: `{"id", "lines", "send"}`. `became`: of each report `{"id", "arrived", "why"}`.
    `proofs`: of each file `{"id", "title", "sha256", "offered"}`, the last empty where it was not taken.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    packet = models.ForeignKey(Packet, models.PROTECT, related_name="answers")
    sha256 = models.CharField(max_length=64, unique=True)
    said = models.JSONField()
    became = models.JSONField()
    proofs = models.JSONField()
    made_by = models.CharField(max_length=PSEUDONYM)
    made_at = models.DateTimeField()

    if TYPE_CHECKING:
        packet_id: int

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.uid

    def told(self) -> Told:
        return Told(named(self), columns(self, digested=("said",)))
