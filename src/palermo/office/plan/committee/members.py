"""Who belongs to a body: the people who hold a term in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from palermo.office.access.models import Body, Person, Term


@dataclass(frozen=True, slots=True)
class Member:
    """A person and the roles that they hold in the body on a day."""

    person: Person
    roles: tuple[str, ...]


def members_of(body: Body, day: date) -> Mapping[str, Member]:
    """Those with a term in the body that runs on the day, by pseudonym. Two queries."""
    begins = datetime.combine(day, time(), timezone.get_current_timezone())
    ends = datetime.combine(day, time.max, timezone.get_current_timezone())
    rows = Term.objects.filter(body=body, since__lte=ends, until__gt=begins).select_related("person__user")
    found: dict[str, Member] = {}
    for term in rows.prefetch_related("endings").order_by("person__user__username", "pk"):
        if term.end <= max(begins, term.since):
            continue
        name = term.person.pseudonym
        roles = found[name].roles if name in found else ()
        found[name] = Member(term.person, (*roles, term.role) if term.role not in roles else roles)
    return found
