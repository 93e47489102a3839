"""Document and workbook hold every word and figure of the output, and nothing else."""

import io
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from palermo.plan import Output, Own, committee_pack, output_docx, output_xlsx, said
from tests.unit.plan.outputs.a_plan import BODIES, FORMULA, a_card

LANGUAGES = pytest.mark.parametrize("language", ["en", "km"])


def pack() -> Output:
    return committee_pack(a_card(), BODIES)


def shown(output: Output, language: str) -> Counter[str]:
    """What stands in the output, with the day that it is of."""
    told = Counter(said(value, language) for value in (*output.values(), output.as_of) if value is not None)
    del told[""]
    return told


def paragraphs(document: Any) -> Counter[str]:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return Counter(text for text in (*(each.text for each in document.paragraphs), *cells) if text)


def written(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime | date) else str(value)


@LANGUAGES
def test_a_document_says_all_of_it_and_nothing_else(language: str) -> None:
    document = docx.Document(io.BytesIO(output_docx(pack(), language)))
    assert paragraphs(document) == shown(pack(), language)
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == [said(part.title, language) for part in pack().chapters]
    for table in document.tables:
        repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == [True, *[False] * (len(table.rows) - 1)]
    normal = document.styles["Normal"].element.rPr
    assert normal.find(qn("w:rFonts")).get(qn("w:cs")) == "Khmer OS"
    told = normal.find(qn("w:lang"))
    assert (told.get(qn("w:val")), told.get(qn("w:bidi"))) == (("en-GB", None) if language == "en" else (None, "km-KH"))


@LANGUAGES
def test_a_workbook_says_all_of_it_and_nothing_else(language: str) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(output_xlsx(pack(), language)))
    values = [
        cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert Counter(written(cell.value) for cell in values) == shown(pack(), language)
    assert not [cell for cell in values if cell.data_type == "f"], "what begins with = is no formula"
    assert any(str(cell.value).startswith(FORMULA) for cell in values)
    figures = [cell.value for cell in values if cell.data_type == "n"]
    assert len(figures) == sum(isinstance(value, int | Decimal) for value in pack().values())
    days = [cell for cell in values if cell.is_date]
    assert len(days) == sum(isinstance(value, date) for value in pack().values()) + 1
    assert workbook.properties.language == language
    if language == "km":
        assert {cell.font.name for cell in workbook.worksheets[1]["A"] if cell.value} == {"Khmer OS"}
    assert workbook.worksheets[1].print_title_rows == "$4:$4"
    assert workbook.worksheets[1].freeze_panes == "A5"


def test_what_no_file_can_hold_becomes_a_space() -> None:
    card = a_card()
    output = committee_pack(card, {**BODIES, "1.2": Own("Min\x0bistry", "en")})
    assert "Min istry" in paragraphs(docx.Document(io.BytesIO(output_docx(output))))
    assert output_xlsx(output)
