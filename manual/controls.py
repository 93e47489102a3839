"""`docs/reference/security-controls.md`: each control that an office is held to, and the tests that hold it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from manual.tables import page, table

LISTED = Path(__file__).with_name("controls.yaml")
STATES = {"held": "held", "part": "in part", "waits": "waits"}
INTRO = """\
The controls that palermo was asked to keep: rows of OWASP ASVS 5.0.0 by their ids (the words are ours), and eight of
our own, X1 to X8. Behind each stand the tests that fail when it is broken; a test fails when one of these is gone.

**held**: whole. **in part**: what is here is held, and the note says what is missing. **waits**: nothing in this
release calls for it yet, or it is not built; the note says which."""


def controls_page() -> str:
    """The page."""
    rows = [row for part in controls().values() for row in part]
    counts = ", ".join(f"{sum(row['state'] == key for row in rows)} {name}" for key, name in STATES.items())
    asvs, ours = (table(("Id", "What", "State", "Tests and note"), map(_row, part)) for part in controls().values())
    return page("Security controls", INTRO, f"Of {len(rows)}: {counts}.", "## ASVS", asvs, "## Our own", ours)


def controls() -> Mapping[str, list[dict[str, Any]]]:
    """The rows as they are listed: those of ASVS, and our own."""
    listed: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    return listed


def named_tests() -> Iterator[tuple[str, str]]:
    """The file below `tests/` and the name of each test that is named."""
    for part in controls().values():
        for row in part:
            for name in row.get("tests", ()):
                file, _, test = name.partition("::")
                yield file, test


def _row(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    level = f" (L{row['level']})" if "level" in row else ""
    tests = [f"`{name}`" for name in row.get("tests", ())]
    return (
        f"{row['id']}{level}",
        row["what"],
        STATES[row["state"]],
        "<br>".join([*tests, *filter(None, [row.get("note")])]),
    )
