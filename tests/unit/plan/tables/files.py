"""Files as ministries send them, made from text."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import dedent

import docx
import openpyxl

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A file as a ministry would send it, and the plan it holds in our own YAML."""

    name: str
    content: bytes
    yaml: str


def cells(text: str) -> list[list[object]]:
    """Rows from lines, cells between bars: ~ is empty, whole numbers and ISO days are no words, deeper lines go on."""
    joined = re.sub(r"\n {2,}", " ", dedent(text).strip("\n"))
    return [[_cell(cell.strip()) for cell in line.split(" | ")] for line in joined.split("\n")]


def _cell(text: str) -> object:
    if re.fullmatch("[0-9]+", text):
        return int(text)
    if re.fullmatch(r"\d+\.\d{1}", text) and text.endswith(".5"):
        return float(text)
    if re.fullmatch(r"20\d\d-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return None if text == "~" else text.replace("\\n", "\n")


def workbook(sheets: dict[str, tuple[Sequence[Row], Sequence[str]]], formats: dict[str, str] | None = None) -> bytes:
    """Sheets of rows with merged ranges; `formats` gives number formats of cells in the first sheet."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, (rows, merges) in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
    for place, code in (formats or {}).items():
        made.worksheets[0][place].number_format = code
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def document(parts: Sequence[str | tuple[Sequence[Row], Sequence[tuple[int, int, int, int]]]]) -> bytes:
    """Paragraphs and tables; merges are top, left, bottom, right from 0."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        rows, merges = part
        table = made.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = str(text or "")
        for top, left, bottom, right in merges:
            merged = table.cell(top, left).merge(table.cell(bottom, right))
            merged.text = str(rows[top][left] or "")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def csv(rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    """Lines of text in an encoding."""
    return ("\r\n".join(rows) + "\r\n").encode(encoding)
