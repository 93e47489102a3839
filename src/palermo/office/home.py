"""The one folder an office keeps its things in: database, files, charts, secret key."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def home_from_environment() -> Path:
    """`PALERMO_HOME`, else `var` in the current folder, as an absolute path. Nothing is created."""
    return Path(os.environ.get("PALERMO_HOME", "var")).resolve()


def open_home(home: Path) -> Path:
    """The folder, created for its owner alone when it is new."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


def secret_key(home: Path) -> str:
    """The signing key of this office: made once, readable by its owner alone, never an argument or a setting."""
    return kept_secret(home, "secret-key", lambda: secrets.token_urlsafe(64))


def kept_secret(home: Path, name: str, make: Callable[[], str]) -> str:
    """A secret of this office by the name of its file: made when it is first asked for, readable by its owner alone."""
    path = open_home(home) / name
    if not path.exists():
        # written whole before it gets its name: of two processes starting together the first to link it wins, and
        # neither can read a half-written secret
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
