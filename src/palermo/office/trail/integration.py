"""Bring entries into the log: give them their places, grow the tree, sign what it has become."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from palermo.core import Message, UserError, mark
from palermo.office.trail.keys import FILE, signing_keys
from palermo.office.trail.log import newest, tree
from palermo.office.trail.models import Checkpoint, Leaf, Tile, Waiting
from palermo.trail import WIDTH, Tree, leaf_hash, place, signed
from palermo.trail import Checkpoint as Head

BATCH = 2048  # entries in one transaction: others who write wait for no more than these
_LOCK = 0x7061_6C65_726D_6F01  # the name of our lock among PostgreSQL's advisory ones


def integrate(now: datetime) -> Checkpoint | None:
    """Bring everything that waits into the log, and give the newest checkpoint; None where nothing waited.

    Each batch is one transaction: after a crash a batch is there with its checkpoint, or it waits as before. Two that
    integrate at once take turns.
    """
    point = None
    while Waiting.objects.exists() and (grown := _batch(now)):
        point = grown
    return point


def _batch(now: datetime) -> Checkpoint | None:
    with transaction.atomic():
        _take_turns()
        entries = [
            waiting.entry
            for waiting in Waiting.objects.select_related("entry").order_by("entry__time", "entry_id")[:BATCH]
        ]
        if not entries:
            return None  # another process was faster
        before = newest()
        size = before.size if before else 0
        last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
        if size != (0 if last is None else last + 1):
            text = mark("The log in the database is not the one that was signed last. Run palermo trail verify.")
            raise UserError(Message(text))
        hashes = [leaf_hash(entry.leaf.encode()) for entry in entries]
        grown, tiles = tree(size).extend(hashes)
        Leaf.objects.bulk_create(
            Leaf(index=size + at, entry=entry, hash=hashed)
            for at, (entry, hashed) in enumerate(zip(entries, hashes, strict=True))
        )
        Tile.objects.bulk_create(_full(grown, tiles))
        Waiting.objects.filter(entry__in=[entry.pk for entry in entries]).delete()
        time = max([now, entries[-1].time, *([before.time] if before else [])])
        return _sign(grown.size, grown.root(), time, before)


def _take_turns() -> None:
    # SQLite took the write lock when the transaction began
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _full(grown: Tree, tiles: dict[str, bytes]) -> Iterator[Tile]:
    for path, hashes in tiles.items():
        at = place(path)
        if at is not None and at.width == WIDTH:
            root = grown.node(8 * (at.level + 1), at.index)
            yield Tile(level=at.level, index=at.index, hashes=hashes, root=root)


def _sign(size: int, root: bytes, time: datetime, before: Checkpoint | None) -> Checkpoint:
    keys = signing_keys()
    log = keys[0].name
    if before is not None and before.note.partition("\n")[0] != log:
        text = mark(
            "The keys in the office's folder are those of another log. "
            "Restore the file {file} that belongs to this database."
        )
        raise UserError(Message(text, {"file": FILE}))
    note = signed(Head(log, size, root), keys, time)
    return Checkpoint.objects.create(size=size, root=root, time=time, note=str(note))
