"""Our own matrix: one row for each goal, objective and activity, in a layout that the reader understands by itself."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from palermo.core import Cell
from palermo.plan.model import Activity, Goal, Objective, Plan
from palermo.plan.tables.cell_words import Terms
from palermo.plan.tables.columns import ACTIVITY, FIELDS, GOAL, OBJECTIVE, Group, Split
from palermo.plan.tables.headers import match
from palermo.plan.tables.labels import code_of
from palermo.plan.tables.layout import Format, Layout, Scalar, Table, clean, trimmed
from palermo.plan.tables.periods import names_period
from palermo.plan.tables.texts import Writer, list_text
from palermo.plan.tables.vocabulary import header, plan_label, spellings
from palermo.plan.tree.fields import PLAN, Kind

MATRIX = "Matrix"
ABOUT = "Plan"
# columns that stand there even when they are empty: an empty cell in them is the plan's own defect
ALWAYS: tuple[str, ...] = ("level", "code", "text", "lead", "responsible", "timeframe", "start", "end", "step")
ALWAYS += ("indicator", "baseline", "target", "cost", "proof")
_LOOSE = "columns/"  # in front of the header of a column that the model has no place for
_SEPARATOR = {GOAL: "", OBJECTIVE: ".", ACTIVITY: "#"}
_CHILDREN = {GOAL: "objectives", OBJECTIVE: "activities"}


def standard_layout(plan: Plan, languages: Sequence[str] = ("en",), kind: Format = Format.XLSX) -> Layout:
    """The plan in our own matrix, with a header row in each of the languages.

    What the plan says of itself stands in a table of its own, in CSV above the matrix.
    """
    terms = Terms(plan.fiscal_start, plan.fiscal_named_by)
    about: list[list[Scalar]] = [
        [plan_label(name, languages[0]), text] for name, text in _about(plan, Writer(terms)).items()
    ]
    rows = list(_texts(plan, Writer(terms), languages[0]))
    loose = list(dict.fromkeys(key for row in rows for key in row if key.startswith(_LOOSE)))
    fields = ["level", "code", "id", "text", *(name for name in FIELDS if name not in ("level", "code", "id", "text"))]
    used = [name for name in fields if name in ALWAYS or any(name in row for row in rows)]
    heads: list[list[Scalar]] = [[header(name, language) for name in used] for language in languages]
    heads[0] += [key.removeprefix(_LOOSE) for key in loose]
    matrix = list(heads)
    matrix.extend([row.get(name) for name in (*used, *loose)] for row in rows)
    file = f"{plan.id}.{kind}"
    if kind is Format.CSV:
        return Layout(file, kind, (Table("table", trimmed([*about, [], *matrix])),), plan.language)
    tables = (Table(ABOUT, trimmed(about)), Table(MATRIX, trimmed(matrix)))
    if kind is Format.DOCX:
        tables = (Table("table 1", tables[0].rows), Table("table 2", tables[1].rows))
    return Layout(file, kind, tables, plan.language)


def _about(plan: Plan, writer: Writer) -> dict[str, str]:
    """Label field and text of everything said of the plan itself."""
    named = {
        "id": plan.id,
        "title": plan.title,
        "country": plan.country,
        "issuer": plan.issuer,
        "language": plan.language,
    }
    plain = {name: writer.words(Cell(text)) if text else "" for name, text in named.items()} | {
        "basis": str(plan.basis),
        "partly_read": "true" if plan.partly_read else "",
        "fiscal_start": str(plan.fiscal_start),
        "fiscal_named_by": plan.fiscal_named_by,
    }
    cells = {about.name: writer.words(getattr(plan, about.name), about.kind) for about in PLAN}
    extra = dict(plan.extra)
    if plan.goals.value is None:
        # a matrix without rows would be no plan at all
        extra["goals"] = _absent(plan.goals) or {"blank": ""}
    held = {
        "budget_calendar": dict(plan.budget_calendar),
        "sources": [asdict(source) for source in plan.sources],
        "generations": [asdict(generation) for generation in plan.generations],
        "extra": extra,
    }
    kept = {name: _json(value) for name, value in held.items() if value}
    told = plain | cells | {"register": _register(plan.register)} | kept
    return {name: text for name, text in told.items() if text}


def _register(register: Mapping[str, str]) -> str:
    """One pair a line where that reads back, else JSON."""
    lines = [f"{short}: {full}" for short, full in register.items()]
    parted = [line.split(":") for line in lines]
    simple = all(len(pair) == 2 and all(_plain(part.strip()) for part in pair) for pair in parted)
    whole = all("\n" not in line and "=" not in line and "៖" not in line for line in lines)
    exact = {pair[0].strip(): pair[1].strip() for pair in parted if len(pair) == 2} == dict(register)
    return "\n".join(lines) if simple and whole and exact else _json(dict(register))


def _absent(cell: Cell[Any]) -> dict[str, str] | None:
    """Why there are no children, where that is more than a blank."""
    if cell.unread:
        return {"unread": cell.raw}
    return {"blank": cell.raw} if cell.raw else None


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if clean(text) == text else json.dumps(value)


def _texts(plan: Plan, writer: Writer, language: str) -> Iterator[dict[str, str]]:
    """Field and text of each row."""
    repeated = _repeated(plan)
    for n, goal in enumerate(plan.each_goal(), start=1):
        yield _row(GOAL, goal, _identity(GOAL, goal, "", n, repeated), writer, language)
        for m, objective in enumerate(goal.objectives.value or (), start=1):
            yield _row(OBJECTIVE, objective, _identity(OBJECTIVE, objective, goal.id, m, repeated), writer, language)
            for k, activity in enumerate(objective.activities.value or (), start=1):
                yield _row(
                    ACTIVITY, activity, _identity(ACTIVITY, activity, objective.id, k, repeated), writer, language
                )


def _repeated(plan: Plan) -> set[str]:
    """Levels in which a number stands twice, so that the reader would not take it for an id."""
    nodes: list[tuple[str, Goal | Objective | Activity]] = [(GOAL, goal) for goal in plan.each_goal()]
    nodes += [(OBJECTIVE, objective) for _, objective in plan.each_objective()]
    nodes += [(ACTIVITY, activity) for _, _, activity in plan.each_activity()]
    numbers = Counter((level, number) for level, node in nodes if (number := code_of(node.code.value or "")))
    return {level for (level, _), count in numbers.items() if count > 1}


def _identity(level: str, node: Goal | Objective | Activity, parent: str, n: int, repeated: set[str]) -> str:
    """The id, where the reader would not come to it from the code and the place."""
    number = code_of(node.code.value or "")
    if number:
        return node.id if number != node.id or level in repeated else ""
    made = f"{parent}{_SEPARATOR[level]}{n}" if parent else str(n)
    return "" if made == node.id else node.id


def _row(level: str, node: Goal | Objective | Activity, identity: str, writer: Writer, language: str) -> dict[str, str]:
    word = spellings("levels")[level][language][0]
    said = f"{word[:1].upper()}{word[1:]}"
    if getattr(node, "implicit", False):
        said = f"{said} ({spellings('implicit')[language][0]})"
    row = {"level": said, "code": writer.words(node.code), "id": identity, "text": writer.words(node.text)}
    row |= writer.node(level, node)
    if isinstance(node, Objective):
        row["output"] = writer.words(node.outputs, Kind.SEVERAL, Split.LIST)
    return {name: text for name, text in (row | _loose(level, node)).items() if text}


def _loose(level: str, node: Goal | Objective | Activity) -> dict[str, str]:
    """Lists without presence, and all that the model has no place for."""
    row: dict[str, str] = {}
    extra = dict(node.extra)
    for name, about in FIELDS.items():
        if about.group is Group.LOOSE and level in about.at and (listed := getattr(node, about.at[level][0])):
            if text := list_text(listed):
                row[name] = text
            else:
                extra[name] = list(listed)
    if level in _CHILDREN and (cell := getattr(node, _CHILDREN[level])).value is None and (absent := _absent(cell)):
        extra[_CHILDREN[level]] = absent
    remarks = extra.get("remarks")
    if _plain(remarks):
        row["remarks"] = extra.pop("remarks")
    columns = extra.get("columns")
    if isinstance(columns, dict):
        own = {key: text for key, text in columns.items() if _plain(key) and _plain(text) and _unknown(key)}
        row |= {f"{_LOOSE}{key}": text for key, text in own.items()}
        extra["columns"] = {key: text for key, text in columns.items() if key not in own}
        if not extra["columns"] and columns:
            del extra["columns"]
    return row | ({"extra": _json(extra)} if extra else {})


def _plain(text: object) -> bool:
    return isinstance(text, str) and bool(text) and clean(text) == text


def _unknown(head: str) -> bool:
    """Whether a column under this header would be left as it is."""
    return not match(head, slips=True) and not names_period(head) and not head.isdecimal()
