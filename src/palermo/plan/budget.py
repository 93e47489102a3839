"""The budget calendar: the last day of a body's budget round, and the round that decides on a year's money."""

from collections.abc import Mapping
from datetime import date

from palermo.core.languages import fold


def round_closes(day: str, year_begins: date) -> date | None:
    """The last day MM-DD before the budget year begins. None where the calendar's entry is no day."""
    try:
        month, number = (int(part) for part in day.split("-"))
        # 29 February falls away in most years; the day before is the last of that round
        closes = [date(year, month, min(number, 28) if month == 2 else number) for year in _years(year_begins)]
    except ValueError:
        return None
    return max(closing for closing in closes if closing < year_begins)


def round_missed(day: str, year_begins: date, known: date) -> date | None:
    """The day on which the round for this year closed, where the need for its money was `known` only after it."""
    closed = round_closes(day, year_begins)
    return closed if closed and known > closed else None


def deadlines(calendar: Mapping[str, str], register: Mapping[str, str]) -> dict[str, str]:
    """Body, by short or full name folded, to the last day of its budget round as MM-DD."""
    found: dict[str, str] = {}
    for body, day in calendar.items():
        found |= {fold(name): day for name in names(body, register)}
    return found


def names(body: str, register: Mapping[str, str]) -> tuple[str, ...]:
    """The name itself and, where the register of bodies knows it, its other name."""
    wanted = fold(body)
    for short, full in register.items():
        if wanted in (fold(short), fold(full)):
            return body, short, full
    return (body,)


def _years(year_begins: date) -> tuple[int, int]:
    return year_begins.year - 1, year_begins.year
