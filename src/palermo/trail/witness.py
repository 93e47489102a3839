"""What a witness does: look at a log, hold it against what it saw last, and cosign it or refuse (C2SP tlog-witness).

The witness comes to the log, and not the log to the witness: so a body can hold one behind any wall, and needs no
service that others reach.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from palermo.core import Finding
from palermo.trail.checkpoint import sign
from palermo.trail.keys import SigningKey
from palermo.trail.note import Note, Signature
from palermo.trail.policy import NOBODY, Policy
from palermo.trail.seen import Seen
from palermo.trail.tiles import tile_path
from palermo.trail.tree import Fetch
from palermo.trail.verify import nothing, verify

DATED = {"T13", "T14", "T23"}  # doubts about dates are told, and held fast by cosigning; the tree is whole all the same


@dataclass(frozen=True, slots=True)
class Look:
    """What a witness saw: the note of the log's checkpoint, its own signatures if it cosigned, and the tiles to keep.

    With the tiles (paths to bytes, level 0 only) a witness can later name the very entry that was changed.
    """

    note: Note
    cosignatures: tuple[Signature, ...] = ()
    tiles: Mapping[str, bytes] = field(default_factory=dict)


def witness(
    fetch: Fetch,
    policy: Policy,
    keys: Sequence[SigningKey],
    now: datetime,
    *,
    seen: Seen | None = None,
    tell: Callable[[int], object] = nothing,
) -> tuple[Look | None, tuple[Finding, ...]]:
    """One look at a log. Cosigned only where every signature, entry and tile is as it should be and nothing that was
    seen before is gone or another.

    Keep the look (checkpoint, then tiles) before handing the signatures over: a witness that forgets can be led astray.
    """
    tiles: dict[str, bytes] = {}

    def keep(bundle: int, hashes: list[bytes]) -> None:
        tiles[tile_path(0, bundle, len(hashes))] = b"".join(hashes)

    start = seen.checkpoint.size if seen else 0
    log, findings = verify(fetch, replace(policy, quorum=NOBODY), now, seen=seen, start=start, tell=tell, keep=keep)
    if log is None:
        return None, findings
    if any(finding.rule not in DATED for finding in findings):
        return Look(log.note), findings
    signatures = tuple(sign(log.checkpoint, key, now) for key in keys)
    return Look(log.note, signatures, tiles), findings
