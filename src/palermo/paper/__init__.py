"""Paper: what is told on paper and on pages, one value for every form of it."""

from palermo.paper.draw import svg
from palermo.paper.model import (
    NOTHING,
    Box,
    CellValue,
    Chapter,
    Dot,
    Entry,
    Figure,
    Label,
    Line,
    Mark,
    Number,
    Own,
    Paper,
    Picture,
    columns,
    said,
    share,
)
from palermo.paper.page import paper_body, paper_page
from palermo.paper.write import paper_docx

__all__ = [
    "NOTHING",
    "Box",
    "CellValue",
    "Chapter",
    "Dot",
    "Entry",
    "Figure",
    "Label",
    "Line",
    "Mark",
    "Number",
    "Own",
    "Paper",
    "Picture",
    "columns",
    "paper_body",
    "paper_docx",
    "paper_page",
    "said",
    "share",
    "svg",
]
