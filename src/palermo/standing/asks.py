"""What outside bodies ask of a country, in our own words: recommendations, items of an action plan, treaty duties.

A thread joins the same ask across years: by what the ask is about, or by a person who says that two are one. That an
ask is not repeated says nothing of whether it was met.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from palermo.core import Message, mark
from palermo.standing.fatf import end_of, shipped_lists
from palermo.standing.model import Mark
from palermo.standing.shelf import shipped_rows

# the bodies of which asks are shipped; one that an office enters goes by the name it is given
BODIES = {
    "tip": Message(mark("US report on trafficking")),
    "fatf": Message(mark("FATF")),
    "palermo": Message(mark("Palermo Protocol")),
    "actip": Message(mark("ASEAN convention")),
}
CATEGORIES = ("prosecution", "protection", "prevention", "partnership")


class AskBasis(StrEnum):
    """What the words of an ask rest on. Only SEEN may be called the body's own recommendation."""

    SEEN = "seen"  # read in a copy of the report
    FINDING = "finding"  # made by us from a finding that was read
    RECALLED = "recalled"  # read nowhere

    @property
    def words(self) -> Message:
        """How it is told."""
        return _BASES[self]


# what was read in part, and divided by us, is no wording of the body's own
_OF_ITEMS = {Mark.VERIFIED: AskBasis.SEEN, Mark.DERIVED: AskBasis.FINDING}
_BASES = {
    AskBasis.SEEN: Message(mark("read in the report")),
    AskBasis.FINDING: Message(mark("our ask, made from a finding that was read")),
    AskBasis.RECALLED: Message(mark("recalled, to be checked")),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that an outside body wants done. `cycle`: the report or plan it stands in, "" for a standing duty.

    `category`: one of CATEGORIES, "" where it is none of them, as items of the FATF are. `criteria`: ids of standards.
    `deadline`: as it is known, "" where the body names none. `standard`: the article or outcome it is of. `language`:
    that of its words.
    """

    id: str
    iso3: str
    body: str
    cycle: str
    text: str
    basis: AskBasis
    category: str = ""
    criteria: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    deadline: str = ""
    standard: str = ""
    source: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Thread:
    """The same ask through its cycles, the first first. `key`: the theme, or the name somebody gave it."""

    key: str
    body: str
    iso3: str
    asks: tuple[Ask, ...]

    @property
    def name(self) -> str:
        """Its key in words."""
        return self.key.replace("_", " ")

    @property
    def cycles(self) -> tuple[str, ...]:
        """The cycles in which it was asked, each once."""
        return tuple(dict.fromkeys(ask.cycle for ask in self.asks))

    @property
    def read_in(self) -> tuple[str, ...]:
        """Those of them in which the ask, or the finding behind it, was read."""
        return tuple(dict.fromkeys(ask.cycle for ask in self.asks if ask.basis is not AskBasis.RECALLED))

    @property
    def first(self) -> str:
        """The cycle in which it was asked first."""
        return self.cycles[0]

    @property
    def last(self) -> str:
        """The cycle in which it was asked last."""
        return self.cycles[-1]

    @property
    def repeated(self) -> int:
        """How many times it was asked again."""
        return len(self.cycles) - 1

    def age(self, year: int) -> int:
        """Years from the first time to `year`."""
        return max(year - int(self.first[:4]), 0)


@cache
def shipped_asks(iso3: str) -> tuple[Ask, ...]:
    """What is shipped for a country: recommendations, items of its FATF plans, duties of treaties it is party to."""
    return (*_recommendations(iso3), *_items(iso3), *_duties(iso3))


def _recommendations(iso3: str) -> tuple[Ask, ...]:
    sources = {(row["iso3"], row["body"], row["cycle"]): row["title"] for row in shipped_rows("ask_sources.csv")}
    return tuple(
        Ask(
            row["id"],
            iso3,
            row["body"],
            row["cycle"],
            row["text"],
            AskBasis(row["basis"]),
            row["category"],
            tuple(row["criteria"].split()),
            tuple(row["themes"].split()),
            source=sources[iso3, row["body"], row["cycle"]],
        )
        for row in shipped_rows("asks.csv")
        if row["iso3"] == iso3
    )


def _items(iso3: str) -> tuple[Ask, ...]:
    return tuple(
        Ask(
            item.id,
            iso3,
            "fatf",
            item.listed,
            item.text,
            _OF_ITEMS.get(item.mark, AskBasis.RECALLED),
            deadline=item.deadline,
            standard=item.standard,
        )
        for item in shipped_lists().items
        if item.iso3 == iso3
    )


def _duties(iso3: str) -> tuple[Ask, ...]:
    ratified = {row["treaty"] for row in shipped_rows("treaty_status.csv") if row["iso3"] == iso3 and row["ratified"]}
    names = {row["id"]: row["name"] for row in shipped_rows("treaties.csv") if row["name"] in ratified}
    return tuple(
        Ask(
            row["id"],
            iso3,
            row["treaty"],
            "",
            row["text"],
            AskBasis(row["mark"]),
            row["category"],
            standard=f"{names[row['treaty']]}, {row['article']}",
        )
        for row in shipped_rows("duties.csv")
        if row["treaty"] in names
    )


def threads(asks: Iterable[Ask], joined: Mapping[str, str] | None = None) -> tuple[Thread, ...]:
    """The threads of asks that come in cycles, the oldest first, then those asked most often.

    `joined`: by the id of an ask the name of the thread that a person put it into, instead of those of its themes. An
    ask with several themes stands in several threads.
    """
    by_key: defaultdict[tuple[str, str, str], list[Ask]] = defaultdict(list)
    for ask in asks:
        if ask.cycle:
            keys = [joined[ask.id]] if joined and ask.id in joined else ask.themes
            for key in keys:
                by_key[ask.iso3, ask.body, key].append(ask)
    found = (
        Thread(key, body, iso3, tuple(sorted(told, key=lambda ask: (ask.cycle, ask.id))))
        for (iso3, body, key), told in by_key.items()
    )
    return tuple(sorted(found, key=lambda thread: (thread.first, -thread.repeated, thread.key)))


def overdue(ask: Ask, as_of: date) -> bool:
    """Whether the body's own deadline has passed. That closes nothing."""
    return bool(ask.deadline) and end_of(ask.deadline) < as_of
