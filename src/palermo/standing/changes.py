"""What a report changed: who was raised, lowered, kept under a waiver, or brought back for one report."""

from dataclasses import dataclass
from enum import StrEnum

from palermo.core import Message, mark
from palermo.standing.clock import Answer, Tick, replay
from palermo.standing.model import RATED, History, Mark, Tier, raised
from palermo.standing.shelf import Record


class Turned(StrEnum):
    """How a country came out of a report, the first that holds in this order."""

    RAISED = "raised"
    LOWERED = "lowered"
    KEPT = "kept"  # on the Watch List under a waiver
    SPECIAL = "special"  # no tier is given any more, or one is given again
    SAME = "same"
    UNKNOWN = "unknown"  # one of the two placements was not read, or the country was not in one of the reports

    @property
    def words(self) -> Message:
        """How it is told."""
        return _TURNED[self]


_TURNED = {
    Turned.RAISED: Message(mark("raised")),
    Turned.LOWERED: Message(mark("lowered")),
    Turned.KEPT: Message(mark("kept on the Watch List under a waiver")),
    Turned.SPECIAL: Message(mark("special case, or no more one")),
    Turned.SAME: Message(mark("as before")),
    Turned.UNKNOWN: Message(mark("not known")),
}


NEWS = (Turned.LOWERED, Turned.RAISED, Turned.KEPT, Turned.SPECIAL)  # told of each country, in this order


@dataclass(frozen=True, slots=True)
class Change:
    """What one report made of one country. `mark`: of the later placement. `once`: back for one report only."""

    iso3: str
    name: Message
    year: int
    before: Tier | None
    after: Tier | None
    turned: Turned
    mark: Mark | None
    once: bool = False


def changes(record: Record, year: int) -> tuple[Change, ...]:
    """What the report of a year made of every country that it, or the one before, has on record; by name."""
    found = (_change(history, record, year) for history in record.histories.values())
    return tuple(sorted((each for each in found if each.before or each.after), key=lambda each: str(each.name)))


def _change(history: History, record: Record, year: int) -> Change:
    before, after = history.tier(year - 1), history.tier(year)
    ticks = replay(history, record.law, year)
    tick = ticks[-1] if ticks else None
    return Change(
        history.iso3,
        history.name,
        year,
        before,
        after,
        _turned(before, after, tick),
        tick.mark if tick else None,
        once=tick is not None and tick.reinstated is Answer.YES,
    )


def _turned(before: Tier | None, after: Tier | None, tick: Tick | None) -> Turned:
    if before is None or after is None:
        return Turned.UNKNOWN
    if before not in RATED or after not in RATED:
        return Turned.SAME if before is after else Turned.SPECIAL
    if before is not after:
        return Turned.RAISED if raised(before, after) else Turned.LOWERED
    return Turned.KEPT if tick and tick.waiver else Turned.SAME
