"""A revised plan back into the layout it came in: changed cells in their places, others in columns at the right.

What is written is read again before it is given out; a change that a cell cannot carry without changing something
else (a merged block, a cell that says two things) goes into a column of its own, marked as revised.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from palermo.core import Cell, Message, Origin, UserError, mark
from palermo.plan.model import Plan
from palermo.plan.names import FIELD_NAMES, OBJECTS
from palermo.plan.tables.build import plan_from_tables
from palermo.plan.tables.cell_words import Terms
from palermo.plan.tables.columns import ACTIVITY, FIELDS, GOAL, OBJECTIVE, PRIMARY, Group
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.layout import Format, Layout, Scalar, Table, position, trimmed
from palermo.plan.tables.mapping import Column, Mapping, TableMapping
from palermo.plan.tables.texts import LISTS, Writer
from palermo.plan.tables.vocabulary import header, spellings

# made by the reader from other things, or kept elsewhere
_NOT_WRITTEN = frozenset({"id", "objectives", "activities", "implicit", "extra", "marks", "also_in", "aims"})
_GROUP_OF = {name: group for group, (name, _) in LISTS.items()}
_ROUNDS = 4
_Change = tuple[str, str, str]  # level, id, attribute


def revised(plan: Plan, layout: Layout, mapping: Mapping) -> tuple[Layout, Mapping]:
    """The layout that holds the plan as it is now, and the mapping that reads it so.

    A plan that was not changed since it was read gives the very layout back. Raises UserError where goals, objectives
    or activities have come or gone, or where a change has no place in the matrix.
    """
    base = _read(plan, layout, mapping)
    changes = _changes(base, plan)
    if not changes:
        return layout, mapping
    apart: set[_Change] = set()
    left = changes
    for _ in range(_ROUNDS):
        editor = _Editor(layout, mapping, _terms(plan), apart)
        for level, before, after in _pairs(base, plan):
            names = [one.name for one in fields(after) if (level, after.id, one.name) in changes]
            editor.node(level, before, after, names)
        made = editor.made()
        left = _changes(_read(plan, *made), plan)
        if not left:
            return made
        if left <= apart:
            break
        apart |= left
        changes |= left
    text = mark("{object}: {field} has no place in {file}. Export in our own matrix instead.")
    raise _refused(text, sorted(left)[0], layout)


def _refused(text: str, change: _Change, layout: Layout) -> UserError:
    level, identity, name = change
    named = Message(OBJECTS[level], {"id": identity})
    return UserError(Message(text, {"object": named, "field": FIELD_NAMES[name], "file": layout.file}))


def _terms(plan: Plan) -> Terms:
    return Terms(plan.fiscal_start, plan.fiscal_named_by)


def _read(plan: Plan, layout: Layout, mapping: Mapping) -> Plan:
    read, _ = plan_from_tables(layout, mapping, plan_id=plan.id)
    if read is None:
        text = mark("{file} cannot be read with this mapping, so nothing can be written back into it.")
        raise UserError(Message(text, {"file": layout.file}))
    return read


def _nodes(plan: Plan) -> Iterator[tuple[str, Any]]:
    for goal in plan.each_goal():
        yield GOAL, goal
        for objective in goal.objectives.value or ():
            yield OBJECTIVE, objective
            for activity in objective.activities.value or ():
                yield ACTIVITY, activity


def _pairs(base: Plan, plan: Plan) -> list[tuple[str, Any, Any]]:
    old, new = list(_nodes(base)), list(_nodes(plan))
    if [(level, node.id) for level, node in old] != [(level, node.id) for level, node in new]:
        text = mark(
            "Goals, objectives or activities of plan {plan} have come or gone since its file was read. "
            "Export in our own matrix instead."
        )
        raise UserError(Message(text, {"plan": plan.id}))
    return [(level, before, after) for (level, before), (_, after) in zip(old, new, strict=True)]


def _changes(base: Plan, plan: Plan) -> set[_Change]:
    return {
        (level, after.id, one.name)
        for level, before, after in _pairs(base, plan)
        if before is not after
        for one in fields(before)
        if one.name not in _NOT_WRITTEN and not _same(one.name, getattr(before, one.name), getattr(after, one.name))
    }


def _same(name: str, before: Cell[Any], after: Cell[Any]) -> bool:
    """The number in front of a text belongs to the cell, not to the words; it stays."""
    if name == "text":
        return (before.value, before.presence, before.truncated) == (after.value, after.presence, after.truncated)
    return before == after


@dataclass(slots=True)
class _Edits:
    """What changes in one table."""

    table: Table
    about: TableMapping
    cells: dict[tuple[int, int], str | None] = field(default_factory=dict)
    added: list[Column] = field(default_factory=list)

    def column(self, name: str, language: str) -> int:
        """The added column of a field."""
        for column in self.added:
            if column.field == name:
                return column.index
        index = max(self.table.width, *(one.index + 1 for one in self.about.columns)) + len(self.added)
        word = spellings("revised")[language][0]
        self.added.append(Column(index, f"{header(name, language)} ({word})", name, revised=True))
        return index


class _Editor:
    """One attempt: writes changes into their cells, or apart where that was found not to work."""

    def __init__(self, layout: Layout, mapping: Mapping, terms: Terms, apart: set[_Change]) -> None:
        self.layout = layout
        self.mapping = mapping
        self.writer = Writer(terms)
        self.apart = apart
        self.language = mapping.language if mapping.language in ("en", "km", "ms", "fr", "es") else "en"
        self.edits: dict[str, _Edits] = {}
        self.grids = {table.name: Grid(table) for table in layout.tables}

    def node(self, level: str, before: Any, after: Any, names: list[str]) -> None:
        """Write the named attributes of one node."""
        for name in names:
            old, new = getattr(before, name), getattr(after, name)
            try:
                if (level, after.id, name) in self.apart or not self._inside(level, name, old, new, after.id):
                    self._apart(level, name, new, before)
            except ValueError as error:
                text = mark("{object}: {field} cannot be written into {file}. Export in our own matrix instead.")
                raise _refused(text, (level, after.id, name), self.layout) from error

    def _inside(self, level: str, name: str, old: Cell[Any], new: Cell[Any], parent: str) -> bool:
        """Write into the cell that the value came from; False where that is not one cell of its own."""
        place = self._place(old.origin)
        if place is None:
            return False
        edits, row, index = place
        span = self.grids[edits.table.name].blocks.get((row, index))
        column = next((one for one in edits.about.columns if one.index == index), None)
        if column is None or column.field == "tick":
            return False
        if name == "text":
            return self._words(edits, row, index, old, new)
        if span and span.tall:
            return False
        if name in _GROUP_OF:
            return self._entries(edits, row, _GROUP_OF[name], new, parent)
        if name == "code":
            edits.cells[row, index] = self.writer.words(new) or None
            return True
        at = FIELDS[column.field].at if column.field else {}
        if level not in at or at[level][0] != name:
            return False
        edits.cells[row, index] = self.writer.of_field(column.field, level, new, at[level][1]) or None
        return True

    def _words(self, edits: _Edits, row: int, index: int, old: Cell[str], new: Cell[str]) -> bool:
        """The new words behind the number or label that stands in front of the old ones."""
        front = ""
        if old.raw and old.value and old.raw.endswith(old.value):
            front = old.raw[: -len(old.value)]
        edits.cells[row, index] = f"{front}{self.writer.words(replace(new, raw=''))}" or None
        return True

    def _entries(self, edits: _Edits, row: int, group: Group, new: Cell[Any], parent: str) -> bool:
        """Steps, indicators or costs into the columns there are, all of them or none."""
        texts = self.writer.entries(group, new, parent)
        columns = {
            c.field: c.index for c in edits.about.columns if c.field and FIELDS[c.field].group is group and not c.when
        }
        if not set(texts) <= set(columns):
            return False
        for name, index in columns.items():
            edits.cells[row, index] = texts.get(name)
        return True

    def _apart(self, level: str, name: str, new: Cell[Any], before: Any) -> None:
        """Write into added columns, in the first row of the node."""
        place = self._place(before.text.origin) or self._place(before.code.origin)
        if place is None or name in ("text", "code"):
            raise ValueError(name)
        edits, row, _ = place
        if name in _GROUP_OF:
            group = _GROUP_OF[name]
            texts = {PRIMARY[group]: "[blank]"} | self.writer.entries(group, new, before.id)
        else:
            one = next(field for field, about in FIELDS.items() if about.at.get(level, ("",))[0] == name)
            texts = {one: self.writer.of_field(one, level, new, FIELDS[one].at[level][1]) or "[blank]"}
        for one, text in texts.items():
            edits.cells[row, edits.column(one, self.language)] = text

    def _place(self, origin: Origin | None) -> tuple[_Edits, int, int] | None:
        if origin is None or not origin.cell:
            return None
        name = origin.sheet if self.layout.format is not Format.CSV else self.layout.tables[0].name
        table, about = self.layout.table(name), self.mapping.table(name)
        if table is None or about is None:
            return None
        return self.edits.setdefault(name, _Edits(table, about)), *position(origin.cell)

    def made(self) -> tuple[Layout, Mapping]:
        """The layout and mapping with everything written."""
        tables = tuple(self._table(table) for table in self.layout.tables)
        abouts = [
            replace(
                about, columns=(*about.columns, *(self.edits[about.name].added if about.name in self.edits else ()))
            )
            for about in self.mapping.tables
        ]
        return replace(self.layout, tables=tables), replace(self.mapping, tables=tuple(abouts))

    def _table(self, table: Table) -> Table:
        edits = self.edits.get(table.name)
        if edits is None:
            return table
        rows: list[list[Scalar]] = [list(row) for row in table.rows]
        written: dict[tuple[int, int], str | None] = dict(edits.cells)
        if edits.about.header:
            written |= {(edits.about.header[0], column.index): column.header for column in edits.added}
        for (row, index), text in written.items():
            rows[row] += [None] * (index + 1 - len(rows[row]))
            rows[row][index] = text
        formats = {place: code for place, code in table.formats.items() if position(place) not in written}
        return replace(table, rows=trimmed(rows), formats=formats)
