"""Files and looks that the tests of the desk share."""

import hashlib
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import Workbook

HEADERS = ("No.", "Activities", "Lead agency", "Timeframe", "Budget", "Remarks of the committee")
ROWS = (
    ("1.1.1", "Train 400 border police officers by 30 June 2025", "Ministry of Interior", "Q2 2025", 12000, "agreed"),
    ("1.1.2", "Amend the law on labour migration", "Ministry of Labour", "2026", None, None),
    ("1.1.3", "Strengthen cooperation", None, "ongoing", None, None),
)


def matrix() -> bytes:
    """A ministry's matrix: title, header in row 4, section rows, a merged lead, a second sheet that is no plan."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Matrix"
    sheet["A1"] = "National plan 2024-2028"
    lines = [HEADERS, ("Goal 1: Prevention works",), ("Objective 1.1: Officials know the signs",), *ROWS]
    for number, line in enumerate(lines, 4):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column, value)
    sheet.merge_cells("A5:F5")
    sheet.merge_cells("A6:F6")
    sheet.merge_cells("C8:C9")
    sheet["A10"] = "Note: the budget is indicative only"
    words = book.create_sheet("Words")
    words["A1"], words["B1"] = "NCCT", "the committee"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sent(content: bytes, name: str = "matrix.xlsx") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def closed(address: str, outsider: Client, public: Client) -> bool:
    """Whether nobody but the secretariat gets in, by looking or by sending."""
    for ask in ("get", "post"):
        turned_away = getattr(public, ask)(address)
        if getattr(outsider, ask)(address).status_code not in (403, 405):
            return False
        if turned_away.status_code != 405 and not turned_away.headers.get("Location", "").startswith("/sign-in"):
            return False
    return True


def everything(home: Path) -> tuple[object, ...]:
    """All rows of all tables and all stored files, to be compared with what they were."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        rows = [(table, cursor.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables]  # noqa: S608  # own tables
    files = [
        (str(path.relative_to(home)), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted((home / "files").rglob("*"))
        if path.is_file()
    ]
    return (*rows, *files)
