"""The budget calendar: the last day of a body's budget round, and the round that decides on a year's money."""

from datetime import date

from palermo.core import Message, mark
from palermo.plan.audit.rule import Wait

YEAR_WAITS = Wait(
    Message(mark("The plan's record carries no budget calendar; with one, this rule is asked.")),
    over=lambda given: bool(given.plan.budget_calendar),
)


def round_closes(day: str, year_begins: date) -> date | None:
    """The last day MM-DD before the budget year begins. None where the calendar's entry is no day."""
    try:
        month, number = (int(part) for part in day.split("-"))
        # 29 February falls away in most years; the day before is the last of that round
        closes = [date(year, month, min(number, 28) if month == 2 else number) for year in _years(year_begins)]
    except ValueError:
        return None
    return max(closing for closing in closes if closing < year_begins)


def _years(year_begins: date) -> tuple[int, int]:
    return year_begins.year - 1, year_begins.year
