"""Outputs as files of an office suite. Its packages are imported when asked for: they double the start of a verb."""

from palermo.paper import Paper, paper_docx
from palermo.plan.outputs.model import Output


def output_xlsx(output: Output, language: str = "en") -> bytes:
    """A workbook: a sheet for each chapter, figures and days as such, header rows repeated on paper."""
    from palermo.plan.outputs.write_xlsx import xlsx_bytes

    return xlsx_bytes(output, language)


def output_docx(output: Output, language: str = "en") -> bytes:
    """A document: chapters under headings, tables whose header rows are repeated on every page."""
    under = (output.plan, output.about, output.as_of, *output.lines)
    return paper_docx(Paper(output.title, under, output.chapters), language)
