"""Dates as an iCalendar file (RFC 5545) that any calendar program can subscribe to.

Every date is a whole day. Lines end in CRLF and are folded at 75 octets, never inside a letter.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from palermo.standing.dates import LegalDate

_MOST = 75  # octets of a line, its end not counted
_STAMP = "%Y%m%dT%H%M%SZ"


def calendar_file(
    dates: Iterable[LegalDate], made: datetime, *, name: str, remind_days: int = 14, language: str = "en"
) -> str:
    """The file. `made`: when it was made, which every entry must say; `remind_days`: 0 for no reminders."""
    stamp = made.astimezone(UTC).strftime(_STAMP)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//palermo//standing//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for each in dates:
        lines += _event(each, stamp, remind_days, language)
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(each: LegalDate, stamp: str, remind_days: int, language: str) -> Iterator[str]:
    summary = escaped(each.says.say(language))
    told = ". ".join(part for part in (each.cite, each.mark.words.say(language)) if part)
    yield "BEGIN:VEVENT"
    yield f"UID:{each.uid}@palermo.invalid"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(each.first)}"
    yield f"DTEND;VALUE=DATE:{_day(each.last + timedelta(days=1))}"  # the day after, as the standard asks
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{escaped(told)}"
    yield f"CATEGORIES:{escaped(each.body.upper())}"
    yield "TRANSP:TRANSPARENT"
    if remind_days:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{summary}"
        yield f"TRIGGER:-P{remind_days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line breaks are written out."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, written)
    return text


def folded(line: str) -> str:
    """One line of the file, broken so that no piece is longer than it may be; what goes on begins with a space."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _MOST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join((*pieces, piece))
