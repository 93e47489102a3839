"""A paper as a Word document: headings that are headings, tables whose header rows are repeated."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml.etree import SubElement

from palermo.paper.model import CellValue, Chapter, Number, Own, Paper, said

FONT, KHMER_FONT = "Noto Sans", "Khmer OS"
_A4 = (Cm(29.7), Cm(21))
_LOCALES = {"en": "en-GB", "km": "km-KH"}
_BEYOND_LATIN = frozenset({"km", "th", "lo", "my"})  # Word calls their letters complex


def docx_bytes(paper: Paper, language: str) -> bytes:
    """The document in that language; the words of others as they are, each marked with their own."""
    document = docx.Document()
    _set_up(document, paper, language)
    document.add_heading(said(paper.title, language), 0)
    for value in paper.under:
        if value is not None:
            _run(document.add_paragraph()._p, value, language)
    for chapter in paper.chapters:
        _add(document, chapter, language)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, paper: Paper, language: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.core_properties.title = said(paper.title, language)
    document.core_properties.language = _LOCALES.get(language, language)
    document.core_properties.author = "palermo"
    for name in ("Normal", "Title", "Heading 1", "Table Grid"):
        _dress(document.styles[name].element.get_or_add_rPr(), language)
    document.styles["Normal"].font.size = Pt(9)


def _dress(properties: Any, language: str) -> None:
    """Name the fonts and the language, for Latin letters and for those that Word calls complex."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # a font of the theme would go before ours
    for name in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(name), FONT)
    fonts.set(qn("w:cs"), KHMER_FONT)
    _speak(properties, language)


def _speak(properties: Any, language: str) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    told = properties.makeelement(qn("w:lang"), {})
    told.set(qn("w:bidi" if language in _BEYOND_LATIN else "w:val"), _LOCALES.get(language, language))
    properties.append(told)


def _add(document: Any, chapter: Chapter, language: str) -> None:
    heading = document.add_heading(said(chapter.title, language), 1)
    heading.paragraph_format.page_break_before = chapter.new_page
    for line in chapter.lines:
        _run(document.add_paragraph()._p, line, language)
    if not chapter.rows:
        if chapter.columns:
            _run(document.add_paragraph()._p, chapter.empty, language)
        return
    made = document.add_table(rows=0, cols=len(chapter.columns))
    made.style = "Table Grid"
    _row(made._tbl, chapter.columns, language, header=True)
    for entry in chapter.rows:
        _row(made._tbl, entry.cells, language)


def _row(table: Any, values: Sequence[CellValue], language: str, *, header: bool = False) -> None:
    """Written element by element: the library's own rows take a hundred times as long, and a pack has thousands."""
    row = SubElement(table, qn("w:tr"))
    properties = SubElement(row, qn("w:trPr"))
    SubElement(properties, qn("w:cantSplit"))
    if header:
        SubElement(properties, qn("w:tblHeader"))
    for value in values:
        paragraph = SubElement(SubElement(row, qn("w:tc")), qn("w:p"))
        if isinstance(value, Number):
            SubElement(SubElement(paragraph, qn("w:pPr")), qn("w:jc")).set(qn("w:val"), "right")
        if value is not None:
            _run(paragraph, value, language, bold=header)


def _run(paragraph: Any, value: CellValue, language: str, *, bold: bool = False) -> None:
    run = SubElement(paragraph, qn("w:r"))
    properties = SubElement(run, qn("w:rPr"))
    if bold:
        SubElement(properties, qn("w:b"))
        SubElement(properties, qn("w:bCs"))  # of letters beyond Latin
    if isinstance(value, Own) and value.language and value.language != language:
        _speak(properties, value.language)
    for at, line in enumerate(said(value, language).split("\n")):
        if at:
            SubElement(run, qn("w:br"))
        text = SubElement(run, qn("w:t"))
        text.text = line
        text.set(qn("xml:space"), "preserve")
