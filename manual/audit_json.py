"""`docs/reference/audit-json.md` and `audit.schema.json`: what `palermo plan audit --format json` prints."""

import json
from collections.abc import Iterator
from typing import Any

from manual.tables import page, table
from palermo.plan import contract_schema

INTRO = """\
`palermo plan audit --format json` prints a list with one object a plan. Other programs depend on it: names are never
changed or taken away within a major version, and new ones may be added.

The same as JSON Schema: [audit.schema.json](audit.schema.json) (`palermo plan schema --of audit` prints it). What is
wrong with a file itself has no place here; it is told on the error stream."""


def audit_json_page() -> str:
    """The page."""
    schema = contract_schema()
    item = schema["items"] if schema.get("type") == "array" else schema
    return page("The audit as JSON", INTRO, table(("Name", "Holds", "Meaning"), rows_of(item, schema, "")))


def audit_schema() -> str:
    """The JSON Schema as text."""
    return json.dumps(contract_schema(), indent=2, ensure_ascii=False) + "\n"


def rows_of(shape: dict[str, Any], root: dict[str, Any], above: str) -> Iterator[tuple[str, str, str]]:
    """One row for each name of a JSON Schema: its path, what it holds, what it means."""
    for name, told in shape.get("properties", {}).items():
        part = _followed(told, root)
        yield f"`{above}{name}`", _holds(part, root), told.get("description", part.get("description", ""))
        if "properties" in part:
            yield from rows_of(part, root, f"{above}{name}.")
        elif "items" in part:
            yield from rows_of(_followed(part["items"], root), root, f"{above}{name}[].")


def _followed(shape: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in shape:
        return shape
    found: Any = root
    for step in shape["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _holds(shape: dict[str, Any], root: dict[str, Any]) -> str:
    if choices := shape.get("enum"):
        return " or ".join(f"`{choice}`" for choice in choices)
    kind = shape.get("type", "")
    if kind == "array" and "items" in shape:
        return f"list of {_holds(_followed(shape['items'], root), root)}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
