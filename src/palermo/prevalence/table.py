"""Who was on which lists: people counted by capture pattern, with what is known about each list.

A pattern is an m-bit number, bit j for list j. Pattern 0, on no list, is never counted: it is what is estimated.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.subsets import over_supersets

Counts = NDArray[np.int64]
MOST_LISTS = 16


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list is: whom it covers, when, whom it calls a victim, and which lists hand people on to it."""

    covers: str = ""
    since: str = ""
    until: str = ""
    victim: str = ""  # its definition
    referred_from: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """People by capture pattern.

    `counts` holds 2^m numbers, indexed by pattern. A pattern in `impossible` cannot occur (a structural zero): its
    cell is no observation of nobody, it is no cell at all.
    """

    lists: tuple[str, ...]
    counts: tuple[int, ...]
    impossible: frozenset[int] = frozenset()
    about: Mapping[str, Listed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(set(self.lists)) != len(self.lists) or not 1 <= len(self.lists) <= MOST_LISTS:
            raise ValueError(f"one to {MOST_LISTS} lists of different names are needed, not {self.lists}")
        if len(self.counts) != 1 << len(self.lists) or self.counts[0] or min(self.counts) < 0:
            raise ValueError("one count for each pattern is needed, none below zero, and nobody on no list")
        if any(not 0 < pattern < len(self.counts) or self.counts[pattern] for pattern in self.impossible):
            raise ValueError("a pattern that cannot occur has people in it, or is none")

    @property
    def m(self) -> int:
        """How many lists there are."""
        return len(self.lists)

    @cached_property
    def n(self) -> int:
        """How many people are on any list."""
        return sum(self.counts)

    @cached_property
    def array(self) -> Counts:
        """The counts as numbers of NumPy, shape (2^m,); read only."""
        array = np.array(self.counts, dtype=np.int64)
        array.flags.writeable = False
        return array

    @cached_property
    def overlaps(self) -> Counts:
        """For each set of lists the people on all of them (others too), shape (2^m,); n for the empty set."""
        overlaps = over_supersets(self.array)
        overlaps.flags.writeable = False
        return overlaps

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256, in hexadecimal, of lists, counts and impossible patterns: the same table, the same letters."""
        said = {"lists": self.lists, "counts": self.counts, "impossible": sorted(self.impossible)}
        return hashlib.sha256(json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()

    def with_counts(self, counts: Iterable[int]) -> "Table":
        """The same lists with other people on them."""
        return Table(self.lists, tuple(int(count) for count in counts), self.impossible, self.about)

    def on_lists(self, pattern: int) -> tuple[str, ...]:
        """The names of the lists of a pattern."""
        return tuple(name for bit, name in enumerate(self.lists) if pattern >> bit & 1)


def omit(table: Table, *names: str) -> Table:
    """The table without these lists; whoever was on no other drops out."""
    kept = [name for name in table.lists if name not in names]
    return _moved(table, kept, {name: index for index, name in enumerate(kept)})


def merge(table: Table, *names: str) -> Table:
    """The table with these lists made one, which stands where the first of them stood."""
    first = min(names, key=table.lists.index)
    whole = "+".join(name for name in table.lists if name in names)
    kept = [whole if name == first else name for name in table.lists if name == first or name not in names]
    place = {name: kept.index(whole if name in names else name) for name in table.lists}
    return _moved(table, kept, place)


def _moved(table: Table, kept: list[str], place: Mapping[str, int]) -> Table:
    """Each pattern moved to what is left of it; a pattern is impossible when all that end in it are."""
    target = [0] * (1 << table.m)
    for pattern in range(1, 1 << table.m):
        for name in table.on_lists(pattern):
            target[pattern] |= 1 << place[name] if name in place else 0
    counts = [0] * (1 << len(kept))
    possible = {target[pattern] for pattern in range(1, 1 << table.m) if pattern not in table.impossible}
    for pattern, count in enumerate(table.counts):
        if target[pattern]:
            counts[target[pattern]] += count
    impossible = frozenset(range(1, len(counts))) - possible
    return Table(
        tuple(kept), tuple(counts), impossible, {name: table.about[name] for name in kept if name in table.about}
    )
