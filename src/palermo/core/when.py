"""When something is to happen: the days that a plan's own words cover, with their precision and the words kept.

`read_when` never guesses: a word it does not know beside a date makes the whole `UNCLEAR`, since "2024, if funds
allow" is not a date. Two-digit years count only beside a month or in a fiscal year; day comes before month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from palermo.core.languages import LANGUAGES
from palermo.core.when_sentence import UNREAD, read
from palermo.core.when_spans import Calendar, Precision, later

__all__ = ["Calendar", "Precision", "When", "later", "read_when", "write_when"]

# A cell longer than this tells a story; no date is said in so many words.
_LONGEST = 400
_NO_END = frozenset({Precision.RELATIVE, Precision.ONGOING, Precision.UNCLEAR})


@dataclass(frozen=True, slots=True)
class When:
    """A time as a plan gives it: the raw words, and the first and last day they cover where a calendar knows them.

    `points` holds the last day of every dated point named, `partial` those marked "partially". `ongoing` is also
    true of ongoing work that has dated points ("ongoing, reviewed December 2024 and 2025"). A start without an end
    ("from 2024") has `first` only.
    """

    raw: str
    precision: Precision
    first: date | None
    last: date | None
    points: tuple[date, ...] = ()
    ongoing: bool = False
    partial: tuple[date, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether a calendar knows the end."""
        return self.precision not in _NO_END


def read_when(
    raw: str | date | datetime | int | float,
    *,
    fiscal_start: int = 1,
    fiscal_named_by: Literal["start", "end"] = "start",
    languages: Sequence[str] = tuple(LANGUAGES),
    buddhist: bool | None = None,
) -> When:
    """The time said by a cell: words, a date, or a year as a number. Never raises: not understood is `UNCLEAR`.

    `fiscal_start` is the month the fiscal year starts in and `fiscal_named_by` the year that "FY2024" names it by.
    Years 2400-2700 are of the Buddhist era unless `buddhist` is False; True also reads "67" as 2567. A number is a
    year only from 1900 to 2100 (or 2400 to 2700): a spreadsheet's day serials are not guessed.
    English is always read, as `write_when` writes in it.
    """
    text = _words(raw)
    calendar = Calendar(fiscal_start, fiscal_named_by, buddhist)
    return _read(text, tuple(languages), calendar)


def _words(raw: object) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


@lru_cache(maxsize=16384)
def _read(text: str, languages: tuple[str, ...], calendar: Calendar) -> When:
    return When(text, *(read(text, languages, calendar) if len(text) <= _LONGEST else UNREAD))


def write_when(when: When) -> str:
    """The words of the time: its own where it has them, else words that read back to the same time.

    Without raw words, parts of a fiscal year that are no calendar quarter or half become a range of days.
    """
    if when.raw:
        return when.raw
    if when.precision is Precision.UNCLEAR:
        return f"from {when.first.isoformat()}" if when.first else ""
    if when.precision is Precision.RELATIVE:
        return "no fixed date"
    if when.first is None or when.last is None:
        return f"ongoing, from {when.first.isoformat()}" if when.first else "ongoing"
    dates = _listed(when, when.first) if when.precision is Precision.SEVERAL else _single(when, when.first, when.last)
    return f"ongoing, {dates}" if when.ongoing else dates


def _listed(when: When, first: date) -> str:
    begins = [first, *when.points[1:]]
    marks = [" (partially)" if point in when.partial else "" for point in when.points]
    return ", ".join(_days(begin, point) + mark for begin, point, mark in zip(begins, when.points, marks, strict=True))


def _single(when: When, first: date, last: date) -> str:
    mark = " (partially)" if last in when.partial else ""
    return _named(when.precision, first, last) + mark


def _named(precision: Precision, first: date, last: date) -> str:
    match precision:
        case Precision.MONTH:
            return f"{first:%Y-%m}"
        case Precision.QUARTER if first.month % 3 == 1:
            return f"{first.year}-Q{first.month // 3 + 1}"
        case Precision.HALF if first.month % 6 == 1:
            return f"{first.year}-H{first.month // 6 + 1}"
        case Precision.YEAR:
            return f"{first.year}"
        case Precision.FISCAL_YEAR if last.year == first.year:
            return f"FY {first.year}"
        case Precision.FISCAL_YEAR:
            return f"FY {first.year}/{(first.year + 1) % 100:02d}"
        case _:
            return _days(first, last)


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
