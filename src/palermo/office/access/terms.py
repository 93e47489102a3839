"""Bodies and the terms of a person, as `palermo.access` takes them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from palermo import access
from palermo.access import Bodies, BodyKind, Role
from palermo.office.access.models import ROOT, Body, Ending, Person, Term


def all_bodies() -> Bodies:
    """The tree of bodies."""
    rows = Body.objects.select_related("parent", "led_by")
    return Bodies(
        access.Body(
            row.key,
            row.names,
            BodyKind(row.kind),
            row.parent.key if row.parent else None,
            row.led_by.key if row.led_by else None,
            row.source,
        )
        for row in rows
    )


def terms_of(person: Person) -> tuple[access.Term, ...]:
    """Every term of a person that ever ran or will, by one question to the database."""
    rows = (
        Term.objects.filter(person=person)
        .select_related("body", "deputy_for__body", "deputy_for__person")
        .annotate(ended=Min("endings__until"), principal_ended=Min("deputy_for__endings__until"))
    )
    return tuple(_each(rows, person.pseudonym))


def _each(rows: Iterable[Any], pseudonym: str) -> Iterator[access.Term]:
    for row in rows:
        principal = row.deputy_for
        stands_for = _term(principal, principal.person.pseudonym, row.principal_ended) if principal else None
        if (principal is None or stands_for) and (term := _term(row, pseudonym, row.ended, stands_for)):
            yield term


def _term(row: Term, person: str, ended: datetime | None, deputy_for: access.Term | None = None) -> access.Term | None:
    """None for a term that was ended before it began."""
    until = min(row.until, ended) if ended else row.until
    if until <= row.since:
        return None
    return access.Term(
        id=row.uid,
        person=person,
        role=Role(row.role),
        body=row.body.key,
        since=row.since,
        until=until,
        enforces=row.body.enforces,
        deputy_for=deputy_for,
    )


def runs_the_office(at: datetime) -> bool:
    """Whether somebody with an open account holds the secretariat of the committee."""
    return running(at).filter(role=Role.SECRETARIAT, body__key=ROOT, person__user__is_active=True).exists()


def running(at: datetime) -> QuerySet[Term]:
    """The terms that run at the instant by their own two ends."""
    ended = Ending.objects.filter(term=OuterRef("pk"), until__lte=at)
    return Term.objects.filter(Q(since__lte=at), Q(until__gt=at), ~Exists(ended))
