"""Values of one indicator in time: those of single periods apart from those since the beginning, counts from shares."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from palermo.core import Finding, Message, Outcome, Severity, mark
from palermo.plan.progress import Total, Value, fell
from palermo.plan.sheets.model import Counts

TIMES = 5  # so many times more or less than the period before is a jump
ENOUGH = 20  # of fewer than these a multiple says little
HALF = Decimal("0.5")  # of a share, from one period to the next


class Point(NamedTuple):
    """A period with its value. Without one: `elsewhere`, it was told as another kind, and else no value is there."""

    period: str
    value: Value | None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Every period in its order, with the values of one kind."""

    counts: Counts
    share: bool
    points: tuple[Point, ...]

    @property
    def told(self) -> tuple[tuple[str, Value], ...]:
        """The periods that have a value."""
        return tuple((point.period, point.value) for point in self.points if point.value is not None)


def in_series(told: Mapping[str, Value], periods: Sequence[str]) -> tuple[Series, ...]:
    """The values by period, as one series for each kind that there is. Percentages without their parts are left out."""
    usable = {period: value for period, value in told.items() if value.is_one_thing and value.percent is None}
    order = [*(period for period in told if period not in periods), *periods]
    kinds = dict.fromkeys(map(_kind, usable.values()))
    return tuple(Series(*kind, tuple(_points(usable, order, kind))) for kind in kinds)


def _kind(value: Value) -> tuple[Counts, bool]:
    return (Counts.SINCE if value.cumulative else Counts.PERIOD, value.numerator is not None)


def _points(told: Mapping[str, Value], order: Sequence[str], kind: tuple[Counts, bool]) -> Iterator[Point]:
    for period in order:
        value = told.get(period)
        mine = value is not None and _kind(value) == kind
        yield Point(period, value if mine else None, value is not None and not mine)


def jumped(indicator: str, series: Series) -> Iterator[tuple[str, Finding]]:
    """Each period whose value can hardly be true after the one before it, with what is to be looked at."""
    for (_, earlier), (period, later) in pairwise(series.told):
        if series.counts is Counts.SINCE:
            totals = [Total(value.number, cumulative=True) for value in (earlier, later)]
            yield from ((period, finding) for finding in fell(indicator, totals))
        if _leaps(earlier, later):
            words = {"indicator": indicator, "earlier": _said(earlier), "later": _said(later)}
            text = mark("{indicator}: from {earlier} to {later} is a leap.")
            advice = Message(mark("See whether it was counted as before, and say in the note what happened."))
            yield (
                period,
                Finding("V08", Severity.B, Outcome.FAIL, Message(text, words), advice, None, "indicator", indicator),
            )


def _leaps(earlier: Value, later: Value) -> bool:
    if earlier.number is not None and later.number is not None:
        low, high = sorted((abs(earlier.number), abs(later.number)))
        return high >= ENOUGH and high >= TIMES * low
    return abs(_part(earlier) - _part(later)) >= HALF


def _part(value: Value) -> Decimal:
    return (value.numerator or Decimal(0)) / (value.denominator or Decimal(1))


def _said(value: Value) -> Message:
    if value.number is not None:
        return Message(mark("{n}"), {"n": value.number})
    return Message(mark("{n} of {of}"), {"n": value.numerator, "of": value.denominator})
