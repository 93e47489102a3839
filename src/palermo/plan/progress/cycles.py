"""When reports are due: a rule that is data, the periods it makes, and who filed in time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple

from palermo.core.when import Calendar, later

_MONTHS_OF_YEAR = 12


class Every(StrEnum):
    """How often. A year is a fiscal year where it does not start in January; ONCE is the whole time in one."""

    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    ONCE = "once"


_MONTHS = {Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
_LETTER = {Every.QUARTER: "Q", Every.HALF: "H"}


@dataclass(frozen=True, slots=True)
class Cycle:
    """The rule. `first` and `last` are the days that are reported on; `starts` is the month in which the year begins.

    A report is due `due_days` days after its period has ended. `named_by`: a year that runs over two calendar years
    is named by the one in which it starts or ends.
    """

    every: Every
    first: date
    last: date
    starts: int = 1
    due_days: int = 30
    named_by: Literal["start", "end"] = "start"


class Period(NamedTuple):
    """`2027-Q1`, its first and last day, and the day on which its report is due."""

    name: str
    first: date
    last: date
    due: date


class Due(NamedTuple):
    """One report that is owed: of which activity, for which period; and when it was first sent."""

    activity: str
    period: Period
    sent: date | None


class Rate(NamedTuple):
    """Of the `due` reports, how many were `filed` at all, and how many of those `on_time`."""

    due: int = 0
    filed: int = 0
    on_time: int = 0


def added(rates: Iterable[Rate]) -> Rate:
    """Counts of reports, added."""
    return Rate(*map(sum, zip(*rates, strict=True)))


def periods(cycle: Cycle) -> tuple[Period, ...]:
    """Every period of which at least one day is reported on."""
    if cycle.every is Every.ONCE:
        return (_period(cycle, "once", cycle.first, cycle.last),)
    return tuple(each for each in _each(cycle) if cycle.first <= each.last and each.first <= cycle.last)


def _each(cycle: Cycle) -> Iterator[Period]:
    """Every period of the years that may have a day in the cycle, and a few more."""
    calendar, months = Calendar(cycle.starts, cycle.named_by), _MONTHS[cycle.every]
    for year in range(cycle.first.year - 1, cycle.last.year + 2):
        for part in range(_MONTHS_OF_YEAR // months):
            begins = later(calendar.first_day(year), part * months)
            yield _period(cycle, _name(cycle, year, part), begins, later(begins, months) - timedelta(days=1))


def _period(cycle: Cycle, name: str, first: date, last: date) -> Period:
    return Period(name, first, last, last + timedelta(days=cycle.due_days))


def _name(cycle: Cycle, year: int, part: int) -> str:
    told = f"{'FY' if cycle.starts > 1 else ''}{year}"
    letter = _LETTER.get(cycle.every)
    return f"{told}-{letter}{part + 1}" if letter else told


def rate(owed: Iterable[Due]) -> Rate:
    """How what was due was filed: counts, so that whoever shows them shows the denominator."""
    told = tuple(owed)
    sent = [each for each in told if each.sent is not None]
    return Rate(len(told), len(sent), sum(each.sent is not None and each.sent <= each.period.due for each in sent))
