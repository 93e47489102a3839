"""What a session says of how its person signed in."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from palermo.office.access.decision import SignedIn, remember

FACTOR = "mfa"  # allauth's word for a second factor, in what it records of a session


def records(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Each proof of who they are that the person gave in this session."""
    return list(get_authentication_records(request, user))


def proved(request: HttpRequest, **_signal: Any) -> None:
    """The person of this request has proved who they are once more: what follows in the same request knows it."""
    if request.user.is_authenticated:
        remember(request.user, signed_in(request, request.user))


def signed_in(request: HttpRequest, user: User) -> SignedIn:
    """How the session was opened, and when the person last proved who they are: by their factor where they have one.

    In a demonstration the one step counts as two.
    """
    given = records(request, user)
    by_factor = [record for record in given if record["method"] == FACTOR]
    last = max((record["at"] for record in by_factor or given), default=None)
    return SignedIn(
        second_factor=bool(by_factor) or settings.DEMO,
        fresh_at=datetime.fromtimestamp(last, UTC) if last else None,
    )
