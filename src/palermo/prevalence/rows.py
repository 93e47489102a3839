"""Rows of words with their places: of a CSV file, or of cells that somebody else has read."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from palermo.core import DataError, Origin
from palermo.core.languages import fold, fold_digits
from palermo.core.spreadsheet import letters
from palermo.prevalence.complaints import fault

SEPARATORS = (",", ";", "\t", "|")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_EDGE = " \t\r\n\xa0\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Rows:
    """A first line of names and the rows below it, all of the same width; `lines` are their numbers in the file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def origin(self, row: int, column: int | None = None) -> Origin:
        """Where a row, or a cell of it, stands."""
        line = self.lines[row]
        return Origin(self.file, cell=f"line {line}" if column is None else f"{letters(column)}{line}")

    def column(self, index: int) -> Iterator[str]:
        """The words of a column from top to bottom."""
        return (row[index] for row in self.rows)

    def find(self, *names: str) -> int | None:
        """The first column that is called by one of the names, however it is spelled."""
        wanted = {fold(name) for name in names}
        return next((index for index, name in enumerate(self.columns) if fold(name) in wanted), None)


def rows_in(content: bytes | Sequence[Sequence[str]], file: str) -> Rows:
    """The rows of a CSV file, or of cells that were read elsewhere. Raises DataError where they are no table."""
    return _csv_rows(content, file) if isinstance(content, bytes) else _rows_of(content, file)


def _csv_rows(content: bytes, file: str) -> Rows:
    """The rows of a CSV file in UTF-8 (or UTF-16 with its mark). Raises DataError where it cannot be read whole."""
    try:
        text = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError([fault("L01", Origin(file))]) from error
    first = text.lstrip().split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        given = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise DataError([fault("L02", Origin(file, cell=f"line {reader.line_num}"), fault=str(error))]) from error
    return _rows_of([row for _, row in given], file, lines=[line for line, _ in given])


def _rows_of(given: Sequence[Sequence[str]], file: str, *, lines: Sequence[int] = ()) -> Rows:
    """Cells as rows, the first that holds anything being the names. Raises DataError with every fault of their shape.

    `lines`: the number of each row in the file; without them they count from 1.
    """
    numbers = lines or range(1, len(given) + 1)
    kept = [(line, [_clean(cell) for cell in row]) for line, row in zip(numbers, given, strict=True)]
    kept = [(line, row) for line, row in kept if any(row)]
    if len(kept) < 2:
        raise DataError([fault("L03", Origin(file))])
    line, names = kept.pop(0)
    while names and not names[-1]:
        names.pop()
    width = len(names)
    top = Origin(file, cell=f"line {line}")
    faults = [fault("L12", Origin(file, cell=f"line {line}")) for line, row in kept if any(row[width:])]
    if "" in names:
        faults.append(fault("L09", top, column=letters(names.index(""))))
    folded = [fold(name) for name in names]
    faults += [
        fault("L08", top, column=name) for index, name in enumerate(names) if name and fold(name) in folded[:index]
    ]
    if faults:
        raise DataError(faults)
    rows = tuple((*row[:width], *[""] * (width - len(row))) for _, row in kept)
    return Rows(file, tuple(names), rows, tuple(line for line, _ in kept))


def _clean(cell: str) -> str:
    text = fold_digits(cell.strip(_EDGE))
    # an apostrophe keeps a spreadsheet from taking the cell for a formula; it is no part of the value
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
