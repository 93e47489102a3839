"""The JSON Schema of a progress file, made from the table that reads and writes it."""

from typing import Any

from palermo.plan.json_schema import DIALECT, exactly, listed
from palermo.plan.progress.shapes import SHAPES, Holds, Key, Shape
from palermo.plan.progress.states import LOWEST_LADDER

_WORD = {"type": ["string", "number"]}
_FORMS: dict[Holds, dict[str, Any]] = {
    Holds.WORDS: _WORD,
    Holds.LEVELS: listed(_WORD) | {"minItems": LOWEST_LADDER, "uniqueItems": True},
    Holds.PLACES: {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
    Holds.DAY: {"type": "string", "format": "date"},
    Holds.NUMBER: {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}]},
    Holds.FLAG: {"type": "boolean"},
    Holds.DIGEST: {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
}


def progress_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of our YAML and JSON of progress."""
    return {
        "$schema": DIALECT,
        "title": "palermo progress",
        "description": "What became of the activities of a plan: acceptance, reports, proof, changes.",
        **exactly(progress=_of("progress"), activities=listed(_of("activity"))),
        "required": ["progress"],
        "$defs": {shape.name: _entry(shape) for shape in SHAPES},
    }


def _entry(shape: Shape) -> dict[str, Any]:
    return {
        **exactly(**{key.key: {**_form(key), "description": key.about} for key in shape.keys}),
        "description": shape.about,
        "required": [key.key for key in shape.keys if key.needed],
    }


def _form(key: Key) -> dict[str, Any]:
    if key.of is not None:
        return listed(_of(key.of.name)) if key.holds is Holds.ENTRIES else _of(key.of.name)
    if key.holds is Holds.CHOICE:
        return {"enum": list(map(str, key.choices))}
    if key.holds in (Holds.WHOLE, Holds.WHOLES):
        number = {"type": "integer", "minimum": key.least, "maximum": key.most}
        one = {"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}]}
        return one if key.holds is Holds.WHOLE else {"anyOf": [one, listed(one)]}
    return _FORMS[key.holds]


def _of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
