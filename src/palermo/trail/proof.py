"""Proof files (C2SP tlog-proof): one entry, its way to the root, and the signed checkpoint, all in one text.

The `extra` line carries what opens the entry: its leaf, and salt and content where they may be shown. It is not to be
believed but checked: the leaf against the root, salt and content against the leaf.
"""

import binascii
import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from palermo.core import Finding
from palermo.trail.entry import Entry, Json, Opening, canonical, leaf
from palermo.trail.faults import fault
from palermo.trail.note import MOST_BYTES
from palermo.trail.tiles import HASH
from palermo.trail.tree import Tree

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


def read_proof(written: bytes, file: str = "proof") -> tuple[Proof | None, Finding | None]:
    """The proof in a file, or what is wrong with it. Nothing is checked here but the form."""
    try:
        return _proof(written), None
    except ValueError as error:
        return None, fault("T02", file, fault=_plain(error))


def _proof(written: bytes) -> Proof:
    if len(written) > 4 * MOST_BYTES:
        raise ValueError("it is longer than a proof can be")
    head, blank, checkpoint = written.partition(b"\n\n")
    first, *lines = head.decode().split("\n")
    if first != FIRST_LINE or not blank:
        raise ValueError(f"its first line is not {FIRST_LINE}, or no blank line follows")
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = b64decode(lines.pop(0).removeprefix("extra "), validate=True)
    found = _INDEX.fullmatch(lines[0]) if lines else None
    if found is None:
        raise ValueError("it does not say the index of the entry")
    path = tuple(b64decode(line, validate=True) for line in lines[1:])
    if len(path) > _MOST_HASHES or any(len(node) != HASH for node in path):
        raise ValueError("a line of its path is no hash")
    return Proof(int(found[1]), path, checkpoint, extra)


def _plain(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    return "a line is no base64" if isinstance(error, binascii.Error) else str(error)
