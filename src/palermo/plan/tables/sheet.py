"""One table under its mapping: the words of a column for the rows of one goal, objective or activity."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from palermo.core import Finding, Origin
from palermo.core.spreadsheet import letters
from palermo.plan.tables.columns import FIELDS, LEVELS, PARTS_AT, Group
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.headers import match, translates
from palermo.plan.tables.layout import Format, Layout, Span, Table
from palermo.plan.tables.mapping import Column, TableMapping
from palermo.plan.tables.remarks import remark
from palermo.plan.tables.vocabulary import says


class Said(NamedTuple):
    """Words in a cell. `shared`: the cell reaches over other activities too. `sign`: the ditto mark it really holds."""

    row: int
    text: str
    origin: Origin
    shared: bool = False
    sign: str = ""


@dataclass(slots=True)
class Sheet:
    """Reads one table. `owner` tells which node a row belongs to, once the rows are placed."""

    layout: Layout
    table: Table
    mapping: TableMapping
    grid: Grid = field(init=False)
    owner: dict[int, int] = field(default_factory=dict)
    shared: dict[int, list[Origin]] = field(default_factory=dict)
    _letters: dict[int, str] = field(default_factory=dict)
    _row: int = -1  # the row being read, with the words and the origins of its cells
    _cells: dict[int, str] = field(default_factory=dict)
    _origins: dict[int, Origin] = field(default_factory=dict)
    _number: str = ""
    _fields: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    _name: str = ""
    _unread: dict[str, list[Column]] = field(default_factory=dict)
    node_columns: dict[str, list[Column]] = field(init=False)
    part_columns: dict[Group, list[Column]] = field(init=False)

    def __post_init__(self) -> None:
        self.grid = Grid(self.table)
        self._name = "" if self.layout.format is Format.CSV else self.table.name
        columns = self.mapping.columns
        self.node_columns = {level: [c for c in columns if _on_node(c, level)] for level in LEVELS}
        self.part_columns = {
            group: [c for c in columns if any(FIELDS[name].group is group for name in (c.field, *c.also) if name)]
            for group in (Group.STEP, Group.INDICATOR, Group.COST)
        }

    def origin(self, row: int, column: int) -> Origin:
        """Where a cell stands. Rows are read one after another, so all that is read of one cell shares one origin."""
        if row != self._row:
            self._enter(row)
        if (known := self._origins.get(column)) is None:
            if (above := self._letters.get(column)) is None:
                above = self._letters[column] = letters(column)
            known = self._origins[column] = Origin(self.layout.file, self._name, above + self._number)
        return known

    def _enter(self, row: int) -> None:
        self._row, self._number = row, str(row + 1)
        self._cells, self._origins = self.grid.filled(row), {}

    def fields(self, name: str) -> tuple[Column, ...]:
        """The columns of one field."""
        if name not in self._fields:
            self._fields[name] = self.mapping.with_field(name)
        return self._fields[name]

    def said(self, column: int, rows: Sequence[int]) -> list[Said]:
        """What a column says for the rows of one node, cell by cell; empty cells say nothing."""
        # a block is said once, in its first row or in the first of these
        said = (self.said_in(row, column, inside=row != rows[0]) for row in rows)
        return [one for one in said if one is not None]

    def said_in(self, row: int, column: int, *, inside: bool = False) -> Said | None:
        """What a column says in one row; `inside` says nothing for a block that began in a row above."""
        if row != self._row:
            self._enter(row)
        text, shared = self._cells.get(column, ""), False
        if self.grid.blocks and (span := self.grid.blocks.get((row, column))) is not None:
            if span.left != column or (inside and span.top != row):
                return None
            text, shared = self.grid.own(span.top, column), self._reaches_out(span, row)
        if not text:
            return None
        origin = self._origins.get(column) or self.origin(row, column)
        if not says(text, "ditto"):
            return Said(row, text, origin, shared)
        text, sign = self._meant(row, column, text)
        return Said(row, text, origin, shared, sign)

    def _reaches_out(self, span: Span, row: int) -> bool:
        """Whether a block covers rows of another node than that of `row`."""
        here = self.owner.get(row)
        return any(self.owner.get(other, here) != here for other in range(span.top, span.bottom + 1))

    def _meant(self, row: int, column: int, sign: str) -> tuple[str, str]:
        """A ditto mark says in so many words that the cell above counts here too. With nothing above it is a word."""
        for above in range(row - 1, self.mapping.first - 1, -1):
            text = self.grid.seen(above, column)
            if text and not says(text, "ditto"):
                return text, sign
        return sign, ""

    def share(self, column: Column, row: int) -> None:
        """Remember that a merged cell was shown for a row without counting for it."""
        span = self.grid.blocks.get((row, column.index))
        place = self.origin(span.top if span else row, column.index)
        places = self.shared.setdefault(column.index, [])
        if place not in places:
            places.append(place)

    def unread_at(self, level: str) -> list[Column]:
        """Columns whose cells have no place in the model at that level: kept as they are."""
        if level not in self._unread:
            self._unread[level] = [column for column in self.mapping.columns if not _placed(column, level)]
        return self._unread[level]

    def remarks(self) -> list[Finding]:
        """What there is to say of whole columns, once everything is read."""
        return [*self._not_understood(), *self._merged(), *self._ticks()]

    def _not_understood(self) -> list[Finding]:
        return [
            remark("M02", self._header(column), header=column.header)
            for column in self.mapping.columns
            if not column.field and column.header and not self._is_translation(column)
        ]

    def _is_translation(self, column: Column) -> bool:
        """Whether another column holds the same in another language."""
        meant = {found.field for found in match(column.header)}
        others = (other.header for other in self.mapping.columns if other.field in meant)
        return any(translates(column.header, other) for other in others)

    def _header(self, column: Column) -> Origin:
        return self.origin(self.mapping.header[-1] if self.mapping.header else self.mapping.first, column.index)

    def _merged(self) -> list[Finding]:
        columns = {column.index: column for column in self.mapping.columns}
        found = []
        for index, places in sorted(self.shared.items()):
            rule = "M17" if columns[index].field == "cost" else "M05"
            found.append(remark(rule, places[0], header=columns[index].header, count=len(places)))
        return found

    def _ticks(self) -> list[Finding]:
        """Marked quarters that say nothing: without a year, or by colour alone."""
        found = []
        ticks = self.mapping.with_field("tick")
        undated = next((column for column in ticks if not column.when), None)
        if undated is not None:
            found.append(remark("M13", self._header(undated), header=undated.header))
        rows = range(self.mapping.first, self.grid.height)
        places = [(row, column.index) for column in ticks for row in rows]
        coloured = next((place for place in places if self.grid.coloured(*place)), None)
        if coloured and not any(self.grid.own(*place) for place in places):
            found.append(remark("M16", self.origin(*coloured)))
        return found


def _on_node(column: Column, level: str) -> bool:
    return bool(column.field) and FIELDS[column.field].group is Group.NODE and level in FIELDS[column.field].at


def _placed(column: Column, level: str) -> bool:
    """Whether the model has a place for the column at that level."""
    return any(_field_placed(name, level) for name in (column.field, *column.also) if name)


def _field_placed(name: str, level: str) -> bool:
    about = FIELDS[name]
    match about.group:
        case Group.PLACE:
            return True
        case Group.NODE:
            return level in about.at
        case Group.LOOSE:
            return False
        case _:
            return about.group in PARTS_AT[level]
