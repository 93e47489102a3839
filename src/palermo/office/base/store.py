"""Files kept by their own digest: the same bytes are kept once, and no stored file ever changes."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def place(sha256: str) -> Path:
    """Where a file with this digest lies, whether or not it is there."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 digest")
    return Path(settings.PALERMO_HOME) / "files" / sha256[:2] / sha256[2:]


def keep(content: bytes) -> str:
    """Store bytes and return their digest. Safe against a crash half-way and against two writers at once."""
    sha256 = digest(content)
    path = place(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:  # a full disk, which half a file would make fuller
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256


def fetch(sha256: str) -> bytes:
    """The bytes with this digest; OSError when they are lost or no longer what they were."""
    content = place(sha256).read_bytes()
    if digest(content) != sha256:
        raise OSError(f"the stored file {sha256} is damaged")
    return content


def remove(sha256: str) -> None:
    """Remove the bytes with this digest. Whoever calls has made sure, under the write lock, that no row needs them."""
    path = place(sha256)
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # the folder holds other files
        path.parent.rmdir()
