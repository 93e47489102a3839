"""Asking for an act that takes two persons: another one does it within a day."""

from datetime import datetime
from typing import Any

from palermo.access import Condition, Thing
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor, decide
from palermo.office.access.keyring.asking import about
from palermo.office.access.keyring.sealing import find_sealed, record_thing
from palermo.office.access.models import Asking, Body, CompartmentKey
from palermo.office.access.refusal import refusal


@action("key.asked", thing="key")
def ask_for_key(*, by: By, key: CompartmentKey, act: str, reason: str, now: datetime, detail: str = "") -> Asking:
    """Ask for an act on a key. `detail`: how it is to be done."""
    return _asked(by, act, key.thing(now), reason, now, detail)


def _record(*, body: Body, uid: str, **_rest: Any) -> Thing:
    return record_thing(body, uid)


@action("record.asked", thing=_record)
def ask_for_record(*, by: By, body: Body, uid: str, act: str, reason: str, now: datetime) -> Asking:
    """Ask for an act on a sealed record of a body."""
    find_sealed(body, uid)
    return _asked(by, act, record_thing(body, uid), reason, now, "")


def _asked(by: By, act: str, thing: Thing, reason: str, now: datetime, detail: str) -> Asking:
    """Kept only where a second person is all that is missing: it never stands for a right that somebody lacks."""
    decision = decide(by, act, thing, at=now, reason=reason)
    if decision.conditions != (Condition.TWO_PERSONS,):
        raise refusal(decision)
    return Asking.objects.create(
        act=act, about=about(thing), detail=detail, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )
