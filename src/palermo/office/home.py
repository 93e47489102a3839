"""The one folder an office keeps its things in: database, files, charts, secret key."""

import os
import secrets
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
    path = open_home(home) / "secret-key"
    try:
        # O_EXCL: of two processes starting together exactly one writes the key, the other reads it
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
