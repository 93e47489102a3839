"""One entry of the trail: who did what to what and when, and what it commits to without showing it.

The leaf of an entry is the JSON of RFC 8785 (one form only, so that one entry has one hash). The content stays outside
the log; the digest commits to it through a salt of 32 random bytes, so that a small content cannot be guessed from the
digest, and erasing the salt and the content leaves a log that still verifies.

An act on a closed thing has a *veiled* leaf: its id, time and digest only, and the digest then commits to actor, verb,
object and content together. Nothing of a case can be read from a public log.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeAlias

import rfc8785

from palermo.core import Finding, mark
from palermo.trail.faults import UNREADABLE, fault, plainly

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

SALT_BYTES = 32
LONGEST = 200  # letters of an actor, a verb or an object; the bundle's limit is 65,535 bytes a leaf
_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_VERB = re.compile(r"[a-z]+(?:_[a-z]+)*(?:\.[a-z]+(?:_[a-z]+)*)+")
_OPEN = {"actor", "digest", "id", "object", "time", "verb"}
_VEILED = {"digest", "id", "time", "veiled"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act.

    `id` is 32 hex digits, random and given; `time` is aware, to the microsecond; `actor` is a stable pseudonym, `verb`
    dotted and in the past tense, `object` the id of what was acted on; `digest` is what `commit` gave. Of a veiled
    entry that was read from a leaf, actor, verb and object are empty. Raises ValueError where a part has another form.
    """

    id: str
    time: datetime
    actor: str
    verb: str
    object: str
    digest: str
    veiled: bool = False

    def __post_init__(self) -> None:
        if wrong := _wrong(self):
            raise ValueError(wrong)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens an entry: the salt and the content that its digest commits to."""

    salt: bytes
    content: Json


def enter(
    *, id: str, time: datetime, actor: str, verb: str, object: str, opening: Opening, veiled: bool = False
) -> Entry:
    """The entry of an act, its digest worked out from what opens it."""
    digest = commit(_committed(actor, verb, object, opening.content, veiled=veiled), opening.salt)
    return Entry(id, time, actor, verb, object, digest, veiled)


def opens(entry: Entry, opening: Opening) -> bool:
    """Whether the opening is what the entry committed to. A veiled entry needs its actor, verb and object."""
    content = _committed(entry.actor, entry.verb, entry.object, opening.content, veiled=entry.veiled)
    return commit(content, opening.salt) == entry.digest


def commit(content: Json, salt: bytes) -> str:
    """`sha256:` and the hex of SHA-256 over the salt (32 bytes) and the RFC 8785 bytes of the content.

    Raises ValueError for another salt and for what JSON cannot carry exactly (whole numbers beyond 2**53, NaN).
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return "sha256:" + sha256(salt + canonical(content)).hexdigest()


def canonical(content: Json) -> bytes:
    """The one byte form of a JSON value (RFC 8785). Raises ValueError for what it cannot carry."""
    return rfc8785.dumps(content)


def leaf(entry: Entry) -> bytes:
    """The bytes of the entry in the log."""
    known: dict[str, Json] = {"id": entry.id, "time": written(entry.time), "digest": entry.digest}
    if entry.veiled:
        return canonical(known | {"veiled": True})
    return canonical(known | {"actor": entry.actor, "verb": entry.verb, "object": entry.object})


def written(time: datetime) -> str:
    """A time as leaves write it: UTC, six digits of a second, `Z`. Such texts sort as their times do."""
    return time.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def read_leaf(leaf_bytes: bytes, file: str = "leaf", index: int | None = None) -> tuple[Entry | None, Finding | None]:
    """The entry that a leaf holds, or what is wrong with it; `file` and `index` say where it stood."""
    try:
        return entry_in(leaf_bytes), None
    except UNREADABLE as error:
        return None, fault("T02", file, index, fault=plainly(error))


def entry_in(leaf_bytes: bytes) -> Entry:
    """The entry that a leaf holds. Raises one of `UNREADABLE` where it holds none."""
    entry = _entry_of(json.loads(leaf_bytes))
    if leaf(entry) != leaf_bytes:
        raise ValueError(mark("an entry is not written in the one form of RFC 8785"))
    return entry


def _entry_of(read: object) -> Entry:
    names = set(read) if isinstance(read, dict) else set()
    if not isinstance(read, dict) or names not in (_OPEN, _VEILED):
        raise ValueError(mark("it does not have the parts of an entry"))
    texts = {name: part for name, part in read.items() if name != "veiled"}
    if not all(isinstance(part, str) for part in texts.values()) or read.get("veiled", True) is not True:
        raise ValueError(mark("a part of an entry is no text"))
    try:
        time = datetime.fromisoformat(texts.pop("time"))
    except ValueError as error:
        raise ValueError(mark("the time of an entry is none")) from error
    if "veiled" in names:
        return Entry(time=time, actor="", verb="", object="", veiled=True, **texts)
    return Entry(time=time, **texts)


def _committed(actor: str, verb: str, object: str, content: Json, *, veiled: bool) -> Json:
    return {"actor": actor, "verb": verb, "object": object, "content": content} if veiled else content


def _wrong(entry: Entry) -> str:
    if not _ID.fullmatch(entry.id):
        return mark("the id of an entry is not 32 hex digits")
    if not _DIGEST.fullmatch(entry.digest):
        return mark("the digest of an entry is not sha256: and 64 hex digits")
    if entry.time.tzinfo is None:
        return mark("the time of an entry has no zone")
    if entry.veiled and not (entry.actor or entry.verb or entry.object):
        return ""
    if not _VERB.fullmatch(entry.verb) or len(entry.verb) > LONGEST:
        return mark("the verb of an entry is not dotted words in small letters")
    if not all(0 < len(part) <= LONGEST and part.isprintable() for part in (entry.actor, entry.object)):
        return mark("the actor or the object of an entry is empty, too long, or not printable")
    return ""
