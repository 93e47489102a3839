"""What the office keeps of offline packets. Neither row is ever changed: what came back stays as it came."""

from base64 import b64decode
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord, SealedRecord

if TYPE_CHECKING:  # each command loads the models, and few of them a plan
    from palermo.plan.packets import SealedFile


class Packet(MadeRecord):
    """The due reports of a body as they were handed out. Who made it wrote what comes back: they alone had the code.

    `reports`: each with the number of its lead, its period, the edition of its draft and a digest of what it asks for.
    `file` is sealed with the key that the code gives, and can be had again; the code cannot. The key itself is sealed
    in the compartment of the body.
    """

    DIGESTED = ("file",)

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="packets")
    language = models.CharField(max_length=8)
    reports = models.JSONField()
    until = models.DateField()
    salt = models.CharField(max_length=32)
    file = models.TextField()  # in base64
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    sealed_sha256 = models.CharField(max_length=64)

    if TYPE_CHECKING:
        body_id: int
        sealed_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return packet_thing(self.body, self.uid)

    @property
    def sealed_file(self) -> "SealedFile":
        """As the library takes it."""
        from palermo.plan.packets import SealedFile

        return SealedFile(self.uid, bytes.fromhex(self.salt), b64decode(self.file), answer=False)


def packet_thing(body: Body, uid: str = "") -> Thing:
    """A packet of this body, whichever it is: may packets of it be carried?"""
    return Thing(kind="packet", id=uid, path=body.above)


class PacketAnswer(MadeRecord):
    """An answer that was brought in. `uid` is its receipt number; `sha256`: of what was sealed, so none counts twice.

    `said` is what was written: `{"id", "lines", "send"}`. `became`: of each report `{"id", "arrived", "why"}`.
    `proofs`: of each file `{"id", "title", "sha256", "offered"}`, the last empty where it was not taken.
    """

    DIGESTED = ("said",)

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    packet = models.ForeignKey(Packet, models.PROTECT, related_name="answers")
    sha256 = models.CharField(max_length=64, unique=True)
    said = models.JSONField()
    became = models.JSONField()
    proofs = models.JSONField()

    def __str__(self) -> str:
        return self.uid
