"""What bodies owe by what was resolved, and what of it is open."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from palermo.office.plan.committee.readers import OPEN, Resolved, resolved
from palermo.office.plan.committee.reading import reads


def owed_by(bodies: Collection[str], today: date) -> list[Resolved]:
    """The open resolutions that these bodies owe, by key: late ones first, what is with the committee last."""
    found = resolved(OPEN & Q(resolution__owner__key__in=bodies), today)
    return sorted(found, key=lambda each: (not each.course.owed, not each.late, each.row.due, each.row.pk))


def open_to(request: HttpRequest) -> list[Resolved]:
    """Every open resolution that this person reads, the late ones first and by the day they were due."""
    found = [each for each in resolved(OPEN, timezone.localdate()) if reads(request, each.thing, each.row)]
    return sorted(found, key=lambda each: (not each.late, each.row.due, each.row.pk))
