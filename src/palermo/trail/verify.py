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
from palermo.trail.walk import Keep, Walk


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it was found: its checkpoint, the note that carries it, and whose signatures hold."""

    checkpoint: Checkpoint
    note: Note
    signers: tuple[Signer, ...]


def nothing(*_read: object) -> None:
    """Do nothing with what was read."""


def verify(
    fetch: Fetch,
    policy: Policy,
    now: datetime,
    *,
    seen: Seen | None = None,
    start: int = 0,
    tell: Callable[[int], object] = nothing,
    keep: Keep = nothing,
) -> tuple[Log | None, tuple[Finding, ...]]:
    """The log that lies behind `fetch`, and everything that is wrong with it; no finding means that it verifies.

    With `seen` the log must also continue what was seen of it. Entries before `start` are not read again but taken from
    the tiles. After each bundle `tell` is told how many entries it has, and `keep` is given its index and its leaf
    hashes. A finding about one entry names it in `object`. Of a checkpoint that the log did not sign nothing more is
    read (signed-note).
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
    if all(signer.witness for signer in signers):
        return log, findings
    found = Found()
    dates = Dates(found, min(earliest(signers) or now, now), seen)

    def told(bundle: int, hashes: list[bytes]) -> None:
        keep(bundle, hashes)
        tell(len(hashes))

    findings += _walked(Walk(fetch, checkpoint.size, dates, found), checkpoint, start, told)
    if seen is not None:
        findings += continues(fetch, checkpoint, seen)
    return log, (*findings, *found.told())


def _walked(walk: Walk, checkpoint: Checkpoint, start: int, keep: Keep) -> tuple[Finding, ...]:
    try:
        proven = walk.run(start, keep) == checkpoint.root
    except DataError:
        return ()  # what stopped the walk was told by it
    walk.tell_differences(proven=proven)
    return () if proven else (fault("T15", "checkpoint", size=checkpoint.size),)
