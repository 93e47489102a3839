"""Verify a whole log: signatures, every entry, every tile, every date, and that it continues what was seen before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from palermo.core import DataError, Finding
from palermo.trail.checkpoint import Checkpoint, read_checkpoint
from palermo.trail.dates import Dates
from palermo.trail.faults import Found, fault
from palermo.trail.judge import Signer, earliest, judge
from palermo.trail.note import Note
from palermo.trail.policy import Policy
from palermo.trail.seen import Seen, continues
from palermo.trail.tree import Fetch
from palermo.trail.walk import Walk


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it was found: its checkpoint, the note that carries it, and whose signatures hold."""

    checkpoint: Checkpoint
    note: Note
    signers: tuple[Signer, ...]


def quiet(_read: int) -> None:
    """Tell nobody how far a reading has come."""


def verify(
    fetch: Fetch,
    policy: Policy,
    now: datetime,
    *,
    seen: Seen | None = None,
    start: int = 0,
    tell: Callable[[int], object] = quiet,
) -> tuple[Log | None, tuple[Finding, ...]]:
    """The log that lies behind `fetch`, and everything that is wrong with it; no finding means that it verifies.

    With `seen` the log must also continue what was seen of it. Entries before `start` are not read again but taken from
    the tiles. `tell` is told how many entries were read, as they are. A finding about one entry names it in `object`.
    """
    kept = fetch("checkpoint")
    if kept is None:
        return None, (fault("T01", "checkpoint"),)
    read, wrong = read_checkpoint(kept)
    if wrong is not None or read is None:
        return None, (wrong,) if wrong else ()
    checkpoint, note = read
    signers, findings = judge(checkpoint, note, policy)
    log = Log(checkpoint, note, signers)
    found = Found()
    last = min(earliest(signers) or now, now)
    dates = Dates(found, last, seen.checkpoint.size if seen else 0, seen.time if seen else None)
    walk = Walk(fetch, checkpoint.size, dates, found)
    try:
        proven = walk.run(start, tell) == checkpoint.root
    except DataError as error:
        return log, (*findings, *error.findings)
    walk.tell_differences(proven=proven)
    if not proven:
        findings = (*findings, fault("T15", "checkpoint", size=checkpoint.size))
    if seen is not None:
        findings = (*findings, *continues(fetch, checkpoint, seen))
    return log, (*findings, *found.told())
