"""Any table file to a layout: the one place where every fault becomes a finding and none a traceback."""

from palermo.core import DataError, Finding
from palermo.plan.tables.csv_file import read_csv
from palermo.plan.tables.faults import fault
from palermo.plan.tables.guard import Kind, kind_of
from palermo.plan.tables.layout import Layout
from palermo.plan.tables.xlsx import read_xlsx


def _read_docx(content: bytes, file: str) -> tuple[Layout, tuple[Finding, ...]]:
    # its package is slow to import, and most matrices are workbooks
    from palermo.plan.tables.docx_tables import read_docx

    return read_docx(content, file)


_READERS = {Kind.XLSX: read_xlsx, Kind.DOCX: _read_docx, Kind.TEXT: read_csv}


def read_layout(content: bytes, file: str) -> tuple[Layout | None, tuple[Finding, ...]]:
    """The cells of an XLSX, DOCX or CSV file, `file` being its name in findings and origins.

    None, with one finding of the rules F01 to F18, where the file is refused: then nothing of it was read.
    """
    try:
        return _READERS[kind_of(content, file)](content, file)
    except DataError as error:
        return None, error.findings
    except Exception as error:
        # whatever a parser library makes of hostile bytes is a fault of the file, never of the person
        return None, fault("F18", file, fault=f"{type(error).__name__}: {error}").findings
