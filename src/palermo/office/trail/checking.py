"""Check the office's own trail: the log as anybody would, then every row behind it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from palermo.core import Finding
from palermo.office.base.compartments import showing_all
from palermo.office.trail.faults import fault
from palermo.office.trail.guards import missing_guards
from palermo.office.trail.keys import public_keys
from palermo.office.trail.kinds import CHECKS
from palermo.office.trail.log import fetch
from palermo.office.trail.models import Checkpoint, Cosignature, Entry, Tile, Waiting
from palermo.office.trail.records import Records, kept_tables
from palermo.office.trail.rows import Rows
from palermo.trail import Log, Policy, Seen, Signed, full_root, hashes_in, read_checkpoint, signature_of, verify

MOST = 20  # findings of one kind of row that are told one by one


def check(
    policy: Policy, now: datetime, *, seen: Seen | None = None, tell: Callable[[int], object]
) -> tuple[Log | None, tuple[Finding, ...]]:
    """The office's log and everything that is wrong with it, with the rows behind it and with the record.

    With `seen` the log must also continue what was seen of it. `tell` is told how many entries were read, as they are.
    """
    log: Log | None = None
    findings: tuple[Finding, ...] = ()
    if Checkpoint.objects.exists():
        log, findings = verify(fetch, policy, now, seen=seen, tell=tell)
    rows = Rows()
    parts: tuple[Iterator[Finding], ...] = (
        rows.findings(),
        _never_placed(),
        _checkpoints(),
        _tiles(),
        _cosignatures(),
        Records(rows.mentions).findings(),
        *(look() for look in CHECKS.values()),
        _guards(),
    )
    with showing_all():
        return log, (*findings, *(finding for part in parts for finding in islice(part, MOST)))


def _never_placed() -> Iterator[Finding]:
    lost = Entry.objects.filter(place__isnull=True).exclude(pk__in=Waiting.objects.values("entry"))
    for entry in lost.iterator():
        yield fault("T58", "trail_entry", name=entry.uid, time=f"{entry.time:%Y-%m-%d %H:%M:%S} UTC")


def _checkpoints() -> Iterator[Finding]:
    keys = public_keys()
    for point in Checkpoint.objects.order_by("size").iterator():
        read, _wrong = read_checkpoint(point.note.encode())
        told = [signature_of(key, *read) for key in keys] if read else [None]
        if (
            read is None
            or (read[0].size, read[0].root) != (point.size, bytes(point.root))
            or not all(map(_holds, told))
        ):
            yield fault("T60", "trail_checkpoint", size=point.size)


def _holds(signed: Signed | None) -> bool:
    return signed is not None and signed.holds


def _tiles() -> Iterator[Finding]:
    for tile in Tile.objects.iterator():
        if full_root(hashes_in(bytes(tile.hashes))) != bytes(tile.root):
            yield fault("T61", "trail_tile", name=f"{tile.level}/{tile.index}")


def _cosignatures() -> Iterator[Finding]:
    for row in Cosignature.objects.select_related("checkpoint", "witness").iterator():
        if not _holds(row.signed()):
            yield fault("T62", "trail_cosignature", name=row.witness.name, size=row.checkpoint_id)


def _guards() -> Iterator[Finding]:
    return (fault("T63", table) for table in missing_guards(kept_tables()))
