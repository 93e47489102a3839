"""An empty office's database, made once by `migrate` and copied for each test that needs an office of its own."""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]  # `tests.source` loads pytest, which programs do without
SHELF = ROOT / ".pytest_cache" / "offices"


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
    ready = SHELF / f"{_of_this_code()}.sqlite3"
    if ready.exists():
        shutil.copy(ready, home)
        return
    call_command("migrate", verbosity=0)
    SHELF.mkdir(parents=True, exist_ok=True)
    draft = SHELF / f".{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    draft.replace(ready)  # whole or not at all, whoever else makes one
    for old in set(SHELF.glob("*.sqlite3")) - {ready}:
        old.unlink(missing_ok=True)


@cache
def _of_this_code() -> str:
    """A digest of all that could have a word in what `migrate` does."""
    files = [ROOT / "requirements" / "test.txt", *sorted((ROOT / "src" / "palermo" / "office").rglob("*.py"))]
    told = hashlib.sha256()
    for file in files:
        told.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()[:32]
