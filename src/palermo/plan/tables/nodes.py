"""The model's own cells of a goal, objective or activity, from the columns of a table."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from palermo.core import Cell, Finding, Presence, blank
from palermo.core.when import Precision
from palermo.plan.tables.cell_words import CellReader, Terms, parts_of
from palermo.plan.tables.columns import ACTIVITY, FIELDS, Split
from palermo.plan.tables.mapping import Column
from palermo.plan.tables.remarks import remark
from palermo.plan.tables.sheet import Said, Sheet
from palermo.plan.tables.splitting import roles, roles_in_brackets
from palermo.plan.tables.vocabulary import says
from palermo.plan.tree.fields import Kind

Cells = dict[str, Cell[Any]]
# the name spares each cell the look-up in the enumeration
_DATE = Kind.DATE


class _Feed(NamedTuple):
    """A column, the attribute it fills, and how its cells are read."""

    column: Column
    name: str
    reader: CellReader
    bodies: bool


class _Feeds(NamedTuple):
    """What the columns of one level feed; those with tick marks are read together."""

    plain: Sequence[_Feed]
    ticks: Sequence[Column]
    revised: Sequence[_Feed]


class NodeReader:
    """Reads what the columns of one table say of one node."""

    def __init__(self, sheet: Sheet, terms: Terms, findings: list[Finding]) -> None:
        self.sheet = sheet
        self.terms = terms
        self.findings = findings
        self.feeds: dict[str, _Feeds] = {}
        self.leads = any(column.field == "lead" for column in sheet.mapping.columns)

    def read(self, level: str, rows: Sequence[int]) -> Cells:
        """Attribute and cell. A blank cell is blank with its place, so that an export knows where to write."""
        if (feeds := self.feeds.get(level)) is None:
            feeds = self.feeds[level] = self._feeds(level)
        cells: Cells = {}
        for feed in feeds.plain:
            told, said = self._cell(feed, rows)
            if said is not None and feed.bodies:
                self._bodies(level, feed, told, said, cells)
            else:
                _put(cells, feed.name, told)
        if feeds.ticks:
            _put(cells, "timeframe", self._ticked(feeds.ticks, rows))
        for feed in feeds.revised:
            told, said = self._cell(feed, rows)
            if said is not None:
                cells[feed.name] = told
        return cells

    def _feeds(self, level: str) -> _Feeds:
        columns = self.sheet.node_columns[level]
        ticks = [column for column in columns if column.field == "tick"]
        plain = [self._feed(c, level) for c in columns if c.field != "tick" and not c.revised]
        return _Feeds(plain, ticks, [self._feed(column, level) for column in columns if column.revised])

    def _feed(self, column: Column, level: str) -> _Feed:
        about = FIELDS[column.field]
        name, kind = about.at[level]
        reader = CellReader(kind, column.split or about.split, self.terms, column.unit)
        return _Feed(column, name, reader, bodies=column.field in ("lead", "responsible", "partners"))

    def _cell(self, feed: _Feed, rows: Sequence[int]) -> tuple[Cell[Any], Said | None]:
        column, reader = feed.column, feed.reader
        if len(rows) == 1:
            said = self.sheet.said_in(rows[0], column.index)
        else:
            said = _together(self.sheet.said(column.index, rows), reader.kind)
        if said is None:
            return blank(self.sheet.origin(rows[0], column.index)), None
        if said.shared and not column.spread:
            self.sheet.share(column, rows[0])
            cell = reader.read(said.text, said.origin, Presence.INHERITED)
        else:
            cell = reader.read(said.text, said.origin)
        if reader.kind is _DATE and cell.value is not None and cell.value.precision is Precision.UNCLEAR:
            self.findings.append(remark("M07", said.origin, words=said.text))
        if said.sign:
            cell = Cell(cell.value, cell.presence, said.sign, cell.truncated, said.origin)
        return cell, said

    def _bodies(self, level: str, feed: _Feed, cell: Cell[Any], said: Said, cells: Cells) -> None:
        """Who answers and who takes part. One cell may say both, and a lead column may name several."""
        column, name = feed.column, feed.name
        if cell.value is None or said.text.startswith("{"):
            _put(cells, name, cell)
            if cell.unread and column.field == "responsible" and level == ACTIVITY and not self.leads:
                # whoever stands there may well be one body
                _put(cells, "lead", cell)
            return
        told = roles(said.text) or self._in_brackets(column, said) if column.field != "partners" else {}
        if level == ACTIVITY and told:
            self._by_role(column, told, cell, said, cells)
            return
        if name == "lead":
            self._lead(column, cell, said, cells)
            return
        _put(cells, name, cell)
        named: tuple[str, ...] = cell.value
        if len(named) == 1 and column.field == "responsible" and level == ACTIVITY and not self.leads:
            # the only body named is the one that answers
            _put(cells, "lead", Cell(named[0], cell.presence, cell.raw, cell.truncated, cell.origin))

    def _in_brackets(self, column: Column, said: Said) -> dict[str, str]:
        # most cells have none: they need not be taken apart for it
        none = column.split is Split.WHOLE or not ("(" in said.text or "[" in said.text)
        return {} if none else roles_in_brackets(parts_of(said.text, Split.BODIES, self.terms))

    def _by_role(self, column: Column, told: dict[str, str], cell: Cell[Any], said: Said, cells: Cells) -> None:
        for role, name in (("lead", "lead"), ("partners", "partners")):
            if role not in told:
                continue
            part = Cell(told[role], cell.presence, origin=cell.origin)
            if role == "lead":
                self._lead(column, part, said._replace(text=told[role]), cells)
                self.put_bodies(cells, told[role], cell, column)
            else:
                named = parts_of(told[role], Split.BODIES, self.terms)
                _put(cells, name, Cell(named, cell.presence, told[role], origin=cell.origin))

    def put_bodies(self, cells: Cells, text: str, cell: Cell[Any], column: Column) -> None:
        """Those named as responsible, where no column of its own says them."""
        if not any(one.field == "responsible" and one is not column for one in self.sheet.mapping.columns):
            named = parts_of(text, Split.BODIES, self.terms)
            _put(cells, "bodies", Cell(named, cell.presence, text, origin=cell.origin))

    def _lead(self, column: Column, cell: Cell[Any], said: Said, cells: Cells) -> None:
        named = () if column.split is Split.WHOLE else parts_of(str(cell.value), Split.BODIES, self.terms)
        if len(named) < 2:
            lines = "\n" in str(cell.value) and bool(named)  # one name over several lines, or in two languages
            value = " ".join(named[0].split()) if lines else cell.value
            raw = cell.raw or (str(cell.value) if lines else "")
            _put(cells, "lead", Cell(value, cell.presence, raw, cell.truncated, cell.origin))
            return
        self.findings.append(remark("M10", said.origin, count=len(named), words=said.text))
        _put(cells, "lead", Cell(None, Presence.BLANK, said.text, origin=said.origin))
        self.put_bodies(cells, said.text, cell, column)

    def _ticked(self, ticks: Sequence[Column], rows: Sequence[int]) -> Cell[Any]:
        """The periods whose cells are marked, as one time. A bar merged over several columns marks them all."""
        named = [column.when for column in ticks if column.when and self._marked(column, rows)]
        origin = self.sheet.origin(rows[0], ticks[0].index)
        if not named:
            return blank(origin)
        return Cell(self.terms.when(_period(named, [column.when for column in ticks])), origin=origin)

    def _marked(self, column: Column, rows: Sequence[int]) -> bool:
        for row in rows:
            text = self.sheet.grid.seen(row, column.index)
            if text and (says(text, "tick") or _names_itself(text, column)):
                return True
        return False


def _together(said: Sequence[Said], kind: Kind) -> Said | None:
    """An activity over several rows may say a thing in each of them."""
    if not said:
        return None
    texts = dict.fromkeys(one.text for one in said)
    return said[0]._replace(text=("; " if kind is Kind.DATE else "\n").join(texts))


def _names_itself(text: str, column: Column) -> bool:
    """Some write the quarter into the cell instead of a mark."""
    return len(text) < 20 and text.strip() in (column.header, column.when)


def _period(named: list[str], every: list[str]) -> str:
    """Neighbouring periods as one stretch, others as a list."""
    places = [every.index(name) for name in named]
    if len(named) > 1 and places == list(range(places[0], places[0] + len(places))):
        return f"{named[0]} - {named[-1]}"
    return "; ".join(named)


def _put(cells: Cells, name: str, cell: Cell[Any]) -> None:
    """The first column that says a thing counts."""
    held = cells.get(name)
    if held is None or (held.blank and not held.raw) or (held.value is None and cell.value is not None):
        cells[name] = cell
