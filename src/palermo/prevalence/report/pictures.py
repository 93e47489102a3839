"""The pictures of a report, drawn from the same figures as the tables below them."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from palermo.core import Message, mark
from palermo.paper import Box, CellValue, Dot, Figure, Label, Line, Mark, Picture
from palermo.prevalence.estimate import Limits
from palermo.prevalence.table import Table

_STEP, _HEAD, _FOOT = 48, 22, 26
_LEFT, _RIGHT = 2.0, 96.0  # percent: room for the figures at both ends
_EDGE = 100.0  # where a stroke without an end leaves the picture
_WIDE = 60  # a scale that spans more than so many times its lower end is one of proportions
_MOST_PATTERNS = 24


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a picture of ranges: a wide and a narrow interval and points, whichever there are."""

    name: CellValue
    points: tuple[float, ...] = ()
    narrow: Limits | None = None
    wide: Limits | None = None
    filled: bool = True
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number stands across the picture, in percent, and the round numbers to write below."""

    place: Callable[[float], float]
    ticks: tuple[float, ...]


def strips(rows: Sequence[Strip], seen: int, description: Message) -> Picture:
    """Ranges below each other on one scale, which begins at the people who were seen."""
    numbers = [float(seen)]
    for row in rows:
        numbers += [*row.points, *(row.narrow or ()), *(row.wide or ())]
    numbers = [each for each in numbers if math.isfinite(each)]
    scale = _scale(float(seen), max(numbers))
    bottom = _HEAD + len(rows) * _STEP
    marks: list[Mark] = list(_axis(scale, bottom))
    marks.append(Label(scale.place(seen), 12, Message(mark("seen: {n}"), {"n": f"{seen:,}"}), "start", "bad"))
    for at, row in enumerate(rows):
        top = _HEAD + at * _STEP
        marks.append(Line(scale.place(seen), top + 21, scale.place(seen), top + _STEP, "bad", 1.5))  # beside no name
        marks += _strip(row, scale, top)
    return Picture(description, bottom + _FOOT, tuple(marks))


def _strip(row: Strip, scale: Scale, top: float) -> Iterator[Mark]:
    middle = top + 31
    yield Label(_LEFT + 1, top + 16, row.name, "start", "ink" if row.strong else "soft")
    tone = "accent" if row.strong else "soft"
    for limits, width in ((row.wide, 2), (row.narrow, 7)):
        if limits:
            low, high = (scale.place(each) if math.isfinite(each) else _EDGE for each in limits)
            yield Line(low, middle, high, middle, tone if width == 2 else _PALE[tone], width)
    for point in row.points:
        yield Dot(scale.place(point), middle, 5, tone, row.filled)


_PALE = {"accent": "light", "soft": "hair"}


def _axis(scale: Scale, bottom: float) -> Iterator[Mark]:
    yield Line(_LEFT, bottom, 100, bottom, "soft")
    for tick in scale.ticks:
        place = scale.place(tick)
        yield Line(place, _HEAD, place, bottom, "hair")
        yield Label(place, bottom + 17, Figure(f"{tick:,.0f}"), "middle", "soft")


def _scale(low: float, high: float) -> Scale:
    """From 0, or by proportions from the people seen where the numbers lie very far apart."""
    high = max(high, low * 1.1)
    if high / low > _WIDE:
        span = math.log(high / low)
        ticks = tuple(
            each for power in range(12) for each in (10.0**power, 3 * 10.0**power) if low * 1.3 <= each <= high
        )
        return Scale(lambda value: _LEFT + (_RIGHT - _LEFT) * math.log(max(value, low) / low) / span, ticks)
    step = _round_step(high / 4)
    ticks = tuple(step * each for each in range(int(high / step) + 1))
    return Scale(lambda value: _LEFT + (_RIGHT - _LEFT) * value / high, ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough)


def scatter(points: Sequence[tuple[float, float]], description: Message) -> Picture:
    """Total across, distance from the best downwards: the best models stand at the top."""
    totals = [total for total, _ in points]
    scale = _scale(min(totals) * 0.999, max(totals))
    deep = max(*(gap for _, gap in points), 1.0)
    height = 260.0
    marks: list[Mark] = list(_axis(scale, _HEAD + height))
    for gap in range(0, int(deep) + 1, 2):
        down = _HEAD + 8 + (height - 16) * gap / deep
        marks.append(Label(100, down + 4, Figure(f"+{gap}" if gap else "0"), "end", "soft"))
    for total, worse in sorted(points, key=lambda point: -point[1]):
        best = worse == 0
        down = _HEAD + 8 + (height - 16) * worse / deep
        marks.append(Dot(scale.place(total), down, 6 if best else 3.5, "bad" if best else "accent", best))
    return Picture(description, int(_HEAD + height + _FOOT), tuple(marks))


def overlaps(table: Table, patterns: Sequence[int], description: Message) -> Picture:
    """Each pattern a row: which lists, as filled spots, and how many people, as a bar."""
    shown = patterns[:_MOST_PATTERNS]
    step, top, most = 24, 30, max((table.counts[pattern] for pattern in shown), default=1)
    width = min(6.0, 40 / table.m)
    start = width * table.m + 3
    marks: list[Mark] = [
        Label(width * (bit + 0.5), 16, Figure(str(bit + 1)), "middle", "soft") for bit in range(table.m)
    ]
    for at, pattern in enumerate(shown):
        y = top + at * step
        there = [bit for bit in range(table.m) if pattern >> bit & 1]
        if len(there) > 1:
            marks.append(Line(width * (there[0] + 0.5), y + 8, width * (there[-1] + 0.5), y + 8, "accent", 2))
        for bit in range(table.m):
            tone = "accent" if bit in there else "hair"
            marks.append(Dot(width * (bit + 0.5), y + 8, 5 if bit in there else 3.5, tone))
        count = table.counts[pattern]
        long = (86 - start) * count / most
        marks.append(Box(start, y, max(long, 0.4), 16))
        marks.append(Label(start + long + 1.5, y + 13, Figure(f"{count:,}")))
    return Picture(description, top + len(shown) * step + 4, tuple(marks))
