"""Matrices such as a ministry keeps in a spreadsheet. The country, its bodies and its promises are invented."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

Row = Sequence[str]

TITLE = "Plan of Action against Trafficking in Persons 2025-2028 (invented)"
HEADERS = (
    "No.",
    "Activity",
    "Lead body",
    "Partners",
    "Steps",
    "End",
    "Cost",
    "Source of funds",
    "Means of verification",
)
ROWS: tuple[Row, ...] = (
    ("Goal 1: Fewer people are trafficked through job offers",),
    ("Objective 1.1: Recruiters are known and inspected",),
    (
        "1.1.1",
        "Publish a register of licensed recruiters and renew it every quarter",
        "Ministry of Labour",
        "Chamber of Commerce",
        "1. Sign the order on the register\n2. Open the register to the public",
        "31 March 2026",
        "USD 40,000",
        "State budget 2026",
        "Official gazette; register extract",
    ),
    (
        "1.1.2",
        "Inspect 120 recruitment offices in the three border provinces",
        "Labour Inspectorate",
        "Police",
        "1. Train 24 inspectors\n2. Inspect 60 offices\n3. Inspect the other 60 offices",
        "31 December 2026",
        "USD 96,000",
        "State budget 2026",
        "Inspection reports",
    ),
    ("1.1.3", "Strengthen cooperation with recruitment companies", "", "", "", "ongoing", "", "", ""),
    ("Objective 1.2: Job seekers know the signs",),
    (
        "1.2.1",
        "Print and hand out a leaflet in four languages at every border post",
        "Ministry of Information",
        "Border Police",
        "1. Approve the text\n2. Print 50,000 copies",
        "Q3 2025",
        "USD 12,500",
        "Partner fund",
        "",
    ),
    ("1.2.2", "Consider a campaign where needed", "All ministries", "", "", "", "", "", ""),
    ("Goal 2: People who were trafficked get help",),
    ("Objective 2.1: A safe place is open day and night",),
    (
        "2.1.1",
        "Open a shelter with 40 beds in the coastal province",
        "Ministry of Social Affairs",
        "Ministry of Health",
        "1. Hire the building\n2. Take on 12 staff\n3. Open the doors",
        "30 June 2026",
        "USD 310,000",
        "State budget 2026",
        "Handover record; staff list",
    ),
    (
        "2.1.2",
        "Run the help line in five languages",
        "Ministry of Social Affairs",
        "",
        "1. Sign the contract with the operator",
        "",
        "USD 55,000",
        "State budget 2025",
        "Call register",
    ),
    (
        "2.1.3",
        "Promote the welfare of victims",
        "Ministry of Social Affairs; Ministry of Health",
        "",
        "",
        "",
        "",
        "",
        "",
    ),
)

KHMER_TITLE = "ផែនការសកម្មភាពប្រឆាំងការជួញដូរមនុស្ស ២០២៥-២០២៨ (ឧទាហរណ៍ប្រឌិត)"
KHMER_HEADERS = ("ល.រ", "សកម្មភាព", "ស្ថាប័នដឹកនាំ", "ជំហាន", "កាលបរិច្ឆេទបញ្ចប់", "ថវិកា", "ប្រភពថវិកា", "មធ្យោបាយផ្ទៀងផ្ទាត់")
KHMER_ROWS: tuple[Row, ...] = (
    ("គោលដៅ ១៖ ប្រជាពលរដ្ឋមានការការពារពីការជួញដូរ",),
    ("គោលបំណង ១.១៖ ការិយាល័យជ្រើសរើសពលករត្រូវបានត្រួតពិនិត្យ",),
    (
        "១.១.១",
        "ត្រួតពិនិត្យការិយាល័យជ្រើសរើសពលករចំនួន ១២០",
        "ក្រសួងការងារ",
        "១. បណ្តុះបណ្តាលអ្នកត្រួតពិនិត្យ ២៤ នាក់\n២. ត្រួតពិនិត្យការិយាល័យ ១២០",
        "៣១ ធ្នូ ២០២៦",
        "៩៦,០០០ ដុល្លារ",
        "ថវិការដ្ឋ ២០២៦",
        "របាយការណ៍ត្រួតពិនិត្យ",
    ),
    ("១.១.២", "លើកកម្ពស់កិច្ចសហប្រតិបត្តិការជាមួយក្រុមហ៊ុន", "", "", "", "", "", ""),
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """One sheet: a title, headers, rows; a row of one cell is a heading over the whole width."""

    title: str
    headers: Row
    rows: Sequence[Row]

    def xlsx(self) -> bytes:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Plan"
        sheet.append([self.title])
        sheet.append([])
        sheet.append(list(self.headers))
        for row in self.rows:
            sheet.append(list(row))
            if len(row) == 1:
                sheet.merge_cells(
                    start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(self.headers)
                )
        held = BytesIO()
        book.save(held)
        return _timeless(held)

    def without(self, header: str) -> "Matrix":
        """The same sheet with a header nobody can recognise, for a person to say what it holds."""
        headers = ["Column X" if name == header else name for name in self.headers]
        return Matrix(self.title, headers, self.rows)

    def titled(self, title: str) -> "Matrix":
        return Matrix(title, self.headers, self.rows)


def _timeless(book: BytesIO) -> bytes:
    """The workbook without the hour it was made: the same cells always give the same file, and so the same digest."""
    held = BytesIO()
    with ZipFile(book) as made, ZipFile(held, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">[\d-]+T[\d:]+Z<", b">2025-01-01T00:00:00Z<", content)
            kept.writestr(ZipInfo(name), content)
    return held.getvalue()


ENGLISH = Matrix(TITLE, HEADERS, ROWS)
KHMER = Matrix(KHMER_TITLE, KHMER_HEADERS, KHMER_ROWS)


def second(matrix: Matrix = ENGLISH) -> Matrix:
    """The next version of the plan: a deadline moved, a lead lost, a target lowered, a promise dropped, one added."""
    moved = {
        "1.1.1": {"End": "30 September 2027"},
        "1.1.2": {"Activity": "Inspect 60 recruitment offices in the three border provinces"},
        "1.2.1": {"Means of verification": "Print order; hand-out lists"},
        "2.1.2": {"Lead body": ""},
    }
    rows = [_changed(row, moved.get(row[0], {})) for row in matrix.rows if row[0] != "1.2.2"]
    rows.append(
        (
            "2.1.4",
            "Translate the rights card into Braille",
            "Ministry of Health",
            "",
            "1. Print 500 cards",
            "1 May 2027",
            "USD 3,000",
            "State budget 2027",
            "Print order",
        )
    )
    return Matrix(matrix.title, matrix.headers, rows)


def _changed(row: Row, changes: dict[str, str]) -> Row:
    return [changes.get(header, cell) for header, cell in zip(HEADERS, row, strict=False)]
