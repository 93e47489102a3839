"""The database as one file, taken while others write, and put back."""

import os
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from palermo.core import Message, UserError, mark
from palermo.office.database import FILE, postgres

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = {SQLITE: FILE, POSTGRESQL: "palermo.dump"}


def snapshot(into: Path) -> str:
    """Write the database into the folder `into` as it is at one moment; the kind of database it is of."""
    kind = connection.vendor
    if kind == SQLITE:
        _copy(Path(str(connection.settings_dict["NAME"])), into / NAMES[SQLITE])
    else:
        target = f"--file={into / NAMES[POSTGRESQL]}"
        _run(_reader(), "pg_dump", "--format=custom", "--no-owner", "--no-privileges", target)
    return kind


def put_back(kind: str, taken: Path, home: Path) -> None:
    """Make the database of `home` what was taken. Raises UserError where PALERMO_DATABASE holds something already."""
    if kind != connection.vendor:
        text = mark("The backup is of {kind}, and this office is set up for {other}. Set or unset PALERMO_DATABASE.")
        raise UserError(Message(text, {"kind": kind, "other": connection.vendor}))
    if kind == SQLITE:
        taken.replace(home / NAMES[SQLITE])
    elif connection.introspection.table_names():
        text = mark("The database {name} holds something already. Name an empty one in PALERMO_DATABASE.")
        raise UserError(Message(text, {"name": _base()}))
    else:
        ours = ("--no-owner", "--no-privileges")  # the roles of this server, as deploy/roles.sql made them
        whole = ("--exit-on-error", "--single-transaction")
        _run(connection.settings_dict, "pg_restore", *ours, *whole, f"--dbname={_base()}", str(taken))


def _copy(source: Path, target: Path) -> None:
    """By SQLite's own backup, page for page, while the office goes on."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, without its companions


def _base() -> str:
    return str(connection.settings_dict["NAME"])


def _reader() -> Mapping[str, Any]:
    """As whom the whole database is read: row-level security shows the office's own role only a part."""
    told = connection.settings_dict
    address = settings.PALERMO_DATABASE_BACKUP
    named = postgres(address) if address else {}
    if named.get("NAME") not in (None, "", told["NAME"]):
        text = mark("PALERMO_DATABASE_BACKUP names the database {other}, and the office's is {name}.")
        raise UserError(Message(text, {"other": named["NAME"], "name": told["NAME"]}))
    return {**told, **{name: value for name, value in named.items() if value}}


def _run(told: Mapping[str, Any], program: str, *arguments: str) -> None:
    names = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"]}
    names |= {"PGPASSWORD": told["PASSWORD"], "PGDATABASE": told["NAME"]}
    surroundings = os.environ | {name: str(value) for name, value in names.items() if value}
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell
            [program, *arguments], env=surroundings, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        text = mark("{program} is missing. On Debian: apt install postgresql-client")
        raise UserError(Message(text, {"program": program})) from None
    if done.returncode:
        text = mark("{program} did not finish: {why}")
        raise UserError(Message(text, {"program": program, "why": done.stderr.strip().partition("\n")[0]}))
