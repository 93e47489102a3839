"""Bring an office back from a backup, and verify it against its own trail before anybody works in it.

The backup is unpacked beside the place where the office is to be and moved there only when every file, every row and
every entry is what it was. Of a log that has gone on elsewhere since, the restored office knows nothing: whoever takes
it nevertheless says why, and the trail says it to everybody.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connections

from palermo.core import DataError, Message, UserError, mark
from palermo.office.access.decision import CONSOLE
from palermo.office.access.keyring.sealing import lost_keys
from palermo.office.trail.checking import check
from palermo.office.trail.integration import integrate
from palermo.office.trail.log import newest
from palermo.office.trail.witnesses import policy
from palermo.office.upkeep.acts import Kept, Returned, note_restored
from palermo.office.upkeep.manifest import Manifest
from palermo.office.upkeep.snapshot import NAMES, SQLITE, put_back
from palermo.office.upkeep.tables import bring_up_to_date
from palermo.office.upkeep.unpacking import FORGED
from palermo.trail import Fetch, Seen, read_checkpoint, verify


@dataclass(frozen=True, slots=True)
class Restored:
    """An office that is back: of when, how far its log goes, and which keys its holders have to bring back."""

    manifest: Manifest
    entries: int
    lost: tuple[str, ...]


def bring_back(
    office: Path, manifest: Manifest, now: datetime, *, published: Fetch | None = None, despite: str = ""
) -> Restored:
    """Make the unpacked folder `office`, on which Django is set up, an office again. It may be moved afterwards.

    Raises DataError with what is wrong where the trail does not verify, UserError where the log that is `published`
    goes on and `despite` gives no reason to take the backup nevertheless.
    """
    if manifest.snapshot != NAMES.get(manifest.database):
        raise UserError(Message(FORGED, {"file": manifest.snapshot}))
    put_back(manifest.database, office / manifest.snapshot, office)
    bring_up_to_date()  # the backup may be of an older palermo
    integrate(now)  # what waited when the backup was made; its row cannot be judged before it has its place
    _log, findings = check(policy(), now, tell=lambda _count: None)
    if findings:
        raise DataError(findings)
    point = newest()
    entries = point.size if point else 0
    gone_on = _gone_on(published, now) if published else None
    if gone_on is not None and gone_on > entries and not despite.strip():
        text = mark(
            "The backup ends with entry {last}, and the published log has {size} entries: what was done after the "
            "backup is lost, and every witness will say so. Look for a newer backup. To take this one nevertheless, "
            "give the reason with --despite."
        )
        raise UserError(Message(text, {"last": entries - 1, "size": gone_on}))
    kept = Kept(manifest.made_at, entries, manifest.made_at)
    note_restored(by=CONSOLE, returned=Returned(kept, gone_on, despite.strip()), now=now)
    integrate(now)
    if manifest.database != SQLITE:
        (office / manifest.snapshot).unlink()
    lost = tuple(key.name for key in lost_keys())
    connections.close_all()
    return Restored(manifest, entries, lost)


def _gone_on(published: Fetch, now: datetime) -> int:
    """The size of the published log. Raises DataError where it is not a log that continues the one in the backup."""
    point = newest()
    seen = None
    if point is not None and (read := read_checkpoint(point.note.encode())[0]) is not None:
        seen = Seen(read[0], point.time, lambda _path: None)
    log, findings = verify(published, policy(), now, seen=seen)
    # entries that the published copy does not have yet are no fault of the backup
    wrong = tuple(finding for finding in findings if finding.rule not in ("T20", "T14"))
    if log is None or wrong:
        raise DataError(wrong or findings)
    return log.checkpoint.size
