"""Proof files (C2SP tlog-proof): one entry, its way to the root, and the signed checkpoint, all in one text.

The line `extra` carries what opens the entry, as the base64 of a JSON object in the form of RFC 8785:

    entry    the leaf of the entry, as an object
    salt     64 hex digits, and
    content  the content, where it may be shown
    act      actor, verb and object of a veiled entry that is opened

Nothing of it is believed: the leaf is checked against the root, salt and content against the digest in the leaf.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from palermo.core import Finding, mark
from palermo.trail.checkpoint import Checkpoint, read_checkpoint
from palermo.trail.dates import Dates
from palermo.trail.entry import Entry, Json, Opening, canonical, commit, entry_in, leaf, opens, written
from palermo.trail.faults import UNREADABLE, Found, fault, plainly
from palermo.trail.judge import Signer, earliest, judge
from palermo.trail.note import MOST_BYTES
from palermo.trail.policy import Policy
from palermo.trail.tiles import HASH
from palermo.trail.tree import Tree, check_inclusion, leaf_hash

FIRST_LINE = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9]\d{0,18})", re.ASCII)
_MOST_HASHES = 64


@dataclass(frozen=True, slots=True)
class Proof:
    """The entry at `index`, the hashes from its sibling up, and the note of the checkpoint, byte for byte."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def write(self) -> bytes:
        """The file (tlog-proof, "Format"); its ending is `.tlog-proof`."""
        lines = [FIRST_LINE]
        if self.extra:
            lines.append(f"extra {b64encode(self.extra).decode()}")
        lines.append(f"index {self.index}")
        lines += [b64encode(node).decode() for node in self.path]
        return "\n".join([*lines, "", ""]).encode() + self.checkpoint


def prove(tree: Tree, index: int, checkpoint: bytes, entry: Entry, opening: Opening | None = None) -> Proof:
    """The proof of one entry in the tree that the checkpoint (its file's bytes) is about.

    Without the opening the file shows that the entry is there and not what it commits to. Raises DataError where a tile
    is missing.
    """
    return Proof(index, tree.inclusion(index), checkpoint, _extra(entry, opening))


def _extra(entry: Entry, opening: Opening | None) -> bytes:
    told: dict[str, Json] = {"entry": json.loads(leaf(entry))}
    if opening is not None:
        told |= {"salt": opening.salt.hex(), "content": opening.content}
        if entry.veiled:
            told["act"] = {"actor": entry.actor, "verb": entry.verb, "object": entry.object}
    return canonical(told)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a proof shows: the entry and its place, what opens it (if that is in the file), the checkpoint, and whose
    signatures on it hold.
    """

    index: int
    entry: Entry
    opening: Opening | None
    checkpoint: Checkpoint
    signers: tuple[Signer, ...]


def check_proof(
    proof: Proof, policy: Policy | None, now: datetime, file: str = "proof"
) -> tuple[Shown | None, tuple[Finding, ...]]:
    """What a proof shows, and everything that is wrong with it; no finding means that all of it holds.

    Without a policy everything but the signatures is checked, and a finding says that anybody could have made it.
    """
    read, wrong = read_checkpoint(proof.checkpoint, file)
    if read is None:
        return None, (wrong,) if wrong else ()
    checkpoint, note = read
    signers, findings = judge(checkpoint, note, policy, file) if policy else ((), (fault("T07", file),))
    if not proof.extra:
        return None, (*findings, fault("T34", file))
    try:
        entry, opening = _opened(proof.extra)
    except UNREADABLE as error:
        return None, (*findings, fault("T02", file, fault=plainly(error)))
    found = Found()
    hashed = leaf_hash(leaf(entry))
    if not check_inclusion(hashed, proof.index, checkpoint.size, proof.path, checkpoint.root):
        found.add("T30", file, proof.index)
    if opening is not None and not opens(entry, opening):
        found.add("T31", file, proof.index)
    Dates(found, min(earliest(signers) or now, now)).check(file, proof.index, [written(entry.time)])
    return Shown(proof.index, entry, opening, checkpoint, signers), (*findings, *found.told())


def check_file(shown: Shown, digest: str, file: str) -> tuple[Finding, ...]:
    """What is wrong where a file is given with a proof: its SHA-256 (64 hex digits) must stand in the content, bare or
    behind `sha256:`.
    """
    if shown.opening is None:
        return (fault("T33", file, shown.index),)
    return () if _speaks_of(shown.opening.content, digest) else (fault("T32", file, shown.index),)


def _speaks_of(content: Json, digest: str) -> bool:
    if isinstance(content, str):
        return content in (digest, f"sha256:{digest}")
    if isinstance(content, Mapping):
        return any(_speaks_of(part, digest) for part in content.values())
    return isinstance(content, Sequence) and any(_speaks_of(part, digest) for part in content)


def _opened(extra: bytes) -> tuple[Entry, Opening | None]:
    told = json.loads(extra)
    if not isinstance(told, dict) or canonical(told) != extra:
        raise ValueError(mark("what opens the entry is not written in the one form of RFC 8785"))
    entry = entry_in(canonical(told.get("entry")))
    asked = {"entry"} | ({"salt", "content"} if "salt" in told else set()) | ({"act"} if "act" in told else set())
    salt, act = told.get("salt", ""), told.get("act", {})
    if set(told) != asked or ("act" in told) != (entry.veiled and "salt" in told) or not isinstance(salt, str):
        raise ValueError(mark("what opens the entry does not have the parts that it needs"))
    if "act" in told:
        entry = _unveiled(entry, act)
    if "salt" not in told:
        return entry, None
    opening = Opening(bytes.fromhex(salt), told["content"])
    commit(opening.content, opening.salt)  # refuses another salt
    return entry, opening


def _unveiled(entry: Entry, act: object) -> Entry:
    if not isinstance(act, dict) or set(act) != {"actor", "verb", "object"} or not all(map(_is_text, act.values())):
        raise ValueError(mark("it does not have the parts of an entry"))
    return replace(entry, **act)


def _is_text(part: object) -> bool:
    return isinstance(part, str)


def read_proof(written: bytes, file: str = "proof") -> tuple[Proof | None, Finding | None]:
    """The proof in a file, or what is wrong with it. Nothing is checked here but the form."""
    try:
        return _proof(written), None
    except ValueError as error:
        return None, fault("T02", file, fault=plainly(error))


def _proof(written: bytes) -> Proof:
    if len(written) > 4 * MOST_BYTES:
        raise ValueError(mark("it is longer than a proof can be"))
    head, blank, checkpoint = written.partition(b"\n\n")
    first, *lines = head.decode().split("\n")
    if first != FIRST_LINE or not blank:
        raise ValueError(mark("it does not begin as a proof does, or no blank line stands before the checkpoint"))
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = b64decode(lines.pop(0).removeprefix("extra "), validate=True)
    found = _INDEX.fullmatch(lines[0]) if lines else None
    if found is None:
        raise ValueError(mark("it does not say the index of the entry"))
    path = tuple(b64decode(line, validate=True) for line in lines[1:])
    if len(path) > _MOST_HASHES or any(len(node) != HASH for node in path):
        raise ValueError(mark("a line of its path is no hash"))
    return Proof(int(found[1]), path, checkpoint, extra)
