"""An output as a workbook: what it is on the first sheet, then a sheet for each chapter."""

import io
from datetime import date
from functools import cache
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from palermo.core import Message
from palermo.core.spreadsheet import letters
from palermo.paper import CellValue, Chapter, Number, said
from palermo.plan.outputs.model import Output
from palermo.plan.tables.layout import address
from palermo.plan.tables.sheet_scan import MOST_LETTERS
from palermo.plan.tables.write_xlsx import put_text, sheet_name

FONTS = {"km": "Khmer OS"}  # else what the program has
_NARROW, _WIDE = 10, 60
_PLAIN, _TITLE = 11, 14  # points
_WRAPPED, _PLAIN_LINE = (Alignment(wrap_text=wrap, vertical="top") for wrap in (True, False))


def xlsx_bytes(output: Output, language: str) -> bytes:
    """The workbook in that language; the words of others as they are."""
    workbook = openpyxl.Workbook()
    workbook.properties.language = language
    workbook.properties.title = said(output.title, language)
    workbook.properties.creator = "palermo"
    first = workbook.worksheets[0]
    names: set[str] = set()
    first.title = sheet_name(said(output.title, language), names)
    about = (output.title, output.plan, output.about, output.as_of, *output.lines)
    for at, value in enumerate((value for value in about if value is not None), start=1):
        _put(first, at, 1, value, language, _TITLE if at == 1 else _PLAIN, bold=at == 1)
    first.column_dimensions["A"].width = 100
    for chapter in output.chapters:
        _sheet(workbook.create_sheet(sheet_name(said(chapter.title, language), names)), chapter, language)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _sheet(sheet: Worksheet, chapter: Chapter, language: str) -> None:
    """The chapter's title and sentences, then its table. Sentences run on to the right, so they are not wrapped."""
    _put(sheet, 1, 1, chapter.title, language, _TITLE, bold=True, wrap=False)
    for at, line in enumerate(chapter.lines, start=2):
        _put(sheet, at, 1, line, language, wrap=False)
    top = len(chapter.lines) + 3
    if not chapter.rows:
        _put(sheet, top, 1, chapter.empty, language, wrap=False)
        return
    for column, head in enumerate(chapter.columns, start=1):
        _put(sheet, top, column, head, language, bold=True)
    for row, entry in enumerate(chapter.rows, start=top + 1):
        for column, value in enumerate(entry.cells, start=1):
            _put(sheet, row, column, value, language)
    for column in range(len(chapter.columns)):
        sheet.column_dimensions[letters(column)].width = _width(chapter, column, language)
    sheet.freeze_panes = address(top, 0)
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


@cache
def _font(language: str, size: int, bold: bool) -> Font:
    """One for all cells that are alike: to make and compare them takes longer than to write the cell."""
    return Font(name=FONTS.get(language), size=size, bold=bold)


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: CellValue,
    language: str,
    size: int = _PLAIN,
    *,
    bold: bool = False,
    wrap: bool = True,
) -> None:
    if value is None:
        return
    cell: Any = sheet.cell(row, column)
    own = getattr(value, "language", "") or language
    cell.font = _font(language if isinstance(value, Message) else own, size, bold)
    cell.alignment = _WRAPPED if wrap else _PLAIN_LINE
    if isinstance(value, (*Number, date)):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    else:
        put_text(cell, said(value, language)[:MOST_LETTERS])


def _width(chapter: Chapter, column: int, language: str) -> float:
    values = [chapter.columns[column], *(row.cells[column] for row in chapter.rows[:200])]
    return min(max(_NARROW, *(len(line) + 2 for value in values for line in said(value, language).split("\n"))), _WIDE)
