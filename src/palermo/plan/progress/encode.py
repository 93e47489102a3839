"""From progress to a tree of plain values; what reads it gives equal progress back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from palermo.plan.progress.model import Progress
from palermo.plan.progress.shapes import CYCLE, WORK, Shape


def progress_to_tree(progress: Progress) -> dict[str, Any]:
    """The form behind YAML and JSON; keys that say nothing are left out."""
    head: dict[str, Any] = {"plan": progress.plan, "levels": list(progress.ladder)}
    if progress.cycle is not None:
        head["cycle"] = _entry(progress.cycle, CYCLE)
    if progress.places:
        head["places"] = {name: above or None for name, above in progress.places.items()}
    return {"progress": head, "activities": [_entry(work, WORK) for work in progress.activities.values()]}


def _entry(of: Any, shape: Shape) -> dict[str, Any]:
    needed = {key.field for key in shape.keys if key.needed}
    told: Mapping[str, Any] = {each.name: getattr(of, each.name) for each in fields(of)}
    written = {}
    for key in shape.keys:
        value = told[key.field]
        if key.field in needed or not (value is None or value is False or value in ("", ())):
            written[key.key] = _value(value, key.of)
    return written


def _value(value: Any, of: Shape | None) -> Any:
    if of is not None:
        return [_entry(part, of) for part in value] if isinstance(value, tuple) else _entry(value, of)
    match value:
        case bool():
            return value
        case StrEnum() | Decimal() | date() | int():
            return str(value)
        case tuple():
            return [_value(part, None) for part in value]
    return value
