"""What columns hold, as proposed from their headers, and what their cells are read as."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from palermo.core import Cell, Presence
from palermo.plan.tables import (
    Format,
    Layout,
    Mapping,
    Table,
    plan_from_tables,
    propose,
    propose_below,
    read_layout,
    write_docx,
)
from palermo.plan.tables.columns import FIELDS
from palermo.plan.tables.grid import shown
from palermo.plan.tables.headers import match
from palermo.plan.tables.vocabulary import headers
from tests.unit.plan.tables.grids import layout, only, read, rules

WOMEN = "Ministry of Women, Family and Youth"
LANGUAGES = ("en", "km", "ms", "fr", "es")


def fields_of(of: Layout) -> dict[str, str]:
    """Header to field, of the first table."""
    return {column.header: column.field for column in propose(of).tables[0].columns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_headers_in_every_language_and_each_means_it(language: str) -> None:
    assert set(headers()) == set(FIELDS) - {"tick"}
    for field, words in headers().items():
        assert words[language], field
        for word in words[language]:
            found = match(word)
            assert found, word
            assert found[0].score == 1
            assert field in [one.field for one in found if one.score == 1], word


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("អង្គភាពទទួលខុសត្រូវ", "responsible"),
        ("អង្គភាព ទទួលខុសត្រូវ", "responsible"),
        ("LEAD AGENCY:", "lead"),
        ("Activities\nសកម្មភាព", "activity"),
        ("សកម្មភាព (Activity)", "activity"),
        ("Responsible ministries and institutions", "responsible"),
        ("Who will do the monitoring?", "monitored_by"),
        ("Indicatuer", "indicator"),
        ("Coût (FCFA)", "cost"),
        ("Kementerian/Agensi", "responsible"),
        ("Línea de base", "baseline"),
        ("Timeline / target year of achievement of outcome", "timeframe"),
    ],
)
def test_ministries_word_their_headers_in_many_ways(header: str, field: str) -> None:
    assert match(header, slips=True)[0].field == field


def test_a_sentence_is_no_header() -> None:
    assert match("Train the officers who work at the border " * 4) == ()
    assert match("") == ()
    assert match("apples", slips=True) == ()
    assert match("pear", slips=True) == ()


def test_each_choice_says_why_and_what_else_it_could_be() -> None:
    of = layout("ល.រ | សកម្មភាព | អង្គភាពទទួលខុសត្រូវ | Objectives and timeline\n1 | ក | ខ | 2025")
    why = {column.field: str(column.why) for column in propose(of).tables[0].columns}
    assert why["responsible"] == "header 'អង្គភាពទទួលខុសត្រូវ' means 'responsible' in Khmer"
    close = propose(layout("No | Activity | Lead agency of state\n1 | a | b")).tables[0].columns[2]
    assert str(close.why).startswith("header 'Lead agency of state' is close to 'Lead agency', which means 'lead'")
    assert close.score < 0.9


def test_groups_over_columns_and_two_languages_make_one_header() -> None:
    of = layout(
        "No. | Activity | Timeframe | ~ | Budget (USD) | ~\n~ | ~ | Start | End | 2025 | 2026\n1 | a | b | c | 5 | 6",
        *("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    )
    about = propose(of).tables[0]
    assert (about.header, about.first) == ((0, 1), 2)
    assert [(c.field, c.when, c.unit) for c in about.columns] == [
        ("code", "", ""),
        ("activity", "", ""),
        ("start", "", ""),
        ("end", "", ""),
        ("cost", "2025", "USD"),
        ("cost", "2026", "USD"),
    ]
    of = layout("No. | Activity | Lead\nល.រ | សកម្មភាព | ស្ថាប័នដឹកនាំ\n1 | a | b")
    assert propose(of).tables[0].header == (0, 1)


def test_a_group_row_without_merged_cells_still_belongs_to_the_header() -> None:
    of = layout("Plan of action | ~ | ~\nNo. | Activity | Lead\n1 | a | b")
    assert propose(of).tables[0].header == (1,)
    of = layout("~ | ~ | Dates | ~\nNo. | Activity | Start | End\n1 | a | 2025 | 2026", "C1:D1")
    assert propose(of).tables[0].header == (0, 1)


@pytest.mark.parametrize(
    ("head", "unit", "cell", "amount", "currency"),
    [
        ("Budget (USD)", "USD", "5,000", 5000, "USD"),
        ("Budget in million riels", "million riels", "5", 5_000_000, "KHR"),
        ("Cost ('000 USD)", "thousand USD", "12.5", 12_500, "USD"),
        ("ថវិកា (លានរៀល)", "លានរៀល", "៥", 5_000_000, "KHR"),
        ("Coût (EUR)", "EUR", "USD 7", 7, "USD"),
        ("Budget", "", "RM 20", 20, "MYR"),
    ],
)
def test_what_a_header_says_of_amounts_is_added_to_bare_numbers(
    head: str, unit: str, cell: str, amount: int, currency: str
) -> None:
    of = layout(f"Activity | {head}\nPaint | {cell}")
    assert propose(of).tables[0].columns[1].unit == unit
    ((cost),) = only(read(of)[0]).costs.value or ()
    assert cost.money.value is not None
    assert (cost.money.value.amount, cost.money.value.currency) == (Decimal(amount), currency)


def test_amounts_nobody_understands_are_kept_and_told() -> None:
    plan, findings = read(layout("Activity | Budget\nPaint | plenty of money\nCount | none\nSail | no extra cost"))
    costs = [activity.costs for _, _, activity in plan.each_activity()]
    assert costs[0].value is not None
    assert costs[0].value[0].money.words == "plenty of money"
    assert rules(findings) == ["M08"]
    assert costs[2].value is not None
    assert costs[2].value[0].money.value is not None
    assert costs[2].value[0].money.value.none_needed


def test_a_budget_line_by_line_in_one_cell() -> None:
    of = layout("Activity | Budget\nPaint | USD 5\\nUSD 7 (2026)\nCount | two lines\\nof words")
    plan, _ = read(of)
    told = [[cost.money.words for cost in a.costs.value or ()] for _, _, a in plan.each_activity()]
    assert told == [["USD 5", "USD 7 (2026)"], ["two lines\nof words"]]


def test_several_targets_by_year_keep_the_last_and_the_milestones() -> None:
    of = layout(
        "Activity | Indicator | Baseline 2023 | Target | ~\n~ | ~ | ~ | 2025 | 2026\nPaint | Km | 0 | 20 | 40",
        *("A1:A2", "B1:B2", "C1:C2", "D1:E1"),
    )
    ((indicator),) = only(read(of)[0]).indicators.value or ()
    assert (indicator.baseline.value, indicator.baseline_date.words) == ("0", "2023")
    assert (indicator.target.value, indicator.target_date.words) == ("40", "2026")
    assert indicator.extra == {"milestones": {"2025": "20"}}


def test_quarters_months_and_years_are_ticked_in_many_ways() -> None:
    def when(head: str, row: str, *merges: str) -> str:
        return only(read(layout(f"Activity | {head}\nPaint | {row}", *merges))[0]).timeframe.words

    assert when("2025 | 2026 | 2027", "x | X | ~") == "2025 - 2026"
    assert when("Q1 2025 | Q2 2025 | Q3 2025", "✓ | ~ | ●") == "Q1 2025; Q3 2025"
    assert when("January 2025 | February 2025", "~ | yes") == "February 2025"
    assert when("ត្រីមាសទី១ ឆ្នាំ២០២៥ | ត្រីមាសទី២ ឆ្នាំ២០២៥", "x | ~") == "ត្រីមាសទី១ ឆ្នាំ២០២៥"
    assert when("Q1 2025 | Q2 2025 | Q3 2025", "x | ~ | ~", "B2:C2") == "Q1 2025 - Q2 2025"
    assert when("Q1 2025 | Q2 2025", "Q1 2025 | ~") == "Q1 2025"


def test_quarters_as_bare_numbers_and_months_as_initials_under_a_year() -> None:
    text = "Activity | 2025 | ~ | ~ | ~ | Lead\n~ | 1 | 2 | 3 | 4 | ~\nPaint | ~ | x | x | ~ | MoR"
    of = layout(text, "A1:A2", "B1:E1", "F1:F2")
    assert only(read(of)[0]).timeframe.words == "Q2 2025 - Q3 2025"
    head = "Activity | Lead | 2025" + " | ~" * 11 + "\n~ | ~ | J | F | M | A | M | J | J | A | S | O | N | D"
    of = layout(f"{head}\nPaint | MoR{' | ~' * 8} | x | ~ | ~ | ~", "A1:A2", "B1:B2", "C1:N1")
    assert only(read(of)[0]).timeframe.words == "September 2025"


def test_the_year_of_quarters_may_be_that_of_the_plan_or_missing() -> None:
    table = "Activity | Lead | Q1 | Q2\nPaint | MoR | x | ~"
    plan, findings = read(layout(f"Plan of roads 2026\n{table}"))
    assert only(plan).timeframe.words == "Q1 2026"
    plan, findings = read(layout(f"Plan of roads\n{table}"))
    assert only(plan).timeframe.blank
    assert rules(findings) == ["M13"]


def test_quarters_marked_by_colour_alone_are_told_not_guessed() -> None:
    of = layout("Activity | Lead | Q1 2026 | Q2 2026\nPaint | MoR | ~ | ~")
    coloured = replace(of, tables=(replace(of.tables[0], shaded=("C2",)),))
    plan, findings = read(coloured)
    assert only(plan).timeframe.blank
    (finding,) = findings
    assert (finding.rule, str(finding.origin)) == ("M16", "m.xlsx, Sheet1, C2")


def test_a_year_over_numbers_is_no_tick() -> None:
    assert fields_of(layout("Activity | Lead | 2025\nPaint | MoR | 400"))["2025"] == ""


def test_columns_that_need_another_one_are_kept_as_they_are_without_it() -> None:
    of = layout("Activity | Lead | Unit | Frequency | Step owner\nPaint | MoR | km | yearly | MoI")
    plan, findings = read(of)
    assert fields_of(of) == {"Activity": "activity", "Lead": "lead", "Unit": "", "Frequency": "", "Step owner": ""}
    assert only(plan).extra == {"columns": {"Unit": "km", "Frequency": "yearly", "Step owner": "MoI"}}
    assert rules(findings) == ["M02", "M02", "M02"]


def test_the_means_of_verification_are_the_indicators_source_too() -> None:
    plan, _ = read(layout("Activity | Indicator | Means of verification\nPaint | Km | Photos\nCount | ~ | Report"))
    first, second = (activity for _, _, activity in plan.each_activity())
    ((indicator),) = first.indicators.value or ()
    assert (indicator.source.value, first.proof.value) == ("Photos", ("Photos",))
    assert second.proof.value == ("Report",)
    assert second.indicators.blank


def test_numbers_of_rows_need_no_header() -> None:
    of = layout("~ | Activity | Lead\n1.1 | Paint | MoR\n1.2 | Count | MoR")
    assert [activity.id for _, _, activity in read(of)[0].each_activity()] == ["1.1", "1.2"]
    of = layout("~ | Activity | Lead\nred | Paint | MoR\nblue | Count | MoR")
    assert propose(of).tables[0].columns[0].field == ""


def test_what_stands_in_brackets_is_not_parted() -> None:
    plan, _ = read(layout("Activity | Indicator\nPaint | People reached (women; men)"))
    assert [indicator.text.value for _, indicator in plan.each_indicator()] == ["People reached (women; men)"]


def test_a_column_that_repeats_another_in_another_language_is_understood() -> None:
    plan, findings = read(layout("សកម្មភាព | Activity | Lead\nលាប | Paint | MoR"))
    assert only(plan).text.value == "លាប"
    assert only(plan).extra["columns"] == {"Activity": "Paint"}
    assert rules(findings) == []
    assert rules(read(layout("Activity | Activity | Lead\nPaint | Count | MoR"))[1]) == ["M02"]


@pytest.mark.parametrize("header", ["Other ministries", "Co-implementing agencies", "ស្ថាប័នចូលរួម"])
def test_who_takes_part_is_no_lead(header: str) -> None:
    assert fields_of(layout(f"Activity | {header}\nPaint | MoR")) == {"Activity": "activity", header: "partners"}


def test_headers_may_be_questions() -> None:
    asked = layout("Activity | Who? | When?\nPaint | MoR | 2025")
    assert fields_of(asked) == {"Activity": "activity", "Who?": "responsible", "When?": "timeframe"}


def test_the_title_may_stand_on_a_cover() -> None:
    cover = Table("Cover", (("National plan of roads",), ("Ministry of Roads",), ("2025 - 2027",)))
    of = layout("Activity | Lead\nPaint | MoR")
    both = replace(of, tables=(cover, *of.tables))
    assert (propose(both).title, propose(both).period) == ("National plan of roads", "2025-2027")
    assert propose(replace(of, tables=(*of.tables, cover))).title == ""


def test_a_ditto_mark_says_what_stands_above() -> None:
    plan, _ = read(
        layout('Activity | Lead | End\nPaint | MoR | 2025\nCount | " | ditto\nSail | " | -\nRest | ~ | idem')
    )
    rows = [activity for _, _, activity in plan.each_activity()]
    assert [row.lead for row in rows] == [
        Cell("MoR"),
        Cell("MoR", raw='"'),
        Cell("MoR", raw='"'),
        Cell(None, Presence.BLANK),
    ]
    assert [row.end.words for row in rows] == ["2025", "ditto", "-", "idem"]
    assert rows[1].end.value == rows[0].end.value
    plan, _ = read(layout('Activity | Lead\nPaint | "'))
    assert only(plan).lead.words == '"'


def test_a_merged_cell_is_inherited_unless_it_stays_within_one_activity() -> None:
    head = "Activity | Steps | Lead | Cost (USD) | Indicator"
    text = f"{head}\nPaint | Buy | MoR | 5 | Km\n~ | Brush\nCount | Ask | ~ | ~ | ~"
    plan, findings = read(layout(text, "A2:A3", "C2:C4", "D2:D4", "E2:E4"))
    first, second = (activity for _, _, activity in plan.each_activity())
    assert [step.text.value for step in first.steps.value or ()] == ["Buy", "Brush"]
    for activity in (first, second):
        assert activity.lead.presence is Presence.INHERITED
        assert activity.costs.presence is Presence.INHERITED
        assert activity.indicators.presence is Presence.INHERITED
    assert sorted(rules(findings)) == ["M05", "M05", "M17"]
    plan, findings = read(layout(text, "A2:A3", "C2:C3"))
    assert next(plan.each_activity())[2].lead.presence is Presence.GIVEN
    assert not findings


def test_parallel_lists_join_by_number_by_line_or_not_at_all() -> None:
    def steps(owners: str, dues: str) -> list[tuple[str, str, Presence]]:
        rows = f"Activity | Steps | Step owner | Step due\nPaint | 1. Buy\\n2. Brush | {owners} | {dues}"
        found = only(read(layout(rows))[0]).steps.value or ()
        return [(step.owner.words, step.due.words, step.due.presence) for step in found]

    assert steps("2. MoR", "1. 2025\\n2. 2026") == [
        ("", "2025", Presence.GIVEN),
        ("MoR", "2026", Presence.GIVEN),
    ]
    assert steps("MoI\\nMoR", "2025") == [("MoI", "2025", Presence.INHERITED), ("MoR", "2025", Presence.INHERITED)]


def test_deliverables_without_steps_are_steps() -> None:
    ((step),) = only(read(layout("Activity | Deliverables\nPaint | Signs"))[0]).steps.value or ()
    assert (step.text.blank, step.deliverable.value) == (True, "Signs")


def test_an_activity_over_several_rows_gathers_what_they_say() -> None:
    of = layout(
        "Activity | Partners | Timeframe | Remarks\nPaint | MoI | 2025 | one\n~ | MoJ | 2026 | two\n~ | MoI | ~ | two",
        "A2:A4",
    )
    activity = only(read(of)[0])
    assert activity.partners.value == ("MoI", "MoJ")
    assert activity.timeframe.words == "2025; 2026"
    assert activity.extra == {"remarks": "one\ntwo"}


def test_dates_nobody_understands_are_kept_and_told() -> None:
    plan, findings = read(layout("Activity | End date\nPaint | when the road is dry"))
    assert only(plan).end.words == "when the road is dry"
    assert rules(findings) == ["M07"]


@pytest.mark.parametrize("text", ["-", "—", "n/a", "N.A.", "TBD", "គ្មាន", "néant", "por definir", "..."])
def test_words_that_say_nothing_are_blank_and_kept(text: str) -> None:
    lead = only(read(layout(f"Activity | Lead\nPaint | {text}"))[0]).lead
    assert (lead.blank, lead.raw) == (True, text)


@pytest.mark.parametrize("text", ["NOT_RETRIEVED", "[illegible]", "[illisible]", "[មើលមិនច្បាស់]"])
def test_words_that_nobody_could_read_are_unread(text: str) -> None:
    lead = only(read(layout(f"Activity | Lead\nPaint | {text}"))[0]).lead
    assert lead.unread
    assert lead.raw == ("" if text == "NOT_RETRIEVED" else text)


def test_a_text_that_was_cut_off_says_so() -> None:
    plan, _ = read(layout("Activity | Lead\nPaint the roads of the [cut off] | MoR\nCompter [coupé] | MoR"))
    texts = [activity.text for _, _, activity in plan.each_activity()]
    assert texts == [
        Cell("Paint the roads of the", truncated=True),
        Cell("Compter", raw="Compter [coupé]", truncated=True),
    ]


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (None, "", ""),
        (True, "", "TRUE"),
        (False, "", "FALSE"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (1.1, "0.00", "1.10"),
        (0.1 + 0.2, "", "0.3"),
        (1234567.0, "#,##0", "1234567"),
        (5000, '"$"#,##0', "5000 $"),
        (5000, "[$៛-453]#,##0", "5000 ៛"),
        (date(2025, 3, 1), "mmm-yy", "2025-03"),
        (date(2025, 3, 1), "yyyy", "2025"),
        (date(2025, 3, 1), "d-mmm-yy", "2025-03-01"),
        (datetime.fromisoformat("2025-03-01T14:30"), "", "2025-03-01"),
        (1e-7, "", "0.0000001"),
    ],
)
def test_a_value_is_read_in_the_words_it_is_shown_in(value: Any, code: str, words: str) -> None:
    assert shown(value, code) == words


def test_what_a_person_says_of_a_column_holds() -> None:
    of = layout("Activity | Lead | Odd header\nPaint | MoX | MoR, MoI")
    mapping = propose(of)
    (about,) = mapping.tables
    said = replace(about.columns[2], field="partners")
    plan, _ = read(of, replace(mapping, tables=(replace(about, columns=(*about.columns[:2], said)),)))
    assert only(plan).partners.value == ("MoR", "MoI")


def test_a_mapping_for_another_file_is_told() -> None:
    of = layout("Activity | Lead\nPaint | MoR")
    mapping = propose(of)
    other = Mapping((replace(mapping.tables[0], name="Elsewhere"),))
    plan, findings = plan_from_tables(of, other, plan_id="p")
    assert plan is None
    assert rules(list(findings)) == ["M03", "M14", "M01"]
    far = replace(mapping.tables[0].columns[1], index=40)
    mapping = replace(mapping, tables=(replace(mapping.tables[0], columns=(mapping.tables[0].columns[0], far)),))
    _, findings = plan_from_tables(of, mapping, plan_id="p")
    assert rules(list(findings)) == ["M03"]
    assert "AO" in str(findings[0].message)


def test_a_person_may_say_which_rows_are_the_header() -> None:
    made = Table("Sheet1", (("Plan", None), ("Deed", "Doer"), ("Activity", "Lead"), ("Paint", "MoR")))
    about = propose_below(made, [2])
    assert (about.header, about.first, [column.field for column in about.columns]) == ((2,), 3, ["activity", "lead"])
    assert propose_below(made, [1], 3).first == 3
    with pytest.raises(Exception, match="4 rows"):
        propose_below(made, [9])


def test_a_hidden_sheet_is_not_read_from_word_either() -> None:
    used = Table("Plan", (("Activity", "Lead"), ("Paint", "MoR")))
    hidden = Table("Old plan", (("Activity", "Lead"), ("Count", "MoX")), hidden=True)
    of = Layout("m.xlsx", Format.XLSX, (used, hidden))
    plan, _ = read(of)
    word, _ = read_layout(write_docx(plan, of, propose(of)), "m.docx")
    assert word is not None
    assert only(read(word)[0]) == only(plan)


def test_hidden_sheets_and_unknown_tables_are_left_out_and_told() -> None:
    used = Table("Plan", (("Activity", "Lead"), ("Paint", "MoR")))
    hidden = Table("Old plan", (("Activity", "Lead"), ("Paint", "MoX")), hidden=True)
    notes = Table("Notes", (("Apples", "Pears"), ("1", "2")))
    half = Table("Figures", (("Unit", "Frequency"), ("1", "2")))
    plan, findings = read(Layout("m.xlsx", Format.XLSX, (used, hidden, notes, half)))
    assert only(plan).lead.value == "MoR"
    assert [(finding.rule, str(finding.message)) for finding in findings] == [
        ("M14", "m.xlsx, Old plan: this table is left out: the sheet is hidden."),
        ("M14", "m.xlsx, Notes: this table is left out: no row of headers was recognised."),
        ("M14", "m.xlsx, Figures: this table is left out: it has no column of activities or indicators."),
    ]


def test_what_stands_above_the_matrix_is_said_of_the_plan() -> None:
    above = "Title: Plan of roads\nCountry: KH\nPeriod: July 2024 - June 2027\nAdopted on: 3 May 2024\nIssued by | MoR"
    plan, _ = read(layout(f"{above}\nCurrency: KHR\nActivity | Lead | Cost\nPaint | MoR | 5"))
    assert (plan.title, plan.country, plan.issuer) == ("Plan of roads", "KH", "MoR")
    assert (plan.period_start.words, plan.period_end.words) == ("2024-07-01", "2027-06-30")
    assert plan.adopted.words == "3 May 2024"
    ((cost),) = only(plan).costs.value or ()
    assert cost.money.value is not None
    assert cost.money.value.currency == "KHR"


def test_the_country_is_known_by_its_name_in_any_language() -> None:
    body = "Activity | Lead\nPaint | MoR"
    assert propose(layout(f"National plan of New Zealand, from 2024\n{body}")).country == "NZ"
    assert propose(layout(f"ផែនការជាតិនៃកម្ពុជា\n{body}")).country == "KH"
    assert propose(layout(f"A plan\n{body}")).country == ""
    plan, _ = read(layout(f"A plan with an open period, since 2024 or 2025 or so\n{body}"))
    assert plan.period_start.blank


def test_title_and_country_given_by_the_caller_outweigh_the_file() -> None:
    of = layout("A plan of roads\nActivity | Lead\nPaint | MoR")
    plan, _ = plan_from_tables(of, propose(of), plan_id="p", title="Ours", country="KH")
    assert plan is not None
    assert (plan.title, plan.country) == ("Ours", "KH")
