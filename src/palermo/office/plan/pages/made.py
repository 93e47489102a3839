"""Exports are slow to make, so each is made once and lies in the office's folder like a chart; it may be removed."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

import palermo.plan
from palermo import __version__
from palermo.core import Message
from palermo.office.plan.models import Version
from palermo.office.plan.stored import message_from_json, message_to_json

NOTHING = Message("")


class Made(NamedTuple):
    """Bytes, and what a person should know of how they were made."""

    content: bytes
    note: Message = NOTHING


def kept_made(version: Version, kind: str, make: Callable[[], Made]) -> Made:
    """What was made of this version before, else what `make` makes now."""
    path = _place(version, kind)
    try:
        note, _line, content = path.read_bytes().partition(b"\n")
        return Made(content, message_from_json(json.loads(note)))
    except FileNotFoundError:
        made = make()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(json.dumps(message_to_json(made.note)).encode() + b"\n" + made.content)
    Path(temporary).replace(path)  # whole or not at all, whoever else is writing it
    return made


def _place(version: Version, kind: str) -> Path:
    rests_on = (version.content_sha256, version.file_sha256, version.file_name, version.mapping, kind, _writers())
    key = hashlib.sha256(json.dumps(rests_on, sort_keys=True).encode()).hexdigest()
    return Path(settings.PALERMO_HOME) / "exports" / key


@lru_cache(maxsize=1)
def _writers() -> str:
    """The code that writes files: another release may write them otherwise."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(str(palermo.plan.__file__)).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
