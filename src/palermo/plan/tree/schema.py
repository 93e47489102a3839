"""The JSON Schema of a plan file, made from the same table that reads and writes it."""

from typing import Any

from palermo.plan.json_schema import DIALECT
from palermo.plan.model import Basis
from palermo.plan.tree.fields import CHILD, NODES, NOT_RETRIEVED, PLAN, WITH_ID, Field, Kind

WORD = {"type": ["string", "number"]}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of our YAML and JSON. Keys it does not name are kept as notes, so they are allowed."""
    definitions = {name: _node(name, fields) for name, fields in NODES.items()}
    definitions |= {
        "date": _date(),
        "money": _money(),
        "generation": {"type": "object", "description": "One plan of a line known only from reports."},
    }
    return {
        "$schema": DIALECT,
        "title": "palermo plan",
        "description": (
            "A plan: goals, objectives, activities, steps, indicators. null is blank in the source; "
            f"{NOT_RETRIEVED} is a cell nobody could read."
        ),
        "type": "object",
        "required": ["meta"],
        "anyOf": [{"required": ["goals"]}, {"required": ["generations"]}],
        "properties": {
            "meta": _meta(),
            "agencies": _pairs("Short names of bodies and their full names."),
            "goals": _cell({"type": "array", "items": {"$ref": "#/$defs/goal"}}, "The goals of the plan."),
            "generations": {"type": "array", "items": {"$ref": "#/$defs/generation"}},
        },
        "$defs": definitions,
    }


def _meta() -> dict[str, Any]:
    told = {field.key: _field(field) for field in PLAN}
    period = {key: told.pop(key) for key in ("start", "end")}
    words = {"type": ["string", "null"]}
    return {
        "type": "object",
        "properties": {
            "id": {**words, "description": "Short stable name of the plan."},
            "title": words,
            "country": {**words, "description": "ISO 3166 alpha-2."},
            "issued_by": words,
            "language_of_source": words,
            "basis": {"enum": [*map(str, Basis), None], "description": "press: reports of a plan; never scored."},
            "partly_read": {"type": "boolean", "description": "The source holds more than was read."},
            "fiscal_year": {
                "type": "object",
                "properties": {
                    "starts": {**WORD, "description": "Month, 1 to 12."},
                    "named_by": {"enum": ["start", "end"]},
                },
            },
            "period": {"type": "object", "properties": period},
            **told,
            "budget_calendar": _pairs("Body and the last day (MM-DD) of its budget round."),
            "source": {"type": "array", "items": {"type": "object", "properties": {"what": words, "url": words}}},
        },
    }


def _pairs(about: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": {"type": "string"}, "description": about}


def _node(name: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if name in WITH_ID:
        properties |= {
            "id": {**WORD, "description": "Unique within its level."},
            "code": _cell(WORD, "The code in the source, where it differs from the id."),
        }
    properties |= {field.key: _field(field) for field in fields}
    for field in fields:
        properties |= dict.fromkeys(field.aliases, properties[field.key])
    properties["truncated"] = {"type": "boolean", "description": "The end of the text was cut off where it was read."}
    if name == "activity":
        properties["also_in"] = {"type": "array", "items": {"type": "string"}, "description": "Plans that share it."}
    if name == "goal":
        properties["aims"] = {"type": "array", "items": {"type": "string"}}
    if name in ("goal", "objective"):
        properties["implicit"] = {"type": "boolean", "description": "The source has no such level here."}
    entry: dict[str, Any] = {"type": "object", "properties": properties}
    return {"anyOf": [entry, WORD]} if name in ("step", "cost", "indicator") else entry


def _field(field: Field) -> dict[str, Any]:
    match field.kind:
        case Kind.WORDS:
            shape: dict[str, Any] = WORD
        case Kind.SEVERAL:
            shape = {"anyOf": [WORD, {"type": "array", "items": WORD}]}
        case Kind.DATE | Kind.MONEY:
            shape = {"$ref": f"#/$defs/{field.kind}"}
        case _:
            child = {"$ref": f"#/$defs/{CHILD[field.kind]}"}
            shape = {"anyOf": [{"type": "array", "items": child}, child]}
    return _cell(shape, field.about)


def _cell(shape: dict[str, Any], about: str) -> dict[str, Any]:
    """A cell: the value itself, blank, unread, or an entry that tells more."""
    more = {
        "type": "object",
        "required": ["value"],
        "properties": {
            "value": shape,
            "raw": {"type": "string", "description": "The words as written, where they differ."},
            "truncated": {"type": "boolean"},
            "inherited": {"type": "boolean", "description": "From the level above; never counts as its own."},
        },
    }
    lone = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False}
    absent = {**lone, "properties": {"blank": WORD, "unread": WORD}}
    return {"description": about, "anyOf": [{"type": "null"}, {"const": NOT_RETRIEVED}, shape, more, absent]}


def _date() -> dict[str, Any]:
    days = {"type": "array", "items": {"type": "string", "format": "date"}}
    spelled = {
        "type": "object",
        "required": ["raw"],
        "properties": {
            "raw": {"type": "string"},
            "precision": {"type": "string"},
            "first": {"type": "string", "format": "date"},
            "last": {"type": "string", "format": "date"},
            "points": days,
            "partial": days,
            "ongoing": {"type": "boolean"},
        },
    }
    return {"anyOf": [WORD, spelled], "description": "In words, e.g. 2025, Q3 2024, 30 June 2024, ongoing."}


def _money() -> dict[str, Any]:
    spelled = {
        "type": "object",
        "properties": {
            "raw": {"type": "string"},
            "amount": WORD,
            "upper": WORD,
            "currency": {"type": ["string", "null"]},
            "none_needed": {"type": "boolean"},
        },
    }
    return {"anyOf": [WORD, spelled], "description": "In words, e.g. USD 12,000, or 'no extra cost'."}
