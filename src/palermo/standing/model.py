"""What is known of how an outside body places each country, and how sure anybody can be of it.

A placement is the tier of one country in one yearly report. A report is named by its year. Where a report rated a
country and nobody could read how, the year is a gap of its history: unknown, and never filled.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from palermo.core import Message, Origin, mark


class Tier(StrEnum):
    """Where the US Trafficking in Persons report places a country. The Watch List exists since the report of 2004."""

    ONE = "1"
    TWO = "2"
    WATCH = "2WL"
    THREE = "3"
    SPECIAL = "SPECIAL"  # no tier is given

    @property
    def words(self) -> Message:
        """How it is called."""
        return _TIER_WORDS[self]


# from the best to the worst; a special case has no place among them
RATED = (Tier.ONE, Tier.TWO, Tier.WATCH, Tier.THREE)
_TIER_WORDS = {
    Tier.ONE: Message(mark("Tier 1")),
    Tier.TWO: Message(mark("Tier 2")),
    Tier.WATCH: Message(mark("Tier 2 Watch List")),
    Tier.THREE: Message(mark("Tier 3")),
    Tier.SPECIAL: Message(mark("Special case")),
}


def raised(before: Tier | None, after: Tier | None) -> bool:
    """Whether the second is the better tier of the two; of a special case, and of none, nobody can say so."""
    return before in RATED and after in RATED and RATED.index(after) < RATED.index(before)


class Mark(StrEnum):
    """How a fact came to us. Everything but VERIFIED and DERIVED is to be checked before it is relied on."""

    VERIFIED = "verified"  # read in the source that is named
    DERIVED = "derived"  # follows from a sourced statement
    INTERPOLATED = "interpolated"  # the same the year before and the year after, nothing against it
    RECALLED = "recalled"  # general knowledge, read nowhere

    @property
    def words(self) -> Message:
        """How it is told."""
        return _MARK_WORDS[self]

    @property
    def sure(self) -> bool:
        """Whether a source stands behind it."""
        return self in (Mark.VERIFIED, Mark.DERIVED)


_MARK_WORDS = {
    Mark.VERIFIED: Message(mark("read in its source")),
    Mark.DERIVED: Message(mark("follows from a source")),
    Mark.INTERPOLATED: Message(mark("interpolated, to be checked")),
    Mark.RECALLED: Message(mark("recalled, to be checked")),
}


@dataclass(frozen=True, slots=True)
class Placement:
    """The tier of one country in one report. `source` and `second_sources`: ids of `Record.sources`.

    `nth_stated`: which report in a row on the Watch List the report itself says this is; `waiver_stated`: it says
    that a waiver kept the country there. `corrected`: it comes from a correction file and not from what is shipped.
    """

    year: int
    tier: Tier
    mark: Mark
    source: str
    second_sources: tuple[str, ...] = ()
    nth_stated: int | None = None
    waiver_stated: bool = False
    corrected: bool = False
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class History:
    """A country or territory, by its ISO 3166 three-letter code, with its placements by year.

    `name` is said in the language that is asked for. `gaps`: years whose placement nobody could read.
    """

    iso3: str
    name: Message
    placements: Mapping[int, Placement]
    gaps: frozenset[int] = frozenset()

    @property
    def years(self) -> Set[int]:
        """Of the reports that had the country, also where nobody could read how."""
        return self.placements.keys() | self.gaps

    def tier(self, year: int) -> Tier | None:
        """The tier in the report of that year; None where it is a gap, or the country was not in it."""
        found = self.placements.get(year)
        return found.tier if found else None


class Moved(StrEnum):
    """What a report says of a country's way."""

    NTH = "watchlist_nth_year"  # this is its nth report in a row on the Watch List
    WAIVER = "waiver_granted"  # a waiver kept it from falling
    RAN_OUT = "automatic_downgrade"  # it fell since its reports were used up
    UP = "upgraded"
    DOWN = "downgraded"


@dataclass(frozen=True, slots=True)
class Statement:
    """One such sentence of a report. `n`: which report in a row, where it says so."""

    iso3: str
    year: int
    said: Moved
    source: str
    n: int | None = None
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts were read."""

    id: str
    title: str
    year: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The day on which the report of a year came out, and how sure that is."""

    year: int
    day: date
    mark: Mark
