"""The files of keys: `keys/<body>.<generation>` in the home, read by its owner alone."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from palermo.access import KEY_BYTES
from palermo.office.home import open_home

FOLDER = "keys"  # no backup holds it


def digest_of(key: bytes) -> str:
    """What is known of a key wherever the key itself is not."""
    return sha256(b"palermo compartment key\n" + key).hexdigest()


def place(name: str) -> Path:
    """Where the key of this name (`labour.1`) lies, whether or not it is there."""
    return Path(settings.PALERMO_HOME) / FOLDER / name


def read(name: str, digest: str) -> bytes | None:
    """The key of this name; None where its file is gone, or holds another key."""
    try:
        key = bytes.fromhex(place(name).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return key if len(key) == KEY_BYTES and digest_of(key) == digest else None


def write(name: str, key: bytes) -> None:
    """Put a key in its place, down to the disk. Whoever calls has seen that no other key with that name is in use."""
    path = place(name)
    folder = open_home(path.parent)
    handle, draft = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{key.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)
    _settle(folder)


def remove(name: str) -> None:
    """Take a key away, down to the disk."""
    path = place(name)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        _settle(path.parent)


def _settle(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
