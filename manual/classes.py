"""`docs/reference/data-classes.md`: how closely each field of each table is held."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from manual.tables import page, table

LISTED = Path(__file__).with_name("classes.yaml")
INTRO = """\
Every field of every table of an office, by how closely it is held. What pages show of it is for the [table of
rights](permissions.md) to say; a test fails for a field that stands nowhere here.

Tables of Django and of the sign-in that an office leaves empty, of mail addresses say, are listed too."""


def classes_page() -> str:
    """The page."""
    listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    parts = [f"## {name.capitalize()}\n\n{told['about']}\n\n{_table(told['fields'])}" for name, told in listed.items()]
    return page("Classes of data", INTRO, "\n\n".join(part.strip() for part in parts))


def classified() -> Iterator[tuple[str, str]]:
    """Each field (`app.model.field`) with its class."""
    for name, told in yaml.safe_load(LISTED.read_text(encoding="utf-8")).items():
        for model, fields in told["fields"].items():
            yield from ((f"{model}.{field}", name) for field in fields.split())


def _table(fields: dict[str, str]) -> str:
    return table(("Table", "Fields"), [(f"`{model}`", f"`{'`, `'.join(of.split())}`") for model, of in fields.items()])
