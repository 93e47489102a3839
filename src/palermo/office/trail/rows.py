"""Every entry beside its place in the log and what opens it, read once in the order of the log."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from palermo.core import Finding
from palermo.office.trail.faults import fault
from palermo.office.trail.models import Checkpoint, Entry, Leaf, Waiting
from palermo.trail import Entry as Act
from palermo.trail import Opening as Opener
from palermo.trail import full_root, leaf, leaf_hash, opens

ERASED = "opening.erased"  # the verb of an entry that tells of an erasing; its object is the id of the other entry
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """What `_COLUMNS` gives of a place in the log."""

    index: int
    hash: bytes
    leaf: str
    uid: str
    time: datetime
    actor: str
    verb: str
    object: str
    digest: str
    closed: bool
    salt: bytes | None
    content: str | None


_COLUMNS = (
    "index",
    "hash",
    *(f"entry__{name}" for name in ("leaf", "uid", "time", "actor", "verb", "object", "digest", "closed")),
    "entry__opening__salt",
    "entry__opening__content",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What an entry says of a row that is not its own object. `entry`: its place in the log, its id while it waits."""

    entry: str
    content: dict[str, Any]


@dataclass
class Rows:
    """One reading of all entries. `mentions` fills as `findings` is read: what contents say of other rows."""

    mentions: dict[str, Mention] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        """What is wrong with entries, their places, their openings and the roots of checkpoints, in the log's order."""
        roots = iter(Checkpoint.objects.order_by("size").values_list("size", "root").iterator())
        due = next(roots, None)
        erased = set(Entry.objects.filter(verb=ERASED).values_list("object", flat=True))
        peaks: list[bytes] = []
        place = -1
        for place, found in enumerate(Leaf.objects.order_by("index").values_list(*_COLUMNS).iterator(_CHUNK)):
            row = Row(*found)
            if row.index != place:
                yield fault("T57", "trail_leaf", entry=place)
                return
            yield from _of_entry(row)
            yield from self._of_opening(row, erased)
            _climb(peaks, leaf_hash(row.leaf.encode()), place + 1)
            while due is not None and due[0] == place + 1:
                if _over(peaks) != bytes(due[1]):
                    yield fault("T59", "trail_checkpoint", size=due[0])
                due = next(roots, None)
        if due is not None:
            yield fault("T59", "trail_checkpoint", size=due[0])
        self._of_waiting()
        signed = Checkpoint.objects.aggregate(models.Max("size"))["size__max"] or 0
        if place + 1 > signed:
            yield fault("T64", "trail_checkpoint", entry=signed, found=place + 1)

    def _of_opening(self, row: Row, erased: set[str]) -> Iterator[Finding]:
        if row.salt is None:
            if row.uid not in erased:
                yield fault("T55", "trail_opening", entry=row.index)
            return
        if row.content is None:
            return
        content = _opened(row)
        if content is None:
            yield fault("T54", "trail_opening", entry=row.index)
            return
        self._mention(str(row.index), content)

    def _of_waiting(self) -> None:
        """What tells of its rows before it has its place is judged when it has it, and tells of them already."""
        columns = [name for name in _COLUMNS if name.startswith("entry__")]
        for found in Waiting.objects.values_list(*columns).iterator(_CHUNK):
            row = Row(-1, b"", *found)
            if row.content is not None and (content := _opened(row)) is not None:
                self._mention(row.uid, content)

    def _mention(self, entry: str, content: dict[str, Any]) -> None:
        for part in content.values():
            if isinstance(part, dict) and isinstance(part.get("object"), str):
                self.mentions.setdefault(part["object"], Mention(entry, part))


def _of_entry(row: Row) -> Iterator[Finding]:
    if leaf_hash(row.leaf.encode()) != bytes(row.hash):
        yield fault("T56", "trail_leaf", entry=row.index)
    fields = [] if _leaf(row) == row.leaf else _differing(row)
    if fields:
        yield fault("T53", "trail_entry", entry=row.index, fields=", ".join(fields))


def _act(row: Row) -> Act:
    return Act(row.uid, row.time, row.actor, row.verb, row.object, row.digest, row.closed)


def _opened(row: Row) -> dict[str, Any] | None:
    """The content that the entry committed to; None where what lies beside it is another."""
    try:
        content = json.loads(row.content or "")
        whole = opens(_act(row), Opener(bytes(row.salt or b""), content))
    except ValueError:
        return None
    return content if whole and isinstance(content, dict) else None


def _leaf(row: Row) -> str:
    try:
        return leaf(_act(row)).decode()
    except ValueError:
        return ""


def _differing(row: Row) -> list[str]:
    """Columns that say something else than the leaf; the leaf itself where it is no leaf at all."""
    try:
        told = json.loads(row.leaf)
        own = json.loads(_leaf(row) or "{}")
    except ValueError:
        return ["leaf"]
    return sorted(name for name in {*told, *own} if told.get(name) != own.get(name)) or ["leaf"]


def _climb(peaks: list[bytes], hashed: bytes, count: int) -> None:
    """Add one leaf to the full subtrees of a tree that has `count` leaves with it."""
    peaks.append(hashed)
    while not count & 1:
        right = peaks.pop()
        peaks[-1] = full_root([peaks[-1], right])
        count >>= 1


def _over(peaks: list[bytes]) -> bytes:
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = full_root([left, root])
    return root
