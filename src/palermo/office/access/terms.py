"""Bodies and the terms of a person, as `palermo.access` takes them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from palermo import access
from palermo.access import Bodies, BodyKind, Role
from palermo.office.access.models import ROOT, Body, Ending, Person, Term
from palermo.office.base.prepared import Prepared

_BODIES = Prepared(lambda: Body.objects.values_list("key", "names", "kind", "parent__key", "led_by__key", "source"), 0)


def all_bodies() -> Bodies:
    """The tree of bodies."""
    return Bodies(
        access.Body(key, names, BodyKind(kind), parent, led_by, source)
        for key, names, kind, parent, led_by, source in _BODIES()
    )


class _Asked(NamedTuple):
    """What has to be known of a term; of several endings the earliest."""

    uid: str
    person__pseudonym: str
    role: str
    body__key: str
    body__enforces: bool
    since: datetime
    until: datetime
    endings__until: datetime | None


_PRINCIPAL = tuple(f"deputy_for__{name}" for name in _Asked._fields)
_TERMS = Prepared(
    lambda person: (
        Term.objects.filter(person=person)
        .order_by("since", "pk", _Asked._fields[-1], _PRINCIPAL[-1])
        .values_list(*_Asked._fields, *_PRINCIPAL)
    )
)


def terms_of(person: int) -> tuple[access.Term, ...]:
    """Every term of the person of this number that ever ran or will, by one question to the database."""
    return tuple(_each(_TERMS(person)))


class Known(NamedTuple):
    """Somebody with an account: their pseudonym, whether the account is open, and every term of theirs."""

    pseudonym: str
    is_active: bool
    terms: tuple[access.Term, ...]


_OF_ACCOUNT = [f"terms__{name}" for name in (*_Asked._fields, *_PRINCIPAL)]
_KNOWN = Prepared(
    lambda user: (
        Person.objects.filter(user=user)
        .order_by("terms__since", "terms__pk", f"terms__{_Asked._fields[-1]}", f"terms__{_PRINCIPAL[-1]}")
        .values_list("pseudonym", "user__is_active", *_OF_ACCOUNT)
    )
)


def known_by(user: int) -> Known | None:
    """The person of the account of this number, by one question to the database; None where there is nobody."""
    rows = _KNOWN(user)
    if not rows:
        return None
    pseudonym, is_active, *_term = rows[0]
    return Known(pseudonym, is_active, tuple(_each(row[2:] for row in rows if row[2] is not None)))


def _each(rows: Iterable[tuple[Any, ...]]) -> Iterator[access.Term]:
    told = set()
    for row in rows:
        own, principal = _Asked(*row[: len(row) // 2]), _Asked(*row[len(row) // 2 :])
        if own.uid in told:
            continue  # once more, with a later ending
        told.add(own.uid)
        stands_for = _term(principal) if principal.uid else None
        if (not principal.uid or stands_for) and (term := _term(own, stands_for)):
            yield term


def _term(row: _Asked, deputy_for: access.Term | None = None) -> access.Term | None:
    """None for a term that was ended before it began."""
    until = min(row.until, row.endings__until) if row.endings__until else row.until
    if until <= row.since:
        return None
    return access.Term(
        id=row.uid,
        person=row.person__pseudonym,
        role=Role(row.role),
        body=row.body__key,
        since=row.since,
        until=until,
        enforces=row.body__enforces,
        deputy_for=deputy_for,
    )


_OF_THE_SECRETARIAT = Prepared(
    lambda: (
        Term.objects.order_by()
        .filter(role=Role.SECRETARIAT, body__key=ROOT, person__user__is_active=True)
        .values_list("pk", "since", "until", "endings__until")
    ),
    parameters=0,
)


def runs_the_office(at: datetime) -> bool:
    """Whether somebody with an open account holds the secretariat of the committee."""
    rows = _OF_THE_SECRETARIAT()
    ended = {pk for pk, _since, _until, ending in rows if ending and ending <= at}
    return any(since <= at < until and pk not in ended for pk, since, until, _ending in rows)


def running(at: datetime) -> QuerySet[Term]:
    """The terms that run at the instant by their own two ends."""
    ended = Ending.objects.filter(term=OuterRef("pk"), until__lte=at)
    return Term.objects.filter(Q(since__lte=at), Q(until__gt=at), ~Exists(ended))
