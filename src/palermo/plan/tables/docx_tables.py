"""The tables of a Word document to layouts, with the text lines above each."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import docx

from palermo.core import Finding, Message, mark
from palermo.plan.tables.archive import MOST_ROWS, Archive
from palermo.plan.tables.docx_numbers import BULLET, Numbers, child, qualified, read_numbers, told
from palermo.plan.tables.faults import fault
from palermo.plan.tables.guard import office_parts
from palermo.plan.tables.layout import Format, Layout, Scalar, Span, Table, address, clean, trimmed
from palermo.plan.tables.sheet_scan import MOST_COLUMNS

MOST_TABLES = 300
MOST_LINES_BEFORE = 40
_CHANGE = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo|cellIns|cellDel)\s[^>]*?\bauthor=")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNCOLOURED = ("", "auto", "ffffff", "clear", "none")
# check marks and boxes are often letters of a symbol font
_SYMBOLS = {
    "f0fc": "✓",
    "f050": "✓",
    "f0fe": "☑",
    "f0fd": "☒",
    "f0a8": "☐",
    "f06f": "☐",
    "f0b7": BULLET,
    "f0a7": BULLET,
}
_PARAGRAPH, _TABLE, _ROW, _CELL = (qualified(name) for name in ("p", "tbl", "tr", "tc"))
_CONTROL, _INSIDE = qualified("sdt"), qualified("sdtContent")


def read_docx(content: bytes, file: str) -> tuple[Layout, tuple[Finding, ...]]:
    """Every table of a document with its merged cells. Raises DataError with one finding where it is refused."""
    archive = office_parts(content, file)
    _settled(archive)
    document = docx.Document(io.BytesIO(archive.repacked()))
    numbering = next(
        (part for part in document.part.package.iter_parts() if part.partname == "/word/numbering.xml"), None
    )
    styles: Any = document.styles.element
    numbers = read_numbers(getattr(numbering, "element", None), styles)
    reader = _Reader(file, numbers)
    body: Any = document.element.body
    for element in _blocks(body):
        reader.block(element)
    if not reader.tables:
        raise fault("F16", file)
    return Layout(file, Format.DOCX, tuple(reader.tables)), ()


def _settled(archive: Archive) -> None:
    """Until a change is accepted there are two texts, and choosing one is not ours to do."""
    changes = len(_CHANGE.findall(archive.parts.get("word/document.xml", b"")))
    if changes:
        raise fault("F17", archive.file, count=changes)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows or cells under an element, through content controls."""
    for element in parent:
        if element.tag == _CONTROL:
            for inside in element.findall(_INSIDE):
                yield from _blocks(inside)
        else:
            yield element


class _Reader:
    """Walks the body once, since Word's automatic numbers count through the whole document."""

    def __init__(self, file: str, numbers: Numbers) -> None:
        self.file = file
        self.numbers = numbers
        self.tables: list[Table] = []
        self.lines: list[str] = []
        self.count = 0

    def block(self, element: Any) -> None:
        if element.tag == _PARAGRAPH:
            if text := clean(self._paragraph(element)):
                self.lines.append(text)
        elif element.tag == _TABLE:
            self.count += 1
            if self.count > MOST_TABLES:
                raise fault("F12", self.file, fault=Message(mark("it has more than {n} tables"), {"n": MOST_TABLES}))
            table = self._table(element)
            if table.rows:
                self.tables.append(table)
                self.lines = []

    def _table(self, element: Any) -> Table:
        grid = _Grid(self.file, f"table {self.count}")
        for row in _blocks(element):
            if row.tag == _ROW:
                grid.row(row)
                for cell in _blocks(row):
                    if cell.tag == _CELL:
                        grid.cell(cell, self._inside)
        return grid.table(tuple(self.lines[-MOST_LINES_BEFORE:]))

    def _inside(self, cell: Any) -> str:
        """All text of a cell, a line for each paragraph, tables inside it included."""
        lines = []
        for element in _blocks(cell):
            if element.tag == _PARAGRAPH:
                lines.append(self._paragraph(element))
            elif element.tag in (_TABLE, _ROW, _CELL):
                lines.append(self._inside(element))
        return "\n".join(line for line in lines if line.strip())

    def _paragraph(self, element: Any) -> str:
        label = self.numbers.label(element)
        text = clean("".join(_runs(element)))
        if not text and label == BULLET:
            return ""
        return f"{label} {text}".strip()


class _Grid:
    """One table as it is built: where each cell stands, and which blocks are still open downwards."""

    def __init__(self, file: str, name: str) -> None:
        self.file = file
        self.name = name
        self.rows: list[list[Scalar]] = []
        self.closed: list[Span] = []
        self.above: dict[int, Span] = {}
        self.here: dict[int, Span] = {}
        self.shaded: list[str] = []

    def row(self, element: Any) -> None:
        """Begin a row."""
        if len(self.rows) == MOST_ROWS:
            raise fault(
                "F11",
                self.file,
                self.name,
                rows=Message(mark("{n} or more"), {"n": MOST_ROWS}),
                used=Message(mark("most")),
                most=MOST_ROWS,
            )
        self._close()
        self.rows.append([None] * _before(element))

    def _close(self) -> None:
        self.closed += [span for span in self.above.values() if not self._continued(span)]
        self.above, self.here = self.here, {}

    def _continued(self, span: Span) -> bool:
        return self.here.get(span.left, Span(-1, 0, 0, 0)).top == span.top

    def cell(self, element: Any, text_of: Callable[[Any], str]) -> None:
        """Put one cell at the end of the row."""
        row, column, width = len(self.rows) - 1, len(self.rows[-1]), _wide(element)
        right = column + width - 1
        if right >= MOST_COLUMNS:
            raise fault(
                "F12", self.file, self.name, fault=Message(mark("it has more than {n} columns"), {"n": MOST_COLUMNS})
            )
        merged = child(element, "tcPr", "vMerge")
        if merged is not None and told(merged) != "restart" and column in self.above:
            self.here[column] = Span(self.above[column].top, column, row, right)
            self.rows[-1] += [None] * width
            return
        text = clean(text_of(element))
        self.rows[-1] += [text or None] + [None] * (width - 1)
        if merged is not None or width > 1:
            self.here[column] = Span(row, column, row, right)
        if not text and told(child(element, "tcPr", "shd"), "fill").lower() not in _UNCOLOURED:
            self.shaded.append(address(row, column))

    def table(self, before: tuple[str, ...]) -> Table:
        """What was built."""
        self._close()
        self._close()
        kept = trimmed(self.rows)
        spans = [Span(s.top, s.left, min(s.bottom, len(kept) - 1), s.right) for s in self.closed if s.top < len(kept)]
        merges = tuple(sorted((span for span in spans if span.tall or span.wide), key=_corner))
        return Table(self.name, kept, merges, before, shaded=tuple(self.shaded))


def _corner(span: Span) -> tuple[int, int]:
    return span.top, span.left


def _before(row: Any) -> int:
    """Columns of the grid that a row leaves out at its left."""
    skipped = told(child(row, "trPr", "gridBefore"))
    return min(int(skipped), MOST_COLUMNS) if skipped.isdecimal() else 0


def _wide(cell: Any) -> int:
    span = told(child(cell, "tcPr", "gridSpan"))
    return max(1, min(int(span), MOST_COLUMNS + 1)) if span.isdecimal() else 1


def _runs(element: Any) -> Iterator[str]:
    for part in element:
        if not isinstance(part.tag, str) or part.tag == _FALLBACK:
            continue
        match part.tag.rpartition("}")[2]:
            case "t":
                yield part.text or ""
            case "tab":
                yield " "
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _SYMBOLS.get(told(part, "char").lower(), "")
            case "pPr" | "rPr" | "sdtPr" | "instrText":
                continue
            case "p":
                yield "\n"
                yield from _runs(part)
            case _:
                yield from _runs(part)
