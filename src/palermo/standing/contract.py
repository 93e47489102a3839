"""The JSON Schema of what `palermo standing clock --json` prints: a contract with other programs."""

from typing import Any

from palermo.standing.model import Mark, Tier

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_YEAR = {"type": "integer", "minimum": 2001}
_TIER = {"enum": [tier.value for tier in Tier]}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Any) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _or_null(of: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [of, {"type": "null"}]}


def clock_schema() -> dict[str, Any]:
    """Every key is always there; null says that nobody knows, and an empty list that there is nothing to say."""
    ruled = _object(rule=_TEXT, cite=_TEXT)
    possible = _object(
        tier=_TIER,
        rule=_TEXT,
        cite=_TEXT,
        waiver={"type": "boolean"},
        one_report_only={"type": "boolean"},
        unclear={"type": "boolean"},
    )
    marked = _or_null({"enum": [each.value for each in Mark]})
    schema = _object(
        iso3={"type": "string", "pattern": "^[A-Z]{3}$"},
        country=_TEXT,
        as_of={"type": "string", "format": "date"},
        report=_YEAR,
        tier=_or_null(_TIER),
        mark=marked,
        since=_or_null(_YEAR),
        watch_list_years=_COUNT,
        waivers_used=_COUNT,
        last_run=_or_null(_object(first=_YEAR, last=_YEAR, reports=_COUNT, waivers=_COUNT)),
        next=_list(possible),
        barred=_list(ruled),
        forced={"type": "boolean"},
        explanation=_list(_object(year=_YEAR, says=_TEXT, cite=_TEXT, mark=marked)),
        unclear=_list(_TEXT),
        means=_list(_object(text=_TEXT, cite=_TEXT)),
        late=_or_null(_TEXT),
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "palermo standing clock", **schema}
