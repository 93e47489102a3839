"""Asking for an act that takes two persons: another one does it within a day."""

from datetime import datetime

from palermo.access import Condition, Thing
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor, decide
from palermo.office.access.keyring.asking import about
from palermo.office.access.models import Asking, CompartmentKey, SealedRecord
from palermo.office.access.refusal import refusal


@action("key.asked", thing="key")
def ask_for_key(*, by: By, key: CompartmentKey, act: str, reason: str, now: datetime, detail: str = "") -> Asking:
    """Ask for an act on a key. `detail`: how it is to be done."""
    return _asked(by, act, key.thing(now), reason, now, detail)


@action("record.asked", thing="record")
def ask_for_record(*, by: By, record: SealedRecord, act: str, reason: str, now: datetime) -> Asking:
    """Ask for an act on a sealed record."""
    return _asked(by, act, record.thing(now), reason, now, "")


def _asked(by: By, act: str, thing: Thing, reason: str, now: datetime, detail: str) -> Asking:
    """Kept only where a second person is all that is missing: it never stands for a right that somebody lacks."""
    decision = decide(by, act, thing, at=now, reason=reason)
    if decision.conditions != (Condition.TWO_PERSONS,):
        raise refusal(decision)
    return Asking.objects.create(
        act=act, about=about(thing), detail=detail, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )
