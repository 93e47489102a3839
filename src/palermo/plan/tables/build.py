"""From a layout and its mapping to a plan, every cell with its origin."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from palermo.core import BLANK, Cell, Finding, Message, Origin, Presence, mark
from palermo.core.collecting import collected_rarely
from palermo.core.languages import fold
from palermo.core.spreadsheet import letters
from palermo.plan.model import Activity, Goal, Objective, Plan
from palermo.plan.tables.cell_words import Terms, parts_of, read_cell
from palermo.plan.tables.columns import ACTIVITY, FIELDS, GOAL, OBJECTIVE, PARTS_AT, Group, Split
from palermo.plan.tables.entries import Entry, EntryReader, finished, indicator_id
from palermo.plan.tables.labels import prefix
from palermo.plan.tables.layout import Format, Layout
from palermo.plan.tables.mapping import Mapping
from palermo.plan.tables.nodes import NodeReader
from palermo.plan.tables.placing import Draft, Loose, Placer
from palermo.plan.tables.preamble import Told, told_of_plan
from palermo.plan.tables.remarks import remark
from palermo.plan.tables.sheet import Sheet
from palermo.plan.tables.vocabulary import says
from palermo.plan.tree.fields import Kind

_SEPARATOR = {GOAL: "", OBJECTIVE: ".", ACTIVITY: "#"}
_ATTRIBUTES = {Group.STEP: "steps", Group.INDICATOR: "indicators", Group.COST: "costs"}


@collected_rarely
def plan_from_tables(
    layout: Layout,
    mapping: Mapping,
    *,
    plan_id: str,
    title: str | None = None,
    country: str | None = None,
) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read the plan that a file holds, as the mapping says. `title` and `country` outweigh what the file says.

    A merged value that reaches over several activities is INHERITED by each, the first included, unless the mapping
    spreads its column. None, with a finding, where no table holds a goal, an objective or an activity.
    """
    findings: list[Finding] = []
    told = told_of_plan(layout, mapping)
    known = frozenset(fold(name) for name in told.register)
    terms = Terms(mapping.fiscal_start, mapping.fiscal_named_by, mapping.buddhist, mapping.currency, known)
    placer = Placer(mapping.levels, terms, findings)
    sheets = [
        Sheet(layout, table, about)
        for table in layout.tables
        if (about := mapping.table(table.name)) is not None and about.use
    ]
    findings += _left_out(layout, mapping, told)
    if not sheets:
        findings.append(remark("M01", Origin(layout.file)))
        return None, tuple(findings)
    for sheet in sheets:
        placer.table(sheet)
    if not placer.goals and "goals" not in told.extra:
        findings.append(remark("M19", Origin(layout.file)))
        return None, tuple(findings)
    builder = _Builder(terms, findings)
    plan = builder.plan(placer, told.plan(plan_id, terms))
    for sheet in sheets:
        findings += sheet.remarks()
    return replace(plan, title=title or plan.title, country=country or plan.country), tuple(findings)


def _left_out(layout: Layout, mapping: Mapping, told: Told) -> list[Finding]:
    """Tables that nobody reads, and names in the mapping that the file does not have."""
    found = []
    names = {table.name for table in layout.tables}
    for about in mapping.tables:
        place = Origin(layout.file, about.name)
        table = layout.table(about.name)
        if about.name not in names:
            found.append(remark("M03", place, fault=Message(mark("the file has no such table"))))
        elif (
            about.use
            and table is not None
            and (far := [c for c in about.columns if c.index >= table.width and c.field])
        ):
            wrong = Message(mark("the table has no column {column}"), {"column": letters(far[0].index)})
            found.append(remark("M03", place, fault=wrong))
    labelled = {origin.sheet for _, origin in told.said.values()}
    for table in layout.tables:
        known = mapping.table(table.name)
        if (known is None or not known.use) and table.name not in labelled and layout.format is not Format.CSV:
            found.append(remark("M14", Origin(layout.file, table.name), why=known.why if known else ""))
    return found


class _Builder:
    """Turns drafts into nodes, top down, so that made ids name their parents."""

    def __init__(self, terms: Terms, findings: list[Finding]) -> None:
        self.terms = terms
        self.findings = findings
        self.ids: dict[str, set[str]] = {level: set() for level in (*_SEPARATOR, "indicator")}
        self.numbers: dict[str, Counter[str]] = {level: Counter() for level in _SEPARATOR}
        self.anew: set[str] = set()  # levels whose numbers begin anew under each parent
        self.nodes: dict[int, NodeReader] = {}
        self.entries: dict[tuple[int, str], list[EntryReader]] = {}

    def plan(self, placer: Placer, bare: Plan) -> Plan:
        for goal in placer.goals:
            self._count(goal)
        self.anew = {level for level, numbers in self.numbers.items() if any(n > 1 for n in numbers.values())}
        goals = tuple(self._goal(goal, n) for n, goal in enumerate(placer.goals, start=1))
        extra = dict(bare.extra)
        if loose := [_kept(one) for one in placer.loose if not one.total]:
            extra["unplaced_rows"] = loose
        totals = [one for one in placer.loose if one.total]
        if totals:
            extra["totals"] = [_kept(one) for one in totals]
        total = self._total(totals) if bare.total_cost == BLANK else bare.total_cost
        held: Cell[Any] = Cell(goals) if goals else without_children(extra, "goals")
        return replace(bare, goals=held, total_cost=total, extra=extra)

    def _count(self, draft: Draft) -> None:
        if draft.number and not draft.identity:
            self.numbers[draft.level][draft.number] += 1
        for child in draft.under:
            self._count(child)

    def _total(self, totals: Sequence[Loose]) -> Cell[Any]:
        """The one sum of a file is what the plan costs; of several sums, or columns of years, nobody says which."""
        if len(totals) != 1 or any(says(text, "subtotal") for text in totals[0].cells.values()):
            return BLANK
        (one,) = totals
        costs = one.sheet.mapping.with_field("cost")
        if len(costs) != 1 or not (text := one.cells.get(costs[0].index)):
            return BLANK
        origin = one.sheet.origin(one.row, costs[0].index)
        return read_cell(text, Kind.MONEY, Split.WHOLE, self.terms, origin, unit=costs[0].unit)

    def _goal(self, draft: Draft, n: int) -> Goal:
        told = self._told(draft, self._identity(draft, "", n))
        objectives = tuple(self._objective(child, told["id"], m) for m, child in enumerate(draft.under, start=1))
        if draft.above:
            told["extra"]["above"] = draft.above
        children: Cell[Any] = Cell(objectives) if objectives else without_children(told["extra"], "objectives")
        return Goal(**told, objectives=children, implicit=draft.implicit)

    def _objective(self, draft: Draft, parent: str, n: int) -> Objective:
        told = self._told(draft, self._identity(draft, parent, n))
        several = len(draft.outputs) > 1
        activities = tuple(
            self._activity(child, told["id"], m, with_output=several) for m, child in enumerate(draft.under, start=1)
        )
        outputs: Cell[Any] = Cell(tuple(draft.outputs), origin=draft.outputs_at) if draft.outputs else BLANK
        outputs = draft.outputs_cell or outputs
        children: Cell[Any] = Cell(activities) if activities else without_children(told["extra"], "activities")
        return Objective(**told, outputs=outputs, activities=children, implicit=draft.implicit)

    def _activity(self, draft: Draft, parent: str, n: int, *, with_output: bool) -> Activity:
        told = self._told(draft, self._identity(draft, parent, n))
        if with_output and draft.output:
            told["extra"]["output"] = draft.output
        return Activity(**told)

    def _identity(self, draft: Draft, parent: str, n: int) -> str:
        """The code where codes stand once; under its parent where numbers begin anew; else a made one."""
        number, numbers = draft.number, self.numbers[draft.level]
        anew = draft.level in self.anew and not prefix(number, parent)
        if draft.identity:
            wanted = draft.identity
        elif number:
            wanted = f"{parent}.{number}" if parent and anew else number
        else:
            wanted = f"{parent}{_SEPARATOR[draft.level]}{n}" if parent else str(n)
        unique = self._unique(draft.level, wanted)
        if numbers[number] > 1 and not draft.identity:
            params = {"level": draft.level, "code": number, "id": unique}
            self.findings.append(remark("M06", draft.code.origin or Origin(""), **params))
        return unique

    def _unique(self, level: str, wanted: str) -> str:
        unique, copies = wanted, 1
        while unique in self.ids[level]:
            copies += 1
            unique = f"{wanted}~{copies}"
        self.ids[level].add(unique)
        return unique

    def _told(self, draft: Draft, identity: str) -> dict[str, Any]:
        """Everything that the rows of a node say of it."""
        told: dict[str, Any] = {"id": identity, "text": draft.text, "code": draft.code, "extra": {}}
        for sheet, rows in draft.spots:
            for name, cell in self._node_reader(sheet).read(draft.level, rows).items():
                if name not in told or told[name].blank:
                    told[name] = cell
            self._parts(told, draft, sheet, rows)
            self._loose(told, draft, sheet, rows)
        return told

    def _node_reader(self, sheet: Sheet) -> NodeReader:
        if (reader := self.nodes.get(id(sheet))) is None:
            reader = self.nodes[id(sheet)] = NodeReader(sheet, self.terms, self.findings)
        return reader

    def _entry_readers(self, sheet: Sheet, level: str) -> list[EntryReader]:
        """A reader for each group that nodes of the level have and the sheet has columns of."""
        if (readers := self.entries.get((id(sheet), level))) is None:
            groups = [group for group in PARTS_AT[level] if sheet.part_columns[group]]
            readers = [EntryReader(sheet, group, self.terms, self.findings) for group in groups]
            self.entries[id(sheet), level] = readers
        return readers

    def _parts(self, told: dict[str, Any], draft: Draft, sheet: Sheet, rows: Sequence[int]) -> None:
        identity = self._indicator_id(told["id"])
        for reader in self._entry_readers(sheet, draft.level):
            name = _ATTRIBUTES[reader.group]
            cell = finished(reader.group, reader.read(rows), identity)
            held = told.get(name)
            if held is None or held.value is None:
                told[name] = cell
            elif cell.value is not None:
                told[name] = replace(held, value=held.value + cell.value)

    def _indicator_id(self, parent: str) -> Callable[[Entry, int], str]:
        def identity(entry: Entry, n: int) -> str:
            return self._unique("indicator", indicator_id(entry, parent, n))

        return identity

    def _loose(self, told: dict[str, Any], draft: Draft, sheet: Sheet, rows: Sequence[int]) -> None:
        for column in sheet.unread_at(draft.level):
            said = sheet.said(column.index, rows)
            if not said:
                continue
            text = "\n".join(dict.fromkeys(one.text for one in said))
            at = FIELDS[column.field].at.get(draft.level) if column.field else None
            if column.field == "extra" and (held := _mapping(text)) is not None:
                _take(told, held)
            elif column.field == "remarks":
                told["extra"]["remarks"] = text
            elif at is not None:
                told[at[0]] = parts_of(text, Split.LIST, self.terms)
            else:
                kept = told["extra"].setdefault("columns", {})
                kept[column.header or letters(column.index)] = text


def without_children(extra: dict[str, Any], name: str) -> Cell[Any]:
    """Why a goal has no objectives, or an objective no activities: `extra` may say that nobody read them."""
    told = extra.pop(name, None)
    if not isinstance(told, dict):
        return BLANK
    presence = Presence.UNREAD if "unread" in told else Presence.BLANK
    return Cell(None, presence, str(told.get("unread", told.get("blank", ""))))


def _take(told: dict[str, Any], held: dict[str, Any]) -> None:
    """What our own matrix keeps of a node in JSON."""
    for name in ("marks", "also_in", "aims"):
        if isinstance(listed := held.pop(name, None), list):
            told[name] = tuple(map(str, listed))
    columns = held.pop("columns", None)
    if isinstance(columns, dict):
        told["extra"].setdefault("columns", {}).update(columns)
    told["extra"] |= held


def _mapping(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _kept(one: Loose) -> dict[str, str]:
    """A row as it stood: header, or letters of the column, and words."""
    headers = {column.index: column.header for column in one.sheet.mapping.columns}
    return {headers.get(column) or letters(column): text for column, text in one.cells.items()}
