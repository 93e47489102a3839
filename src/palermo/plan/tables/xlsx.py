"""XLSX workbooks to layouts."""

import io
import math
import posixpath
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from defusedxml.ElementTree import ParseError, fromstring
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from palermo.core import Finding, Message, mark
from palermo.plan.tables.archive import Archive
from palermo.plan.tables.faults import fault
from palermo.plan.tables.guard import office_parts
from palermo.plan.tables.layout import Format, Layout, Scalar, Span, Table, address, clean, position, trimmed
from palermo.plan.tables.sheet_scan import MOST_LETTERS, Scan, Styles, check_text, read_styles, scan_sheet

MOST_SHEETS = 100
MIDNIGHT = time()
_NO_STYLES = Styles({}, ())


def read_xlsx(content: bytes, file: str) -> tuple[Layout, tuple[Finding, ...]]:
    """The sheets of a workbook with values, merged blocks and number formats. Raises DataError with one finding."""
    archive = office_parts(content, file)
    try:
        scans = _scans(archive)
    except (ParseError, KeyError, ValueError, UnicodeError) as error:
        raise fault(
            "F06", file, fault=Message(mark("its list of sheets cannot be read ({error})"), {"error": str(error)})
        ) from error
    sheets = _opened(archive)
    tables = []
    for name, hidden, rows, merges in sheets:
        scan = scans.get(name, Scan({}, ()))
        table = _table(name, rows, merges, scan, file)
        if table.rows:
            tables.append(Table(table.name, table.rows, table.merges, (), table.formats, table.shaded, hidden))
    if not tables:
        raise fault("F16", file)
    return Layout(file, Format.XLSX, tuple(tables)), ()


Sheet = tuple[str, bool, Sequence[Sequence[object]], list[tuple[tuple[int, int], tuple[int, int]]]]


def _opened(archive: Archive) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(archive.repacked()))
        sheets: list[Sheet] = []
        for about in workbook.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            hidden = about.visible is not SheetVisibleEnum.Visible
            sheets.append((about.name, hidden, rows, sheet.merged_cell_ranges or []))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # a panic of the Rust parser is no Exception, and no person should see it
        raise fault("F18", archive.file, fault=str(error) or type(error).__name__) from error
    return sheets


def _scans(archive: Archive) -> dict[str, Scan]:
    parts = {name.replace("\\", "/").lower(): part for name, part in archive.parts.items()}
    styles = read_styles(parts["xl/styles.xml"]) if "xl/styles.xml" in parts else _NO_STYLES
    named = _sheet_parts(parts)
    if len(named) > MOST_SHEETS:
        raise fault(
            "F12",
            archive.file,
            fault=Message(mark("it has {n} sheets, at most {most} are read"), {"n": len(named), "most": MOST_SHEETS}),
        )
    # a worksheet that the workbook does not list is checked too: the parser may find it where we do not
    others = {name: name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml")}
    listed = set(named.values())
    sheets = named | {name: part for name, part in others.items() if part not in listed}
    present = {name: parts[part] for name, part in sheets.items() if part in parts}
    scans = {name: scan_sheet(part, styles, archive.file, name) for name, part in present.items()}
    check_text(list(present.values()), parts.get("xl/sharedstrings.xml", b""), archive.file)
    return scans


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Which part holds which sheet."""
    targets = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", "")))
        for link in fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    found = {}
    for element in fromstring(parts["xl/workbook.xml"]).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in element.items() if key.endswith("}id")), "")
            found[element.get("name", "")] = targets.get(link, "").lstrip("/").lower()
    return found


def _table(
    name: str,
    rows: Sequence[Sequence[object]],
    merges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
    scan: Scan,
    file: str,
) -> Table:
    kept = trimmed([[clean(v) or None if isinstance(v, str) else _scalar(v) for v in row] for row in rows])
    for n, row in enumerate(kept):
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > MOST_LETTERS:
                place = f"{name}!{address(n, column)}"
                raise fault(
                    "F12",
                    file,
                    place,
                    fault=Message(
                        mark("it holds {n} letters, at most {most} are read"), {"n": len(value), "most": MOST_LETTERS}
                    ),
                )
    width = max((len(row) for row in kept), default=0)
    spans = tuple(
        Span(top, left, min(bottom, len(kept) - 1), min(right, max(width - 1, left)))
        for (top, left), (bottom, right) in merges
        if top < len(kept) and left < width
    )
    spans = tuple(sorted(spans, key=_corner))
    bare = Table(name, kept)
    formats = {place: code for place, code in scan.formats.items() if _measured(bare, place)}
    shaded = tuple(place for place in scan.shaded if _empty(bare, place))
    return Table(name, kept, spans, formats=formats, shaded=shaded)


def _corner(span: Span) -> tuple[int, int]:
    # the parser gives them in no order
    return span.top, span.left


def _measured(table: Table, place: str) -> bool:
    """A number format says something of numbers and dates only."""
    value = table.value(*position(place))
    return value is not None and not isinstance(value, str | bool)


def _empty(table: Table, place: str) -> bool:
    row, column = position(place)
    return row < len(table.rows) and column < table.width and table.value(row, column) is None


def _scalar(value: object) -> Scalar:
    """The plainest value that says the same as one that is no text: 3.0 is 3, midnight is a day."""
    match value:
        case bool():
            return value
        case float():
            if not math.isfinite(value):
                return None
            return int(value) if value.is_integer() and abs(value) < 1e15 else value
        case datetime():
            return value.date() if value.time() == MIDNIGHT else value
        case int() | date():
            return value
        case time() | timedelta():
            return str(value)
    return None
