"""Checkpoints: the name, size and root of a log at one moment, signed (C2SP tlog-checkpoint, tlog-cosignature)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from palermo.core import Finding, mark
from palermo.trail.faults import fault, plainly
from palermo.trail.keys import Kind, SigningKey, VerifierKey
from palermo.trail.note import CONTROL, Note, Signature, read_note
from palermo.trail.tiles import HASH

_SIZE = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)
_STAMP_BYTES = 8
_LONGEST_NAME = 255  # bytes; tlog-cosignature, "ML-DSA-44 signed message"
_MOST_ENTRIES = 10**19
_LATEST = 253_402_300_799  # the last second that a datetime can hold


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log at one moment: its name (C2SP: origin), how many entries it has, and the root over them.

    `extensions` are further lines that somebody else's log may carry; ours has none. Raises ValueError for what could
    not be written so that it reads back.
    """

    log: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(len(line) > 0 and not CONTROL.search(line) for line in (self.log, *self.extensions)):
            raise ValueError(mark("a line of a checkpoint is empty or holds control characters"))
        if len(self.log.encode()) > _LONGEST_NAME:
            raise ValueError(mark("the name of the log is too long"))
        if not 0 <= self.size < _MOST_ENTRIES or len(self.root) != HASH:
            raise ValueError(mark("a checkpoint needs a number of entries and a root of 32 bytes"))

    def text(self) -> str:
        """The text that is signed (tlog-checkpoint, "Note text")."""
        return "\n".join([self.log, str(self.size), b64encode(self.root).decode(), *self.extensions]) + "\n"


def read_checkpoint(written: bytes, file: str = "checkpoint") -> tuple[tuple[Checkpoint, Note] | None, Finding | None]:
    """The checkpoint in a file and the note that carries it, or what is wrong. No signature is checked here."""
    note, found = read_note(written, file)
    if note is None:
        return None, found
    try:
        return (_checkpoint(note.text), note), None
    except ValueError as error:
        return None, fault("T02", file, fault=plainly(error))


def sign(checkpoint: Checkpoint, key: SigningKey, time: datetime) -> Signature:
    """The signature of a log or of a witness; ML-DSA-44 and cosignatures are dated by `time`, in whole seconds."""
    stamp = int(time.timestamp())
    body = key.sign(_message(checkpoint, key.verifier, stamp))
    if key.kind is not Kind.ED25519:
        body = stamp.to_bytes(_STAMP_BYTES, "big") + body
    return Signature(key.name, key.verifier.id, body)


def signed(checkpoint: Checkpoint, keys: Sequence[SigningKey], time: datetime) -> Note:
    """The checkpoint as a note signed by each of the keys."""
    return Note(checkpoint.text(), tuple(sign(checkpoint, key, time) for key in keys))


@dataclass(frozen=True, slots=True)
class Signed:
    """What a key's signature on a checkpoint says: that it holds, and when it was made if it is dated."""

    holds: bool
    time: datetime | None = None


def signature_of(key: VerifierKey, checkpoint: Checkpoint, note: Note) -> Signed | None:
    """What the key's signature on the note is worth; None where the key has not signed it.

    A second signature line of the same key makes the whole as bad as its worst.
    """
    own = [one for one in note.signatures if (one.name, one.id) == (key.name, key.id)]
    read = [_signed(key, checkpoint, one.body) for one in own]
    return next((one for one in read if not one.holds), read[-1]) if read else None


def _signed(key: VerifierKey, checkpoint: Checkpoint, body: bytes) -> Signed:
    if key.kind is Kind.ED25519:
        return Signed(key.verifies(body, _message(checkpoint, key, 0)))
    stamp = int.from_bytes(body[:_STAMP_BYTES], "big")
    if stamp > _LATEST or not key.verifies(body[_STAMP_BYTES:], _message(checkpoint, key, stamp)):
        return Signed(False)
    return Signed(True, datetime.fromtimestamp(stamp, UTC) if stamp else None)


def _message(checkpoint: Checkpoint, key: VerifierKey, stamp: int) -> bytes:
    text = checkpoint.text().encode()
    if key.kind is Kind.ED25519:
        return text
    if key.kind is Kind.COSIGNATURE:
        return f"cosignature/v1\ntime {stamp}\n".encode() + text
    # tlog-cosignature, "ML-DSA-44 signed message": the tree as the subtree from its first entry
    return b"".join(
        (
            b"subtree/v1\n\0",
            _counted(key.name),
            stamp.to_bytes(8, "big"),
            _counted(checkpoint.log),
            bytes(8),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def _counted(name: str) -> bytes:
    coded = name.encode()
    return bytes([len(coded)]) + coded


def _checkpoint(text: str) -> Checkpoint:
    lines = text.split("\n")[:-1]
    if len(lines) < 3:
        raise ValueError(mark("a checkpoint has three lines or more"))
    log, size, root, *extensions = lines
    if not _SIZE.fullmatch(size):
        raise ValueError(mark("its second line is no number of entries"))
    decoded = b64decode(root, validate=True)
    if b64encode(decoded).decode() != root:
        raise ValueError(mark("its third line is no root hash"))
    return Checkpoint(log, int(size), decoded, tuple(extensions))
