"""The model's own cells of a goal, objective or activity, from the columns of a table."""

from collections.abc import Sequence
from typing import Any

from palermo.core import Cell, Finding, Presence, blank
from palermo.core.when import Precision
from palermo.plan.tables.cell_words import Terms, parts_of, read_cell
from palermo.plan.tables.columns import ACTIVITY, FIELDS, Split
from palermo.plan.tables.mapping import Column
from palermo.plan.tables.remarks import remark
from palermo.plan.tables.sheet import Said, Sheet
from palermo.plan.tables.splitting import roles
from palermo.plan.tables.vocabulary import says
from palermo.plan.tree.fields import Kind

Cells = dict[str, Cell[Any]]
# these names spare each cell the look-up in the enumeration
_GIVEN, _DATE = Presence.GIVEN, Kind.DATE
_NAMING = ("lead", "responsible", "partners")


class NodeReader:
    """Reads what the columns of one table say of one node."""

    def __init__(self, sheet: Sheet, terms: Terms, findings: list[Finding]) -> None:
        self.sheet = sheet
        self.terms = terms
        self.findings = findings
        self.leads = any(column.field == "lead" for column in sheet.mapping.columns)

    def read(self, level: str, rows: Sequence[int]) -> Cells:
        """Attribute and cell. A blank cell is blank with its place, so that an export knows where to write."""
        cells: Cells = {}
        columns = self.sheet.node_columns[level]
        for column in columns:
            if column.field != "tick" and not column.revised:
                self._column(level, column, rows, cells)
        if ticks := [column for column in columns if column.field == "tick"]:
            _put(cells, "timeframe", self._ticked(ticks, rows))
        for column in columns:
            if column.revised:
                name, kind = FIELDS[column.field].at[level]
                told, said = self._cell(column, kind, rows)
                if said is not None:
                    cells[name] = told
        return cells

    def _column(self, level: str, column: Column, rows: Sequence[int], cells: Cells) -> None:
        name, kind = FIELDS[column.field].at[level]
        told, said = self._cell(column, kind, rows)
        if column.field in _NAMING and said is not None:
            self._bodies(level, column, told, said, cells)
        else:
            _put(cells, name, told)

    def _cell(self, column: Column, kind: Kind, rows: Sequence[int]) -> tuple[Cell[Any], Said | None]:
        sheet, index = self.sheet, column.index
        one = sheet.said_in(rows[0], index) if len(rows) == 1 else _together(sheet.said(index, rows), kind)
        if one is None:
            return blank(sheet.origin(rows[0], index)), None
        presence = _GIVEN
        if one.shared and not column.spread:
            presence = Presence.INHERITED
            sheet.share(column, rows[0])
        split = column.split or FIELDS[column.field].split
        origin = sheet.origin(one.row, index)
        cell = read_cell(one.text, kind, split, self.terms, origin, presence=presence, unit=column.unit)
        if kind is _DATE and cell.value is not None and cell.value.precision is Precision.UNCLEAR:
            self.findings.append(remark("M07", origin, words=one.text))
        if one.sign:
            cell = Cell(cell.value, cell.presence, one.sign, cell.truncated, origin)
        return cell, one

    def _bodies(self, level: str, column: Column, cell: Cell[Any], said: Said, cells: Cells) -> None:
        """Who answers and who takes part. One cell may say both, and a lead column may name several."""
        if cell.value is None or said.text.startswith("{"):
            _put(cells, FIELDS[column.field].at[level][0], cell)
            if cell.unread and column.field == "responsible" and level == ACTIVITY and not self.leads:
                # whoever stands there may well be one body
                _put(cells, "lead", cell)
            return
        told = roles(said.text) if column.field != "partners" else {}
        if level == ACTIVITY and told:
            self._by_role(column, told, cell, cells)
            return
        name = FIELDS[column.field].at[level][0]
        if name == "lead":
            self._lead(column, cell, said, cells)
            return
        _put(cells, name, cell)
        named: tuple[str, ...] = cell.value
        if len(named) == 1 and column.field == "responsible" and level == ACTIVITY and not self.leads:
            # the only body named is the one that answers
            _put(cells, "lead", Cell(named[0], cell.presence, cell.raw, cell.truncated, cell.origin))

    def _by_role(self, column: Column, told: dict[str, str], cell: Cell[Any], cells: Cells) -> None:
        for role, name in (("lead", "lead"), ("partners", "partners")):
            if role not in told:
                continue
            part = Cell(told[role], cell.presence, origin=cell.origin)
            if role == "lead":
                self._lead(column, part, Said(0, told[role]), cells)
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
            _put(cells, "lead", cell)
            return
        origin = cell.origin or self.sheet.origin(said.row, column.index)
        self.findings.append(remark("M10", origin, count=len(named), words=said.text))
        _put(cells, "lead", Cell(None, Presence.BLANK, said.text, origin=origin))
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
