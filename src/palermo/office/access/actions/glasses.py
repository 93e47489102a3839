"""Breaking the glass of a compartment, agreeing to it, reading of it, closing it."""

from datetime import datetime, timedelta
from secrets import token_hex

from palermo.access import GLASS_TOGETHER
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Agreement, Body, Glass, GlassClosing, Reading


@action("glass.broken", thing="body")
def break_glass(*, by: By, body: Body, reason: str, lasts: timedelta, now: datetime) -> Glass:
    """Open the compartment of a body in an emergency: for an hour, and for `lasts` once a second person agrees."""
    if not timedelta() < lasts <= GLASS_TOGETHER:
        raise UserError(Message("A glass is open for a day at most. Choose a shorter time."))
    if open_already(actor(by, now).id, body, now):
        raise UserError(Message("You have broken this glass already, and it is still open."))
    return Glass.objects.create(
        uid=token_hex(16),
        person_id=actor(by, now).id,
        body=body,
        compartment=body.key,
        reason=reason.strip(),
        since=now,
        until=now + lasts,
    )


@action("glass.agreed", thing="glass")
def agree_to_glass(*, by: By, glass: Glass, now: datetime) -> Agreement:
    """Agree, as the second person: it stays open for as long as was asked for."""
    return Agreement.objects.create(
        glass=glass, compartment=glass.compartment, person_id=actor(by, now).id, made_at=now
    )


@action("glass.closed", thing="glass")
def close_glass(*, by: By, glass: Glass, now: datetime) -> GlassClosing:
    """Shut it before its time: nothing is opened through it from now on."""
    return GlassClosing.objects.create(
        glass=glass, compartment=glass.compartment, made_by=actor(by, now).id, made_at=now
    )


@action("glass.read", thing="glass")
def read_glass(*, by: By, glass: Glass, now: datetime) -> Reading:
    """Have read why it was broken, and what was looked at up to now."""
    return Reading.objects.create(glass=glass, compartment=glass.compartment, made_by=actor(by, now).id, made_at=now)


def open_already(pseudonym: str, body: Body, now: datetime) -> bool:
    """Whether this person has an open glass in the body's compartment."""
    rows = Glass.objects.filter(person_id=pseudonym, body=body, until__gt=now).select_related("agreement", "closing")
    return any(row.state(now) != "ended" for row in rows)
