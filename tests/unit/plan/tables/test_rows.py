"""What the rows of a matrix are: goals, objectives, outputs, activities, or none of these."""

from dataclasses import replace

import pytest

from palermo.plan.tables import Format, Layout, propose
from tests.unit.plan.tables.grids import layout, only, outline, read, rules, table

HEAD = "No. | Activity | Lead agency | End date\n"


def tree(text: str, *merges: str) -> list[str]:
    return outline(read(layout(text, *merges))[0])


@pytest.mark.parametrize(
    ("goal", "objective"),
    [
        ("Goal 1: Safe roads", "Objective 1.1: Less speed"),
        ("Strategic Goal 1 – Safe roads", "Outcome 1.1 – Less speed"),
        ("PILLAR 1. Safe roads", "Strategic objective 1.1. Less speed"),
        ("គោលដៅទី១៖ Safe roads", "គោលបំណងទី១.១៖ Less speed"),
        ("យុទ្ធសាស្ត្រទី ១ Safe roads", "លទ្ធផលទី ១.១ Less speed"),
        ("Teras 1: Safe roads", "Objektif 1.1: Less speed"),
        ("Axe 1 : Safe roads", "Objectif spécifique 1.1 : Less speed"),
        ("Eje 1: Safe roads", "Resultado 1.1: Less speed"),
    ],
)
def test_words_in_front_of_a_row_say_its_level(goal: str, objective: str) -> None:
    assert tree(f"{HEAD}{goal}\n{objective}\n1.1.1 | Put up signs | MoR | ~") == [
        "goal 1 Safe roads",
        "objective 1.1 Less speed",
        "activity 1.1.1 Put up signs",
    ]


def test_of_three_kinds_of_headings_the_last_two_are_goal_and_objective() -> None:
    plan, _ = read(layout(f"{HEAD}Pillar 1: Law\nGoal 1: Fair law\nObjective 1.1: New act\n1.1.1 | Draft it | MoJ | ~"))
    assert outline(plan) == ["goal 1 Fair law", "objective 1.1 New act", "activity 1.1.1 Draft it"]
    assert next(plan.each_goal()).extra == {"above": "Pillar 1: Law"}


def test_objectives_without_a_goal_get_an_implicit_one() -> None:
    assert tree(f"{HEAD}Objective 1: Less speed\n1.1 | Put up signs | MoR | ~") == [
        "goal 1 (implicit)",
        "objective 1 Less speed",
        "activity 1.1 Put up signs",
    ]


def test_numbers_alone_give_the_levels_and_that_is_said() -> None:
    plan, findings = read(layout(f"{HEAD}1 | Roads\n1.1 | Speed\n1.1.1 | Put up signs | MoR | ~\n1.1.2 | Count | MoR"))
    assert outline(plan) == [
        "goal 1 Roads",
        "objective 1.1 Speed",
        "activity 1.1.1 Put up signs",
        "activity 1.1.2 Count",
    ]
    assert "M09" in rules(findings)


def test_an_activity_without_anything_else_is_no_heading() -> None:
    assert tree(f"{HEAD}1.1 | Consider signs\n1.2 | Consider lights\n2.1 | Paint roads | MoR | ~") == [
        "goal 1 (implicit)",
        "objective 1.1 (implicit)",
        "activity 1.1 Consider signs",
        "activity 1.2 Consider lights",
        "activity 2.1 Paint roads",
    ]


def test_roman_numerals_stand_over_numbers() -> None:
    assert tree(f"{HEAD}II | Roads\n1 | Paint roads | MoR | ~") == [
        "goal II Roads",
        "objective II.1 (implicit)",
        "activity 1 Paint roads",
    ]


def test_unnumbered_headings_in_pairs_are_goal_and_objective() -> None:
    text = f"{HEAD}Roads\nSpeed\n1 | Paint | MoR | ~\nLight\n2 | Hang lamps | MoR | ~"
    assert tree(text, "A2:D2", "A3:D3", "A5:D5") == [
        "goal 1 Roads",
        "objective 1.1 Speed",
        "activity 1 Paint",
        "objective 1.2 Light",
        "activity 2 Hang lamps",
    ]


def test_a_heading_that_is_not_numbered_among_numbered_ones_is_a_goal() -> None:
    text = f"{HEAD}Roads\n1.1 Speed\n1.1.1 | Paint | MoR | ~"
    assert tree(text, "A2:D2", "A3:D3") == ["goal 1 Roads", "objective 1.1 Speed", "activity 1.1.1 Paint"]


def test_outputs_stand_between_objective_and_activity() -> None:
    text = (
        f"{HEAD}Outcome 1: Safe roads\nOutput 1.1: Signs\n1.1.1 | Buy signs | MoR | ~\n"
        "Output 1.2: Lamps\n1.2.1 | Buy lamps | MoR"
    )
    plan, _ = read(layout(text))
    _, objective = next(plan.each_objective())
    assert objective.outputs.value == ("1.1 Signs", "1.2 Lamps")
    assert [activity.extra for _, _, activity in plan.each_activity()] == [
        {"output": "1.1 Signs"},
        {"output": "1.2 Lamps"},
    ]


def test_outputs_in_a_column_of_their_own() -> None:
    text = (
        "Objective | Output | Activity | Lead\n1. Roads | 1. Signs\\n2. Lamps | Buy them | MoR\n~ | ~ | Hang them | MoR"
    )
    _, objective = next(read(layout(text, "B2:B3"))[0].each_objective())
    assert objective.outputs.value == ("Signs", "Lamps")


def test_what_comes_behind_the_activity_is_an_output_or_a_target() -> None:
    text = "Objetivo | Actividad | Resultado esperado | Indicador | Meta\n1. Vías | Pintar | Vías pintadas | Km | 40"
    plan, _ = read(layout(text))
    _, objective, activity = next(plan.each_activity())
    assert objective.outputs.value == ("Vías pintadas",)
    ((indicator),) = activity.indicators.value or ()
    assert indicator.target.value == "40"


def test_the_header_on_a_new_page_and_a_row_of_column_numbers_are_passed_over() -> None:
    text = f"{HEAD}(1) | (2) | (3) | (4)\n1 | Paint | MoR | 2025\n{HEAD}2 | Hang lamps | MoR | 2026"
    assert [line for line in tree(text) if line.startswith("activity")] == [
        "activity 1 Paint",
        "activity 2 Hang lamps",
    ]


def test_a_code_may_begin_with_letters() -> None:
    rows = "SO1: Roads | SO1.1 Paint | 2026\n~ | SO1.2: Hang lamps | 2026\nSO2: Bridges | Q1: Count | 2026"
    assert tree(f"Objective | Activity | Deadline\n{rows}") == [
        "goal 1 (implicit)", "objective SO1 Roads", "activity SO1.1 Paint", "activity SO1.2 Hang lamps",
        "objective SO2 Bridges", "activity SO2#1 Q1: Count",
    ]  # fmt: skip


def test_a_heading_in_two_languages_has_one_label() -> None:
    rows = "គោលបំណងទី១៖ ផ្លូវ / Objective 1: Roads | ~ | ~\n1.1 | Paint | MoR"
    assert tree(f"No | Activity | Lead\n{rows}")[1] == "objective 1 ផ្លូវ / Roads"
    lines = rows.replace(" / ", "\\n")
    assert tree(f"No | Activity | Lead\n{lines}")[1] == "objective 1 ផ្លូវ\nRoads"


def test_the_one_sum_is_the_cost_of_the_plan_and_of_several_none() -> None:
    text = "No. | Activity | Cost (USD)\n1 | Paint | 5\nTotal | ~ | 5"
    plan, findings = read(layout(text))
    assert plan.total_cost.value is not None
    assert plan.total_cost.value.amount == 5
    assert plan.total_cost.value.currency == "USD"
    assert rules(findings) == ["M12"]
    plan, _ = read(layout(f"{text}\n2 | Hang lamps | 7\nTotal | ~ | 12"))
    assert plan.total_cost.blank
    assert plan.extra["totals"] == [{"No.": "Total", "Cost (USD)": "5"}, {"No.": "Total", "Cost (USD)": "12"}]
    plan, _ = read(layout("No. | Activity | Cost (USD)\n1 | Paint | 5\nSub-total | ~ | 5\n2 | Hang lamps | 7"))
    assert plan.total_cost.blank
    years = "No. | Activity | Budget 2025 (USD) | Budget 2026 (USD)\n1 | Paint | 5 | 6\nTotal | ~ | 5 | 6"
    assert read(layout(years))[0].total_cost.blank
    plan, _ = read(layout("No. | Activity | Lead\n1 | Paint | MoR\nTotal | ~ | one"))
    assert plan.total_cost.blank


def test_a_row_that_fits_nowhere_is_kept_and_told() -> None:
    plan, findings = read(layout(f"{HEAD}1 | Paint | MoR | 2025\n~ | ~ | see annex | and map"))
    (finding,) = findings
    assert finding.rule == "M04"
    assert str(finding.origin) == "m.xlsx, Sheet1, C3"
    assert plan.extra["unplaced_rows"] == [{"Lead agency": "see annex", "End date": "and map"}]


def test_a_number_without_words_is_an_activity_that_says_nothing() -> None:
    plan, findings = read(layout(f"{HEAD}1.1 | ~ | MoR | 2025"))
    assert only(plan).text.blank
    assert only(plan).lead.value == "MoR"
    assert rules(findings) == ["M15"]


def test_a_person_may_say_what_a_row_is() -> None:
    made = layout(f"{HEAD}Roads | ~ | x | ~\nSpeed | ~ | x | ~\n1 | Paint | MoR\n2 | Rest | MoR\n3 | Sum | MoR")
    mapping = propose(made)
    (about,) = mapping.tables
    rows = {1: "goal", 2: "objective", 4: "skip", 5: "total"}
    plan, _ = read(made, replace(mapping, tables=(replace(about, rows=rows),)))
    assert outline(plan) == ["goal 1 Roads", "objective 1.1 Speed", "activity 1 Paint"]


def test_a_person_may_join_a_row_to_the_one_above() -> None:
    made = layout("Activity | Steps\nPaint | Buy paint\nCare | Ask")
    mapping = propose(made)
    plan, _ = read(made, replace(mapping, tables=(replace(mapping.tables[0], rows={2: "more"}),)))
    assert [step.text.value for step in only(plan).steps.value or ()] == ["Buy paint", "Ask"]


def test_numbers_of_goals_and_objectives_in_columns_of_their_own() -> None:
    text = "No | Goal | No | Objective | No | Activity\n1 | Roads | 1.1 | Speed | a | Paint\n~ | ~ | ~ | ~ | b | Count"
    plan, _ = read(layout(text, "A2:A3", "B2:B3", "C2:C3", "D2:D3"))
    assert outline(plan) == ["goal 1 Roads", "objective 1.1 Speed", "activity a Paint", "activity b Count"]


def test_two_columns_of_objectives_are_goal_and_objective_unless_one_translates_the_other() -> None:
    text = "Strategic objective | Specific objective | Activity | Lead\nRoads | Speed | Paint | MoR"
    assert tree(text) == ["goal 1 Roads", "objective 1.1 Speed", "activity 1.1#1 Paint"]
    text = "Goal | Overall goal | Activity | Lead\nRoads | Speed | Paint | MoR"
    assert tree(text) == ["goal 1 Roads", "objective 1.1 Speed", "activity 1.1#1 Paint"]
    text = "Goal | គោលដៅ | Activity | សកម្មភាព | Lead\nRoads | ផ្លូវ | Paint | លាប | MoR"
    plan, _ = read(layout(text))
    assert outline(plan) == ["goal 1 Roads", "objective 1.1 (implicit)", "activity 1.1#1 Paint"]
    assert only(plan).extra == {"columns": {"គោលដៅ": "ផ្លូវ", "សកម្មភាព": "លាប"}}


def test_the_same_goal_again_goes_on_with_it() -> None:
    text = "Goal | Objective | Activity\n1. Roads | 1.1 Speed | Paint\n1. Roads | 1.1 Speed | Count\n2. Sea | ~ | Sail"
    assert tree(f"{text}\n1. Roads | 1.2 Light | Hang lamps") == [
        "goal 1 Roads",
        "objective 1.1 Speed",
        "activity 1.1#1 Paint",
        "activity 1.1#2 Count",
        "objective 1.2 Light",
        "activity 1.2#1 Hang lamps",
        "goal 2 Sea",
        "objective 2.1 (implicit)",
        "activity 2.1#1 Sail",
    ]


def test_codes_that_stand_twice_are_told_apart() -> None:
    plan, findings = read(layout(f"{HEAD}1.1 | Paint | MoR\n1.1 | Count | MoR"))
    assert [activity.id for _, _, activity in plan.each_activity()] == ["1.1.1.1", "1.1.1.1~2"]
    assert rules(findings) == ["M06", "M06"]


def test_an_activity_may_carry_its_number_in_its_text() -> None:
    text = "Activity | Lead\n1.1 Paint | MoR\nActivity 1.2: Count | MoR\n5 workshops | MoR"
    assert [line for line in tree(text) if line.startswith("activity")] == [
        "activity 1.1 Paint",
        "activity 1.2 Count",
        "activity 1.1#3 5 workshops",
    ]


def test_indicators_in_a_table_of_their_own_join_their_goals() -> None:
    actions = "No. | Activity | Lead\nGoal 1: Roads\n1.1 | Paint | MoR\nGoal 2: Sea\n2.1 | Sail | MoR"
    figures = "Strategic goals | Indicators | Unit\nGoal 1: Roads | Km painted | km\n~ | Lamps | lamps"
    first = table(actions, name="Actions")
    second = table(f"{figures}\nGoal 2: Sea | Trips | trips", "A2:A3", name="Indicators")
    plan, _ = read(Layout("m.xlsx", Format.XLSX, (first, second)))
    told = [[one.text.value for one in goal.indicators.value or ()] for goal in plan.each_goal()]
    assert told == [["Km painted", "Lamps"], ["Trips"]]
    assert outline(plan)[0] == "goal 1 Roads"


def test_indicators_may_name_their_goal_by_number_alone() -> None:
    first = table("No. | Activity | Lead\nGoal 1: Roads\n1.1 | Paint | MoR", name="Actions")
    second = table("No. | Indicator | Target\n1.1 | Km painted | 40\n9 | Nothing | 1", name="Indicators")
    plan, findings = read(Layout("m.xlsx", Format.XLSX, (first, second)))
    assert [one.text.value for one in only(plan).indicators.value or ()] == ["Km painted"]
    assert rules(findings) == ["M04"]


def test_a_table_on_the_next_page_without_headers_goes_on() -> None:
    first = table("No. | Activity | Lead | End\n1 | Paint | MoR | 2025", name="table 1")
    second = table("2 | Count | MoR | 2026", name="table 2")
    plan, findings = read(Layout("m.docx", Format.DOCX, (first, second)))
    assert [activity.id for _, _, activity in plan.each_activity()] == ["1", "2"]
    assert not findings


def test_headings_above_tables_of_a_document_are_their_goals() -> None:
    first = table("Activity | Lead\nPaint | MoR", before=("A plan of roads 2024", "Goal 1: Roads"), name="table 1")
    second = table("Activity | Lead\nCount | MoR", before=("Objective 1.2: Figures",), name="table 2")
    plan, _ = read(Layout("m.docx", Format.DOCX, (first, second)))
    assert outline(plan) == [
        "goal 1 Roads",
        "objective 1.1 (implicit)",
        "activity 1.1#1 Paint",
        "objective 1.2 Figures",
        "activity 1.2#1 Count",
    ]
    assert plan.title == "A plan of roads 2024"
    assert plan.period_start.value is not None
    assert plan.period_start.value.raw == "2024"


def test_a_goal_may_have_a_number_and_no_words() -> None:
    plan, _ = read(layout(f"{HEAD}Goal 1\n1.1 | Paint | MoR"))
    goal = next(plan.each_goal())
    assert goal.id == "1"
    assert goal.text.blank
    assert goal.text.raw == "Goal 1"
