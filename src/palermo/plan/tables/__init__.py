"""Matrices of ministries: cells to a plan by a mapping of columns, and back."""

from palermo.core.spreadsheet import letters
from palermo.plan.tables.build import plan_from_tables
from palermo.plan.tables.export import write_csv, write_docx, write_xlsx
from palermo.plan.tables.grid import shown
from palermo.plan.tables.in_place import revised
from palermo.plan.tables.layout import Format, Layout, Span, Table
from palermo.plan.tables.mapping import Column, Mapping, TableMapping
from palermo.plan.tables.mapping_file import read_mapping, write_mapping
from palermo.plan.tables.opening import read_layout
from palermo.plan.tables.propose import propose
from palermo.plan.tables.propose_below import propose_below

__all__ = [
    "Column",
    "Format",
    "Layout",
    "Mapping",
    "Span",
    "Table",
    "TableMapping",
    "letters",
    "plan_from_tables",
    "propose",
    "propose_below",
    "read_layout",
    "read_mapping",
    "revised",
    "shown",
    "write_csv",
    "write_docx",
    "write_mapping",
    "write_xlsx",
]
