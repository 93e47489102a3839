"""The files of keys: `keys/<body>.<generation>` in the home, read by its owner alone."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from palermo.access import KEY_BYTES
from palermo.core import Message, UserError, mark
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
    """Put a key in its place, down to the disk. Whoever calls has seen that no other key with that name is in use.

    Raises UserError where it cannot be written; nothing is left of it then.
    """
    path = place(name)
    try:
        draft = _draft(open_home(path.parent), f"{key.hex()}\n")
        draft.replace(path)
        _settle(path.parent)
    except OSError as error:
        text = mark("The key was not written to {path}: {why}. Nothing was changed.")
        raise UserError(Message(text, {"path": path, "why": error.strerror or ""})) from error


def remove(name: str) -> None:
    """Take a key away, down to the disk. Raises UserError where it stays."""
    path = place(name)
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            _settle(path.parent)
    except OSError as error:
        text = mark("The key {path} is no longer in use and could not be removed: {why}. Remove the file by hand.")
        raise UserError(Message(text, {"path": path, "why": error.strerror or ""})) from error


def _draft(folder: Path, text: str) -> Path:
    handle, draft = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(draft).unlink()
        raise
    return Path(draft)


def _settle(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
