"""Steps, indicators and cost lines: several entries of an activity, from list cells, parallel lists or further rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from palermo.core import BLANK, Cell, Finding, Origin, Presence, blank
from palermo.plan.model import Cost, Indicator, Step
from palermo.plan.tables.cell_words import Terms, from_json, nothing_said, read_cell
from palermo.plan.tables.columns import ACTIVITY, FIELDS, PRIMARY, Field, Group, Split
from palermo.plan.tables.mapping import Column
from palermo.plan.tables.remarks import remark
from palermo.plan.tables.sheet import Said, Sheet
from palermo.plan.tables.splitting import Part, listed
from palermo.plan.tree.fields import Kind

# where an activity takes several rows, one a step, these columns speak of each step too
_OF_EACH_STEP = {
    "lead": "step_owner",
    "responsible": "step_owner",
    "timeframe": "step_due",
    "end": "step_due",
    "proof": "step_proof",
}
_KINDS = {Group.STEP: Kind.STEPS, Group.INDICATOR: Kind.INDICATORS, Group.COST: Kind.COSTS}


# one step, indicator or cost line: its cells by attribute, and `extra`, as the model takes them
Entry = dict[str, Any]


@dataclass(slots=True)
class Entries:
    """The entries of one node. `whole` is set where one cell holds them all, or says that there are none."""

    entries: list[Entry] = field(default_factory=list)
    presence: Presence = Presence.GIVEN
    whole: Cell[Any] | None = None


class EntryReader:
    """Reads one group of columns of one table."""

    def __init__(self, sheet: Sheet, group: Group, terms: Terms, findings: list[Finding]) -> None:
        self.sheet = sheet
        self.group = group
        self.terms = terms
        self.findings = findings
        self.main = FIELDS[PRIMARY[group]]
        columns = [(column, name) for column in sheet.part_columns[group] for name in _names(column, group)]
        primary = [column for column, name in columns if name == PRIMARY[group] and not column.revised]
        # each year may have its own column of costs; a second column of steps only fills what the first leaves open
        self.primary = primary if group is Group.COST else primary[:1]
        self.beside = [(column, name) for column, name in columns if column not in self.primary and not column.revised]
        self.revised = [column for column, name in columns if name == PRIMARY[group] and column.revised]
        self.beside_revised = [(c, name) for c, name in columns if c.revised and c not in self.revised]

    def read(self, rows: Sequence[int]) -> Entries:
        """The entries of the node that the rows make up."""
        found = Entries()
        if self.revised and any(self.sheet.said(column.index, rows[:1]) for column in self.revised):
            self._row(found, rows[0], rows, self.revised, self.beside_revised)
            return found
        beside = self.beside if len(rows) == 1 else [*self.beside, *self._each_row(rows)]
        for row in rows:
            self._row(found, row, rows, self.primary, beside)
        if not found.entries and found.whole is None:
            column = self.primary[0] if self.primary else self.beside[0][0] if self.beside else None
            found.whole = BLANK if column is None else blank(self.sheet.origin(rows[0], column.index))
        return found

    def _each_row(self, rows: Sequence[int]) -> list[tuple[Column, str]]:
        """Columns of the activity that say something else in each row of steps."""
        if self.group is not Group.STEP or not self.primary:
            return []
        steps = {one.row for one in self.sheet.said(self.primary[0].index, rows)}
        several = []
        for column in self.sheet.node_columns[ACTIVITY]:
            if column.field in _OF_EACH_STEP and len(steps) > 1:
                said = {one.row for one in self.sheet.said(column.index, rows)}
                if len(said) > 1 and said <= steps:
                    several.append((column, _OF_EACH_STEP[column.field]))
        return several

    def _row(
        self,
        found: Entries,
        row: int,
        rows: Sequence[int],
        primary: Sequence[Column],
        others: Sequence[tuple[Column, str]],
    ) -> None:
        beside = [(c, name, told) for c, name in others if (told := self._said(c, row, rows)) is not None]
        first = [(column, told) for column in primary if (told := self._said(column, row, rows)) is not None]
        alone = not beside or not any(FIELDS[column.field].group is self.group for column, _, _ in beside)
        if len(first) == 1 and self._whole(found, *first[0], alone=alone):
            return
        # a column that mainly says something else makes no entry by itself
        if not first and not alone:
            found.entries += self._column(primary[0] if primary else None, None, row, beside)
        for n, (column, told) in enumerate(first):
            found.entries += self._column(column, told, row, beside if n == 0 else [])
            if told.shared and not column.spread:
                found.presence = Presence.INHERITED
                self.sheet.share(column, row)

    def _said(self, column: Column, row: int, rows: Sequence[int]) -> Said | None:
        # a block that began above these rows speaks for the first of them only
        return self.sheet.said_in(row, column.index, inside=row != rows[0])

    def _whole(self, found: Entries, column: Column, told: Said, *, alone: bool) -> bool:
        """One cell that holds all entries as we write them where nothing plainer would do, or says there are none."""
        cell = from_json(told.text, _KINDS[self.group], self.terms) if told.text[0] == "{" else None
        if cell is None and alone and not found.entries:
            cell = nothing_said(told.text, self.main.kind)
        if cell is None:
            return False
        origin = self.sheet.origin(told.row, column.index)
        found.whole = Cell(cell.value, cell.presence, cell.raw, cell.truncated, origin)
        return True

    def _column(
        self, column: Column | None, told: Said | None, row: int, beside: list[tuple[Column, str, Said]]
    ) -> list[Entry]:
        parts = self._parts(column, told)
        entries: list[Entry] = [{} for _ in parts]
        if column is not None:
            self._put(entries, column, self.main, [part.text for part in parts], row)
        for other, name, said in beside:
            texts, presence = self._parallel(said, parts, other)
            self._put(entries, other, FIELDS[name], texts, row, presence)
        return entries

    def _parts(self, column: Column | None, told: Said | None) -> Sequence[Part]:
        if told is None or column is None:
            return [Part("")]
        if (column.split or self.main.split) is Split.WHOLE:
            return [Part(told.text)]
        parts = listed(told.text)
        if self.group is Group.COST and not all(self._amount(part.text, column) for part in parts):
            return [Part(told.text)]
        return parts or [Part(told.text)]

    def _amount(self, text: str, column: Column) -> bool:
        money = self.terms.money(text, column.unit)
        return money.amount is not None or money.none_needed

    def _parallel(self, said: Said, parts: Sequence[Part], column: Column) -> tuple[list[str], Presence]:
        """What a column beside a list says of each entry, by number or by line; INHERITED where it says all of each."""
        beside = listed(said.text)
        if len(parts) == 1:
            lone = len(beside) == 1 and beside[0].number in (1, parts[0].number) and column.split is not Split.WHOLE
            return [beside[0].text if lone else said.text], Presence.GIVEN
        numbers = [part.number or n for n, part in enumerate(parts, start=1)]
        if all(part.number in numbers for part in beside):
            texts = {part.number: part.text for part in beside}
            return [texts.get(number, "") for number in numbers], Presence.GIVEN
        if len(beside) == len(parts):
            return [part.text for part in beside], Presence.GIVEN
        self.findings.append(remark("M18", self.sheet.origin(said.row, column.index), words=said.text))
        return [said.text] * len(parts), Presence.INHERITED

    def _put(
        self,
        entries: Sequence[Entry],
        column: Column,
        about: Field,
        texts: Sequence[str],
        row: int,
        presence: Presence = Presence.GIVEN,
    ) -> None:
        """Put into each entry the text that a column has for it."""
        kind, name, unit, terms = about.kind, about.name, column.unit, self.terms
        origin = self.sheet.origin(row, column.index)
        split, priced = Split.WORDS if kind is Kind.SEVERAL else Split.WHOLE, kind is Kind.MONEY
        for entry, text in zip(entries, texts, strict=True):
            cell = read_cell(text, kind, split, terms, origin, presence=presence, unit=unit)
            if priced and cell.value is not None and cell.value.amount is None and not cell.value.none_needed:
                self.findings.append(remark("M08", origin, words=text))
            if column.when and text:
                self._dated(entry, column, about, row)
            _keep(entry, name, cell)

    def _dated(self, entry: Entry, column: Column, about: Field, row: int) -> None:
        """A header with a year: the year of a cost, of a baseline, or one of several targets."""
        when = Cell(self.terms.when(column.when), origin=self.sheet.origin(row, column.index))
        match about.name:
            case "money":
                _keep(entry, "year", when)
            case "baseline":
                _keep(entry, "baseline_date", when)
            case "target":
                if "target" in entry and entry["target"].value is not None:
                    # of targets for several years the last is the plan's; the others are kept as milestones
                    before = entry.pop("target_date", None)
                    milestones = entry.setdefault("extra", {}).setdefault("milestones", {})
                    milestones[before.words if before else ""] = entry.pop("target").words
                _keep(entry, "target_date", when)


def _names(column: Column, group: Group) -> list[str]:
    """The fields of a group that a column feeds."""
    return [name for name in (column.field, *column.also) if name and FIELDS[name].group is group]


def _keep(entry: Entry, name: str, cell: Cell[Any]) -> None:
    """Keep a cell unless another column has already said it."""
    held = entry.get(name)
    if held is None or held.blank:
        entry[name] = cell


def indicator_id(entry: Entry, parent: str, n: int) -> str:
    """The id of an indicator: given, its code, or made from what it measures."""
    given = entry.get("id", BLANK).value or entry.get("code", BLANK).value
    return str(given) if given else f"{parent}.i{n}"


def finished(group: Group, found: Entries, origin: Origin, identity: Callable[[Entry, int], str]) -> Cell[Any]:
    """The model's own steps, cost lines or indicators; `identity` gives an indicator its id."""
    if found.whole is not None:
        return found.whole
    match group:
        case Group.STEP:
            value: tuple[Any, ...] = tuple([Step(**{"text": BLANK, **entry}) for entry in found.entries])
        case Group.COST:
            value = tuple([Cost(**{"money": BLANK, **entry}) for entry in found.entries])
        case _:
            value = tuple(
                [
                    Indicator(**{"text": BLANK, **entry, "id": identity(entry, n)})
                    for n, entry in enumerate(found.entries, start=1)
                ]
            )
    return Cell(value, found.presence, origin=origin)
