"""`docs/reference/plan-file.md` and `plan.schema.json`: our YAML, from the table that reads and writes it."""

import json
from collections.abc import Sequence
from typing import Any

from manual.tables import page, table
from palermo.plan.tree import NOT_RETRIEVED, schema
from palermo.plan.tree.fields import ACTIVITY, COST, GOAL, INDICATOR, OBJECTIVE, PLAN, STEP, Field

LEVELS: tuple[tuple[str, str, Sequence[Field]], ...] = (
    ("Goal", "`goals:` is a list of goals, each with:", GOAL),
    ("Objective", "`objectives:` of a goal is a list, each with:", OBJECTIVE),
    ("Activity", "`activities:` of an objective is a list, each with:", ACTIVITY),
    ("Step", "`steps:` of an activity is a list; bare words are a step with that text. Each may have:", STEP),
    ("Cost line", "`budget:` is a list; bare words are a line with that money. Each may have:", COST),
    ("Indicator", "`indicators:` is a list; bare words are an indicator with that text. Each may have:", INDICATOR),
)
INTRO = f"""\
A plan is one YAML file, or the same tree as JSON. Values are words: `1.10` stays a code, `no` stays a word. Anchors,
aliases and tags are not read. Keys that are not named here are kept as notes and come back on export.

The same in a form that editors and programs understand: [plan.schema.json](plan.schema.json)
(`palermo plan schema` prints it).

## Four kinds of nothing, kept apart

| in the file | means |
| --- | --- |
| `null`, or no value | blank: the source has no such words, which is a defect of the plan |
| `{NOT_RETRIEVED}` | unread: nobody could read that cell, so nothing is known |
| `{{value: Police, inherited: true}}` | shown from the level above; never counts as the item's own |
| `{{value: Train staff on, truncated: true}}` | the end was cut off where it was read |

`{{value: ..., raw: ...}}` keeps the words as written where they say more than the value."""


def plan_page() -> str:
    """The page."""
    parts = [INTRO, "## Plan", "`meta:` tells of the plan itself.", _meta()]
    for name, intro, fields in LEVELS:
        parts += [f"## {name}", intro, _fields(name, fields)]
    return page("The plan file", *parts)


def plan_schema() -> str:
    """The JSON Schema as text."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _meta() -> str:
    properties: dict[str, Any] = schema()["properties"]["meta"]["properties"]
    own = {field.key: field for field in PLAN}
    rows = []
    for key, shape in properties.items():
        if key == "period":
            rows += [(f"`period: {{{part}: ...}}`", str(own[part].kind), own[part].about) for part in ("start", "end")]
        else:
            rows.append((f"`{key}`", _kind(key, shape, own), shape.get("description", _ABOUT.get(key, ""))))
    return table(("Key of `meta`", "Holds", "Meaning"), rows)


_ABOUT = {
    "title": "The plan's title.",
    "issued_by": "The body that issued it.",
    "language_of_source": "ISO 639-1 code of the language the plan is written in.",
    "fiscal_year": "`starts`: the month, 1 to 12; `named_by`: `start` or `end`, the calendar year that names it.",
    "source": "Where the record was taken from: a list of `what`, `url`, `pages`.",
}


def _kind(key: str, shape: dict[str, Any], own: dict[str, Field]) -> str:
    if key in own:
        return str(own[key].kind)
    if choices := shape.get("enum"):
        return " or ".join(f"`{choice}`" for choice in choices if choice)
    return {"boolean": "true or false", "object": "entries", "array": "list of entries"}.get(
        str(shape.get("type")), "words"
    )


def _fields(level: str, fields: Sequence[Field]) -> str:
    rows = [(_key(field), str(field.kind), field.about) for field in fields]
    if level in ("Goal", "Objective", "Activity", "Indicator"):
        code = ("`code`", "words", "The code in the source, where it differs from the id.")
        rows = [("`id`", "words", "Unique within its level; made by the reader where it is missing."), code, *rows]
    if level == "Activity":
        rows.append(("`also_in`", "list of words", "Other plans that the source says share it."))
    if level in ("Goal", "Objective"):
        rows.append(("`implicit`", "true or false", "The source has no such level here."))
    return table(("Key", "Holds", "Meaning"), rows)


def _key(field: Field) -> str:
    return ", ".join(f"`{key}`" for key in (field.key, *field.aliases))
