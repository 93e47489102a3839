"""What is sealed, held against what entries told of it when it was sealed: for `palermo trail verify`.

Nothing is opened for it. A wrapped key is proved with the compartment's key, where that is on this machine; what it
sealed is known by its digest.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from palermo.access import Place, Unreadable, unwrap
from palermo.core import Finding
from palermo.office.access.keyring.contact import CONTACT
from palermo.office.access.keyring.sealing import digest_over, digests_of
from palermo.office.access.models import CompartmentKey, KeyEnd, SealedRecord
from palermo.office.trail import fault, named, told_by
from palermo.office.trail.models import Entry

_FEW = 10
_TABLE = SealedRecord._meta.db_table


@dataclass(frozen=True, slots=True)
class Sealing:
    """What was told when something was sealed: by which entry, of what, whose it is, the digest over its fields.

    `number` is the entry's, by which it is before or after others. `digest` is empty where what opens the entry was
    erased. `over`: something else was sealed in its place since.
    """

    entry: str
    number: int
    record: str
    subject: str
    digest: str
    over: bool = False


# by the kind of record: what the room that seals such records has told of them
SEALINGS: dict[str, Callable[[], Iterator[Sealing]]] = {}


def sealings_of(kind: str, act: str, rows: Iterable[Any]) -> Iterator[Sealing]:
    """What things tell of the one record of this kind that is sealed for each, by the entries of the act that made
    them. Each row has `sealed` and `sealed_sha256`.
    """
    told = Entry.objects.filter(verb=act).values_list("object", "number", "uid", "place__index")
    entries = {name: (number, told_by(place, uid)) for name, number, uid, place in told.iterator()}
    for row in rows:
        if (found := entries.get(named(row))) is not None:
            uid = row.sealed.uid if row.sealed else ""
            record = f"{kind}:{uid}" if uid else named(row)  # the row that it names is gone
            yield Sealing(found[1], found[0], record, uid, row.sealed_sha256)


def contacts_told() -> Iterator[Sealing]:
    """Every sealing of contact data; of one person the newest alone still holds."""
    subjects = {str(record): record.subject for record in SealedRecord.objects.filter(kind=CONTACT)}
    told = Entry.objects.filter(verb="contact.changed").order_by("-number")
    columns = told.values_list("number", "uid", "place__index", "object", "opening__content")
    newer: set[str] = set()
    for number, uid, place, record, content in columns.iterator():
        said = json.loads(content) if content else {"sealed": None}
        subject = said.get("person") or subjects.get(record, "")
        if said["sealed"] != {}:  # nothing: that entry tells of an erasing alone
            digest = digest_over(said["sealed"]) if said["sealed"] else ""
            yield Sealing(told_by(place, uid), number, record, subject, digest, over=subject in newer)
        newer.add(subject)


def check_sealed() -> Iterator[Finding]:
    """Sealed records that were changed, put in, emptied or deleted past the office."""
    # the rows first and then the entries: what is sealed meanwhile is judged the next time
    rows = deque(SealedRecord.objects.order_by("pk"))
    told = {sealing.record: sealing for tell in SEALINGS.values() for sealing in tell()}
    erased = set(Entry.objects.filter(verb="record.erased").values_list("object", flat=True))
    keys = {key.pk: key for key in CompartmentKey.objects.select_related("body", "end")}
    secrets = {pk: key.secret() for pk, key in keys.items()}
    destroyed = _destroyed()
    for record in _with_fields(rows):
        name, key = str(record), keys[record.key_id]
        sealing = told.pop(name, None)
        if sealing is None:
            yield fault("T51", _TABLE, name=name)
            continue
        gone = sealing.over or name in erased or sealing.number < destroyed.get(key.body.key, 0)
        if record.wrapped is None:
            if not gone:
                yield fault("T65", _TABLE, entry=sealing.entry, name=name)
        elif gone and _still_there(record):
            yield fault("T66", _TABLE, entry=sealing.entry, name=name)
        elif (changed := _changed(record, sealing, key.body.key, secrets[key.pk])) and _still_there(record):
            yield fault("T50", _TABLE, entry=sealing.entry, name=name, fields=", ".join(changed))
    for name, sealing in told.items():
        if not SealedRecord.objects.filter(uid=name.partition(":")[2]).exists():
            yield fault("T52", _TABLE, entry=sealing.entry, name=name)


def _with_fields(rows: deque[SealedRecord]) -> Iterator[SealedRecord]:
    """A few at a time, and none is kept: a document is large."""
    while rows:
        few = [rows.popleft() for _row in range(min(_FEW, len(rows)))]
        prefetch_related_objects(few, "fields")
        yield from few


def _destroyed() -> Mapping[str, int]:
    """By compartment: the number of the newest entry that tells of the end of its key and of all that it opened."""
    ends = KeyEnd.objects.filter(how=KeyEnd.DESTROYED).select_related("key__body")
    compartments = {named(end): end.key.body.key for end in ends}
    told = Entry.objects.filter(verb="key.destroyed").order_by("number").values_list("object", "number")
    return {compartments[end]: number for end, number in told if end in compartments}


def _still_there(record: SealedRecord) -> bool:
    """Whether it is as it was read; it may have been erased or wrapped anew beside us."""
    return SealedRecord.objects.filter(pk=record.pk).values_list("wrapped", flat=True).first() == record.wrapped


def _changed(record: SealedRecord, sealing: Sealing, compartment: str, secret: bytes | None) -> list[str]:
    """The columns that are not as they were told, or not of one piece."""
    fields = (field.compartment for field in record.fields.all())
    wrong = {
        "compartment": {record.compartment, *fields} != {compartment},
        "sealed": bool(sealing.digest) and not _holds(record, sealing.digest),
        "subject": record.subject != sealing.subject,
        "wrapped": secret is not None and not _unwraps(record, secret),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def _holds(record: SealedRecord, digest: str) -> bool:
    try:
        return digest_over(digests_of(record)) == digest
    except TypeError:  # text, which SQLite takes in the place of bytes
        return False


def _unwraps(record: SealedRecord, secret: bytes) -> bool:
    try:
        unwrap(secret, bytes(record.wrapped or b""), Place(record.compartment, record.uid))
    except (Unreadable, TypeError):  # the same
        return False
    return True
