"""Keys of compartments: made, rotated, shared among holders, recovered, destroyed."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Any

from django.db import IntegrityError, transaction

from palermo.access import MOST_SHARES, Share, Thing, new_key, split
from palermo.core import Finding, Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import CONSOLE, By, actor
from palermo.office.access.keyring import files
from palermo.office.access.keyring.asking import with_asks
from palermo.office.access.keyring.holding import change_alone, seal_beside
from palermo.office.access.keyring.joining import joined
from palermo.office.access.keyring.sealing import drop_all, need_secret, newest_key, rewrap_all
from palermo.office.access.models import Body, CompartmentKey, KeyEnd, Sharing
from palermo.office.trail import Told

HandOut = Callable[[Sequence[Share]], None]


@action("key.made", thing="body")
def make_key(*, by: By, body: Body, now: datetime) -> CompartmentKey:
    """Make the key of a body's compartment, where it has none."""
    last = _last_generation(body)  # looked up first: of two who find no key, one makes that generation in vain
    if newest_key(body) is not None:
        raise UserError(Message("{body} has a key already. To change it, rotate it.", {"body": body.name}))
    return _next_key(by, body, last, now)


def key_for(body: Body, now: datetime) -> CompartmentKey:
    """The key to seal with, made by the office itself when first needed. It holds until the transaction is over."""
    seal_beside(body)
    if (found := newest_key(body)) is not None:
        return found
    try:
        return make_key(by=CONSOLE, body=body, now=now)
    except (IntegrityError, UserError):
        if (found := newest_key(body)) is None:
            raise
        return found  # another process made it in between


@dataclass(frozen=True, slots=True)
class Rotated:
    """A key took the place of another, and wraps all that the other wrapped."""

    key: CompartmentKey
    end: KeyEnd
    records: int

    def told(self) -> Told:
        key, end = self.key.told(), self.end.told()
        more = {"end": {"object": end.object, **end.content}, "records": self.records}
        return Told(key.object, {**key.content, **more})


@action("key.rotated", thing="key")
def rotate_key(*, by: By, key: CompartmentKey, now: datetime) -> Rotated:
    """Put a new key in the place of one. The old one is removed as soon as all of it is stored."""
    change_alone(key.body)
    _need_unended(key)
    new = _next_key(by, key.body, _last_generation(key.body), now)
    records = rewrap_all(key, new)
    return Rotated(new, _ended(by, key, KeyEnd.ROTATED, "", now), records)


def way_of(needed: int, handed: int) -> str:
    """How a splitting is named in an asking for it."""
    return f"{needed} of {handed}"


def _to_be_shared(*, key: CompartmentKey, needed: int, handed: int, now: datetime, **_rest: Any) -> Thing:
    # an asking is used up by the splitting that followed it
    last = key.sharings.order_by("-made_at").values_list("made_at", flat=True).first()
    return with_asks(key.thing(now), "key.shared", now, detail=way_of(needed, handed), since=last)


@action("key.shared", thing=_to_be_shared)
def share_key(
    *, by: By, key: CompartmentKey, needed: int, handed: int, reason: str, hand_out: HandOut, now: datetime
) -> Sharing:
    """Split a key among holders, `needed` of whom give it back. `hand_out` brings the shares to paper or to files."""
    if not 2 <= needed <= handed <= MOST_SHARES:
        text = "A key is split among 2 to {most} holders, and at least 2 of them give it back."
        raise UserError(Message(text, {"most": MOST_SHARES}))
    hand_out(split(need_secret(key), threshold=needed, count=handed, random=secrets.token_bytes))
    return Sharing.objects.create(
        key=key, needed=needed, handed=handed, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )


@dataclass(frozen=True, slots=True)
class Recovered:
    """A key that was lost is back. `findings`: shares that were wrong, and were not needed."""

    key: CompartmentKey
    shares: int
    reason: str
    findings: tuple[Finding, ...]

    def told(self) -> Told:
        return Told(self.key.told().object, {"recovered_from": self.shares, "recovered_for": self.reason})


@action("key.recovered", thing="key")
def recover_key(*, by: By, key: CompartmentKey, shares: Sequence[Share], reason: str, now: datetime) -> Recovered:
    """Bring a lost key back from the shares of its holders."""
    secret, findings = joined(key, shares)
    files.write(key.name, secret)
    return Recovered(key, len(shares), reason.strip(), findings)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """A key is gone, and with it all that it opened."""

    end: KeyEnd
    records: int

    def told(self) -> Told:
        end = self.end.told()
        return Told(end.object, {**end.content, "records": self.records})


def _to_be_destroyed(*, key: CompartmentKey, now: datetime, **_rest: Any) -> Thing:
    return with_asks(key.thing(now), "key.destroyed", now)


@action("key.destroyed", thing=_to_be_destroyed)
def destroy_key(*, by: By, key: CompartmentKey, reason: str, now: datetime) -> Destroyed:
    """Destroy a key for good: everything that it opened is erased."""
    change_alone(key.body)
    _need_unended(key)
    records = drop_all(key)
    return Destroyed(_ended(by, key, KeyEnd.DESTROYED, reason.strip(), now), records)


def _last_generation(body: Body) -> int:
    newest = CompartmentKey.objects.filter(body=body).order_by("-generation").first()
    return newest.generation if newest else 0


def _next_key(by: By, body: Body, last: int, now: datetime) -> CompartmentKey:
    """A new key, its file on the disk before the transaction of its row is over.

    The row comes first: of two processes that make a key at once one waits there, and never writes over the other's
    file. A file that a crash left without a row is written over; nothing was ever sealed with it.
    """
    secret = new_key(secrets.token_bytes)
    key = CompartmentKey.objects.create(
        uid=token_hex(16),
        body=body,
        generation=last + 1,
        digest=files.digest_of(secret),
        made_by=actor(by, now).id,
        made_at=now,
    )
    files.write(key.name, secret)
    return key


def _ended(by: By, key: CompartmentKey, how: str, reason: str, now: datetime) -> KeyEnd:
    end = KeyEnd.objects.create(key=key, how=how, reason=reason, made_by=actor(by, now).id, made_at=now)
    transaction.on_commit(partial(files.remove, key.name))
    return end


def _need_unended(key: CompartmentKey) -> None:
    """Another process may have ended it while this one waited for its turn."""
    if KeyEnd.objects.filter(key=key).exists():
        raise UserError(Message("{name} was changed in the meantime. Look at the keys again.", {"name": key.name}))
