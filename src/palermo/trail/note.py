"""Signed notes (C2SP signed-note): a text, a blank line, and one line a signature."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace

from palermo.core import Finding, mark
from palermo.trail.faults import fault, plainly

DASH = "\N{EM DASH} "
MOST_BYTES = 1_000_000
MOST_SIGNATURES = 100
CONTROL = re.compile(r"[\x00-\x1f]")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name and id of a key, and the bytes that the key made."""

    name: str
    id: bytes
    body: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {b64encode(self.id + self.body).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and its signatures. `str` gives the note as it is published."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        """The note with further signatures; one of a key that has signed already takes the place of the older."""
        kept = {(one.name, one.id): one for one in (*self.signatures, *more)}
        return replace(self, signatures=tuple(kept.values()))

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))


def read_note(written: bytes, file: str = "note") -> tuple[Note | None, Finding | None]:
    """The note in a file, or what is wrong with it (signed-note, "Format")."""
    try:
        return _note(written), None
    except ValueError as error:
        return None, fault("T02", file, fault=plainly(error))


def read_signatures(written: bytes, file: str = "cosignature") -> tuple[tuple[Signature, ...], Finding | None]:
    """The signature lines of a file that holds nothing else, as a witness hands them over (tlog-witness)."""
    try:
        return _signatures(_text(written)), None
    except ValueError as error:
        return (), fault("T02", file, fault=plainly(error))


def _note(written: bytes) -> Note:
    text = _text(written)
    split = text.rfind("\n\n")
    if split < 0:
        raise ValueError(mark("no blank line stands before signatures"))
    signatures = _signatures(text[split + 2 :])
    if not signatures:
        raise ValueError(mark("it holds no signature"))
    return Note(text[: split + 1], signatures)


def _text(written: bytes) -> str:
    if len(written) > MOST_BYTES:
        raise ValueError(mark("it is longer than a note can be"))
    text = written.decode()
    if CONTROL.search(text.replace("\n", "")):
        raise ValueError(mark("it holds control characters"))
    return text


def _signatures(text: str) -> tuple[Signature, ...]:
    if text and not text.endswith("\n"):
        raise ValueError(mark("its last line does not end"))
    lines = text.split("\n")[:-1]
    if len(lines) > MOST_SIGNATURES:
        raise ValueError(mark("it holds more signatures than anybody needs"))
    return tuple(map(_signature, lines))


def _signature(line: str) -> Signature:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(mark("a line is no signature line"))
    signed = b64decode(found[2], validate=True)
    if len(signed) < 5:
        raise ValueError(mark("a signature is too short"))
    return Signature(found[1], signed[:4], signed[4:])
