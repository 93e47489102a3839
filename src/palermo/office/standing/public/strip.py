"""The placements of a country as a strip, report by report, and as its table: both clocks on one line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from palermo.office.standing.readers import Here
from palermo.standing import History, Listing, Placement, Tick, latest_out, replay, shipped_lists, stays


@dataclass(frozen=True, slots=True)
class Cell:
    """One report: the turn of the clock, the placement where it was read, and the titles of its sources.

    `listed`: its newest stay on a list of the FATF in that year, or a part of it.
    """

    tick: Tick
    placement: Placement | None
    sources: tuple[str, ...]
    listed: Listing | None = None

    @property
    def kind(self) -> str:
        """Of the style sheet."""
        return self.tick.tier.lower() if self.tick.tier else "none"

    @property
    def unsure(self) -> bool:
        """Whether no source stands behind it."""
        return self.tick.mark is not None and not self.tick.mark.sure


def strip(here: Here, history: History, as_of: date) -> tuple[Cell, ...]:
    """From the first report to the last that was out on the day, the first first."""
    law = here.record.law
    latest = latest_out(history, law, as_of)
    known = stays(shipped_lists(), history.iso3, as_of)
    return tuple(_cells(here, history, replay(history, law, latest), known)) if latest else ()


def _cells(here: Here, history: History, ticks: Sequence[Tick], known: Sequence[Listing]) -> Iterator[Cell]:
    for tick in ticks:
        placement = history.placements.get(tick.year)
        ids = (placement.source, *placement.second_sources) if placement else ()
        titles = tuple(here.record.sources[each].title for each in ids if each)
        newest = next((each for each in reversed(known) if each.covers(tick.year)), None)
        yield Cell(tick, placement, titles, newest)
