"""Reading a whole timetable cell: links, lists, ranges, "before", "ongoing" around the dates of `when_items`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from palermo.core.scan import UNKNOWN, plain
from palermo.core.when_items import DATED, EXPRESSION, item, without_eras
from palermo.core.when_spans import Calendar, Item, Precision, Span, period_before, span
from palermo.core.when_tokens import scanner

_SEPARATORS = ",&"
_MODIFIERS = "f<>esliw"
# A link between two dates, or a shape of words, that needs a date behind it.
_LINK = "link"


class Reading(NamedTuple):
    """What the words say, without the words."""

    precision: Precision
    first: date | None = None
    last: date | None = None
    points: tuple[date, ...] = ()
    ongoing: bool = False
    partial: tuple[date, ...] = ()


UNREAD = Reading(Precision.UNCLEAR)


@dataclass(slots=True)
class _Group:
    """One date, or two with a link between them, with what is said about it."""

    start: Item
    modifiers: str
    end: Item | None = None
    end_modifiers: str = ""
    partial: bool = False
    onward: bool = False

    @property
    def open_ended(self) -> bool:
        return self.end is None and (self.onward or "f" in self.modifiers or ">" in self.modifiers)


@dataclass(slots=True)
class _Sentence:
    """The state of reading one cell from left to right."""

    groups: list[_Group] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    modifiers: str = ""
    previous: str = ""
    partial_next: bool = False
    linked: bool = False

    def dated(self, found: Item) -> None:
        if self.linked:
            self.groups[-1].end, self.groups[-1].end_modifiers = found, self.modifiers
        else:
            self.groups.append(_Group(found, self.modifiers, partial=self.partial_next))
        self.modifiers, self.partial_next, self.linked, self.previous = "", False, False, "item"

    def sign(self, code: str) -> None:
        """A word that is no date: what it does to the dates beside it."""
        if code in "-tl/" and self._links(code):
            self.linked = True
        elif code in _SEPARATORS:
            self.linked = self.linked or self._between(code)
        elif code in _MODIFIERS:
            self.linked = self.linked or self._start_and_end(code)
            self.modifiers += code
        elif code == "p":
            self._partial()
        elif code in "GO":
            self._ongoing(code)
        if code not in "-t/":
            self.signs.add(code)
        if code != "p" or self.previous != "item":
            self.previous = code

    def _links(self, code: str) -> bool:
        if self.previous != "item" or self.groups[-1].end is not None:
            return False
        return code != "/" or self.groups[-1].start.kind == "day"

    def _between(self, code: str) -> bool:
        return code == "&" and self.previous == "item" and "w" in self.groups[-1].modifiers

    def _start_and_end(self, code: str) -> bool:
        """Whether this is the second half of "Start: January 2024. End: June 2025"."""
        return code == "e" and self.previous == "item" and "s" in self.groups[-1].modifiers

    def _partial(self) -> None:
        if self.groups and self.previous == "item":
            self.groups[-1].partial = True
        else:
            self.partial_next = True

    def _ongoing(self, code: str) -> None:
        if self.groups and (self.linked or (code == "O" and self.previous == "item")):
            self.groups[-1].onward, self.linked = True, False

    def finish(self) -> None:
        if self.linked:
            self.signs.add(_LINK)
        _share(self.groups, recurring="E" in self.signs)


def read(text: str, languages: tuple[str, ...], calendar: Calendar) -> Reading:
    """The time that the text says; `UNREAD` when it says none that we know."""
    codes, values = scanner(languages).scan(plain(text))
    if "B" in codes or "C" in codes:
        codes, values = without_eras(codes, values)
    sentence = _Sentence()
    for found in EXPRESSION.finditer(codes):
        kind, begin, end = found.lastgroup, found.start(), found.end()
        if kind in DATED:
            sentence.dated(item(kind, codes[begin:end], values[begin:end], calendar))
        elif kind == "each":
            sentence.signs.add("G")
            sentence.previous = "each"
        elif kind == "duration":
            sentence.signs.add("S" if codes[begin] == "i" or "i" in sentence.modifiers else "T")
            sentence.previous = "duration"
        else:
            sentence.sign(found[0] if found[0] not in "abonXYWqhFHQPMD'" else UNKNOWN)
    sentence.finish()
    return _judge(sentence, calendar)


def _judge(sentence: _Sentence, calendar: Calendar) -> Reading:
    signs = sentence.signs
    ongoing = bool(signs & set("GOE"))
    if UNKNOWN not in signs and _LINK not in signs and "S" not in signs and sentence.groups:
        reading = _dated(sentence.groups, ongoing, calendar)
        if reading is not None:
            return reading
    if ongoing:
        return Reading(Precision.ONGOING, ongoing=True)
    if signs & set("ST") or (">" in signs and not sentence.groups):
        return Reading(Precision.RELATIVE)
    if "R" in signs and UNKNOWN not in signs and not sentence.groups:
        return Reading(Precision.RELATIVE)
    return UNREAD


def _dated(groups: list[_Group], ongoing: bool, calendar: Calendar) -> Reading | None:
    """The dates of all groups together; None when one of them cannot be placed on the calendar."""
    closed: list[tuple[Span, bool]] = []
    starts: list[date] = []
    for group in groups:
        found = _group_span(group, calendar)
        if found is None:
            return None
        if group.open_ended:
            starts.append(found.last + timedelta(days=1) if ">" in group.modifiers else found.first)
        else:
            closed.append((found, group.partial))
    if not closed:
        precision = Precision.ONGOING if ongoing else Precision.UNCLEAR
        return Reading(precision, min(starts), ongoing=ongoing)
    return _together(closed, starts, ongoing)


def _together(closed: list[tuple[Span, bool]], starts: list[date], ongoing: bool) -> Reading | None:
    spans = list(dict.fromkeys(found for found, _ in closed))
    points = tuple(sorted({found.last for found in spans}))
    first = min([found.first for found in spans] + starts)
    if starts and (max(starts) > points[-1] or len(points) > 1):
        return None
    precision = spans[0].precision
    if len(points) > 1:
        precision = Precision.SEVERAL
    elif starts or first != spans[0].first:
        precision = Precision.RANGE
    partial = tuple(sorted({found.last for found, is_partial in closed if is_partial}))
    return Reading(precision, first, points[-1], points, ongoing, partial)


def _group_span(group: _Group, calendar: Calendar) -> Span | None:
    begin = span(group.start, calendar)
    if begin is None or group.end is None:
        return _deadline(begin, group.modifiers)
    end = _deadline(span(group.end, calendar), group.end_modifiers)
    if end is None or begin.first > end.last:
        return None
    return begin if begin == end else Span(Precision.RANGE, begin.first, end.last)


def _deadline(found: Span | None, modifiers: str) -> Span | None:
    """The span as a deadline: "before X" ends on the eve of X, but "before the end of X" still ends with X."""
    return period_before(found) if found and "<" in modifiers and "e" not in modifiers else found


def _share(groups: list[_Group], *, recurring: bool) -> None:
    """Give each date the year and month that it shares with a neighbour: "Q1 and Q3 2024", "1-15 June 2024"."""
    items = [found for group in groups for found in (group.start, group.end) if found is not None]
    for earlier, later in reversed(list(pairwise(items))):
        _take(earlier, later, recurring=False)
    for earlier, later in pairwise(items):
        _take(later, earlier, recurring=recurring)
    for group in groups:
        _wrap(group)


def _take(needy: Item, other: Item, *, recurring: bool) -> None:
    if needy.kind in ("shared", "bare") and needy.month is None and other.kind in ("quarter", "half", "day"):
        number = needy.part if needy.day is None else needy.day
        needy.kind = other.kind
        needy.day, needy.part = (number, None) if other.kind == "day" else (None, number)
    elif needy.kind == "shared" and needy.month is not None:
        needy.kind = "day"
    if needy.kind == "day" and needy.month is None:
        needy.month = other.month
    # "each December 2024 and 2025" names two Decembers.
    if recurring and needy.kind == "year" and other.kind == "month":
        needy.kind, needy.month = "month", other.month
    if not needy.years and other.years:
        needy.take_year(other)


def _wrap(group: _Group) -> None:
    """Let "November - February 2025" begin in the year before."""
    begin, end = group.start, group.end
    if end is None or begin.kind != "month" or end.kind != "month" or not (begin.month and end.month):
        return
    if begin.borrowed and begin.years == end.years and begin.month > end.month:
        begin.years = tuple(year - 1 for year in begin.years)
