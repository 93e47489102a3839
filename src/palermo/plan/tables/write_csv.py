"""A layout as CSV text."""

import csv
import io
import re

from palermo.core import Message, UserError, mark
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.layout import Layout

# what a spreadsheet would take for a formula; an apostrophe in front keeps it words (csv_file takes it off again)
_FORMULA = re.compile(r"'*(?:[=+@]|-(?=.*[|!(=]))", re.DOTALL)


def csv_text(layout: Layout) -> str:
    """The one table of a layout as CSV, with the separator it came with.

    Raises UserError for a layout of several tables or with merged cells, which CSV cannot hold.
    """
    if len(layout.tables) != 1:
        raise UserError(
            Message(
                mark("{file} holds {n} tables and CSV holds one. Export to XLSX, or to CSV in our own matrix."),
                {"file": layout.file, "n": len(layout.tables)},
            )
        )
    (table,) = layout.tables
    if table.merges:
        raise UserError(
            Message(
                mark(
                    "{file} has merged cells, and CSV cannot say how far they reach. "
                    "Export to XLSX or DOCX, or to CSV in our own matrix."
                ),
                {"file": layout.file},
            )
        )
    grid = Grid(table)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=layout.delimiter, lineterminator="\r\n")
    if layout.marked:
        out.write("\ufeff")
    for row in [[line] for line in table.before] + [_cells(grid, n) for n in range(grid.height)]:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def _cells(grid: Grid, row: int) -> list[str]:
    return [grid.own(row, column) for column in range(max(grid.width, 1))]


def safe(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would run it."""
    return f"'{text}" if _FORMULA.match(text) else text
