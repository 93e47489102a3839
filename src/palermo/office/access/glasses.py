"""The broken glasses of the office, for those who ask: whose they are, who has to see them, what was looked at."""

from datetime import datetime

from django.db.models import QuerySet

from palermo import access
from palermo.access import Thing
from palermo.office.access.models import Glass, Look, Person
from palermo.office.base.compartments import showing
from palermo.office.trail.models import Entry


def glasses() -> QuerySet[Glass]:
    """Every glass that was ever broken, the newest first, with what `palermo.access` asks of it."""
    return Glass.objects.select_related("body", "agreement", "closing")


def glasses_of(person: Person, at: datetime) -> tuple[access.Glass, ...]:
    """The glasses of a person that were to be open at the instant or later."""
    with showing(person.pseudonym):
        rows = Glass.objects.select_related("agreement", "closing").filter(person=person, until__gt=at)
        return tuple(row.broken for row in rows)


def note_look(glass: str, entry: Entry, thing: Thing) -> None:
    """Keep that the thing that the entry tells of was opened through this broken glass."""
    row = Glass.objects.get(uid=glass)
    Look.objects.create(glass=row, compartment=row.compartment, entry=entry, kind=thing.kind, thing=thing.id)
