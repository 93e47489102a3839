"""Matrices in ten layouts, each with the same plan written by hand in our YAML.

Everything in them is invented: the ministries, the promises and the sums. The layouts are those of real ministries.
"""

from collections.abc import Callable, Sequence

from tests.unit.plan.tables.files import Matrix, Row, cells, csv, document, workbook
from tests.unit.plan.tables.matrices_abroad import bilingual, french, malay, spanish


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
