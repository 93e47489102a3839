"""Open the office that a verb works in."""

import os
from pathlib import Path
from typing import Annotated

import typer

from palermo.core import Message, UserError, mark

Home = Annotated[
    Path, typer.Option(envvar="PALERMO_HOME", help="Folder that the office keeps its database and files in.")
]
HERE = Path("var")
MISSING = mark("The office is not installed. Install it with: pip install 'palermo[office]'")


def open_office(home: Path) -> None:
    """Set Django up on the office in `home`. Raises UserError where there is none."""
    from palermo.office.database import FILE

    if not (os.environ.get("PALERMO_DATABASE") or (home / FILE).is_file()):
        text = mark("There is no office in {home}. Name its folder with --home or PALERMO_HOME.")
        raise UserError(Message(text, {"home": home}))
    set_up(home)
    from django.db import OperationalError, connection

    try:
        tables = connection.introspection.table_names()
    except OperationalError:
        return  # palermo check says it better
    if "django_migrations" not in tables:
        raise UserError(Message(mark("The database holds no office yet. Start one with: palermo serve")))


def set_up(home: Path) -> None:
    """Set Django up on a folder, whether or not an office is in it yet."""
    os.environ["PALERMO_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.office.settings")
    try:
        import django
    except ModuleNotFoundError as error:
        raise UserError(Message(MISSING)) from error
    django.setup()
