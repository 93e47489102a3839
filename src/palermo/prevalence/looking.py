"""What a table holds before anybody estimates: people a list, overlaps, dependence that can be seen, what to ask."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from palermo.core import Message, mark
from palermo.prevalence.table import Table

SMALL_LIST = 10
FEW_REPEATED = 50
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists held against each other.

    `square` counts the people on a third list by (both, first only, second only, neither); they are the only ones
    among whom "on neither" can be counted. `odds_ratio` is taken among them, half a person added to each cell where
    one is empty, `limits` at 95 %; both None where nobody is on a third list.
    """

    lists: tuple[str, str]
    both: int
    square: tuple[int, int, int, int]
    odds_ratio: float | None
    limits: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Looked:
    """The input page. `by_lists[k - 1]` counts the people on exactly k lists; `apart` names sets nobody is on."""

    n: int
    on_list: Mapping[str, int]
    only_there: Mapping[str, int]
    by_lists: tuple[int, ...]
    pairs: tuple[Pair, ...]
    apart: tuple[tuple[str, ...], ...]
    warnings: tuple[Message, ...]

    @property
    def repeated(self) -> int:
        """People on two lists or more: all that an estimate rests on."""
        return self.n - self.by_lists[0]


def look(table: Table, *, duplicates: int = 0) -> Looked:
    """The table as the input page shows it. `duplicates`: entries that named a person on the same list again."""
    bits = {name: 1 << bit for bit, name in enumerate(table.lists)}
    by_lists = [0] * table.m
    for pattern, count in enumerate(table.counts[1:], 1):
        by_lists[pattern.bit_count() - 1] += count
    pairs = tuple(_pair(table, bits, one, other) for one, other in combinations(table.lists, 2))
    looked = Looked(
        table.n,
        {name: int(table.overlaps[bit]) for name, bit in bits.items()},
        {name: table.counts[bit] for name, bit in bits.items()},
        tuple(by_lists),
        pairs,
        tuple(_apart(table, bits)),
        (),
    )
    warnings = (*_on_size(looked, duplicates), *_on_overlap(looked), *_on_lists(table))
    return replace(looked, warnings=warnings)


def _pair(table: Table, bits: Mapping[str, int], one: str, other: str) -> Pair:
    first, second = bits[one], bits[other]
    square = [0, 0, 0, 0]
    for pattern, count in enumerate(table.counts):
        if pattern & ~(first | second):
            square[(0 if pattern & first else 2) + (0 if pattern & second else 1)] += count
    ratio, limits = _odds(square)
    both = int(table.overlaps[first | second])
    return Pair((one, other), both, (square[0], square[1], square[2], square[3]), ratio, limits)


def _odds(square: list[int]) -> tuple[float | None, tuple[float, float] | None]:
    both, first, second, neither = square
    if not (both + first and both + second and first + neither and second + neither):
        return None, None  # a margin is empty: the people on other lists cannot tell
    a, b, c, d = (count + (0.5 if 0 in square else 0.0) for count in square)
    log_ratio, spread = math.log(a * d / (b * c)), _Z95 * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return math.exp(log_ratio), (math.exp(log_ratio - spread), math.exp(log_ratio + spread))


def _apart(table: Table, bits: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Pairs and triples nobody is on together, a triple only where each two of it meet."""
    for size in (2, 3):
        for names in combinations(table.lists, size):
            whole = sum(bits[name] for name in names)
            meet = all(table.overlaps[bits[one] | bits[other]] for one, other in combinations(names, 2))
            if not table.overlaps[whole] and (size == 2 or meet):
                yield names


def _on_size(looked: Looked, duplicates: int) -> Iterator[Message]:
    said = {"repeated": looked.repeated, "n": looked.n}
    if looked.repeated < FEW_REPEATED:
        yield Message(
            mark(
                "Only {repeated} of {n} people were seen on two lists or more. Everything rests on them: a few links "
                "found or missed in matching the lists would move the result."
            ),
            said,
        )
    elif looked.repeated < looked.n / 10:
        yield Message(
            mark(
                "{repeated} of {n} people were seen on two lists or more, fewer than one in ten: most of the result "
                "is extrapolation."
            ),
            said,
        )
    if duplicates:
        text = mark("{n} entries named a person who was on the same list already; each was counted once.")
        yield Message(text, {"n": duplicates})
    for name, people in looked.on_list.items():
        if people < SMALL_LIST:
            text = mark("{list} has {n} people. So small a list tells little; think of making it one with another.")
            yield Message(text, {"list": name, "n": people})
        elif not looked.only_there[name]:
            text = mark("Everybody on {list} is on another list too: it looks like an extract of others, not a list.")
            yield Message(text, {"list": name})


def _on_overlap(looked: Looked) -> Iterator[Message]:
    apart = [" + ".join(names) for names in looked.apart if len(names) == 2]
    if apart:
        text = mark(
            "Nobody is on both lists of these pairs: {pairs}. Ask whether that is chance, whether the two lists "
            "cannot meet (then say so), or whether their people were never matched."
        )
        yield Message(text, {"pairs": ", ".join(apart)})
    for pair in looked.pairs:
        if pair.limits is None or pair.odds_ratio is None or pair.limits[0] <= 1 <= pair.limits[1]:
            continue
        more = mark(
            "Among people on other lists, those on {one} are on {other} more often than the rest ({ratio:.1f} times "
            "the odds): the two are not independent, and methods that take them so estimate too low."
        )
        less = mark(
            "Among people on other lists, those on {one} are on {other} less often than the rest ({ratio:.1f} times "
            "the odds): the two are not independent, and methods that take them so estimate too high."
        )
        one, other = pair.lists
        yield Message(more if pair.odds_ratio > 1 else less, {"one": one, "other": other, "ratio": pair.odds_ratio})


def _on_lists(table: Table) -> Iterator[Message]:
    about = table.about
    for name in table.lists:
        for giver in sorted(about[name].referred_from & {*table.lists}) if name in about else ():
            text = mark(
                "{giver} hands people on to {list}. Their overlap is made by that, and says nothing of how many "
                "people nobody saw; hold the result against one with the two made one."
            )
            yield Message(text, {"giver": giver, "list": name})
    known = [about[name] for name in table.lists if name in about]
    if len({each.victim for each in known if each.victim}) > 1:
        yield Message(mark("The lists do not call the same people victims; what is estimated belongs to none of them."))
    if len({each.covers for each in known if each.covers}) > 1:
        text = mark("The lists cover different people or places; somebody whom a list cannot hold counts as missed.")
        yield Message(text)
    spans = {(each.since, each.until) for each in known if each.since or each.until}
    if len(spans) > 1:
        text = mark("The lists do not run over the same days; people who came and left between them count as missed.")
        yield Message(text)
    if table.impossible:
        text = mark("Patterns said to be impossible: {n}. They are left out, not taken for nobody.")
        yield Message(text, {"n": len(table.impossible)})
