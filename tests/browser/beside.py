"""What is said beside the record in the office of the browser tests: a statement, and a body that files its view."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan

VOICE = "voice"
FOR_LONG = datetime(2060, 1, 1, tzinfo=UTC)


def say_beside(officer: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """The number of a statement that the record contradicts. Somebody joins a body of survivors."""
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import AnonymousUser, User
    from django.utils import timezone

    from palermo.access import BodyKind, Role
    from palermo.office.access.actions import accept_invitation, add_body, invite_person
    from palermo.office.plan.beside.actions import log_statement, mark_statement
    from palermo.office.plan.beside.actions.statements import Uttered
    from palermo.plan import About, Said

    names, parent = {"en": "Invented union of survivors"}, officer.person.body
    body = add_body(by=officer, key="survivors", kind=BodyKind.NGO, names=names, parent=parent, now=now)
    invitation = invite_person(by=officer, body=body, role=Role.FOCAL_POINT, until=FOR_LONG, token=VOICE, now=now)
    user = User(username=VOICE, password=make_password(password))
    accept_invitation(by=AnonymousUser(), invitation=invitation, user=user, now=now)
    said = Uttered("Invented ministry", timezone.localdate(now), "Press conference", "The register is there.")
    row = log_statement(by=officer, plan=plan, activity="1.1.1", uttered=said, now=now)
    mark_statement(by=officer, plan=plan, statement=row, said=Said(About.DONE), now=now)
    return {"statement": row.uid}
