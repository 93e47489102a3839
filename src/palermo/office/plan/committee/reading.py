"""Who reads all of a resolution: those who look after the body that took it, and the body that owes it."""

from django.http import HttpRequest
from django.utils import timezone

from palermo.access import Thing
from palermo.office.access.decision import decide
from palermo.office.plan.committee.models import Resolution


def reads(request: HttpRequest, taken: Thing, row: Resolution) -> bool:
    """Whether this person reads its turns, with what was said at each. `taken`: as those meet it who took it."""
    owed = row.owed(timezone.now())
    return bool(decide(request.user, "resolution.read", taken) or decide(request.user, "owed.read", owed))
