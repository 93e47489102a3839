"""A table of a file as people know it: letters over the columns, numbers before the rows, merged cells as they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from palermo.core import Finding
from palermo.plan import Table, TableMapping, letters, shown

ROWS_BELOW = 8
ROWS_WITHOUT_HEADER = 15
LONGEST = 140
_ROW = re.compile(r"[A-Z]{1,3}(\d+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell, with how many rows and columns of the picture it covers."""

    address: str
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as people count, whether it is a header, its cells."""

    number: int
    header: bool
    cells: tuple[Shown, ...]


def picture(table: Table, mapping: TableMapping) -> Sequence[Line]:
    """The header rows and the first rows below them; the first rows of all where no header is known."""
    below = mapping.first if mapping.header else 0
    count = ROWS_BELOW if mapping.header else ROWS_WITHOUT_HEADER
    rows = sorted({*mapping.header, *range(below, below + count)})
    rows = [row for row in rows if row < len(table.rows)]
    return [Line(row + 1, row in mapping.header, tuple(_cells(table, row, rows))) for row in rows]


def _cells(table: Table, row: int, rows: Sequence[int]) -> list[Shown]:
    spans = {
        column: span
        for span in table.merges
        if span.top <= row <= span.bottom
        for column in range(span.left, span.right + 1)
    }
    found = []
    for column in range(table.width):
        span = spans.get(column)
        if span is None:
            found.append(Shown(f"{letters(column)}{row + 1}", words(table, row, column)))
            continue
        seen = [one for one in rows if span.top <= one <= span.bottom]
        if column == span.left and row == seen[0]:
            width = min(span.right, table.width - 1) - span.left + 1
            address = f"{letters(span.left)}{span.top + 1}"
            found.append(Shown(address, words(table, span.top, span.left), len(seen), width))
    return found


def words(table: Table, row: int, column: int) -> str:
    """A cell in the words it is shown in, not too many of them."""
    address = f"{letters(column)}{row + 1}"
    text = shown(table.value(row, column), table.formats.get(address, ""))
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def row_words(table: Table, row: int) -> str:
    """What stands in a row, for people who decide what it is."""
    texts = [text for column in range(table.width) if (text := words(table, row, column))]
    return " | ".join(texts)[:LONGEST]


def doubtful_rows(table: Table, findings: Sequence[Finding], rules: Sequence[str], *, single: bool) -> list[int]:
    """Rows of the table (from 0) that findings of these rules point at. `single`: the file names no sheets."""
    found = set()
    for finding in findings:
        origin = finding.origin
        if finding.rule not in rules or origin is None or not (single or origin.sheet == table.name):
            continue
        if place := _ROW.fullmatch(origin.cell):
            found.add(int(place[1]) - 1)
    return sorted(row for row in found if row < len(table.rows))
