"""What nearly every record says beside its own columns: who made it and when."""

from typing import ClassVar

from django.db import models

from palermo.office.base.record import Record
from palermo.office.trail import Told, columns, named

PSEUDONYM = 32  # hex digits


class MadeRecord(Record):
    """A record of which the trail tells every column; long ones, named in `DIGESTED`, by their digest."""

    DIGESTED: ClassVar[tuple[str, ...]] = ()

    made_by = models.CharField(max_length=PSEUDONYM)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def told(self) -> Told:
        return Told(named(self), columns(self, digested=self.DIGESTED))
