"""Erasing one sealed record for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from palermo.access import ACTS, Thing
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.keyring.asking import with_asks
from palermo.office.access.keyring.sealing import drop, find_sealed, record_thing
from palermo.office.access.models import Body, SealedRecord
from palermo.office.trail import Told
from palermo.office.trail.erasing import erase
from palermo.office.trail.models import Entry


@dataclass(frozen=True, slots=True)
class Erased:
    """A record that nobody can open any more. What it was is told to nobody."""

    record: SealedRecord
    reason: str

    def told(self) -> Told:
        return Told(str(self.record), {"reason": self.reason}, closed=True)


def _to_be_erased(*, body: Body, uid: str, now: datetime, **_rest: Any) -> Thing:
    return with_asks(record_thing(body, uid), "record.erased", now)


@action("record.erased", thing=_to_be_erased)
def erase_record(*, by: By, body: Body, uid: str, reason: str, now: datetime) -> Erased:
    """Erase a record of a body: its key, what was sealed, and what opens the entries that carry its content.

    Who opened it, and when, stays on record.
    """
    record = find_sealed(body, uid)
    drop(record)
    told = Entry.objects.filter(object=str(record), opening__salt__isnull=False)
    for entry in told.exclude(verb__in=[verb for verb, act in ACTS.items() if act.reads]):
        erase(actor=actor(by, now).id, uid=entry.uid, reason=reason, at=now)
    return Erased(record, reason.strip())
