"""An empty office's database, made once by `migrate` and copied for each test that needs an office of its own."""

import hashlib
import os
import shutil
import sqlite3
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

    On PostgreSQL, and where an office is there already, it is the command that does so.
    """
    from django.core.management import call_command
    from django.db import connection

    home = Path(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or home.exists():
        call_command("migrate", verbosity=0)
        return
    with _one_at_a_time():
        if not _ready().exists():
            call_command("migrate", verbosity=0)
            _keep(connection)
            return
    shutil.copy(_ready(), home)


def fill_memory(connection: "BaseDatabaseWrapper", migrate: Callable[[], object]) -> None:
    """The same for an SQLite database that lies nowhere but in memory; the first of all is made by `migrate`."""
    with _one_at_a_time():
        if not _ready().exists():
            migrate()
            _keep(connection)
            return
    connection.ensure_connection()
    with closing(sqlite3.connect(_ready())) as kept:
        kept.backup(connection.connection)


def make_template(connection: "BaseDatabaseWrapper") -> str:
    """The name of the database on this PostgreSQL server of which others are copies."""
    from django.core.management import call_command

    draft, named = f"{TEMPLATE}_draft", connection.settings_dict["NAME"]
    with _one_at_a_time():
        with connection._nodb_cursor() as server:
            server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
            if server.fetchone():
                return TEMPLATE
            server.execute(f"CREATE DATABASE {draft}")
        connection.close()
        connection.settings_dict["NAME"] = draft
        call_command("migrate", verbosity=0)
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


def _ready() -> Path:
    return SHELF / f"{_of_this_code()}.sqlite3"


def _keep(connection: "BaseDatabaseWrapper") -> None:
    draft = SHELF / f".{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.replace(_ready())  # whole or not at all
    for old in set(SHELF.glob("*.sqlite3")) - {_ready()}:
        old.unlink(missing_ok=True)


@cache
def _of_this_code() -> str:
    """A digest of all that could have a word in what `migrate` does."""
    files = [ROOT / "requirements" / "test.txt", *sorted((ROOT / "src" / "palermo" / "office").rglob("*.py"))]
    told = hashlib.sha256()
    for file in files:
        told.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()[:32]
