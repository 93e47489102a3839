"""Closing an account, and opening it again."""

from datetime import datetime

from palermo.office.access.action import action
from palermo.office.access.actions.signin import end_all
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Closing, Person


@action("account.closed", thing="person")
def close_account(*, by: By, person: Person, reason: str, now: datetime) -> Closing:
    """Close an account: its sessions end at once, and nobody signs in to it any more. Its terms stay on record."""
    end_all(person)
    return _closing(by, person, reason, now, closed=True)


@action("account.reopened", thing="person")
def reopen_account(*, by: By, person: Person, reason: str, now: datetime) -> Closing:
    """Open a closed account again, with the terms that still run."""
    return _closing(by, person, reason, now, closed=False)


def _closing(by: By, person: Person, reason: str, now: datetime, *, closed: bool) -> Closing:
    person.user.is_active = not closed
    person.user.save(update_fields=["is_active"])
    return Closing.objects.create(
        person=person, closed=closed, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )
