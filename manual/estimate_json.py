"""`docs/reference/estimate-json.md` and `estimate.schema.json`: what `palermo estimate --json` prints."""

import json

from manual.audit_json import rows_of
from manual.tables import page, table
from palermo.prevalence import estimated_schema

INTRO = """\
`palermo estimate --json` prints one object. Other programs depend on it: names are never changed or taken away within a
major version, and new ones may be added. It holds counts of few people: it stays inside, and what is published is
rounded to two figures (`--public`).

The same as JSON Schema: [estimate.schema.json](estimate.schema.json) (`palermo estimate schema` prints it). Numbers are
given in full, so that the same table, version, seed and settings give the same bytes on however many cores."""


def estimate_json_page() -> str:
    """The page."""
    schema = estimated_schema()
    return page("The estimate as JSON", INTRO, table(("Name", "Holds", "Meaning"), rows_of(schema, schema, "")))


def estimate_schema_text() -> str:
    """The JSON Schema as text."""
    return json.dumps(estimated_schema(), indent=2, ensure_ascii=False) + "\n"
