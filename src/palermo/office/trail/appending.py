"""Write an act down, beside the change it made."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from palermo.office.base.prepared import Prepared
from palermo.office.trail.models import Entry, Opening, Waiting
from palermo.office.trail.told import Told, written
from palermo.office.trail.waking import wake
from palermo.trail import Opening as Opener
from palermo.trail import canonical, enter, leaf

CLOCK = "clock"  # in a content: what the clock said when it stood before the newest time that is known
_NEWEST = Prepared(lambda: Entry.objects.order_by("-number").values_list("time")[:1], 0)


def append(*, actor: str, verb: str, told: Told, at: datetime) -> Entry:
    """Add one entry, in the transaction of the change it tells of; RuntimeError outside of one.

    Time never runs back in the log: where the clock was set back, the entry has the newest time that is known, and its
    content says what the clock said.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb} has to be written in the transaction of its change")
    time, content = _timely(at, told)
    opener = Opener(secrets.token_bytes(32), content)
    entry = enter(
        id=secrets.token_hex(16),
        time=time,
        actor=actor,
        verb=verb,
        object=told.object,
        opening=opener,
        veiled=told.closed,
    )
    row = Entry.objects.create(
        uid=entry.id,
        time=time,
        actor=actor,
        verb=verb,
        object=told.object,
        digest=entry.digest,
        closed=told.closed,
        leaf=leaf(entry).decode(),
    )
    kept = canonical(content).decode() if told.keep else None
    Opening.objects.create(entry=row, salt=opener.salt, content=kept)
    Waiting.objects.create(entry=row)
    transaction.on_commit(wake)
    return row


def _timely(at: datetime, told: Told) -> tuple[datetime, Mapping[str, Any]]:
    newest = max((time for (time,) in _NEWEST()), default=at)
    if newest <= at:
        return at, told.content
    # who is to open it from the row alone could not know what the clock said
    return newest, {**told.content, CLOCK: written(at)} if told.keep else told.content
