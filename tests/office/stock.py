"""An empty office's database, made once by `migrate` and copied for each test that needs an office of its own.

On PostgreSQL the copy is a dump, put back as `palermo restore` does.
"""

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[2]  # `tests.source` loads pytest, which programs do without
SHELF = ROOT / ".pytest_cache" / "offices"
TEMPLATE = "stock"  # the name of the same on PostgreSQL, for as long as the server runs


def make_tables() -> None:
    """Bring the tables of the office that Django is set up on into being: seconds of work, but for the first copy.

    Where an office is there already, it is the command that does so.
    """
    from django.core.management import call_command
    from django.db import connection

    there = Path(connection.settings_dict["NAME"]).exists
    if there() if connection.vendor == "sqlite" else connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        return
    with _one_at_a_time():
        _make(connection)


def _make(connection: "BaseDatabaseWrapper") -> None:
    from django.core.management import call_command

    from palermo.office.upkeep.snapshot import POSTGRESQL, put_back

    ready = _ready(connection)
    if not ready.exists():
        call_command("migrate", verbosity=0)
        _keep(connection)
    elif connection.vendor == "sqlite":
        shutil.copy(ready, connection.settings_dict["NAME"])
    else:
        put_back(POSTGRESQL, ready, ready.parent)


def fill_memory(connection: "BaseDatabaseWrapper", migrate: Callable[[], object]) -> None:
    """The same for an SQLite database that lies nowhere but in memory; the first of all is made by `migrate`."""
    with _one_at_a_time():
        if not _ready(connection).exists():
            migrate()
            _keep(connection)
            return
    connection.ensure_connection()
    with closing(sqlite3.connect(_ready(connection))) as kept:
        kept.backup(connection.connection)


def make_template(connection: "BaseDatabaseWrapper") -> str:
    """The name of the database on this PostgreSQL server of which others are copies."""
    draft, named = f"{TEMPLATE}_draft", connection.settings_dict["NAME"]
    with _one_at_a_time():
        with connection._nodb_cursor() as server:
            server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
            if server.fetchone():
                return TEMPLATE
            server.execute(f"CREATE DATABASE {draft}")
        connection.close()
        connection.settings_dict["NAME"] = draft
        _make(connection)
        connection.close()
        connection.settings_dict["NAME"] = named
        with connection._nodb_cursor() as server:
            server.execute(f"ALTER DATABASE {draft} RENAME TO {TEMPLATE}")
    return TEMPLATE


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Who comes second finds what the first one made."""
    SHELF.mkdir(parents=True, exist_ok=True)
    with (SHELF / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _ready(connection: "BaseDatabaseWrapper") -> Path:
    return SHELF / f"{_of_this_code()}.{connection.vendor}"


def _keep(connection: "BaseDatabaseWrapper") -> None:
    from palermo.office.upkeep.snapshot import NAMES, snapshot

    with tempfile.TemporaryDirectory(dir=SHELF) as place:
        draft = Path(place) / NAMES[connection.vendor]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:  # it may lie in memory
                cursor.execute("VACUUM INTO %s", [str(draft)])
        else:
            snapshot(draft.parent)
        draft.replace(_ready(connection))  # whole or not at all
    for old in set(SHELF.glob(f"*.{connection.vendor}")) - {_ready(connection)}:
        old.unlink(missing_ok=True)


@cache
def _of_this_code() -> str:
    """A digest of all that could have a word in what `migrate` does."""
    files = [ROOT / "requirements" / "test.txt", *sorted((ROOT / "src" / "palermo" / "office").rglob("*.py"))]
    told = hashlib.sha256()
    for file in files:
        told.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()[:32]
