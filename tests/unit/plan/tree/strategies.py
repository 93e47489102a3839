"""Random plans for property tests. Every word in them is invented."""

from typing import Any

from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD, Cell, Presence
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.plan.model import Activity, Basis, Cost, Generation, Goal, Indicator, Objective, Plan, Source, Step

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=30)
DATES = st.sampled_from(
    [
        "2024",
        "Q3 2024",
        "30 June 2024",
        "2021-2025",
        "ongoing",
        "short; medium",
        "2023 (partially), 2025",
        "FY2024",
        "?",
    ]
)
SUMS = st.sampled_from(["USD 10,000", "2 million KHR", "no extra cost", "some", "1,500.50 EUR"])
NOTES = st.dictionaries(st.sampled_from(["remark", "note of ours", "page"]), TEXTS, max_size=2)


def cells(values: st.SearchStrategy[Any], *, children: bool = False) -> st.SearchStrategy[Cell[Any]]:
    """A cell in any presence; lists of nodes are given, blank or unread only."""
    absent = st.sampled_from([BLANK, UNREAD])
    if children:
        return absent | values.map(lambda found: Cell(found) if found else BLANK)
    raw = TEXTS | st.just("")
    there = st.builds(Cell, values, st.sampled_from([Presence.GIVEN, Presence.INHERITED]), raw, st.booleans())
    lost = st.builds(Cell, st.none(), st.sampled_from([Presence.BLANK, Presence.UNREAD]), raw)
    return absent | there | lost | values.map(Cell)


def whens(fiscal_start: int = 1) -> st.SearchStrategy[Any]:
    return DATES.map(lambda raw: read_when(raw, fiscal_start=fiscal_start))


def lists(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, min_size=1, max_size=2).map(tuple)


words, several, dates = cells(TEXTS), cells(lists(TEXTS)), cells(whens())
money = cells(SUMS.map(read_money))
steps = st.builds(Step, words, words, dates, words, words, NOTES)
costs = st.builds(Cost, money, dates, words, NOTES)


def indicators(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Indicator]:
    return st.builds(
        Indicator, ids, words, words, unit=words, baseline=words, target_date=dates, split=several, extra=NOTES
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of up to two goals, two objectives each, two activities each."""
    count = iter(range(10_000))
    ids = st.builds(lambda: f"n{next(count)}")
    own = cells(lists(indicators(ids)), children=True)
    marks = st.sampled_from([(), ("placement_inferred",)])
    activity = st.builds(
        Activity, ids, words, words, words, several, several, dates, dates, dates, words,
        steps=cells(lists(steps), children=True), indicators=own, costs=cells(lists(costs), children=True),
        proof=several, also_in=st.sampled_from([(), ("NAPTIP",)]), marks=marks, extra=NOTES,
    )  # fmt: skip
    objective = st.builds(
        Objective, ids, words, words, dates, outputs=several, indicators=own,
        activities=cells(lists(activity), children=True), implicit=st.booleans(), marks=marks, extra=NOTES,
    )  # fmt: skip
    goal = st.builds(
        Goal, ids, words, words, words, several, objectives=cells(lists(objective), children=True), indicators=own,
        aims=st.sampled_from([(), ("keep borders shut",)]), implicit=st.booleans(), extra=NOTES,
    )  # fmt: skip
    whole = st.builds(
        Plan, st.just("invented"), TEXTS, st.sampled_from(["", "KH"]), basis=st.sampled_from(Basis),
        partly_read=st.booleans(), period_start=dates, period_end=dates, monitoring=words, total_cost=money,
        goals=cells(lists(goal), children=True), register=st.dictionaries(TEXTS, TEXTS, max_size=2),
        sources=st.just((Source("matrix", "", "3"),)),
        generations=st.lists(st.builds(Generation, TEXTS, goals=lists(TEXTS)), max_size=1).map(tuple),
        extra=NOTES,
    )  # fmt: skip
    return draw(whole)
