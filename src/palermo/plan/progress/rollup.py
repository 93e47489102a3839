"""Values of an indicator rolled up over places and over periods, by rule.

Counts add. A share is made again from its parts. A percentage without its parts is never added, averaged or weighed:
with one among the values, nobody can say what the whole is. The same holds where counts and shares, or values of a
period and values since the beginning, stand side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from palermo.core import Finding, Message, Outcome, Severity, mark
from palermo.plan.progress.model import Part, Value

DEEPEST = 20  # levels of places
WHOLE_PLACE = ""  # above every place that has none above it

# id: what is found, what to do
_FAULTS = {
    "F46": (
        mark("{indicator}: two values are told for {place}; the first counts."),
        mark("Take one of them out."),
    ),
    "F47": (
        mark("{indicator}: {place} tells {told}, and what lies below it makes {made}; the parts below it count."),
        mark("Correct one of them."),
    ),
    "F48": (
        mark("{indicator}: by {split}, only {n} of {of} values are split, so the whole is not."),
        mark("Give the split of each."),
    ),
    "F49": (
        mark("{indicator}: counted since the beginning, it fell from {earlier} to {later}."),
        mark("Correct the figures: what was counted once cannot become less."),
    ),
    "F50": (
        mark("{indicator}: {place} lies above itself, or deeper than {most} levels, so nothing can be rolled up."),
        mark("Give each place the one that is above it."),
    ),
}


@dataclass(frozen=True, slots=True)
class Total:
    """A count in `number`, or a share in its two parts; else `why` says why nobody can say.

    `places` were counted; of `missing` no value is on record, so the total is not that of the whole.
    """

    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    cumulative: bool = False
    parts: tuple[Part, ...] = ()
    places: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    why: Message | None = None


_NO_VALUE = Message(mark("no value is on record"))
_BARE = Message(mark("a percentage is told without its parts, and percentages cannot be added or averaged"))
_MIXED = Message(mark("counts and shares stand side by side"))
_SPANS = Message(mark("values of a period and values since the beginning stand side by side"))
_CIRCLE = Message(mark("a place lies above itself"))


def total_of(value: Value) -> Total:
    """One value as a total of its place."""
    places = (value.place,)
    if value.number is not None:
        return Total(value.number, cumulative=value.cumulative, parts=value.parts, places=places)
    if value.numerator is not None and value.denominator:
        return Total(None, value.numerator, value.denominator, value.cumulative, value.parts, places)
    return Total(cumulative=value.cumulative, places=places, why=_BARE if value.percent is not None else _NO_VALUE)


def rolled_up(
    values: Sequence[Value], above: Mapping[str, str], place: str = WHOLE_PLACE
) -> tuple[Total, tuple[Finding, ...]]:
    """The total of one place over everything below it, of values of one indicator in one period.

    `above` gives the place above each; a place that is not in it lies right below the whole. A place that tells a value
    of its own stands in for what lies below it only while that is missing or cannot be added.
    """
    work = _Rolling(above)
    for value in values:
        if value.place in work.own:
            work.find("F46", value.indicator, place=value.place)
        work.own.setdefault(value.place, value)
        work.indicator = value.indicator
    for name in {*above, *above.values(), *work.own} - {WHOLE_PLACE}:
        work.below.setdefault(above.get(name, WHOLE_PLACE), []).append(name)
    if circle := next((name for name in sorted(above) if _circles(name, above)), None):
        work.find("F50", work.indicator, place=circle, most=DEEPEST)
        return Total(why=_CIRCLE), tuple(work.findings)
    return work.of(place), tuple(work.findings)


def _circles(name: str, above: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while name in above and name not in seen and len(seen) <= DEEPEST:
        seen.add(name)
        name = above[name]
    return name in seen or len(seen) > DEEPEST


class _Rolling:
    """One rolling up, with what it finds."""

    def __init__(self, above: Mapping[str, str]) -> None:
        self.above = above
        self.own: dict[str, Value] = {}
        self.below: dict[str, list[str]] = {}
        self.findings: list[Finding] = []
        self.indicator = ""

    def find(self, rule: str, indicator: str, **params: object) -> None:
        text, advice = _FAULTS[rule]
        message = Message(text, {"indicator": indicator, **params})
        self.findings.append(Finding(rule, Severity.A, Outcome.FAIL, message, Message(advice)))

    def of(self, place: str) -> Total:
        own = self.own.get(place)
        parts = [self.of(name) for name in sorted(self.below.get(place, ()))]
        if not parts:
            return total_of(own) if own else Total(places=(), missing=(place,), why=_NO_VALUE)
        made = self.added(parts)
        if own is None:
            return made
        if made.missing or made.why:
            return replace(total_of(own), missing=())
        told = total_of(own)
        if (told.number, told.numerator, told.denominator) != (made.number, made.numerator, made.denominator):
            self.find("F47", self.indicator, place=place, told=_words(told), made=_words(made))
        return made

    def added(self, totals: Sequence[Total]) -> Total:
        """What several places make together."""
        missing = tuple(name for total in totals for name in total.missing)
        places = tuple(name for total in totals for name in total.places)
        told = [total for total in totals if total.places]
        found = _sum(told)
        if found.why is not None:
            return replace(found, places=places, missing=missing)
        return replace(found, parts=self.split(told), places=places, missing=missing)

    def split(self, totals: Sequence[Total]) -> tuple[Part, ...]:
        found: list[Part] = []
        for split in sorted({part.split for total in totals for part in total.parts}):
            have = [total for total in totals if any(part.split == split for part in total.parts)]
            if len(have) < len(totals):
                self.find("F48", self.indicator, split=split, n=len(have), of=len(totals))
                continue
            numbers: dict[str, Decimal] = {}
            for part in (part for total in have for part in total.parts if part.split == split):
                numbers[part.name] = numbers.get(part.name, Decimal(0)) + part.number
            found.extend(Part(split, name, number) for name, number in numbers.items())
        return tuple(found)


def _sum(totals: Iterable[Total]) -> Total:
    """Counts added, or shares made again from their parts, without the disaggregation."""
    told = tuple(totals)
    if not told:
        return Total(why=_NO_VALUE)
    if stop := next((total.why for total in told if total.why), None):
        return Total(why=stop)
    if len({total.cumulative for total in told}) > 1:
        return Total(why=_SPANS)
    if len({total.number is None for total in told}) > 1:
        return Total(why=_MIXED)
    if told[0].number is not None:
        return Total(sum((total.number or Decimal(0) for total in told), Decimal(0)), cumulative=told[0].cumulative)
    numerator = sum((total.numerator or Decimal(0) for total in told), Decimal(0))
    denominator = sum((total.denominator or Decimal(0) for total in told), Decimal(0))
    return Total(None, numerator, denominator, told[0].cumulative)


def over_periods(totals: Sequence[Total], indicator: str) -> tuple[Total, tuple[Finding, ...]]:
    """The totals of one indicator in periods that follow one another, as one: those of a period add up, the last of
    those since the beginning stands for all.
    """
    found = _sum(totals)
    if found.why is not None or not found.cumulative:
        return found, ()
    work = _Rolling({})
    for earlier, later in pairwise(totals):
        if earlier.number is not None and later.number is not None and later.number < earlier.number:
            work.find("F49", indicator, earlier=earlier.number, later=later.number)
    return totals[-1], tuple(work.findings)


def _words(total: Total) -> str | Message:
    if total.why is not None:
        return Message(mark("cannot say"))
    if total.number is not None:
        return str(total.number)
    return Message(mark("{n} of {of}"), {"n": total.numerator, "of": total.denominator})
