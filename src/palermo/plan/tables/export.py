"""Plans back to files: in the layout they came in, or in our own matrix.

The writers of Office files are imported when they are asked for: their packages would double the start of every verb.
"""

from collections.abc import Sequence
from dataclasses import replace

from palermo.plan.model import Plan
from palermo.plan.tables.in_place import revised
from palermo.plan.tables.layout import Format, Layout, Table
from palermo.plan.tables.mapping import Mapping
from palermo.plan.tables.propose import propose
from palermo.plan.tables.standard import standard_layout
from palermo.plan.tables.write_csv import csv_text

Headers = dict[str, tuple[int, ...]]


def write_xlsx(
    plan: Plan, layout: Layout | None = None, mapping: Mapping | None = None, *, languages: Sequence[str] = ("en",)
) -> bytes:
    """The plan as a workbook. With the `layout` it came in: cell for cell, changes in their places.

    Without one: our own matrix, its headers in each of the `languages`. Raises UserError where a revised plan no
    longer fits the layout, or where a text is longer than a cell can hold.
    """
    from palermo.plan.tables.write_xlsx import xlsx_bytes

    return xlsx_bytes(*_laid_out(plan, layout, mapping, Format.XLSX, languages))


def write_docx(
    plan: Plan, layout: Layout | None = None, mapping: Mapping | None = None, *, languages: Sequence[str] = ("en",)
) -> bytes:
    """The plan as a Word document; otherwise as `write_xlsx`."""
    from palermo.plan.tables.write_docx import docx_bytes

    return docx_bytes(*_laid_out(plan, layout, mapping, Format.DOCX, languages))


def write_csv(
    plan: Plan, layout: Layout | None = None, mapping: Mapping | None = None, *, languages: Sequence[str] = ("en",)
) -> str:
    """The plan as CSV. Raises UserError too where its layout has several tables."""
    return csv_text(_laid_out(plan, layout, mapping, Format.CSV, languages)[0])


def _is_seen(table: Table, mapping: Mapping) -> bool:
    """Not a hidden sheet that nobody reads: Word has none, so it would be read there."""
    told = mapping.table(table.name)
    return not table.hidden or (told is not None and told.use)


def _laid_out(
    plan: Plan, layout: Layout | None, mapping: Mapping | None, kind: Format, languages: Sequence[str]
) -> tuple[Layout, Headers]:
    if layout is None:
        laid_out = standard_layout(plan, languages, kind)
        about = propose(laid_out)
    else:
        laid_out, about = revised(plan, layout, mapping or propose(layout))
        if kind is Format.DOCX:
            laid_out = replace(laid_out, tables=tuple(table for table in laid_out.tables if _is_seen(table, about)))
    return laid_out, {table.name: table.header for table in about.tables}
