"""What is said beside the record in the office of the browser tests: a statement, and a body that files its view."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.browser.joining import found, join

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan

VOICE = "voice"


def say_beside(officer: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """The number of a statement that the record contradicts. Somebody joins a body of survivors."""
    from django.utils import timezone

    from palermo.access import BodyKind, Role
    from palermo.office.plan.beside.actions import log_statement, mark_statement
    from palermo.office.plan.beside.actions.statements import Uttered
    from palermo.plan import About, Said

    union = found(officer, "survivors", BodyKind.NGO, now, en="Invented union of survivors")
    join(officer, VOICE, Role.FOCAL_POINT, union, now, password)
    said = Uttered("Invented ministry", timezone.localdate(now), "Press conference", "The register is there.")
    row = log_statement(by=officer, plan=plan, activity="1.1.1", uttered=said, now=now)
    mark_statement(by=officer, plan=plan, statement=row, said=Said(About.DONE), now=now)
    return {"statement": row.uid}
