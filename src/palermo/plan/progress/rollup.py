"""Values of an indicator rolled up over places, by rule.

Counts add. A share is made again from its parts. A percentage without its parts is never added, averaged or weighed:
with one among the values, nobody can say what the whole is. The same holds where counts and shares, or values of a
period and values since the beginning, stand side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from palermo.core import Finding, Message, mark
from palermo.plan.progress.faults import of_indicator
from palermo.plan.progress.model import WHOLE_PLACE, Part, Value

DEEPEST = 20  # levels of places


@dataclass(frozen=True)
class Places:
    """A tree of places. `above` gives the place above each; a place that is not in it lies right below the whole."""

    above: Mapping[str, str]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every place, the whole too."""
        return frozenset({WHOLE_PLACE, *self.above, *self.above.values()})

    @cached_property
    def below(self) -> Mapping[str, Sequence[str]]:
        """What lies right below each place that has anything below it, in the order of names."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.names - {WHOLE_PLACE}):
            found.setdefault(self.above.get(name, WHOLE_PLACE), []).append(name)
        return found

    @cached_property
    def circle(self) -> str | None:
        """A place from which nobody comes to the whole, where there is one."""
        return next((name for name in sorted(self.above) if self._circles(name)), None)

    def _circles(self, name: str) -> bool:
        for _ in range(DEEPEST + 1):
            if name not in self.above:
                return False
            name = self.above[name]
        return True


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

    @property
    def words(self) -> Message:
        """A count, or a share with its denominator, or that nobody can say."""
        if self.why is not None:
            return Message(mark("cannot say"))
        if self.number is not None:
            return Message(mark("{n} in all") if self.cumulative else mark("{n}"), {"n": self.number})
        return Message(mark("{n} of {of}"), {"n": self.numerator, "of": self.denominator})


_NO_VALUE = Message(mark("no value is on record"))
_BARE = Message(mark("a percentage is told without its parts, and percentages cannot be added or averaged"))
_UNCLEAR = Message(mark("a value is not one number, one share with both parts, or one percentage"))
_WHOLE = Message(mark("the whole"))
_MIXED = Message(mark("counts and shares stand side by side"))
_SPANS = Message(mark("values of a period and values since the beginning stand side by side"))
_CIRCLE = Message(mark("a place lies above itself"))


def _total_of(value: Value) -> Total:
    """One value as a total of its place."""
    places = (value.place,)
    if value.percent is not None or not value.is_one_thing:
        return Total(cumulative=value.cumulative, places=places, why=_BARE if value.is_one_thing else _UNCLEAR)
    return Total(value.number, value.numerator, value.denominator, value.cumulative, value.parts, places)


@lru_cache(maxsize=1024)
def _untold(place: str) -> Total:
    """The total of a place that told nothing; most places are asked again for every figure."""
    return Total(missing=(place,), why=_NO_VALUE)


def rolled_up(values: Sequence[Value], places: Places, place: str = WHOLE_PLACE) -> tuple[Total, tuple[Finding, ...]]:
    """The total of one place over everything below it, of values of one indicator in one period.

    A place that tells a value of its own stands in for what lies below it only while that is missing or cannot be
    added. Where the tree has a circle, nobody can say.
    """
    total, _each, findings = rolled_up_each(values, places, (), place)
    return total, findings


def rolled_up_each(
    values: Sequence[Value], places: Places, wanted: Iterable[str], place: str = WHOLE_PLACE
) -> tuple[Total, Mapping[str, Total], tuple[Finding, ...]]:
    """The same, with the totals of some of the places below it."""
    if places.circle is not None:
        return Total(why=_CIRCLE), {each: Total(why=_CIRCLE) for each in wanted}, ()
    work = _Rolling(values, places)
    total = work.of(place)
    findings = tuple(work.findings)  # of this place, and not of others that are asked for
    return total, {each: work.of(each) for each in wanted}, findings


@dataclass(frozen=True, slots=True)
class Spread:
    """What several places make of one indicator in one period, and what each that was asked tells by itself."""

    total: Total
    by_place: Mapping[str, Total]
    findings: tuple[Finding, ...] = ()


def spread(values: Sequence[Value], wanted: Sequence[str] | None, country: Places, *, percent: bool = False) -> Spread:
    """The values of one indicator in one period over places. `wanted`: the places that were passed a part and keep it;
    of any other of the `country` nothing is missing. None where it was passed on to nobody: then the tree says.

    `percent`: the unit is one, so a single number that a place tells is a percentage, and no count that could be added.
    """
    placed = wanted is not None or any(value.place for value in values)
    own = [_as_percentage(value) for value in values] if placed and percent else values
    places = country if wanted is None else _among(country.above, wanted, own)
    return Spread(*rolled_up_each(own, places, wanted or ()))


def _as_percentage(value: Value) -> Value:
    """A single number of what is told in percent, as the percentage that it is."""
    return replace(value, number=None, percent=value.number, parts=()) if value.number is not None else value


def _among(above: Mapping[str, str], wanted: Iterable[str], values: Iterable[Value]) -> Places:
    """The tree of these places and of those that tell a value."""
    found: dict[str, str] = {}
    left = {*wanted, *(value.place for value in values)} - {WHOLE_PLACE}
    while left:
        found |= {place: above.get(place, WHOLE_PLACE) for place in left}
        left = {found[place] for place in left} - {WHOLE_PLACE, *found}
    return Places(found)


def fell(indicator: str, totals: Sequence[Total]) -> tuple[Finding, ...]:
    """Where the totals of one indicator, in periods that follow one another, cannot all be true: what was counted
    since the beginning became less. Totals of other places are of something else, so they are not held against it.
    """
    since: dict[tuple[str, ...], list[Decimal]] = {}
    for total in totals:
        if total.cumulative and total.number is not None:
            since.setdefault(total.places, []).append(total.number)
    return tuple(
        of_indicator("F49", indicator, earlier=earlier, later=later)
        for numbers in since.values()
        for earlier, later in pairwise(numbers)
        if later < earlier
    )


class _Rolling:
    """One rolling up, with what it finds."""

    def __init__(self, values: Sequence[Value], places: Places) -> None:
        self.indicator = values[0].indicator if values else ""
        self.findings: list[Finding] = []
        self.totals: dict[str, Total] = {}
        self.own: dict[str, Value] = {}
        for value in values:
            if value.place in self.own:
                self.find("F46", place=value.place or _WHOLE)
            self.own.setdefault(value.place, value)
        self.below = places.below
        if strays := self.own.keys() - places.names:
            self.below = {**self.below, WHOLE_PLACE: sorted((*self.below.get(WHOLE_PLACE, ()), *strays))}

    def find(self, rule: str, **params: object) -> None:
        self.findings.append(of_indicator(rule, self.indicator, **params))

    def of(self, place: str) -> Total:
        if place not in self.totals:
            self.totals[place] = self.made(place)
        return self.totals[place]

    def made(self, place: str) -> Total:
        own = self.own.get(place)
        parts = [self.of(name) for name in self.below.get(place, ())]
        if not parts:
            return _total_of(own) if own else _untold(place)
        made = self.added(parts)
        if own is None:
            return made
        told = _total_of(own)
        if made.missing or made.why:
            return told
        if (told.number, told.numerator, told.denominator) != (made.number, made.numerator, made.denominator):
            self.find("F47", place=place or _WHOLE, told=told.words, made=made.words)
        return made

    def added(self, totals: Sequence[Total]) -> Total:
        """What several places make together."""
        missing = tuple(name for total in totals for name in total.missing)
        places = tuple(name for total in totals for name in total.places)
        told = [total for total in totals if total.places]
        found = _sum(told)
        return replace(found, parts=() if found.why else self.split(told), places=places, missing=missing)

    def split(self, totals: Sequence[Total]) -> tuple[Part, ...]:
        found: list[Part] = []
        for split in sorted({part.split for total in totals for part in total.parts}):
            have = [total for total in totals if any(part.split == split for part in total.parts)]
            if len(have) < len(totals):
                self.find("F48", split=split, n=len(have), of=len(totals))
                continue
            numbers: dict[str, Decimal] = {}
            for part in (part for total in have for part in total.parts if part.split == split):
                numbers[part.name] = numbers.get(part.name, Decimal(0)) + part.number
            found.extend(Part(split, name, number) for name, number in numbers.items())
        return tuple(found)


def _sum(told: Sequence[Total]) -> Total:
    """Counts added, or shares made again from their parts, without the disaggregation."""
    if not told:
        return Total(why=_NO_VALUE)
    if stop := next((total.why for total in told if total.why), None):
        return Total(why=stop)
    if len({total.cumulative for total in told}) > 1:
        return Total(why=_SPANS)
    counts = [total.number for total in told if total.number is not None]
    if len(counts) == len(told):
        return Total(sum(counts, Decimal(0)), cumulative=told[0].cumulative)
    if counts:
        return Total(why=_MIXED)
    numerator = sum((total.numerator or Decimal(0) for total in told), Decimal(0))
    denominator = sum((total.denominator or Decimal(0) for total in told), Decimal(0))
    return Total(None, numerator, denominator, told[0].cumulative)
