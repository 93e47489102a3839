"""Seal something in a compartment, open it, wrap it anew, erase it. Whoever calls has asked whether it is allowed."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from palermo.access import Place, Thing, new_key, rewrap, seal, unseal, unwrap, wrap
from palermo.core import Message, UserError, mark
from palermo.office.access.keyring.holding import seal_beside
from palermo.office.access.models import Body, CompartmentKey, SealedField, SealedRecord
from palermo.office.base.compartments import showing
from palermo.trail import canonical

_MANY = 2_000
_REWRAPPED = "UPDATE access_sealedrecord SET wrapped = %s, key_id = %s WHERE id = %s"


class KeyLost(UserError):
    """The file of a key is not there, or holds another one."""

    def __init__(self, key: CompartmentKey) -> None:
        text = mark(
            "The key of {body} is not on this machine. Its custodian brings it back: palermo keys recover {key}"
        )
        super().__init__(Message(text, {"body": key.body.name, "key": key.body.key}))


def newest_key(body: Body) -> CompartmentKey | None:
    """The key that this body's compartment is held shut with now; None where there never was one, or none is left."""
    return CompartmentKey.objects.select_related("body").filter(body=body, end=None).order_by("-generation").first()


def lost_keys() -> list[CompartmentKey]:
    """Keys that are still needed, and whose file is not there."""
    return [key for key in CompartmentKey.objects.select_related("body").filter(end=None) if key.state() == "lost"]


def seal_record(
    *, key: CompartmentKey, kind: str, fields: Mapping[str, bytes], now: datetime, subject: str = ""
) -> SealedRecord:
    """Seal these fields as one record, of a data key of its own. Without a subject the record is its own.

    `key` is what `key_for` gives, in the same transaction. Raises KeyLost where it is lost.
    """
    compartment, uid, data_key = key.body.key, secrets.token_hex(16), new_key(secrets.token_bytes)
    record = SealedRecord.objects.create(
        uid=uid,
        compartment=compartment,
        key=key,
        kind=kind,
        subject=subject or uid,
        wrapped=wrap(need_secret(key), data_key, Place(compartment, uid), secrets.token_bytes),
        sealed_at=now,
    )
    for name, text in fields.items():
        sealed = seal(data_key, text, Place(compartment, uid, name), secrets.token_bytes)
        SealedField.objects.create(record=record, compartment=compartment, name=name, sealed=sealed)
    return record


def record_thing(body: Body, uid: str) -> Thing:
    """A sealed record of a body as a thing to ask about: it can be told before its row may be read."""
    return Thing(kind="record", id=uid, path=body.above)


def find_sealed(body: Body, uid: str) -> SealedRecord:
    """The record of a body that is sealed under this name. Raises UserError where there is none, or no more."""
    found = SealedRecord.objects.filter(uid=uid, compartment=body.key, wrapped__isnull=False).first()
    if found is None:
        raise UserError(Message("Nothing is sealed here under this name. Perhaps it was erased."))
    return found


def sealed_for(kind: str, subject: str) -> SealedRecord | None:
    """What is sealed of this kind for a subject; None where nothing is."""
    return SealedRecord.objects.filter(kind=kind, subject=subject, wrapped__isnull=False).first()


def digests_of(record: SealedRecord) -> dict[str, str]:
    """What an entry may say of a sealed record: the digest of each field, as it is sealed."""
    return {field.name: f"sha256:{sha256(bytes(field.sealed)).hexdigest()}" for field in record.fields.all()}


def digest_over(digests: Mapping[str, str]) -> str:
    """One digest in hex over those of all fields: none is changed, taken away or put in without changing it."""
    return sha256(canonical(digests)).hexdigest()


def open_record(record: SealedRecord) -> dict[str, bytes]:
    """The fields again. Raises UserError where it was erased or its key is lost, Unreadable where it was changed."""
    seal_beside(record.key.body)
    record.refresh_from_db()  # its key may have been rotated while we waited
    if record.wrapped is None:
        raise UserError(Message("This was erased. Nobody can open it any more."))
    data_key = unwrap(need_secret(record.key), bytes(record.wrapped), Place(record.compartment, record.uid))
    return {
        field.name: unseal(data_key, bytes(field.sealed), Place(record.compartment, record.uid, field.name))
        for field in record.fields.all()
    }


def rewrap_all(old: CompartmentKey, new: CompartmentKey) -> int:
    """Wrap every record of the old key by the new one; how many there were. Nothing that was sealed changes."""
    count, last = 0, 0
    waiting = SealedRecord.objects.filter(key=old, wrapped__isnull=False).order_by("pk")
    # told here, whoever acts: a row that the database did not show would be lost with the old key
    with showing(actor="", compartments=[old.body.key]), connection.cursor() as cursor:
        # from where the last ones ended: PostgreSQL would read over all that were rewrapped each time
        while batch := list(waiting.filter(pk__gt=last).values_list("pk", "compartment", "uid", "wrapped")[:_MANY]):
            cursor.executemany(_REWRAPPED, list(_rewrapped(batch, old, new)))
            count, last = count + len(batch), batch[-1][0]
    return count


def _rewrapped(batch: Iterable[tuple[Any, ...]], old: CompartmentKey, new: CompartmentKey) -> Iterator[tuple[Any, ...]]:
    from_key, to_key = need_secret(old), need_secret(new)
    for pk, compartment, uid, wrapped in batch:
        place = Place(compartment, uid)
        yield rewrap(from_key, to_key, bytes(wrapped), place, secrets.token_bytes), new.pk, pk


def drop(record: SealedRecord) -> None:
    """Erase a record: its wrapped key and all that was sealed. The empty row stays, for what names it."""
    record.fields.all().delete()
    record.wrapped = None
    record.save(update_fields=["wrapped"])


def drop_all(key: CompartmentKey) -> int:
    """Erase every record of a key; how many there were."""
    with showing(actor="", compartments=[key.body.key]):
        SealedField.objects.filter(record__key=key).delete()
        return SealedRecord.objects.filter(key=key, wrapped__isnull=False).update(wrapped=None)


def need_secret(key: CompartmentKey) -> bytes:
    """The key itself. Raises KeyLost where its file is not there."""
    secret = key.secret()
    if secret is None:
        raise KeyLost(key)
    return secret
