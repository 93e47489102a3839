"""The other clock: the lists of the Financial Action Task Force, and the items of a country's action plan with it.

An item has a deadline and a rating. A deadline that passes closes nothing; a plan that is complete is no removal yet: a
visit comes before it. Days are often known by their month alone; what is told then counts from the month's end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from palermo.core import Message, mark
from palermo.core.when import read_when
from palermo.standing.model import Mark
from palermo.standing.shelf import shipped_rows


class Stage(StrEnum):
    """Where a listed country stands, in the order in which things come."""

    NOT_LISTED = "not_listed"
    LISTED = "listed"  # a plan is agreed, and its deadlines run
    EXPIRED = "expired"  # a deadline passed with its item open
    WARNED = "warned"  # next steps were named
    COMPLETED = "completed"  # all items largely addressed, a visit is ordered
    ON_SITE = "on_site"  # the visit has been
    REMOVED = "removed"

    @property
    def words(self) -> Message:
        """How it is told."""
        return _STAGES[self]


_STAGES = {
    Stage.NOT_LISTED: Message(mark("on no list that is on record here")),
    Stage.LISTED: Message(mark("listed, its deadlines run")),
    Stage.EXPIRED: Message(mark("listed, deadlines passed with items open")),
    Stage.WARNED: Message(mark("listed, warned of next steps")),
    Stage.COMPLETED: Message(mark("listed, plan complete, a visit is ordered")),
    Stage.ON_SITE: Message(mark("listed, the visit has been, removal is to be decided")),
    Stage.REMOVED: Message(mark("removed")),
}


class ItemState(StrEnum):
    """What became of an item."""

    OPEN = "open"
    EXPIRED = "expired"  # open, and its deadline has passed
    ADDRESSED = "addressed"

    @property
    def words(self) -> Message:
        """How it is told."""
        return _ITEM_STATES[self]


_ITEM_STATES = {
    ItemState.OPEN: Message(mark("open")),
    ItemState.EXPIRED: Message(mark("open, its deadline has passed")),
    ItemState.ADDRESSED: Message(mark("largely addressed")),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A stay on a list ("grey" or "black"). `listed`, `delisted`: a day or month, as it is known; "" while it lasts."""

    iso3: str
    jurisdiction: str
    list: str
    listed: str
    delisted: str
    listed_mark: Mark
    delisted_mark: Mark | None
    source: str
    note: str

    def covers(self, year: int) -> bool:
        """Whether it lasted in a part of the year."""
        return int(self.listed[:4]) <= year <= int(self.delisted[:4] or year)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an agreed plan. `standard`: the outcome or recommendation it is of. The numbering is ours."""

    iso3: str
    listed: str
    id: str
    standard: str
    deadline: str
    mark: Mark
    paired_with: str
    text: str


@dataclass(frozen=True, slots=True)
class Rating:
    """What a plenary said of an item."""

    iso3: str
    item: str
    plenary: str
    rating: str
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened on the way, with when as it is known."""

    iso3: str
    listed: str
    when: str
    kind: str
    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Lists:
    """All that is known of the lists."""

    listings: tuple[Listing, ...]
    items: tuple[Item, ...]
    ratings: tuple[Rating, ...]
    happened: tuple[Happened, ...]
    plenaries: tuple[int, ...]  # months


@dataclass(frozen=True, slots=True)
class ListClock:
    """How a country stands on a day. `listing`: the stay that runs, or the last. `earlier`: how many were before it."""

    iso3: str
    as_of: date
    stage: Stage
    listing: Listing | None
    earlier: int
    items: tuple[tuple[Item, ItemState], ...]
    happened: tuple[Happened, ...]
    next_plenary: tuple[date, date]

    @property
    def mark(self) -> Mark | None:
        """How sure the stay is; of one that is over, the less sure of its beginning and its end."""
        stay = self.listing
        if stay and stay.delisted_mark and not stay.delisted_mark.sure:
            return stay.delisted_mark
        return stay.listed_mark if stay else None


@cache
def shipped_lists() -> Lists:
    """What is shipped."""
    return Lists(
        tuple(
            Listing(
                row["iso3"], row["jurisdiction"], row["list"], row["listed"], row["delisted"], Mark(row["listed_mark"]),
                Mark(row["delisted_mark"]) if row["delisted_mark"] else None, row["source"], row["note"],
            )
            for row in shipped_rows("fatf_lists.csv")
        ),
        tuple(Item(**_words(row), mark=Mark(row["mark"])) for row in shipped_rows("fatf_items.csv")),
        tuple(Rating(**_words(row), mark=Mark(row["mark"])) for row in shipped_rows("fatf_ratings.csv")),
        tuple(Happened(**_words(row), mark=Mark(row["mark"])) for row in shipped_rows("fatf_events.csv")),
        tuple(int(row["month"]) for row in shipped_rows("plenaries.csv") if row["body"] == "fatf"),
    )  # fmt: skip


def _words(row: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name != "mark"}


def end_of(when: str) -> date:
    """The last day that a time as it is known covers: of "2021-01" the 31st, of "2021" that of December."""
    last = read_when(when).last
    if last is None:
        raise ValueError(f"{when!r} is no time on a calendar")
    return last


def stays(lists: Lists, iso3: str, as_of: date) -> tuple[Listing, ...]:
    """The country's stays on a list as they were known on the day, the first first: an end to come is not seen."""
    known = sorted(
        (each for each in lists.listings if each.iso3 == iso3 and end_of(each.listed) <= as_of),
        key=lambda each: each.listed,
    )
    return tuple(
        replace(each, delisted="", delisted_mark=None) if each.delisted and end_of(each.delisted) > as_of else each
        for each in known
    )


def list_clock(lists: Lists, iso3: str, as_of: date) -> ListClock:
    """The country's way on and off the lists, as far as it was known on the day."""
    known = stays(lists, iso3, as_of)
    listing = known[-1] if known else None
    happened = tuple(
        each
        for each in lists.happened
        if listing and each.iso3 == iso3 and each.listed == listing.listed and end_of(each.when) <= as_of
    )
    items = tuple(
        (item, item_state(item, lists.ratings, as_of))
        for item in lists.items
        if listing and item.iso3 == iso3 and item.listed == listing.listed
    )
    stage = _stage(listing, happened, [state for _, state in items])
    return ListClock(
        iso3, as_of, stage, listing, max(len(known) - 1, 0), items, happened, next_plenary(lists.plenaries, as_of)
    )


def item_state(item: Item, ratings: Iterable[Rating], as_of: date) -> ItemState:
    """What became of an item by a day: the last rating decides, and a passed deadline closes nothing."""
    rated = sorted(
        (each.plenary, each.rating)
        for each in ratings
        if (each.iso3, each.item) == (item.iso3, item.id) and end_of(each.plenary) <= as_of
    )
    if rated and rated[-1][1] == "largely_addressed":
        return ItemState.ADDRESSED
    return ItemState.EXPIRED if end_of(item.deadline) < as_of else ItemState.OPEN


def _stage(listing: Listing | None, happened: Iterable[Happened], items: Iterable[ItemState]) -> Stage:
    if listing is None:
        return Stage.NOT_LISTED
    if listing.delisted:
        return Stage.REMOVED
    kinds = {each.kind for each in happened}
    for stage in (Stage.ON_SITE, Stage.COMPLETED, Stage.WARNED):
        if stage in kinds:
            return stage
    return Stage.EXPIRED if ItemState.EXPIRED in items or Stage.EXPIRED in kinds else Stage.LISTED


def next_plenary(months: Iterable[int], after: date) -> tuple[date, date]:
    """The month of the next plenary: its first and last day, as the days are not known here."""
    starts = sorted(date(after.year + more, month, 1) for more in (0, 1) for month in months)
    first = next(each for each in starts if month_end(each) >= after)
    return first, month_end(first)


def month_end(day: date) -> date:
    """The last day of the month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
