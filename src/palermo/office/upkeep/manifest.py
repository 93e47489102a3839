"""What a backup says of itself: when it was made, of which log, how far the log went, and the digest of every file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

NAME = "manifest.json"
FORM = 1  # of the backup; a reader that knows another refuses


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` maps each path in the backup to its SHA-256; `database` is the kind that the snapshot is of."""

    palermo: str
    made_at: str
    database: str
    snapshot: str
    log: str
    entries: int
    files: Mapping[str, str]
    form: int = FORM


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    return json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes. Raises ValueError where there is none of a form that this version knows."""
    told: Any = json.loads(content)
    if not isinstance(told, dict) or told.get("form") != FORM or set(told) != set(Manifest.__slots__):
        raise ValueError("no manifest of a known form")
    return Manifest(**told)
