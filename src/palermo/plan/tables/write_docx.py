"""A layout as a Word document, table for table."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable

from palermo.plan.tables.grid import Grid
from palermo.plan.tables.layout import Format, Layout, Table

_A4 = (Cm(29.7), Cm(21))


def docx_bytes(layout: Layout, headers: dict[str, tuple[int, ...]] | None = None) -> bytes:
    """The layout as a document: the lines above each table, its cells in the words they are shown in, merged blocks.

    `headers` names the header rows of tables, which are repeated on every page.
    """
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = Cm(1.5)
    style: Any = document.styles["Normal"]
    style.font.size = Pt(9)
    for n, table in enumerate(layout.tables):
        # the name of a sheet often says which goal it is about
        named = (table.name,) if layout.format is Format.XLSX and len(layout.tables) > 1 else ()
        for line in (*named, *table.before):
            document.add_paragraph(line)
        if n and not named and not table.before:
            # two tables that touch would be read as one
            document.add_paragraph()
        _add(document, table, (headers or {}).get(table.name, ()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, table: Table, header: tuple[int, ...]) -> None:
    grid = Grid(table)
    made: WordTable = document.add_table(rows=grid.height, cols=grid.width)
    made.style = "Table Grid"
    for span in table.merges:
        _merge(made, span.top, span.left, span.bottom, span.right)
    for n, row in enumerate(made._tbl.tr_lst):
        _fill(row, grid, n, bold=n in header)
        if n in header:
            properties = row.get_or_add_trPr()
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _merge(made: WordTable, top: int, left: int, bottom: int, right: int) -> None:
    made.cell(top, left).merge(made.cell(bottom, right))


def _fill(row: Any, grid: Grid, n: int, *, bold: bool) -> None:
    column = 0
    for cell in row.tc_lst:
        text = grid.own(n, column) if grid.starts(n, column) else ""
        if text:
            paragraph = cell.p_lst[0]
            run = paragraph.add_r()
            # line breaks stay inside one paragraph, so that leading spaces of a line survive
            run.text = text
            if bold:
                run.get_or_add_rPr().get_or_add_b()
        column += cell.grid_span
