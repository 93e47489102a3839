"""CSV files to layouts: which letters, which separator, and whether every row is whole."""

import codecs
import csv
import io
import re
from collections import Counter

from palermo.core import Finding, Message, mark
from palermo.plan.tables.archive import MOST_ROWS
from palermo.plan.tables.faults import fault, note
from palermo.plan.tables.layout import Format, Layout, Table, address, clean, trimmed
from palermo.plan.tables.sheet_scan import MOST_COLUMNS, MOST_LETTERS

DELIMITERS = (",", ";", "\t", "|")
TABLE = "table"
_SAMPLE = 60
_LOST = "\ufffd"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
# an apostrophe keeps a spreadsheet from taking the cell for a formula; it is no part of the value
_QUOTED = re.compile(r"'+(?=[=+\-@])")
_MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Lines = list[tuple[int, list[str]]]


def text_of(content: bytes, file: str) -> tuple[str, bool]:
    """The text of a file and whether it began with a byte order mark.

    Read are UTF-8 and, where a mark says so, UTF-16. Raises DataError (F13, F14) for anything else.
    """
    marks, encoding = next(((m, e) for m, e in _MARKS if content.startswith(m)), (b"", "utf-8"))
    if not encoding:
        raise fault("F13", file, "!line 1", line=1)
    try:
        text = content[len(marks) :].decode(encoding)
    except UnicodeDecodeError as error:
        good = content[len(marks) : len(marks) + error.start].decode(encoding, "replace")
        line = good.count("\n") + 1
        raise fault("F13", file, f"!line {line}", line=line) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise fault("F14", file, f"!line {line}", line=line)
    return text, bool(marks)


def read_csv(content: bytes, file: str) -> tuple[Layout, tuple[Finding, ...]]:
    """The one table of a CSV file. Raises DataError with one finding where it cannot be read whole."""
    text, marked = text_of(content, file)
    _not_too_long(text, file)
    delimiter = _delimiter(text)
    lines = _parsed(text, delimiter, file)
    _whole(lines, file)
    kept = trimmed([[_value(cell, file, n, c) for c, cell in enumerate(row)] for n, (_, row) in enumerate(lines)])
    if max((len(row) for row in kept), default=0) > MOST_COLUMNS:
        raise fault("F12", file, fault=Message(mark("it has more than {n} columns"), {"n": MOST_COLUMNS}))
    if not kept:
        raise fault("F02", file)
    layout = Layout(file, Format.CSV, (Table(TABLE, kept),), delimiter=delimiter, marked=marked)
    lost = next((address(n, c) for n, row in enumerate(kept) for c, cell in enumerate(row) if _LOST in str(cell)), None)
    return layout, (note("F13", file, f"!{lost}"),) if lost else ()


def _not_too_long(text: str, file: str) -> None:
    count = text.count("\n")
    if count <= MOST_ROWS:
        return
    used = sum(1 for line in text.splitlines() if line.strip(",;|\t \"'"))
    # line breaks inside cells make more lines than rows; only when far too many do they count
    if count > 10 * MOST_ROWS or used <= MOST_ROWS:
        raise fault("F11", file, f"!line {count}", rows=count, used=used, most=MOST_ROWS)


def _delimiter(text: str) -> str:
    """The separator that cuts most of the first rows into the same number of cells, and into the most."""
    sample = text[:200_000]
    scores = []
    for order, delimiter in enumerate(DELIMITERS):
        widths: Counter[int] = Counter()
        try:
            for n, row in enumerate(csv.reader(io.StringIO(sample), delimiter=delimiter)):
                widths[len(row)] += 1
                if n == _SAMPLE:
                    break
        except csv.Error:
            continue
        width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1] * item[0]), default=(0, 0))
        scores.append(((width > 1, rows * width), -order, delimiter))
    return max(scores)[2] if scores else ","


def _parsed(text: str, delimiter: str, file: str) -> Lines:
    lines: Lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            lines.append((start, row))
            start = reader.line_num + 1
            if len(lines) > MOST_ROWS:
                raise fault(
                    "F11",
                    file,
                    rows=Message(mark("{n} or more"), {"n": len(lines)}),
                    used=Message(mark("most")),
                    most=MOST_ROWS,
                )
    except csv.Error as error:
        said = str(error)
        told = (
            Message(mark("a double quote is opened here and never closed")) if "end of data" in said else Message(said)
        )
        if "field larger" in said:
            told = Message(
                mark("one cell holds more than {n} letters; a double quote is probably not closed"), {"n": MOST_LETTERS}
            )
        raise fault("F15", file, f"!line {start}", line=start, fault=told) from error
    return lines


def _whole(lines: Lines, file: str) -> None:
    """A row longer than all the others has a separator in its text, and every cell after it would be misread."""
    widths = Counter(len(row) for _, row in lines if len(row) > 1)
    if not widths:
        return
    # lines of title and labels above the matrix are narrower; one odd row is no matrix of its own
    often = max(2, len(lines) // 5)
    usual = max((width for width in widths if widths[width] >= often), default=max(widths))
    for line, row in lines:
        if len(row) > usual and any(cell.strip() for cell in row[usual:]):
            told = Message(
                mark("this row has {n} cells where the others have {usual}"), {"n": len(row), "usual": usual}
            )
            raise fault("F15", file, f"!line {line}", line=line, fault=told)


def _value(cell: str, file: str, row: int, column: int) -> str | None:
    text = clean(cell)
    if text.startswith("="):
        raise fault("F09", file, f"!{address(row, column)}", count=Message(mark("at least one")))
    if len(text) > MOST_LETTERS:
        told = Message(mark("it holds {n} letters, at most {most} are read"), {"n": len(text), "most": MOST_LETTERS})
        raise fault("F12", file, f"!{address(row, column)}", fault=told)
    return (text[1:] if _QUOTED.match(text) else text) or None
