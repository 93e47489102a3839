"""The JSON Schema of a progress file, made from the table that reads and writes it."""

from typing import Any

from palermo.plan.progress.shapes import SHAPES, Holds, Key, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORD = {"type": ["string", "number"]}
_DAY = {"type": "string", "format": "date"}
_FORMS: dict[Holds, dict[str, Any]] = {
    Holds.WORDS: _WORD,
    Holds.SEVERAL: {"type": "array", "items": _WORD},
    Holds.DAY: _DAY,
    Holds.NUMBER: {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}]},
    Holds.FLAG: {"type": "boolean"},
    Holds.DIGEST: {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
}


def progress_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of our YAML and JSON of progress."""
    levels = {"type": "array", "items": {"type": "string"}, "minItems": 3, "uniqueItems": True}
    return {
        "$schema": DIALECT,
        "title": "palermo progress",
        "description": "What became of the activities of a plan: acceptance, reports, proof, changes.",
        "type": "object",
        "required": ["progress"],
        "additionalProperties": False,
        "properties": {
            "progress": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "plan": {**_WORD, "description": "Id of the plan."},
                    "levels": {**levels, "description": "The levels of the reports, the one that writes first."},
                    "cycle": _of("cycle"),
                    "places": {
                        "type": "object",
                        "additionalProperties": {"type": ["string", "null"]},
                        "description": "Each place with the one above it; null right below the whole.",
                    },
                },
            },
            "activities": {"type": "array", "items": _of("activity")},
        },
        "$defs": {shape.name: _entry(shape) for shape in SHAPES},
    }


def _entry(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "description": shape.about,
        "additionalProperties": False,
        "required": [key.key for key in shape.keys if key.needed],
        "properties": {key.key: {**_form(key), "description": key.about} for key in shape.keys},
    }


def _form(key: Key) -> dict[str, Any]:
    if key.of is not None:
        return {"type": "array", "items": _of(key.of.name)} if key.holds is Holds.ENTRIES else _of(key.of.name)
    if key.holds is Holds.CHOICE:
        return {"enum": list(key.choices)}
    if key.holds in (Holds.WHOLE, Holds.WHOLES):
        number = {"type": "integer", "minimum": key.least, "maximum": key.most}
        one = {"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}]}
        return one if key.holds is Holds.WHOLE else {"anyOf": [one, {"type": "array", "items": one}]}
    return _FORMS[key.holds]


def _of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
