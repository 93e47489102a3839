"""Small plans for the tests of comparison, revision and the press sheet."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD, Cell
from palermo.core.money import read_money
from palermo.core.when import When, read_when
from palermo.plan.model import Activity, Cost, Goal, Indicator, Objective, Plan, Step

FIELDS = ["lead", "end", "timeframe", "proof", "money_source", "places"]
WORDS = ["Train police", "Open a shelter", "Amend the act", "Publish figures", "Train judges", "Open a hotline", ""]
DATES = ["2024", "2025", "30 June 2025", "31 December 2026", "ongoing"]


def said(value: Any) -> Cell[Any]:
    return Cell(value)


def when(text: str) -> Cell[When]:
    return Cell(read_when(text))


def costs(*lines: str) -> Cell[tuple[Cost, ...]]:
    return Cell(tuple(Cost(Cell(read_money(line))) for line in lines))


def steps(*texts: str) -> Cell[tuple[Step, ...]]:
    return Cell(tuple(Step(Cell(text)) for text in texts))


def activity(number: str, text: str = "", **fields: Any) -> Activity:
    return Activity(number, Cell(text) if text else BLANK, Cell(number), **fields)


def plan(*activities: Activity, **fields: Any) -> Plan:
    """One goal and one objective that hold the activities."""
    objective = Objective("1.1", Cell("Officials know the signs"), Cell("1.1"), activities=Cell(activities))
    goal = Goal("1", Cell("Fewer people are trafficked"), Cell("1"), objectives=Cell((objective,)))
    told: dict[str, Any] = {
        "id": "p",
        "title": "Plan",
        "goals": Cell((goal,)),
        "register": {"MoI": "Ministry of Interior"},
    }
    return Plan(**(told | fields))


def first(of: Plan) -> Activity:
    return next(of.each_activity())[2]


def with_objective(of: Plan, **fields: Any) -> Plan:
    """The plan with other fields in its only objective."""
    goal, objective = next(of.each_objective())
    changed = replace(goal, objectives=Cell((replace(objective, **fields),)))
    return replace(of, goals=Cell((changed,)))


def _cells(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Cell[Any]]:
    return st.just(BLANK) | st.just(UNREAD) | strategy.map(Cell)


_dates = _cells(st.sampled_from(DATES).map(read_when))
_steps = st.builds(Step, _cells(st.sampled_from(WORDS).filter(bool)), due=_dates)
_indicators = st.lists(
    st.builds(
        lambda text, target: (text, target), st.sampled_from(WORDS), _cells(st.sampled_from(["10 %", "20 %", "many"]))
    ),
    max_size=2,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of a few activities with every presence of cell in every field."""
    numbers = draw(st.lists(st.sampled_from([f"1.1.{n}" for n in range(6)]), unique=True, max_size=4))
    activities = []
    for number in numbers:
        indicators = tuple(
            Indicator(f"{number}.i{at}", Cell(text), target=target)
            for at, (text, target) in enumerate(draw(_indicators))
        )
        activities.append(
            Activity(
                number,
                draw(_cells(st.sampled_from(WORDS).filter(bool))),
                Cell(number),
                lead=draw(_cells(st.sampled_from(["MoI", "MoJ"]))),
                end=draw(_dates),
                steps=draw(_cells(st.lists(_steps, max_size=2).map(tuple))),
                indicators=Cell(indicators),
                costs=draw(_cells(st.sampled_from(["USD 100", "USD 200"]).map(lambda text: costs(text).value))),
            )
        )
    whole = plan(*activities, partly_read=draw(st.booleans()), period_end=draw(_dates))
    return with_objective(whole, activities=UNREAD) if draw(st.integers(0, 9)) == 0 else whole
