"""The broken glasses of the office, for those who ask: whose they are, who has to see them, what was looked at."""

from datetime import datetime

from django.db.models import QuerySet

from palermo import access
from palermo.access import Thing
from palermo.office.access.models import Glass, Look
from palermo.office.base.compartments import showing
from palermo.office.base.prepared import Prepared
from palermo.office.trail.models import Entry


def glasses() -> QuerySet[Glass]:
    """Every glass that was ever broken, the newest first, with what `palermo.access` asks of it."""
    return Glass.objects.select_related("body", "agreement", "closing")


_UNTIL = Prepared(lambda pseudonym: Glass.objects.order_by().filter(person=pseudonym).values_list("pk", "until"))


def glasses_of(pseudonym: str, at: datetime) -> tuple[access.Glass, ...]:
    """The glasses of a person that were to be open at the instant or later. Hardly anybody has one."""
    with showing(pseudonym):
        wanted = [pk for pk, until in _UNTIL(pseudonym) if until > at]
        if not wanted:
            return ()
        rows = Glass.objects.select_related("agreement", "closing").filter(pk__in=wanted)
        return tuple(row.broken for row in rows)


def note_look(glass: str, entry: Entry, thing: Thing) -> None:
    """Keep that the thing that the entry tells of was opened through this broken glass."""
    row = Glass.objects.get(uid=glass)
    Look.objects.create(glass=row, compartment=row.compartment, entry=entry, kind=thing.kind, thing=thing.id)
