"""What the office keeps of public copies. No state is kept: the moves are, as of the evidence itself.

The copy lies sealed beside its evidence until it is published. Only while it is public do its bytes lie open.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, MadeRecord, SealedRecord
from palermo.office.plan.work.models import Evidence, MoveRecord, writers_of


class Copy(MadeRecord):
    """What everybody is to see of a piece of evidence. `sha256` and `size` are of the copy, as it would be public.

    `sealed_sha256` is the digest over all that is sealed for it. What was refused or withdrawn stays so: who asks
    again asks with a new copy.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="copies")
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    sealed_sha256 = models.CharField(max_length=64)

    if TYPE_CHECKING:
        evidence_id: int
        sealed_id: int

    def __str__(self) -> str:
        return self.uid

    @property
    def writers(self) -> frozenset[str]:
        """Who had a hand in it: who offered the evidence, and who asks that it be public."""
        return writers_of(self.evidence.moves.all()) | {self.made_by}

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="copy", id=self.uid, path=self.evidence.lead.body.above, writers=self.writers)


class CopyMove(MoveRecord):
    """What somebody did to a public copy."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="moves")

    if TYPE_CHECKING:
        copy_id: int
