"""What a ministry's file holds, cell for cell, before anybody has said what the cells mean.

Rows and columns count from 0 here; people see spreadsheet addresses such as B7, in Word tables too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from palermo.core import Message, Origin, UserError, mark
from palermo.core.spreadsheet import letters

Scalar = None | str | int | float | bool | date | datetime
Rows = tuple[tuple[Scalar, ...], ...]

# control characters that no spreadsheet or document can hold, and line ends of other systems
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85|_x000D_\n?")
_EDGE = " \t\n\xa0\u200b\u2060\ufeff"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Format(StrEnum):
    """What kind of file it was."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"


def column_number(text: str) -> int:
    """The column that the letters name. Raises UserError for anything but letters A to Z."""
    if not re.fullmatch("[A-Z]{1,3}", text):
        raise UserError(Message(mark("'{word}' is not a column; write its letters, such as C or AB."), {"word": text}))
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """The address people use: (6, 1) is B7."""
    return f"{letters(column)}{row + 1}"


def position(text: str) -> tuple[int, int]:
    """Row and column of an address. Raises UserError for anything that is not one."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise UserError(Message(mark("'{word}' is not the address of a cell; write it like B7."), {"word": text}))
    return int(found[2]) - 1, column_number(found[1])


@dataclass(frozen=True, slots=True)
class Span:
    """A merged block, corners included. Its value stands in its first cell."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def tall(self) -> bool:
        return self.bottom > self.top

    @property
    def wide(self) -> bool:
        return self.right > self.left


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet or one table of a document.

    `before` holds the lines of text just above a table in a document. `formats` maps an address to the number format
    that shows its value (0.5 as 50%). `shaded` lists empty cells that carry a colour: some matrices mark quarters so.
    """

    name: str
    rows: Rows
    merges: tuple[Span, ...] = ()
    before: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    shaded: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> Scalar:
        """What stands there; None outside the table too."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole file. `delimiter` and `marked` (a byte order mark at the start) matter for CSV only."""

    file: str
    format: Format
    tables: tuple[Table, ...]
    language: str = ""
    delimiter: str = ","
    marked: bool = False

    def table(self, name: str) -> Table | None:
        """The table of that name."""
        return next((table for table in self.tables if table.name == name), None)

    def origin(self, table: Table, row: int, column: int) -> Origin:
        """Where a cell stands, in words for people."""
        return Origin(self.file, "" if self.format is Format.CSV else table.name, address(row, column))


def clean(text: str) -> str:
    """The text without control characters and tabs, with one kind of line end, and without space around it."""
    if not text.isprintable() or "_x000D_" in text:
        text = _CONTROL.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")
    text = text.strip()
    return text if text.isascii() else text.strip(_EDGE)


def trimmed(rows: Sequence[Sequence[Scalar]]) -> Rows:
    """The rows without empty cells at their ends and without empty rows at the end."""
    kept = []
    for row in rows:
        end = len(row)
        while end and row[end - 1] is None:
            end -= 1
        kept.append(tuple(row[:end]))
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
