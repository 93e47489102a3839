"""Finding the dated expressions in a timetable's codes (see `when_tokens`): the grammar of one date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from palermo.core.scan import UNKNOWN
from palermo.core.when_spans import BUDDHIST_OFFSET, Calendar, Item

# Codes are listed in when_tokens; here y year, a b o number, m month name, Q H q h quarter and half, F fiscal,
# X Y W the words month, year, day, P a pair "2024/25", M "06/2024", D a whole date.
_FISCAL = r"(?:F?PF?|FY?y[-/][yb](?!m)|Fb[-/]b|y[-/][yb]F|Fb|FY?y|yF)"
_YEAR = rf"(?:{_FISCAL}|Y?y)"
_DAY_NUMBER = "W?[abo]"


def _part(ref: str, word: str) -> str:
    """A quarter or half with its year behind it, before it, or missing.

    A year before it belongs to it only if no other year follows that is not itself before a quarter.
    """
    part = f"(?:{ref}|{word}[abo]|[abo]{word})"
    return f"{part}[-/,]?{_YEAR}|{_YEAR}[-/]?{part}(?![-/,]?Y?y(?![-/]?{part}))|{word}M|{part}"


_DAY = rf"D|{_DAY_NUMBER}[-/]?X?m(?:[-/,]?Y?y|[-/']?b(?!X?m))|X?m[abo],?Y?y|{_DAY_NUMBER}[-/]?X?m"
_SHARED_DAY = rf"{_DAY_NUMBER}(?=(?:[-t,&]{_DAY_NUMBER})+(?:X?m|q|h))|m[abo](?=[-t,&][abo],?Y?y)"
_MONTH = r"M|X?m(?:[-/,]?Y?y|[-/']b)|Y?y[-/]?X?m(?![-/,]?Y?y(?![-/]?X?m))|X[ab][-/]?Y?y|X?m"
_SPAN = r"i?[abon](?:[-t&][abon])?[XYW]|[XYW][abo](?:[-t][abo])?(?!X?m|y)|i[XYW](?!y)"
_BARE = r"(?<=[-t,&])[abo](?:,?Y?y)?"

EXPRESSION = re.compile(
    rf"(?P<each>E[abon]?[XYWqh])|(?P<quarter>{_part('Q', 'q')})|(?P<half>{_part('H', 'h')})"
    rf"|(?P<shared>{_SHARED_DAY})|(?P<day>{_DAY})|(?P<month>{_MONTH})|(?P<duration>{_SPAN})"
    rf"|(?P<year>{_YEAR})|(?P<bare>{_BARE})|."
)
DATED = frozenset({"quarter", "half", "shared", "day", "month", "year", "bare"})


def without_eras(codes: str, values: list[object]) -> tuple[str, list[object]]:
    """The codes with "B.E." and "A.D." taken out and the year beside "B.E." counted in the common era."""
    kept = list(codes)
    for place, code in enumerate(codes):
        if code not in "BC":
            continue
        kept[place] = ""
        beside = [at for at in (place + 1, place + 2, place - 1) if 0 <= at < len(codes) and codes[at] in "yDMP"]
        if not beside:
            kept[place] = UNKNOWN
        elif code == "B" and codes[beside[0]] == "y":
            values[beside[0]] = cast(int, values[beside[0]]) - BUDDHIST_OFFSET
    return "".join(kept), [value for code, value in zip(kept, values, strict=True) if code]


def item(kind: str, codes: str, values: Sequence[object], calendar: Calendar) -> Item:
    """The dated expression that these codes say."""
    found = Item(kind, fiscal="F" in codes, dash="-" in codes)
    before = ""
    for code, value in zip(codes, values, strict=True):
        if code in "DMP":
            _literal(found, code, cast(tuple[int, ...], value))
        elif code == "y":
            found.years += (cast(int, value),)
        elif code == "m":
            found.month = cast(int, value)
        elif code in "QH":
            found.part = cast(int, value)
        elif code in "abo":
            _number(found, code, cast(int, value), before, calendar)
        before = code
    return found


def _literal(found: Item, code: str, value: tuple[int, ...]) -> None:
    if code == "P":
        found.years, found.dash = value[:2], bool(value[2])
    elif code == "D":
        found.years, (found.month, found.day) = value[:1], value[1:]
    elif found.kind in ("quarter", "half"):
        found.years, found.part = value[:1], value[1]
    else:
        found.years, found.month = value[:1], value[1]


def _number(found: Item, code: str, value: int, before: str, calendar: Calendar) -> None:
    """A number is a two-digit year after a sign that says so, or when nothing else in the expression needs it."""
    after_year = code == "b" and (before in ("F", "'") or (before in ("-", "/") and found.years != ()))
    if not after_year:
        if found.kind in ("quarter", "half", "bare") and found.part is None:
            found.part = value
            return
        if found.kind in ("day", "shared") and found.day is None:
            found.day = value
            return
        if found.kind == "month" and found.month is None:
            found.month = value
            return
    if found.years and found.kind == "year":
        begin = found.years[0]
        century = begin // 100 * 100
        found.years += (century + value + (100 if century + value < begin else 0),)
    else:
        found.years += (calendar.short_year(value),)
