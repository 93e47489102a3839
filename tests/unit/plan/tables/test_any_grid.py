"""Whatever a table holds, reading it raises nothing and loses no cell."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from palermo.core import Cell
from palermo.plan import Plan
from palermo.plan.tables import Format, Layout, Span, Table, plan_from_tables, propose, read_mapping, write_mapping
from palermo.plan.tables.vocabulary import headers

HEADERS = [word for words in headers().values() for listed in words.values() for word in listed[:2]]
WORDS = st.sampled_from(
    [
        *(
            "Goal 1: Roads",
            "Objective 1.1",
            "Output 2: Signs",
            "គោលដៅទី១៖ ផ្លូវ",
            "1",
            "1.1",
            "1.1.1",
            "II",
            "A.",
            "Total",
        ),
        *(
            "x",
            "✓",
            '"',
            "-",
            "n/a",
            "NOT_RETRIEVED",
            "[illegible]",
            "cut here [cut off]",
            "2025",
            "Q1 2025",
            "ongoing",
        ),
        *(
            "USD 5,000",
            "5",
            "1. one\n2. two",
            "- a\n- b",
            "MoI, MoJ and NGOs",
            "Lead: MoI; Support: MoJ",
            "{",
            '{"value": 1}',
        ),
        *("Train 40 officers", "Title: A plan", "Country", "KH", "ក្រសួងមហាផ្ទៃ និងក្រសួងយុត្តិធម៌", "2567", "ditto"),
    ]
)
CELLS = st.none() | WORDS | st.sampled_from(HEADERS) | st.text(max_size=8) | st.integers(0, 3000) | st.booleans()


@st.composite
def tables(draw: st.DrawFn, name: str = "Sheet1") -> Table:
    width = draw(st.integers(1, 7))
    head = draw(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width))
    above = draw(st.lists(st.lists(CELLS, max_size=width), max_size=2))
    below = draw(st.lists(st.lists(CELLS, max_size=width), max_size=8))
    rows: list[list[Any]] = [*above, head, *below]
    corner = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, width - 1), st.integers(0, 3), st.integers(0, 3))
    merges: list[Span] = []
    taken: set[tuple[int, int]] = set()
    for top, left, tall, wide in draw(st.lists(corner, max_size=3)):
        bottom, right = min(top + tall, len(rows) - 1), min(left + wide, width - 1)
        block = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(block) > 1 and not block & taken:
            taken |= block
            merges.append(Span(top, left, bottom, right))
    before = tuple(draw(st.lists(WORDS, max_size=2)))
    return Table(name, tuple(map(tuple, rows)), tuple(merges), before, hidden=draw(st.booleans()))


LAYOUTS = st.builds(
    lambda first, second, kind: Layout("any", kind, (first, second)),
    tables("one"),
    tables("two"),
    st.sampled_from([Format.XLSX, Format.DOCX]),
)


def said(value: Any) -> set[str]:
    """Every word of a plan, wherever it stands."""
    if isinstance(value, Cell):
        return {value.raw} | said(value.value)
    if isinstance(value, dict):
        return set().union(*(said(part) for pair in value.items() for part in pair))
    if isinstance(value, tuple | list):
        return set().union(*map(said, value))
    if hasattr(value, "__dataclass_fields__"):
        return set().union(*(said(getattr(value, name)) for name in value.__dataclass_fields__ if name != "origin"))
    return {value} if isinstance(value, str) else set()


@given(LAYOUTS)
def test_any_table_gives_a_plan_or_findings(layout: Layout) -> None:
    mapping = propose(layout)
    assert read_mapping(write_mapping(mapping)) == (mapping, ())
    plan, findings = plan_from_tables(layout, mapping, plan_id="any")
    assert plan is not None or findings
    for finding in findings:
        assert str(finding.message)
        assert str(finding.advice)
        assert finding.origin is not None


@given(tables())
def test_ids_are_unique_within_their_level(table: Table) -> None:
    layout = Layout("any", Format.XLSX, (table,))
    plan, _ = plan_from_tables(layout, propose(layout), plan_id="any")
    for ids in _ids(plan) if plan else ():
        assert len(ids) == len(set(ids))


def _ids(plan: Plan) -> list[list[str]]:
    return [
        [goal.id for goal in plan.each_goal()],
        [objective.id for _, objective in plan.each_objective()],
        [activity.id for _, _, activity in plan.each_activity()],
        [indicator.id for _, indicator in plan.each_indicator()],
    ]


@given(st.lists(st.lists(st.text("abcdefgh", min_size=5, max_size=9), min_size=4, max_size=4), min_size=1, max_size=6))
def test_no_cell_of_a_matrix_is_lost(rows: list[list[str]]) -> None:
    head = ("Activity", "Lead agency", "Remarks", "Zzz")
    layout = Layout("any", Format.XLSX, (Table("Sheet1", (head, *map(tuple, rows))),))
    plan, _ = plan_from_tables(layout, propose(layout), plan_id="any")
    assert plan is not None
    words = said(plan)
    assert {cell for row in rows for cell in row} <= words
