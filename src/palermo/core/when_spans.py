"""The days that a dated word covers: a day, month, quarter, half, year or fiscal year on a country's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple

BUDDHIST_OFFSET = 543
# Years that a plan of our time can mean; anything else is a number of something.
_CHRISTIAN = range(1900, 2101)
_BUDDHIST = range(2400, 2701)


class Precision(StrEnum):
    """How exactly a time is given; the last three are times that no calendar knows."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    RANGE = "range"
    SEVERAL = "several"
    RELATIVE = "relative"
    ONGOING = "ongoing"
    UNCLEAR = "unclear"


class Span(NamedTuple):
    """The first and the last day covered, with the precision of the words."""

    precision: Precision
    first: date
    last: date


class Calendar(NamedTuple):
    """How a country counts: the month its fiscal year starts in, which year names it, and its Buddhist years."""

    fiscal_start: int = 1
    named_by: Literal["start", "end"] = "start"
    buddhist: bool | None = None

    def year(self, written: int) -> int | None:
        """The common-era year; None for a number that is no year here."""
        if written in _BUDDHIST and self.buddhist is not False:
            return written - BUDDHIST_OFFSET
        return written if written in _CHRISTIAN else None

    def first_day(self, year: int) -> date:
        """The first day of the fiscal year that is named by that year."""
        earlier = self.named_by == "end" and self.fiscal_start > 1
        return date(year - earlier, self.fiscal_start, 1)

    def short_year(self, written: int) -> int:
        """The year of two digits: of this century, or Buddhist ("67" is 2567) where that era is the country's own."""
        return 2500 + written if self.buddhist and written >= 50 else 2000 + written


@dataclass(slots=True)
class Item:
    """One dated expression as written, before its missing year or month is taken from a neighbour."""

    kind: str
    day: int | None = None
    month: int | None = None
    part: int | None = None
    years: tuple[int, ...] = ()
    fiscal: bool = False
    dash: bool = False
    borrowed: bool = False

    def take_year(self, other: Item) -> None:
        """Take the year of the neighbour, and with it the fiscal way of counting."""
        self.years, self.fiscal, self.dash, self.borrowed = other.years, other.fiscal, other.dash, True


def span(item: Item, calendar: Calendar) -> Span | None:
    """The days of the item; None when it has no year or names a day or month that does not exist."""
    years = [calendar.year(written) for written in item.years]
    known = [year for year in years if year is not None]
    if not known or len(known) < len(years):
        return None
    try:
        return _span(item, known, calendar)
    except ValueError:
        return None


def _span(item: Item, years: list[int], calendar: Calendar) -> Span | None:
    if item.kind in ("quarter", "half"):
        return _part(item, years, calendar)
    if item.kind == "year":
        return _years(item, years, calendar)
    if len(years) > 1 or item.month is None:
        return None
    if item.kind == "month":
        first = date(years[0], item.month, 1)
        return Span(Precision.MONTH, first, _before(later(first, 1)))
    if item.day is None:
        return None
    day = date(years[0], item.month, item.day)
    return Span(Precision.DAY, day, day)


def _part(item: Item, years: list[int], calendar: Calendar) -> Span | None:
    """A quarter or half, of the calendar year or of the fiscal year."""
    months = 3 if item.kind == "quarter" else 6
    count = 12 // months
    part = count if item.part == -1 else item.part
    start = _years(item, years, calendar)
    if part is None or not 1 <= part <= count or start is None or start.precision is Precision.RANGE:
        return None
    if start.last >= later(start.first, 12):
        return start  # of "FY 2024/25" without its first month only the outer bounds are known, so of its quarters too
    first = later(start.first, months * (part - 1))
    precision = Precision.QUARTER if item.kind == "quarter" else Precision.HALF
    return Span(precision, first, _before(later(first, months)))


def _years(item: Item, years: list[int], calendar: Calendar) -> Span | None:
    """A year, a fiscal year, or the run from one to the other.

    Where the fiscal year is the calendar year or unknown, "2024/25" covers both years: outer bounds are always right.
    """
    begin, end = years[0], years[-1]
    if len(years) == 1:
        if not item.fiscal:
            return Span(Precision.YEAR, date(begin, 1, 1), date(begin, 12, 31))
        first = calendar.first_day(begin)
        return Span(Precision.FISCAL_YEAR, first, _before(later(first, 12)))
    if end <= begin:
        return None
    monthless = calendar.fiscal_start == 1
    if end == begin + 1 and (item.fiscal or not item.dash or not monthless):
        last = date(end, 12, 31) if monthless else _before(date(end, calendar.fiscal_start, 1))
        return Span(Precision.FISCAL_YEAR, date(begin, calendar.fiscal_start, 1), last)
    if item.fiscal:
        return Span(Precision.RANGE, calendar.first_day(begin), _before(later(calendar.first_day(end), 12)))
    return Span(Precision.RANGE, date(begin, 1, 1), date(end, 12, 31))


def later(first: date, months: int) -> date:
    """The first of the month so many months later (or earlier, below zero)."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _before(day: date) -> date:
    return day - timedelta(days=1)


def period_before(found: Span) -> Span:
    """What "before X" leaves: the period of X's own length that ends on the eve of X."""
    eve = _before(found.first)
    if found.precision is Precision.DAY:
        return Span(found.precision, eve, eve)
    months = (found.last.year - found.first.year) * 12 + found.last.month - found.first.month + 1
    return Span(found.precision, later(found.first, -months), eve)
