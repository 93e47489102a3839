"""A layout as an XLSX workbook, cell for cell."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from palermo.core import Message, UserError, mark
from palermo.core.spreadsheet import letters
from palermo.plan.tables.layout import Layout, Scalar, Span, Table, address, position
from palermo.plan.tables.sheet_scan import MOST_LETTERS

# Excel reads _x0041_ as the letter A; the escaped underscore keeps the text as it is (ECMA-376 part 1, 22.9.2.19)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 9, 48


def xlsx_bytes(layout: Layout, headers: dict[str, tuple[int, ...]] | None = None) -> bytes:
    """The layout as a workbook: values with their types, merged blocks, number formats, sheet names, hidden sheets.

    `headers` names the header rows of tables, which are set bold and stay in sight.
    """
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    names: set[str] = set()
    for table in layout.tables:
        sheet = workbook.create_sheet(sheet_name(table.name, names))
        _fill(sheet, table, (headers or {}).get(table.name, ()))
        if table.hidden:
            sheet.sheet_state = "hidden"
    if all(table.hidden for table in layout.tables):
        workbook.create_sheet("-")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """A sheet name that Excel allows: the tables of a document have longer ones."""
    plain = _FORBIDDEN.sub(" ", name)[:_LONGEST_NAME].strip("'") or "-"
    unique, copies = plain, 1
    while unique.lower() in taken:
        copies += 1
        unique = f"{plain[: _LONGEST_NAME - 4]} {copies}"
    taken.add(unique.lower())
    return unique


def _fill(sheet: Worksheet, table: Table, header: tuple[int, ...]) -> None:
    shift = len(table.before)
    for n, line in enumerate(table.before):
        _put(sheet, n, 0, line, table)
    for n, values in enumerate(table.rows):
        for column, value in enumerate(values):
            if value is not None:
                _put(sheet, n + shift, column, value, table)
    for place, code in table.formats.items():
        row, column = position(place)
        sheet.cell(row + shift + 1, column + 1).number_format = code
    for span in table.merges:
        _merge(sheet, span, shift)
    for place in table.shaded:
        row, column = position(place)
        sheet.cell(row + shift + 1, column + 1).fill = PatternFill("solid", fgColor="D9D9D9")
    for row in header:
        for column in range(table.width):
            sheet.cell(row + shift + 1, column + 1).font = Font(bold=True)
    if header:
        sheet.freeze_panes = address(header[-1] + shift + 1, 0)
    for column in range(table.width):
        sheet.column_dimensions[letters(column)].width = _width(table, column)


def _put(sheet: Worksheet, row: int, column: int, value: Scalar, table: Table) -> None:
    cell = sheet.cell(row + 1, column + 1)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        if len(value) > MOST_LETTERS:
            raise UserError(_too_long(table, address(row, column), value))
        put_text(cell, value)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd hh:mm:ss" if hasattr(value, "hour") else "yyyy-mm-dd"


def put_text(cell: Any, text: str) -> None:
    """Text that stays text: what begins with = is no formula here."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"


def _too_long(table: Table, place: str, text: str) -> Message:
    told = mark(
        "{table}, {cell}: a cell of a spreadsheet holds {most} letters and this text has {n}. Export to YAML instead."
    )
    return Message(told, {"table": table.name, "cell": place, "most": MOST_LETTERS, "n": len(text)})


def _merge(sheet: Worksheet, span: Span, shift: int) -> None:
    sheet.merge_cells(
        start_row=span.top + shift + 1,
        start_column=span.left + 1,
        end_row=span.bottom + shift + 1,
        end_column=span.right + 1,
    )


def _width(table: Table, column: int) -> float:
    longest = max(
        (len(line) for row in table.rows[:200] if column < len(row) for line in str(row[column] or "").split("\n")),
        default=0,
    )
    return min(max(_NARROWEST, longest + 2), _WIDEST)
