"""Bodies and people join the office of the browser tests."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.access import BodyKind, Role
    from palermo.office.access.models import Body

FOR_LONG = datetime(2060, 1, 1, tzinfo=UTC)


def found(officer: "User", key: str, kind: "BodyKind", now: datetime, **names: str) -> "Body":
    """A body below the committee, with its names by language."""
    from palermo.office.access.actions import add_body

    of: dict[str, Any] = {"key": key, "kind": kind, "names": names, "parent": officer.person.body}
    return add_body(by=officer, now=now, **of)


def join(officer: "User", name: str, role: "Role", body: "Body", now: datetime, password: str = "") -> "User":
    """Somebody with a term in a body. Without a password nobody signs in as them."""
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import AnonymousUser, User

    from palermo.office.access.actions import accept_invitation, invite_person
    from palermo.office.access.decision import SignedIn, remember

    invitation = invite_person(by=officer, body=body, role=role, until=FOR_LONG, token=name, now=now)
    user = User(username=name, password=make_password(password or None))
    accept_invitation(by=AnonymousUser(), invitation=invitation, user=user, now=now)
    remember(user, SignedIn(second_factor=True, fresh_at=now))
    return user
