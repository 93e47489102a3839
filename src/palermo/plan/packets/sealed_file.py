"""A packet or an answer as a file: sealed, with what has to be known before it is opened.

```json
{"packet":"5f0c...","palermo":"packet answer","salt":"1b9e...","sealed":"AXN...","version":1}
```

Keys stand in their order, without spaces and without an end of line: of every content there is one file, and no byte of
it can be changed unnoticed. What is sealed is bound to the packet and to what it is, so nothing can be put elsewhere.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import Any

from palermo.core import Finding
from palermo.plan.packets.faults import fault

_VERSION = 1
_ANSWER = "packet answer"
_PACKET = "packet"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """`packet`: its id, in hex. `salt`: what the code is mixed with."""

    packet: str
    salt: bytes
    sealed: bytes
    answer: bool = True


def write_sealed(file: SealedFile) -> str:
    """The one text of it, all ASCII."""
    told = {
        "packet": file.packet,
        "palermo": _ANSWER if file.answer else _PACKET,
        "salt": file.salt.hex(),
        "sealed": b64encode(file.sealed).decode(),
        "version": _VERSION,
    }
    return json.dumps(told, separators=(",", ":"))


def read_sealed(content: bytes) -> tuple[SealedFile | None, tuple[Finding, ...]]:
    """An answer that came back, still sealed; None with one finding where it is none."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None, (fault("O01"),)
    if not isinstance(told, dict) or told.get("palermo") != _ANSWER:
        packet = isinstance(told, dict) and told.get("palermo") == _PACKET
        return None, (fault("O02" if packet else "O01"),)
    if told.get("version") != _VERSION:
        return None, (fault("O03", version=str(told.get("version"))[:20]),)
    file = _file(told)
    if file is None or write_sealed(file).encode() != content:
        return None, (fault("O04"),)
    return file, ()


def _file(told: dict[str, Any]) -> SealedFile | None:
    try:
        return SealedFile(
            str(told["packet"]), bytes.fromhex(told["salt"]), b64decode(told["sealed"].encode("ascii"), validate=True)
        )
    except (KeyError, TypeError, ValueError, AttributeError, NotBase64):
        return None
