"""Steps, indicators and cost lines: several entries of an activity, from list cells, parallel lists or further rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from palermo.core import BLANK, Cell, Finding, Origin, Presence, blank
from palermo.plan.model import Cost, Indicator, Step
from palermo.plan.tables.cell_words import CellReader, Terms, from_json, nothing_said
from palermo.plan.tables.columns import ACTIVITY, FIELDS, PRIMARY, Group, Split
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

    origin: Origin
    entries: list[Entry] = field(default_factory=list)
    presence: Presence = Presence.GIVEN
    whole: Cell[Any] | None = None


class _Feed(NamedTuple):
    """A column, the attribute it fills, and how its cells are read. `own`: it says nothing but of this group."""

    column: Column
    name: str
    reader: CellReader
    own: bool


class EntryReader:
    """Reads one group of columns of one table."""

    def __init__(self, sheet: Sheet, group: Group, terms: Terms, findings: list[Finding]) -> None:
        self.sheet = sheet
        self.group = group
        self.terms = terms
        self.findings = findings
        self.main = FIELDS[PRIMARY[group]]
        self.place = sheet.part_columns[group][0].index
        columns = [(column, name) for column in sheet.part_columns[group] for name in _names(column, group)]
        primary = [column for column, name in columns if name == PRIMARY[group] and not column.revised]
        # each year may have its own column of costs; a second column of steps only fills what the first leaves open
        primary = primary if group is Group.COST else primary[:1]
        revised = [column for column, name in columns if name == PRIMARY[group] and column.revised]
        self.primary = [self._feed(column, PRIMARY[group]) for column in primary]
        self.beside = [self._feed(c, name) for c, name in columns if c not in primary and not c.revised]
        self.revised = [self._feed(column, PRIMARY[group]) for column in revised]
        self.beside_revised = [self._feed(c, name) for c, name in columns if c.revised and c not in revised]

    def _feed(self, column: Column, name: str) -> _Feed:
        about = FIELDS[name]
        split = Split.WORDS if about.kind is Kind.SEVERAL else Split.WHOLE
        reader = CellReader(about.kind, split, self.terms, column.unit)
        return _Feed(column, about.name, reader, own=FIELDS[column.field].group is self.group)

    def read(self, rows: Sequence[int]) -> Entries:
        """The entries of the node that the rows make up."""
        found = Entries(self.sheet.origin(rows[0], self.place))
        if self.revised and any(self.sheet.said_in(rows[0], feed.column.index) for feed in self.revised):
            self._row(found, rows[0], self.revised, self.beside_revised)
            return found
        beside = self.beside if len(rows) == 1 else [*self.beside, *self._each_row(rows)]
        for row in rows:
            self._row(found, row, self.primary, beside, inside=row != rows[0])
        if not found.entries and found.whole is None:
            feed = next(iter(self.primary or self.beside), None)
            found.whole = BLANK if feed is None else blank(self.sheet.origin(rows[0], feed.column.index))
        return found

    def _each_row(self, rows: Sequence[int]) -> list[_Feed]:
        """Columns of the activity that say something else in each row of steps."""
        if self.group is not Group.STEP or not self.primary:
            return []
        steps = {one.row for one in self.sheet.said(self.primary[0].column.index, rows)}
        several = []
        for column in self.sheet.node_columns[ACTIVITY]:
            if column.field in _OF_EACH_STEP and len(steps) > 1:
                said = {one.row for one in self.sheet.said(column.index, rows)}
                if len(said) > 1 and said <= steps:
                    several.append(self._feed(column, _OF_EACH_STEP[column.field]))
        return several

    def _row(
        self,
        found: Entries,
        row: int,
        primary: Sequence[_Feed],
        others: Sequence[_Feed],
        *,
        inside: bool = False,
    ) -> None:
        """The entries of one row; a block that began above it, in an earlier row of the node, is not `inside` it."""
        first = self._said(row, primary, inside=inside)
        beside = self._said(row, others, inside=inside) if others else []
        alone = not beside or not any(feed.own for feed, _ in beside)
        if len(first) == 1 and self._whole(found, *first[0], alone=alone):
            return
        # a column that mainly says something else makes no entry by itself
        if not first and not alone:
            found.entries += self._column(primary[0] if primary else None, None, row, beside)
        for n, (feed, told) in enumerate(first):
            found.entries += self._column(feed, told, row, beside if n == 0 else [])
            if told.shared and not feed.column.spread:
                found.presence = Presence.INHERITED
                self.sheet.share(feed.column, row)

    def _said(self, row: int, feeds: Sequence[_Feed], *, inside: bool) -> list[tuple[_Feed, Said]]:
        """The columns that say something in the row."""
        said_in = self.sheet.said_in
        return [(feed, said) for feed in feeds if (said := said_in(row, feed.column.index, inside=inside)) is not None]

    def _whole(self, found: Entries, feed: _Feed, told: Said, *, alone: bool) -> bool:
        """One cell that holds all entries as we write them where nothing plainer would do, or says there are none."""
        cell = from_json(told.text, _KINDS[self.group], self.terms) if told.text[0] == "{" else None
        if cell is None and alone and not found.entries:
            cell = nothing_said(told.text, self.main.kind)
        if cell is None:
            return False
        found.whole = Cell(cell.value, cell.presence, cell.raw, cell.truncated, told.origin)
        return True

    def _column(
        self, feed: _Feed | None, told: Said | None, row: int, beside: Sequence[tuple[_Feed, Said]]
    ) -> list[Entry]:
        parts = self._parts(feed, told)
        entries: list[Entry] = [{} for _ in parts]
        if feed is not None:
            origin = told.origin if told is not None else self.sheet.origin(row, feed.column.index)
            self._put(entries, feed, [part.text for part in parts], origin)
        for other, said in beside:
            texts, presence = self._parallel(said, parts, other.column)
            self._put(entries, other, texts, said.origin, presence)
        return entries

    def _parts(self, feed: _Feed | None, told: Said | None) -> Sequence[Part]:
        if told is None or feed is None:
            return [Part("")]
        if (feed.column.split or self.main.split) is Split.WHOLE:
            return [Part(told.text)]
        parts = listed(told.text)
        if self.group is Group.COST and not all(self._amount(part.text, feed.column) for part in parts):
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
        self.findings.append(remark("M18", said.origin, words=said.text))
        return [said.text] * len(parts), Presence.INHERITED

    def _put(
        self,
        entries: Sequence[Entry],
        feed: _Feed,
        texts: Sequence[str],
        origin: Origin,
        presence: Presence = Presence.GIVEN,
    ) -> None:
        """Put into each entry the text that a column has for it."""
        column, name, reader, _ = feed
        priced = reader.kind is Kind.MONEY
        for entry, text in zip(entries, texts, strict=True):
            cell = reader.read(text, origin, presence)
            if priced and cell.value is not None and cell.value.amount is None and not cell.value.none_needed:
                self.findings.append(remark("M08", origin, words=text))
            if column.when and text:
                self._dated(entry, feed, origin)
            _keep(entry, name, cell)

    def _dated(self, entry: Entry, feed: _Feed, origin: Origin) -> None:
        """A header with a year: the year of a cost, of a baseline, or one of several targets."""
        when = Cell(self.terms.when(feed.column.when), origin=origin)
        match feed.name:
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


def finished(group: Group, found: Entries, identity: Callable[[Entry, int], str]) -> Cell[Any]:
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
    return Cell(value, found.presence, origin=found.origin)
