"""The public tables that are shipped: each with what it is, where it was taken from, and how sure that is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from palermo.core import DataError, Message, UserError, mark
from palermo.prevalence.reading import Histories, read_lists


@dataclass(frozen=True, slots=True)
class PublicTable:
    """One table. `mark` says what is not certain of it; empty where it was taken from the source as it stands."""

    name: str
    what: str
    source: str
    mark: str = ""
    strata: tuple[str, ...] = ()


@cache
def public_tables() -> Mapping[str, PublicTable]:
    """All of them, by name."""
    told = json.loads(_file("tables.json"))
    tables = (
        PublicTable(name, row["what"], row["source"], row.get("mark", ""), tuple(row.get("strata", ())))
        for name, row in told.items()
    )
    return MappingProxyType({table.name: table for table in tables})


def public_lists(name: str, *, strata: tuple[str, ...] | None = None) -> Histories:
    """The people of a public table, by groups where it has them. Raises UserError for a name that there is not."""
    if name not in public_tables():
        text = mark("No table called '{name}' is shipped. There are: {names}.")
        raise UserError(Message(text, {"name": name, "names": ", ".join(public_tables())}))
    by = public_tables()[name].strata if strata is None else strata
    found, findings = read_lists(_file(f"{name}.csv").encode(), f"{name}.csv", strata=by)
    if found is None:
        raise DataError(findings)
    return found


def _file(name: str) -> str:
    return resources.files("palermo.prevalence").joinpath("shipped", name).read_text(encoding="utf-8")
