"""A log held against what was seen of it before: no entry gone, none another, nothing put in behind."""

from dataclasses import dataclass
from datetime import datetime

from palermo.core import DataError, Finding
from palermo.trail.checkpoint import Checkpoint, read_checkpoint
from palermo.trail.entry import written
from palermo.trail.faults import fault, shown
from palermo.trail.judge import judge_log, latest
from palermo.trail.policy import Policy
from palermo.trail.tiles import WIDTH
from palermo.trail.tree import Fetch, Tree, check_consistency


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen before: its checkpoint, when it was signed, and how to fetch what else was kept of it."""

    checkpoint: Checkpoint
    time: datetime | None
    fetch: Fetch


def read_seen(fetch: Fetch, policy: Policy, file: str = "checkpoint") -> tuple[Seen | None, tuple[Finding, ...]]:
    """What a folder or a witness has kept of a log: `checkpoint`, and the tiles of level 0 if it has them."""
    kept = fetch("checkpoint")
    if kept is None:
        return None, (fault("T01", file),)
    read, wrong = read_checkpoint(kept, file)
    if wrong is not None or read is None:
        return None, (wrong,) if wrong else ()
    checkpoint, note = read
    signers, findings = judge_log(checkpoint, note, policy, file)
    return (None, findings) if findings else (Seen(checkpoint, latest(signers), fetch), ())


def continues(fetch: Fetch, checkpoint: Checkpoint, seen: Seen) -> tuple[Finding, ...]:
    """What is wrong with a log that was seen before: entries are gone, or one of them is another."""
    old, new = seen.checkpoint, checkpoint
    if old.log != new.log:
        return (fault("T24", "checkpoint", other=old.log, log=new.log),)

    def told(rule: str, entry: int | None = None) -> Finding:
        time = shown(written(seen.time)) if seen.time else "-"
        return fault(rule, "checkpoint", entry, time=time, seen=old.size, size=new.size)

    tree = Tree(new.size, fetch)
    gone = (told("T20", new.size),) if new.size < old.size else ()
    try:
        if not gone and check_consistency(old.size, new.size, tree.consistency(old.size), old.root, new.root):
            return ()
        other = _first_other(tree, Tree(old.size, seen.fetch))
    except DataError:
        return gone or (told("T25"),)
    if other is not None:
        return (told("T21", other), *gone)
    return gone or (told("T22"),)


def _first_other(new: Tree, old: Tree) -> int | None:
    """The first entry that two trees do not have in common; None where what was kept does not tell."""
    common = min(new.size, old.size)
    for first in range(0, common, WIDTH):
        try:
            before = old.leaves(first // WIDTH)
        except DataError:
            return None
        for entry, (here, there) in enumerate(zip(new.leaves(first // WIDTH), before, strict=False), first):
            if here != there:
                return entry
    return None
