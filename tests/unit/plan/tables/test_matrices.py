"""Ten matrices in ten layouts: read as their YAML says, given back cell for cell, revised in place."""

from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD, Cell, Presence, UserError
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.plan import audit, read_yaml
from palermo.plan.audit import Audit
from palermo.plan.model import Activity, Cost, Goal, Indicator, Objective, Plan, Step
from palermo.plan.tables import (
    Format,
    Layout,
    Mapping,
    plan_from_tables,
    propose,
    read_layout,
    read_mapping,
    revised,
    write_csv,
    write_docx,
    write_mapping,
    write_xlsx,
)
from tests.unit.plan.tables.files import Matrix
from tests.unit.plan.tables.matrices import every

MATRICES = every()
NAMES = [matrix.name for matrix in MATRICES]
each = pytest.mark.parametrize("matrix", MATRICES, ids=NAMES)


@cache
def opened(name: str) -> tuple[Layout, Mapping, Plan]:
    matrix = next(matrix for matrix in MATRICES if matrix.name == name)
    layout, findings = read_layout(matrix.content, name)
    assert layout is not None, findings
    mapping = propose(layout)
    plan, findings = plan_from_tables(layout, mapping, plan_id=yaml_of(matrix).id)
    assert plan is not None, findings
    return layout, mapping, plan


def yaml_of(matrix: Matrix) -> Plan:
    plan, findings = read_yaml(matrix.yaml, matrix.name)
    assert plan is not None
    assert not findings
    return plan


def bare(value: Any) -> Any:
    """The same without the words beside a value: a matrix numbers and joins what YAML lists."""
    if isinstance(value, Cell):
        return Cell(bare(value.value), value.presence, "", value.truncated)
    if isinstance(value, tuple):
        return tuple(bare(part) for part in value)
    if isinstance(value, Goal | Objective | Activity | Indicator | Step | Cost):
        return replace(value, **{one.name: bare(getattr(value, one.name)) for one in fields(value)})
    return value


def judged(found: Audit) -> set[tuple[str, str, str]]:
    return {(finding.rule, finding.object, str(finding.outcome)) for finding in found.findings}


def again(content: bytes | str, name: str, mapping: Mapping | None = None) -> tuple[Layout, Plan]:
    layout, findings = read_layout(content.encode() if isinstance(content, str) else content, name)
    assert layout is not None, findings
    plan, findings = plan_from_tables(layout, mapping or propose(layout), plan_id=opened(name)[2].id)
    assert plan is not None, findings
    return layout, plan


@each
def test_a_matrix_is_read_as_its_yaml_says(matrix: Matrix) -> None:
    _, _, plan = opened(matrix.name)
    told = yaml_of(matrix)
    assert bare(plan.goals) == bare(told.goals)
    assert (plan.language, plan.fiscal_start) == (told.language, told.fiscal_start)
    assert (plan.period_start, plan.period_end) == (told.period_start, told.period_end)
    assert (plan.adopted, plan.total_cost) == (told.adopted, told.total_cost)


@each
def test_its_audit_equals_that_of_the_yaml(matrix: Matrix) -> None:
    of_matrix, of_yaml = audit(opened(matrix.name)[2]), audit(yaml_of(matrix))
    assert judged(of_matrix) == judged(of_yaml)
    assert of_matrix.verdicts == of_yaml.verdicts
    assert of_matrix.card == of_yaml.card


@each
def test_it_comes_back_cell_for_cell_and_reads_the_same(matrix: Matrix) -> None:
    layout, mapping, plan = opened(matrix.name)
    content: bytes | str
    match layout.format:
        case Format.XLSX:
            content = write_xlsx(plan, layout, mapping)
        case Format.DOCX:
            content = write_docx(plan, layout, mapping)
        case _:
            content = write_csv(plan, layout, mapping)
    layout_again, plan_again = again(content, matrix.name)
    assert layout_again.tables == layout.tables
    assert plan_again == plan
    assert judged(audit(plan_again)) == judged(audit(plan))


@each
@pytest.mark.parametrize("write", [write_xlsx, write_docx], ids=["xlsx", "docx"])
def test_its_layout_holds_in_the_other_formats(matrix: Matrix, write: Any) -> None:
    layout, mapping, plan = opened(matrix.name)
    _, plan_again = again(write(plan, layout, mapping), matrix.name)
    assert plan_again == plan


@each
def test_csv_refuses_what_it_cannot_hold(matrix: Matrix) -> None:
    layout, mapping, plan = opened(matrix.name)
    if len(layout.tables) > 1 or layout.tables[0].merges:
        with pytest.raises(UserError, match="Export to XLSX"):
            write_csv(plan, layout, mapping)
    else:
        assert again(write_csv(plan, layout, mapping), matrix.name)[1] == plan


@each
@pytest.mark.parametrize("write", [write_xlsx, write_docx, write_csv], ids=["xlsx", "docx", "csv"])
def test_in_our_own_matrix_it_reads_the_same_but_for_joined_words(matrix: Matrix, write: Any) -> None:
    plan = opened(matrix.name)[2]
    _, plan_again = again(write(plan, languages=("en", "km")), matrix.name)
    assert plan_again == plan


@each
def test_the_written_mapping_is_the_same_again(matrix: Matrix) -> None:
    _, mapping, _ = opened(matrix.name)
    assert read_mapping(write_mapping(mapping)) == (mapping, ())


@each
def test_every_given_cell_says_where_it_stood(matrix: Matrix) -> None:
    layout, _, plan = opened(matrix.name)
    for _, _, activity in plan.each_activity():
        for one in fields(activity):
            cell = getattr(activity, one.name)
            if isinstance(cell, Cell) and cell.value is not None:
                assert cell.origin is not None, one.name
                assert cell.origin.file == layout.file
                assert cell.origin.cell


def spoken(text: str) -> Cell[Any]:
    return Cell(text)


TEXTS = st.sampled_from(["Ministry of Roads", "ក្រសួងផ្លូវថ្នល់", "a; b", "1. one\n2. two", "= 1", "2025", "x, y", "Lead: Z"])
WORDS = TEXTS.map(spoken) | st.just(BLANK) | st.just(UNREAD)
DATES = st.sampled_from(["31 March 2027", "Q2 2026", "ongoing", "FY2026/27"]).map(lambda text: Cell(read_when(text)))
SEVERAL = st.lists(TEXTS, min_size=1, max_size=3).map(lambda texts: Cell(tuple(texts))) | st.just(BLANK)
STEPS = st.lists(st.builds(Step, WORDS, WORDS, DATES), min_size=1, max_size=3).map(lambda steps: Cell(tuple(steps)))
COSTS = st.sampled_from(["USD 7,000", "no extra cost", "3 million KHR"]).map(
    lambda t: Cell((Cost(Cell(read_money(t))),))
)
REVISIONS = st.fixed_dictionaries(
    {},
    optional={
        "lead": WORDS,
        "bodies": SEVERAL,
        "partners": SEVERAL,
        "timeframe": DATES | st.just(BLANK),
        "start": DATES,
        "end": DATES,
        "proof": SEVERAL,
        "steps": STEPS | st.just(BLANK),
        "costs": COSTS | st.just(BLANK),
        "money_source": WORDS,
        "text": st.sampled_from(["Open ten shelters", "បើកមជ្ឈមណ្ឌល"]).map(spoken),
    },
)


def with_revisions(plan: Plan, at: int, revisions: dict[str, Any]) -> Plan:
    """The plan with other cells in its n-th activity."""
    count = iter(range(10_000))

    def revise(activity: Activity) -> Activity:
        if next(count) != at:
            return activity
        told = dict(revisions)
        for name in ("timeframe", "start", "end"):
            if name in told and told[name].value is not None:
                raw, start, named_by = told[name].value.raw, plan.fiscal_start, plan.fiscal_named_by
                told[name] = Cell(read_when(raw, fiscal_start=start, fiscal_named_by=named_by))
        return replace(activity, **told)

    goals = []
    for goal in plan.each_goal():
        objectives = [
            replace(objective, activities=Cell(tuple(map(revise, objective.activities.value or ()))))
            for objective in goal.objectives.value or ()
        ]
        goals.append(replace(goal, objectives=Cell(tuple(objectives))))
    return replace(plan, goals=Cell(tuple(goals)))


@given(st.sampled_from(NAMES), st.integers(0, 2), REVISIONS)
def test_a_revised_plan_comes_back_in_its_own_layout(name: str, at: int, revisions: dict[str, Any]) -> None:
    layout, mapping, plan = opened(name)
    plan = with_revisions(plan, at % sum(1 for _ in plan.each_activity()), revisions)
    layout, mapping = revised(plan, layout, mapping)
    read, _ = plan_from_tables(layout, mapping, plan_id=plan.id)
    assert read is not None
    assert bare(read.goals) == bare(plan.goals)
    # a reader who was told nothing comes to the same
    _, proposed = again(write_xlsx(plan, *opened(name)[:2]), name)
    assert bare(proposed.goals) == bare(plan.goals)


def test_a_change_stands_in_the_cell_it_came_from() -> None:
    layout, mapping, plan = opened("section rows.xlsx")
    changed = with_revisions(plan, 0, {"lead": Cell("Border Police"), "end": Cell(read_when("Q1 2026"))})
    (table,) = revised(changed, layout, mapping)[0].tables
    assert table.value(4, 2) == "Border Police"
    assert table.value(4, 5) == "Q1 2026"
    before = {(r, c): v for r, row in enumerate(layout.tables[0].rows) for c, v in enumerate(row)}
    after = {(r, c): v for r, row in enumerate(table.rows) for c, v in enumerate(row)}
    assert {place for place in before if before[place] != after[place]} == {(4, 2), (4, 5)}
    assert table.merges == layout.tables[0].merges


def test_what_has_no_column_or_is_merged_goes_to_the_right() -> None:
    layout, mapping, plan = opened("merged owners.xlsx")
    step = Step(Cell("Print it"), owner=Cell("Printing Office"), due=Cell(read_when("May 2025")))
    changed = with_revisions(plan, 0, {"lead": Cell("Labour Inspectorate"), "steps": Cell((step,))})
    (table,) = revised(changed, layout, mapping)[0].tables
    assert table.rows[2][9:] == (
        "Lead body (revised)",
        "Steps (revised)",
        "Step owner (revised)",
        "Step due (revised)",
    )
    assert table.rows[3][9:] == ("Labour Inspectorate", "Print it", "Printing Office", "May 2025")
    assert table.value(3, 4) == "Ministry of Labour"


def test_an_activity_that_came_or_went_does_not_fit_the_layout() -> None:
    layout, mapping, plan = opened("fiscal years.csv")
    (goal,) = plan.each_goal()
    first = next(objective for _, objective in plan.each_objective())
    shorter = replace(plan, goals=Cell((replace(goal, objectives=Cell((first,))),)))
    with pytest.raises(UserError, match="come or gone"):
        write_csv(shorter, layout, mapping)


def test_a_merged_owner_counts_for_every_row_only_when_the_person_says_so() -> None:
    layout, mapping, plan = opened("merged owners.xlsx")
    owners = [activity.lead.presence for _, _, activity in plan.each_activity()][:2]
    assert owners == [Presence.INHERITED, Presence.INHERITED]
    columns = tuple(replace(c, spread=c.field == "responsible") for c in mapping.tables[0].columns)
    spread = replace(mapping, tables=(replace(mapping.tables[0], columns=columns),))
    read, findings = plan_from_tables(layout, spread, plan_id="spread")
    assert read is not None
    assert [activity.lead.presence for _, _, activity in read.each_activity()][:2] == [Presence.GIVEN, Presence.GIVEN]
    assert "M05" not in {finding.rule for finding in findings}
