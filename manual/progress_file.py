"""The reference of progress: its file, its states, the JSON of a scorecard, from the tables that the code runs on."""

import json

from manual.audit_json import rows_of
from manual.tables import page, table
from palermo.plan import (
    LADDER,
    MOVES,
    OF_ACTIVITY,
    OF_COPY,
    PROOF_KINDS,
    RESOLUTION_TURNS,
    Machine,
    Status,
    diagram,
    progress_schema,
    resolution_diagram,
    score_schema,
)
from palermo.plan.progress import SHAPES, Key, Shape

INTRO = f"""\
What became of a plan is one YAML file beside it, or the same tree as JSON. It holds what was done and by whom, never a
status: `palermo plan score` works the status out. Persons stand in it by a short name or pseudonym, the same
throughout. Anchors, aliases and tags are not read.

The same in a form that editors and programs understand: [progress.schema.json](progress.schema.json)
(`palermo plan schema --of progress` prints it). How it is filled in is shown in [Score a
plan](../how-to/score-a-plan.md); which moves may follow which, in [States](progress-states.md).

At the top stand `progress:`, one entry with what holds for the whole file, and `activities:`, a list. Without `levels`
they are {", ".join(LADDER)}."""
KINDS = """\
The first nine are the kinds of action that count under 22 USC 7102(5), in our words; what is promised for later is none
of them."""
STATES = """\
Nobody types a state. A file says who did what, in the name of which level and on which day, and the state is what these
moves lead to. A move that may not follow is told with its reason, and counts for nothing.

**writer** is the first level; **next** is the level above the last one that agreed, below the top; **above** is the
same, the top included; **top** is the last level, when all below it have agreed; **any** is whichever level sees first
that it must. Three things hold whatever is tried: who wrote never agrees, nobody agrees at two levels, and what is
accepted changes only when the level above undoes it with a reason.

The public copy of a piece of evidence stands in no progress file: an office keeps it. Who offered the evidence counts
among those who wrote, so it takes two persons to make it public; one is enough to withdraw it, and for ever."""
SCORE = """\
`palermo plan score --format json` prints one object. Other programs depend on it: names are never changed or taken away
within a major version, and new ones may be added.

Each status is counted by itself. There is no total of several, and there will be none: what is running, continuous or
not, is not done.

The same as JSON Schema: [score.schema.json](score.schema.json) (`palermo plan schema --of score` prints it)."""
RESOLUTIONS = """\
It climbs no ladder: who owes it acts twice, with the committee in between. **owner** is the body that owes it,
**secretariat** and **chair** are those of the body that took it. Whoever acted for the owner never judges what the
owner did, and who confirmed something does not undo that. It stands in no progress file: an office keeps it."""
TITLES = {
    Machine.ACTIVITY: f"The acceptance of an activity ({', '.join(OF_ACTIVITY)})",
    Machine.REPORT: "A report (the levels that the file names)",
    Machine.EVIDENCE: "A piece of evidence (the levels that the file names)",
    Machine.COPY: f"The public copy of a piece of evidence ({', '.join(OF_COPY)})",
}


def progress_page() -> str:
    """The page of the file."""
    parts = [part for shape in SHAPES for part in _shape(shape)]
    kinds = table(("`kind`", "Shows"), [(f"`{key}`", str(words)) for key, words in PROOF_KINDS.items()])
    return page("The progress file", INTRO, *parts, "## Kinds of evidence", KINDS, kinds)


def _shape(shape: Shape) -> tuple[str, str, str]:
    rows = [(f"`{key.key}`", _holds(key), "yes" if key.needed else "", key.about) for key in shape.keys]
    return f"## {shape.name.capitalize()}", shape.about, table(("Key", "Holds", "Needed", "Meaning"), rows)


def _holds(key: Key) -> str:
    if key.choices:
        return " or ".join(f"`{choice}`" for choice in key.choices)
    return f"{key.holds}: {key.of.name}" if key.of else str(key.holds)


def states_page() -> str:
    """The page of the states, with a diagram of each machine."""
    parts = []
    for machine in Machine:
        rows = [
            (f"`{row.verb}`", str(row.before), str(row.after), str(row.who), "yes" if row.reason else "")
            for row in MOVES
            if row.machine is machine
        ]
        drawn = f"```mermaid\n{diagram(machine)}\n```"
        parts += [f"## {TITLES[machine]}", drawn, table(("Move", "From", "To", "Who", "Needs a reason"), rows)]
    turns = [
        (f"`{row.deed}`", str(row.before), str(row.after), " or ".join(row.sides), "yes" if row.reason else "")
        for row in RESOLUTION_TURNS
    ]
    drawn = f"```mermaid\n{resolution_diagram()}\n```"
    parts += ["## A resolution of a committee", RESOLUTIONS, drawn]
    return page("States", STATES, *parts, table(("Turn", "From", "To", "Whose", "Needs its words"), turns))


def score_page() -> str:
    """The page of the scorecard's JSON."""
    schema = score_schema()
    order = ", ".join(f"`{status}`" for status in Status)
    first = f"Of several statuses that would fit, the first in this order is given: {order}."
    return page("The scorecard as JSON", SCORE, first, table(("Name", "Holds", "Meaning"), rows_of(schema, schema, "")))


def progress_schema_text() -> str:
    """The JSON Schema of the file as text."""
    return json.dumps(progress_schema(), indent=2, ensure_ascii=False) + "\n"


def score_schema_text() -> str:
    """The JSON Schema of the scorecard as text."""
    return json.dumps(score_schema(), indent=2, ensure_ascii=False) + "\n"
