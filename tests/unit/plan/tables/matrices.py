"""Matrices in ten layouts, each with the same plan written by hand in our YAML.

Everything in them is invented: the ministries, the promises and the sums. The layouts are those of real ministries.
"""

import io
import re
from collections.abc import Callable, Sequence
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


def merged_owners() -> Matrix:
    """Goals, objectives and owners in merged cells; dates and sums as real dates and numbers."""
    rows = cells(
        r"""
        Invented Plan of Action against Trafficking 2025-2027
        ~
        Goal | Objective | No. | Activity | Responsible agency | Start date | End date | Cost (USD) |
            Means of verification
        Goal 1: Fewer people are trafficked | Objective 1.1: Recruiters are known | 1.1.1 |
            Publish a register of 40 licensed recruiters | Ministry of Labour | 2025-01-06 | 2025-06-30 |
            12000 | Register extract; official gazette
        ~ | ~ | 1.1.2 | Inspect 120 recruitment offices | ~ | 2025-07-01 | 2026-12-31 | 96000.5 | ~
        ~ | Objective 1.2: Job seekers know the signs | 1.2.1 | Print 50,000 leaflets |
            Ministry of Information, Border Police | ~ | 2026-03-01 | no extra cost | Receipts
        Goal 2: Victims are safe | Objective 2.1: Shelters are open | 2.1.1 | Open two shelters |
            Ministry of Shelters | 2025-03-01 | 2027-03-31 | TBD | Opening report
        """
    )
    merges = ("A4:A6", "B4:B5", "E4:E5", "A1:I1")
    content = workbook({"Matrix": (rows, merges)}, {"F7": "mmm-yy", "H4": '"$"#,##0'})
    return Matrix(
        "merged owners.xlsx",
        content,
        """
meta: {id: merged, title: Invented Plan of Action against Trafficking 2025-2027, period: {start: '2025', end: '2027'}}
goals:
  - id: '1'
    text: Fewer people are trafficked
    objectives:
      - id: '1.1'
        text: Recruiters are known
        activities:
          - id: 1.1.1
            text: Publish a register of 40 licensed recruiters
            lead: {value: Ministry of Labour, inherited: true}
            responsible: {value: [Ministry of Labour], inherited: true}
            start: 2025-01-06
            end: 2025-06-30
            budget: [12000 $]
            means_of_verification: [Register extract, official gazette]
          - id: 1.1.2
            text: Inspect 120 recruitment offices
            lead: {value: Ministry of Labour, inherited: true}
            responsible: {value: [Ministry of Labour], inherited: true}
            start: 2025-07-01
            end: 2026-12-31
            budget: [96000.5 USD]
      - id: '1.2'
        text: Job seekers know the signs
        activities:
          - id: 1.2.1
            text: Print 50,000 leaflets
            responsible: [Ministry of Information, Border Police]
            end: 2026-03-01
            budget: [no extra cost]
            means_of_verification: [Receipts]
  - id: '2'
    text: Victims are safe
    objectives:
      - id: '2.1'
        text: Shelters are open
        activities:
          - id: 2.1.1
            text: Open two shelters
            lead: Ministry of Shelters
            responsible: [Ministry of Shelters]
            start: 2025-03
            end: 2027-03-31
            means_of_verification: [Opening report]
""",
    )


def bilingual() -> Matrix:
    """English over Khmer headers, Khmer digits, years of the Buddhist era."""
    rows = cells(
        r"""
        ផែនការសកម្មភាពប្រឆាំងការជួញដូរ (ឯកសារសន្មត)
        No. | Goal | Activity | Responsible agency | Timeframe | Budget | Indicator | Baseline | Target
        ល.រ | គោលដៅ | សកម្មភាព | អង្គភាពទទួលខុសត្រូវ | ពេលវេលា | ថវិកា (លានរៀល) | សូចនាករ | ទិន្នន័យគោល |
            តម្លៃគោលដៅ
        ១.១ | គោលដៅទី១៖ បង្ការការជួញដូរ | បណ្តុះបណ្តាលមន្ត្រី ២០០ នាក់ | ក្រសួងមហាផ្ទៃ |
            ត្រីមាសទី១ ឆ្នាំ២៥៦៨ | ១២០ | ចំនួនមន្ត្រី | ០ | ២០០
        ១.២ | ~ | បោះពុម្ពសៀវភៅណែនាំ | ក្រសួងមហាផ្ទៃ និងក្រសួងយុត្តិធម៌ | ២០២៦ | គ្មាន | ~ | ~ | ~
        ២.១ | គោលដៅទី២៖ ការពារជនរងគ្រោះ | បើកមជ្ឈមណ្ឌលថ្មី | ក្រសួងសង្គមកិច្ច | មិថុនា ២០២៥ | ៤៥ | ~ | ~ | ~
        """
    )
    content = workbook({"សន្លឹក១": (rows, ("B4:B5",))})
    return Matrix(
        "bilingual.xlsx",
        content,
        """
meta: {id: bilingual, title: ផែនការសកម្មភាពប្រឆាំងការជួញដូរ (ឯកសារសន្មត), language_of_source: km}
goals:
  - id: '1'
    text: បង្ការការជួញដូរ
    objectives:
      - implicit: true
        activities:
          - id: '1.1'
            code: ១.១
            text: បណ្តុះបណ្តាលមន្ត្រី ២០០ នាក់
            lead: ក្រសួងមហាផ្ទៃ
            responsible: [ក្រសួងមហាផ្ទៃ]
            timeframe: ត្រីមាសទី១ ឆ្នាំ២៥៦៨
            budget: [១២០ លានរៀល]
            indicators: [{text: ចំនួនមន្ត្រី, baseline: ០, target: ២០០}]
          - id: '1.2'
            code: ១.២
            text: បោះពុម្ពសៀវភៅណែនាំ
            responsible: [ក្រសួងមហាផ្ទៃ, ក្រសួងយុត្តិធម៌]
            timeframe: ២០២៦
  - id: '2'
    text: ការពារជនរងគ្រោះ
    objectives:
      - implicit: true
        activities:
          - id: '2.1'
            code: ២.១
            text: បើកមជ្ឈមណ្ឌលថ្មី
            lead: ក្រសួងសង្គមកិច្ច
            responsible: [ក្រសួងសង្គមកិច្ច]
            timeframe: មិថុនា ២០២៥
            budget: [៤៥ លានរៀល]
""",
    )


def section_rows() -> Matrix:
    """Goals and objectives in rows across the table, dates under a group header, a row of totals."""
    rows = cells(
        r"""
        No. | Activity | Lead agency | Supporting agencies | Timeframe | ~ | Steps | Budget | MoV
        ~ | ~ | ~ | ~ | Start | End | ~ | ~ | ~
        Strategic Goal 1: Police find victims
        Outcome 1.1: Officers know the signs
        1.1.1 | Train 300 border officers in all six provinces | MoI | NGOs, UN | Q1 2025 | Q4 2025 |
            1. Draft the manual\n2. Train 12 trainers\n3. Hold 10 courses | USD 40,000 | Attendance lists
        1.1.2 | Consider a helpline | - | ~ | short term | ~ | ~ | ~ | n/a
        Outcome 1.2: Cases are shared
        1.2.1 | Sign an agreement on case files | MoI / MoJ | ~ | ~ | 31 December 2025 | - Draft\n- Sign |
            5,000 EUR | Agreement
        Strategic Goal 2: Courts are fair
        Outcome 2.1: Judges are trained
        2.1.1 | Train 40 judges | MoJ | Bar Association | January 2026 | March 2026 | Hold two courses |
            USD 20,000 | Attendance lists
        ~ | Total | ~ | ~ | ~ | ~ | ~ | USD 60,000 | ~
        """
    )
    merges = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2", "H1:H2", "I1:I2", "A3:I3", "A4:I4", "A7:I7")
    return Matrix(
        "section rows.xlsx",
        workbook({"Action plan": (rows, (*merges, "A9:I9", "A10:I10"))}),
        """
meta: {id: sections, title: sections, total_cost: 'USD 60,000'}
goals:
  - id: '1'
    text: Police find victims
    objectives:
      - id: '1.1'
        text: Officers know the signs
        activities:
          - id: 1.1.1
            text: Train 300 border officers in all six provinces
            lead: MoI
            partners: [NGOs, UN]
            start: Q1 2025
            end: Q4 2025
            steps: [Draft the manual, Train 12 trainers, Hold 10 courses]
            budget: ['USD 40,000']
            means_of_verification: [Attendance lists]
          - id: 1.1.2
            text: Consider a helpline
            start: short term
      - id: '1.2'
        text: Cases are shared
        activities:
          - id: 1.2.1
            text: Sign an agreement on case files
            responsible: [MoI, MoJ]
            end: 31 December 2025
            steps: [Draft, Sign]
            budget: ['5,000 EUR']
            means_of_verification: [Agreement]
  - id: '2'
    text: Courts are fair
    objectives:
      - id: '2.1'
        text: Judges are trained
        activities:
          - id: 2.1.1
            text: Train 40 judges
            lead: MoJ
            partners: [Bar Association]
            start: January 2026
            end: March 2026
            steps: [Hold two courses]
            budget: ['USD 20,000']
            means_of_verification: [Attendance lists]
""",
    )


def word_tables() -> Matrix:
    """A Word document: headings above two tables, merged cells, steps with their own owners and dates row by row."""
    first = cells(
        r"""
        No | Activity | Steps | Responsible | Deadline | Indicators | Target | Evidence
        1.1 | Amend the recruitment act | Draft the bill | Ministry of Labour | June 2025 | Act in force |
            1 | Gazette
        ~ | ~ | Hold hearings | Parliament Office | October 2025 | ~ | ~ | ~
        1.2 | Publish yearly figures | Publish | Statistics Office | 31 March 2026 |
            Reports out\nReaders reached | 1. 3\n2. 1,000 | Report
        """
    )
    second = cells(
        r"""
        No | Activity | Steps | Responsible | Deadline | Indicators | Target | Evidence
        2.1 | Open a legal aid desk | ~ | Bar Association | ongoing | ~ | ~ | Contract; photographs
        """
    )
    merges = [(1, column, 2, column) for column in (0, 1, 5, 6, 7)]
    content = document(
        [
            "Invented National Plan 2025-2026",
            "Goal 1: The law protects workers",
            (first, merges),
            "Goal 2: Victims have lawyers",
            (second, ()),
        ]
    )
    return Matrix(
        "word tables.docx",
        content,
        """
meta: {id: word, title: Invented National Plan 2025-2026, period: {start: '2025', end: '2026'}}
goals:
  - id: '1'
    text: The law protects workers
    objectives:
      - implicit: true
        activities:
          - id: '1.1'
            text: Amend the recruitment act
            responsible: [Ministry of Labour, Parliament Office]
            end: June 2025; October 2025
            steps:
              - {text: Draft the bill, owner: Ministry of Labour, due: June 2025}
              - {text: Hold hearings, owner: Parliament Office, due: October 2025}
            indicators: [{text: Act in force, target: '1', means_of_verification: Gazette}]
            means_of_verification: [Gazette]
          - id: '1.2'
            text: Publish yearly figures
            lead: Statistics Office
            responsible: [Statistics Office]
            end: 31 March 2026
            steps: [Publish]
            indicators:
              - {text: Reports out, target: '3', means_of_verification: {value: Report, inherited: true}}
              - {text: Readers reached, target: '1,000', means_of_verification: {value: Report, inherited: true}}
            means_of_verification: [Report]
  - id: '2'
    text: Victims have lawyers
    objectives:
      - implicit: true
        activities:
          - id: '2.1'
            text: Open a legal aid desk
            lead: Bar Association
            responsible: [Bar Association]
            end: ongoing
            means_of_verification: [Contract, photographs]
""",
    )


def fiscal_years() -> Matrix:
    """CSV with semicolons, UTF-16, labels above the header, fiscal years that begin in July."""
    rows = (
        "Title;Invented Plan on Forced Labour",
        "Fiscal year starts in month;7",
        "Fiscal year named by;start",
        "Adopted;12 May 2024",
        "",
        "Ref;Objectives and activities;Lead;Partners;Schedule;Estimated cost (thousand USD);Source of funds;MoV",
        "1;Prevention",
        "1.1;Employers know the law",
        '1.1.1;"Visit 200 farms; report on each";Labour Inspectorate;"Farmers Union, Police";FY2024/25;25;'
        "State budget;Visit reports",
        "1.1.2;Promote awareness where needed;all ministries;;FY2025/26;;;",
        "1.2;Buyers ask questions",
        "1.2.1;Print a guide for 40 buyers;Ministry of Trade;;Q2 2026;5.5;Donor;Guide",
    )
    return Matrix(
        "fiscal years.csv",
        b"\xff\xfe" + csv(rows, "utf-16-le"),
        """
meta:
  {id: fiscal, title: Invented Plan on Forced Labour, adopted: 12 May 2024, fiscal_year: {starts: 7, named_by: start}}
goals:
  - id: '1'
    text: Prevention
    objectives:
      - id: '1.1'
        text: Employers know the law
        activities:
          - id: 1.1.1
            text: Visit 200 farms; report on each
            lead: Labour Inspectorate
            partners: [Farmers Union, Police]
            timeframe: FY2024/25
            budget: [25 thousand USD]
            money_source: State budget
            means_of_verification: [Visit reports]
          - id: 1.1.2
            text: Promote awareness where needed
            lead: all ministries
            timeframe: FY2025/26
      - id: '1.2'
        text: Buyers ask questions
        activities:
          - id: 1.2.1
            text: Print a guide for 40 buyers
            lead: Ministry of Trade
            timeframe: Q2 2026
            budget: [5.5 thousand USD]
            money_source: Donor
            means_of_verification: [Guide]
""",
    )


def quarter_ticks() -> Matrix:
    """A column for each quarter under its year, marked with x and check marks; numbered hierarchy without words."""
    rows = cells(
        r"""
        No. | Activities | Responsible body | 2025 | ~ | ~ | ~ | 2026 | ~ | ~ | ~ | Budget (USD) | Remarks
        ~ | ~ | ~ | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | Q3 | Q4 | ~ | ~
        I | Rescue
        1 | Buy four boats | Coast Guard | x | x | ~ | ~ | ~ | ~ | ~ | ~ | 400000 | ~
        2 | Train 30 sailors | Coast Guard | ~ | ~ | ✓ | ~ | ✓ | ~ | ~ | ~ | 15000 | with the navy
        II | Return
        3 | Sign a treaty on safe return | Ministry of Foreign Affairs | x | x | x | x | x | x | x | x | ~ |
            ~
        """
    )
    merges = ("A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:K1", "L1:L2", "M1:M2")
    return Matrix(
        "quarter ticks.xlsx",
        workbook({"Sheet1": (rows, merges)}),
        """
meta: {id: ticks, title: ticks}
goals:
  - id: I
    text: Rescue
    objectives:
      - implicit: true
        activities:
          - id: '1'
            text: Buy four boats
            lead: Coast Guard
            responsible: [Coast Guard]
            timeframe: Q1 2025 - Q2 2025
            budget: [400000 USD]
          - id: '2'
            text: Train 30 sailors
            lead: Coast Guard
            responsible: [Coast Guard]
            timeframe: Q3 2025; Q1 2026
            budget: [15000 USD]
            remarks: with the navy
  - id: II
    text: Return
    objectives:
      - implicit: true
        activities:
          - id: '3'
            text: Sign a treaty on safe return
            lead: Ministry of Foreign Affairs
            responsible: [Ministry of Foreign Affairs]
            timeframe: Q1 2025 - Q4 2026
""",
    )


def sheet_per_goal() -> Matrix:
    """One sheet for each goal, named after it; activities numbered anew in each objective; a sheet of notes."""
    first = cells(
        r"""
        Objective | No | Action | Owner | Due date | Deliverables | Proof
        Objective 1: Schools teach | 1 | Print a schoolbook | Ministry of Education | 2026-09-01 |
            Schoolbook | Copy of the book
        ~ | 2 | Train 500 teachers | Ministry of Education | 2026 | ~ | ~
        Objective 2: Media report | 1 | Brief 40 editors | Press Council | 2025-11 | Briefing paper |
            Attendance list
        """
    )
    second = cells(
        r"""
        Objective | No | Action | Owner | Due date | Deliverables | Proof
        Objective 1: Help is near | 1 | Open six counters | Ministry of Shelters | 2027-01-31 | Counters |
            Photographs
        """
    )
    sheets: dict[str, tuple[Sequence[Row], Sequence[str]]] = {
        "Goal 1 Prevention": (first, ("A2:A3",)),
        "Goal 2 Protection": (second, ()),
        "Notes": ([("Nothing here is real.",)], ()),
    }
    return Matrix(
        "sheet per goal.xlsx",
        workbook(sheets),
        """
meta: {id: sheets, title: sheets}
goals:
  - id: '1'
    text: Prevention
    objectives:
      - id: '1.1'
        code: '1'
        text: Schools teach
        activities:
          - id: 1.1.1
            code: '1'
            text: Print a schoolbook
            lead: Ministry of Education
            end: 2026-09-01
            steps: [{deliverable: Schoolbook}]
            means_of_verification: [Copy of the book]
          - {id: 1.1.2, code: '2', text: Train 500 teachers, lead: Ministry of Education, end: '2026'}
      - id: '1.2'
        code: '2'
        text: Media report
        activities:
          - id: 1.2.1
            code: '1'
            text: Brief 40 editors
            lead: Press Council
            end: 2025-11
            steps: [{deliverable: Briefing paper}]
            means_of_verification: [Attendance list]
  - id: '2'
    text: Protection
    objectives:
      - id: '2.1'
        code: '1'
        text: Help is near
        activities:
          - id: 2.1.1
            code: '1'
            text: Open six counters
            lead: Ministry of Shelters
            end: 2027-01-31
            steps: [{deliverable: Counters}]
            means_of_verification: [Photographs]
""",
    )


def malay() -> Matrix:
    """A Malay table in Word with the lead and the others in one cell."""
    rows = cells(
        r"""
        Bil. | Teras Strategik | Objektif | Aktiviti | Tanggungjawab | Tempoh | Petunjuk Prestasi |
            Sasaran 2026
        1.1.1 | Teras 1: Pencegahan | Objektif 1.1: Majikan mematuhi undang-undang | Memeriksa 300 ladang |
            Peneraju: Jabatan Tenaga Kerja\nRakan: Polis, Jabatan Imigresen | Suku pertama 2026 |
            Bilangan ladang | 300
        1.1.2 | ~ | ~ | Mencetak panduan untuk majikan | Kementerian Sumber Manusia | 2025-2026 | ~ | ~
        2.1.1 | Teras 2: Perlindungan | Objektif 2.1: Mangsa selamat | Membuka tiga rumah perlindungan |
            Kementerian Wanita dan Jabatan Kebajikan | Disember 2026 | Bilangan rumah | 3
        """
    )
    return Matrix(
        "malay.docx",
        document(["Pelan Tindakan Rekaan 2025-2026", (rows, ((1, 1, 2, 1), (1, 2, 2, 2)))]),
        """
meta:
  {id: malay, title: Pelan Tindakan Rekaan 2025-2026, language_of_source: ms, period: {start: '2025', end: '2026'}}
goals:
  - id: '1'
    text: Pencegahan
    objectives:
      - id: '1.1'
        text: Majikan mematuhi undang-undang
        activities:
          - id: 1.1.1
            text: Memeriksa 300 ladang
            lead: Jabatan Tenaga Kerja
            responsible: [Jabatan Tenaga Kerja]
            partners: [Polis, Jabatan Imigresen]
            timeframe: Suku pertama 2026
            indicators: [{text: Bilangan ladang, target: '300', target_date: '2026'}]
          - id: 1.1.2
            text: Mencetak panduan untuk majikan
            lead: Kementerian Sumber Manusia
            responsible: [Kementerian Sumber Manusia]
            timeframe: 2025-2026
  - id: '2'
    text: Perlindungan
    objectives:
      - id: '2.1'
        text: Mangsa selamat
        activities:
          - id: 2.1.1
            text: Membuka tiga rumah perlindungan
            responsible: [Kementerian Wanita, Jabatan Kebajikan]
            timeframe: Disember 2026
            indicators: [{text: Bilangan rumah, target: '3', target_date: '2026'}]
""",
    )


def french() -> Matrix:
    """A French workbook with a column of costs for each year and one that sums them up."""
    rows = cells(
        r"""
        Plan d'action inventé contre la traite 2025-2026
        N° | Activités | Structure responsable | Échéance | Coût (EUR) | ~ | ~ | Source de financement |
            Sources de vérification | Observations
        ~ | ~ | ~ | ~ | 2025 | 2026 | Total | ~ | ~ | ~
        Axe 1 : Prévention
        Objectif 1.1 : Les frontières sont sûres
        1.1.1 | Former 120 agents | Direction des frontières | 30 juin 2026 | 10000 | 15000 | 25000 |
            Budget de l'État | Listes de présence | ~
        1.1.2 | Étudier la possibilité d'un numéro vert |
            Ministère de la Justice et Ministère de l'Intérieur | à déterminer | ~ | ~ | ~ | ~ | ~ |
            à revoir
        Axe 2 : Protection
        Objectif 2.1 : Les victimes sont logées
        2.1.1 | Ouvrir deux foyers | Ministère des Foyers | décembre 2026 | ~ | 50 000 | 50 000 |
            Bailleurs | Procès-verbal; photos | ~
        """
    )
    merges = ("E2:G2", *(f"{column}2:{column}3" for column in "ABCDHIJ"), "A4:J4", "A5:J5", "A8:J8", "A9:J9")
    return Matrix(
        "french.xlsx",
        workbook({"Matrice": (rows, merges)}),
        """
meta:
  id: french
  title: Plan d'action inventé contre la traite 2025-2026
  language_of_source: fr
  period: {start: '2025', end: '2026'}
goals:
  - id: '1'
    text: Prévention
    objectives:
      - id: '1.1'
        text: Les frontières sont sûres
        activities:
          - id: 1.1.1
            text: Former 120 agents
            lead: Direction des frontières
            responsible: [Direction des frontières]
            end: 30 juin 2026
            budget: [{money: 10000 EUR, year: '2025'}, {money: 15000 EUR, year: '2026'}]
            money_source: Budget de l'État
            means_of_verification: [Listes de présence]
            columns: {Coût (EUR) / Total: '25000'}
          - id: 1.1.2
            text: Étudier la possibilité d'un numéro vert
            responsible: [Ministère de la Justice, Ministère de l'Intérieur]
            remarks: à revoir
  - id: '2'
    text: Protection
    objectives:
      - id: '2.1'
        text: Les victimes sont logées
        activities:
          - id: 2.1.1
            text: Ouvrir deux foyers
            lead: Ministère des Foyers
            responsible: [Ministère des Foyers]
            end: décembre 2026
            budget: [{money: 50 000 EUR, year: '2026'}]
            money_source: Bailleurs
            means_of_verification: [Procès-verbal, photos]
            columns: {Coût (EUR) / Total: 50 000}
""",
    )


def spanish() -> Matrix:
    """A Spanish CSV with tabs; ditto marks, an unreadable cell, and a target behind the activities."""
    rows = (
        "Plan inventado contra la trata 2025-2028",
        "",
        "Código|Objetivo|Actividad|Institución responsable|Plazo|Indicador|Línea de base (2024)|Meta|"
        "Medios de verificación",
        "1.1|Objetivo 1: Las víctimas son halladas|Capacitar a 80 fiscales|Fiscalía General|diciembre de 2025|"
        "Fiscales capacitados|0|80|Lista de asistencia",
        '1.2||Publicar un protocolo|""""|2026||||Gaceta',
        "2.1|Objetivo 2: Las víctimas son protegidas|Construir un refugio|[ilegible]|2028|Camas|20|60|Acta de entrega",
    )
    return Matrix(
        "spanish.csv",
        csv([row.replace("|", "\t") for row in rows]),
        """
meta:
  id: spanish
  title: Plan inventado contra la trata 2025-2028
  language_of_source: es
  period: {start: '2025', end: '2028'}
goals:
  - implicit: true
    objectives:
      - id: '1'
        text: Las víctimas son halladas
        activities:
          - id: '1.1'
            text: Capacitar a 80 fiscales
            lead: Fiscalía General
            responsible: [Fiscalía General]
            end: diciembre de 2025
            indicators:
              - text: Fiscales capacitados
                baseline: '0'
                baseline_date: '2024'
                target: '80'
                means_of_verification: Lista de asistencia
            means_of_verification: [Lista de asistencia]
          - id: '1.2'
            text: Publicar un protocolo
            lead: Fiscalía General
            responsible: [Fiscalía General]
            end: '2026'
            means_of_verification: [Gaceta]
      - id: '2'
        text: Las víctimas son protegidas
        activities:
          - id: '2.1'
            text: Construir un refugio
            lead: NOT_RETRIEVED
            responsible: NOT_RETRIEVED
            end: '2028'
            indicators:
              - text: Camas
                baseline: '20'
                baseline_date: '2024'
                target: '60'
                means_of_verification: Acta de entrega
            means_of_verification: [Acta de entrega]
""",
    )


MAKERS: tuple[Callable[[], Matrix], ...] = (
    merged_owners,
    bilingual,
    section_rows,
    word_tables,
    fiscal_years,
    quarter_ticks,
    sheet_per_goal,
    malay,
    french,
    spanish,
)


def every() -> tuple[Matrix, ...]:
    """All of them."""
    return tuple(make() for make in MAKERS)
