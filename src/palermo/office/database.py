"""Which database an office stands on: its own SQLite file, or the PostgreSQL that `PALERMO_DATABASE` names."""

import os
from pathlib import Path
from typing import Any

FILE = "palermo.sqlite3"  # in an office's home

# IMMEDIATE takes the write lock at the start, so a writer waits instead of failing half-way. FULL writes each commit
# through to the disk: an entry that was acknowledged, and perhaps signed for, must outlive a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(home: Path) -> dict[str, Any]:
    """The settings of the database, as Django wants them."""
    address = os.environ.get("PALERMO_DATABASE", "")
    return postgres(address) if address else _sqlite(home)


def _sqlite(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / FILE,
        "CONN_MAX_AGE": None,
        "OPTIONS": SQLITE_OPTIONS,
    }


def postgres(address: str) -> dict[str, Any]:
    """The settings by an address as PostgreSQL's own programs take it.

    That is `postgresql://name:password@host/base`, or `host=... dbname=...`.
    """
    from psycopg.conninfo import conninfo_to_dict

    told = {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{setting: told.pop(name, "") for setting, name in named.items()},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": told,
    }
