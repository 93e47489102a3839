"""From progress to a tree of plain values; what reads it gives equal progress back."""

from collections.abc import Mapping
from typing import Any

from palermo.plan.progress.model import Progress
from palermo.plan.progress.shapes import HEAD, WORK, Shape


def progress_to_tree(progress: Progress) -> dict[str, Any]:
    """The form behind YAML and JSON; keys that say nothing are left out."""
    works = [_entry(work, WORK) for work in progress.activities.values()]
    return {"progress": _entry(progress, HEAD), "activities": works}


def _entry(of: Any, shape: Shape) -> dict[str, Any]:
    told = ((key, getattr(of, key.field)) for key in shape.keys)
    return {key.key: _value(value, key.of) for key, value in told if key.needed or not _nothing(value)}


def _nothing(value: Any) -> bool:
    return value is False or value in (None, "", (), {})  # of a figure, 0 says something


def _value(value: Any, of: Shape | None) -> Any:
    if of is not None:
        return [_entry(part, of) for part in value] if isinstance(value, tuple) else _entry(value, of)
    match value:
        case bool():
            return value
        case tuple():
            return [_value(part, None) for part in value]
        case Mapping():
            return {name: words or None for name, words in value.items()}
    return str(value)
