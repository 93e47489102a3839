"""What follows next where an ask stays open, and when: from the clocks, never a judgement of ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from palermo.core import Message, mark
from palermo.standing.asks import Ask, Thread, overdue, shipped_asks, threads
from palermo.standing.fatf import ListClock, Lists, Stage, end_of, list_clock
from palermo.standing.law import Law, reporting_period
from palermo.standing.model import Tier
from palermo.standing.reckoning import Clock, clock
from palermo.standing.shelf import Record

_ON_TIER = {
    Tier.ONE: mark("The next report may place the country lower."),
    Tier.TWO: mark("The next report may put the country on the Watch List."),
    Tier.WATCH: mark("The next report may lower the country to Tier 3."),
    Tier.THREE: mark("The next report may keep the country on Tier 3; a determination on aid follows it."),
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What comes next, between two days. `counts_until`: the last day on which what is done still counts in it."""

    says: Message
    first: date
    last: date
    counts_until: date | None = None
    cite: str = ""


def _consequence(ask: Ask, law: Law, stands: Clock, lists: ListClock, as_of: date) -> Consequence | None:
    """What follows next where the ask stays open; None where no date is set, as with the duties of a treaty."""
    if ask.body == "tip":
        return _of_report(law, stands, as_of)
    if ask.body == "fatf" and lists.stage is not Stage.REMOVED:
        return _of_plenary(ask, lists, as_of)
    return None


def _of_report(law: Law, stands: Clock, as_of: date) -> Consequence:
    year = next(year for year in (as_of.year, as_of.year + 1) if law.due_day(year) >= as_of)
    due = law.due_day(year)
    says, cite = Message(mark("The next report is due.")), ""
    if stands.forced:
        says = Message(mark("The country cannot stay on the Watch List: Tier 3, unless it earns Tier 2 or Tier 1."))
        cite = stands.barred[0].cite
    elif stands.tier in _ON_TIER:
        says = Message(_ON_TIER[stands.tier])
        waiver = next((each for each in stands.next if each.waiver), None)
        if stands.tier is Tier.WATCH and waiver:
            says = Message(mark("The country can stay on the Watch List only under a waiver; else Tier 3."))
            cite = waiver.cite
    return Consequence(says, due, due, reporting_period(law, year)[1], cite)


def _of_plenary(ask: Ask, lists: ListClock, as_of: date) -> Consequence:
    first, last = lists.next_plenary
    if overdue(ask, as_of):
        text = mark("The plenary rates the item, whose deadline has passed; a warning or the black list may follow.")
    else:
        text = mark("The plenary rates the item.")
    return Consequence(Message(text), first, last, first - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is asked of a country on a day: every ask, their threads, and by body what follows next."""

    iso3: str
    name: Message
    as_of: date
    asks: tuple[Ask, ...]
    threads: tuple[Thread, ...]
    next: Mapping[str, Consequence]

    @property
    def latest(self) -> Mapping[str, str]:
        """By body the latest cycle in which it asked anything."""
        found: dict[str, str] = {}
        for ask in self.asks:
            found[ask.body] = max(ask.cycle, found.get(ask.body, ""))
        return found


def ledger(
    record: Record,
    lists: Lists,
    country: str,
    as_of: date,
    entered: Iterable[Ask] = (),
    joined: Mapping[str, str] | None = None,
) -> Ledger:
    """The ledger from what is shipped, as it was on the day. Raises UserError where there is no such country.

    `entered`: asks that somebody adds; one of a shipped id is told instead of it. `joined`: as `threads` takes it.
    """
    stands = clock(record, country, as_of)
    way = list_clock(lists, stands.iso3, as_of)
    asked = {ask.id: ask for ask in shipped_asks(stands.iso3) if _known(ask, record.law, as_of)}
    asked |= {ask.id: ask for ask in entered}
    follows: dict[str, Consequence] = {}
    for ask in asked.values():
        if ask.body not in follows and (after := _consequence(ask, record.law, stands, way, as_of)):
            follows[ask.body] = after
    asks = tuple(asked.values())
    return Ledger(stands.iso3, stands.name, as_of, asks, threads(asks, joined), follows)


def _known(ask: Ask, law: Law, as_of: date) -> bool:
    """Whether it was asked by then."""
    if ask.body == "tip":
        return law.report_day(int(ask.cycle)) <= as_of
    return not ask.cycle or end_of(ask.cycle) <= as_of
