"""The watch-list clock, replayed report by report over a country's history by the law in force in each year.

Nothing is decided that the law leaves open: where it can be read in two ways, or where a year was not read, the answer
is "unclear".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from palermo.standing.law import Law, Terms
from palermo.standing.model import History, Mark, Placement, Tier


class Answer(StrEnum):
    """Whether something holds."""

    NO = "no"
    YES = "yes"
    UNCLEAR = "unclear"


class Why(StrEnum):
    """Why the clock cannot say."""

    GAP_BEFORE = "gap_before"  # the run may have begun in a report nobody could read
    GAP_IN_RUN = "gap_in_run"  # an earlier run may have had a waiver in a report nobody could read
    OLDER_RUN = "older_run"  # a run under a waiver and a fall lie further back than the last fall
    OLDER_GAP = "older_gap"  # as before, and nobody could read whether there was a waiver


@dataclass(frozen=True, slots=True)
class Tick:
    """One report's turn of the clock.

    `spell`: which report in a row with this tier. `nth`: which report in a row on the Watch List of those that count,
    0 off the list and before reports count. `allowed`: the most by the law of that report, None where nothing limits
    them. `waiver`: it was there under a waiver. `reinstated`: whether the one-report rule holds for this run.
    `hidden`: how many reports longer the run may be, in those that nobody could read.
    """

    year: int
    tier: Tier | None
    mark: Mark | None
    terms: Terms
    spell: int = 0
    nth: int = 0
    allowed: int | None = None
    waiver: bool = False
    reinstated: Answer = Answer.NO
    hidden: int = 0
    why: tuple[Why, ...] = ()

    @property
    def beyond(self) -> bool:
        """Whether it is longer on the list than the law of that report allows."""
        return self.allowed is not None and self.nth > self.allowed


@dataclass(slots=True)
class _Run:
    """A run on the Watch List while it is replayed. `hidden`: how many reports more it may have, in those not read."""

    last: int
    nth: int
    hidden: int
    reinstated: Answer
    why: tuple[Why, ...]
    waived: bool = False
    maybe_waived: bool = False


def replay(history: History, law: Law, until: int | None = None) -> tuple[Tick, ...]:
    """The clock in every report from the first that has the country to that of `until`, or to the last that has it."""
    known = history.years
    if not known:
        return ()
    end = max(known) if until is None else until
    return tuple(_ticks(history, (law.terms(year) for year in range(min(known), end + 1)), min(known)))


def if_listed(history: History, law: Law, report: int, day: date) -> Tick:
    """The tick of the report after `report`, were the country on the Watch List in it, by the law of a day."""
    year = report + 1
    known = {before: placement for before, placement in history.placements.items() if before < year}
    listed = Placement(year, Tier.WATCH, Mark.DERIVED, "")
    supposed = History(history.iso3, history.name, {**known, year: listed}, history.gaps)
    first = min(known.keys() | {gap for gap in history.gaps if gap < year} | {year})
    terms = (law.terms(each) for each in range(first, year))
    *_, last = _ticks(supposed, chain(terms, [law.terms_on(day, year)]), first)
    return last


def _ticks(history: History, terms_of_each: Iterable[Terms], first: int) -> Iterator[Tick]:
    runs: list[_Run] = []
    spell, before = 0, None
    for year, terms in enumerate(terms_of_each, first):
        placement = history.placements.get(year)
        tier = placement.tier if placement else None
        spell = (spell + 1 if tier is before else 1) if tier else 0
        if placement is None or tier is not Tier.WATCH:
            _gone_on(year, terms, history, runs)
            yield Tick(year, tier, placement.mark if placement else None, terms, spell)
        else:
            run = _run_of(year, terms, history, runs, placement.nth_stated)
            once = terms.reinstated if run.reinstated is Answer.YES else None
            allowed = once.years if once else terms.longest
            waiver = once is None and _past(run.nth, terms)
            run.waived = run.waived or waiver
            run.maybe_waived = run.maybe_waived or (once is None and _past(run.nth + run.hidden, terms))
            yield Tick(
                year, tier, placement.mark, terms, spell, run.nth, allowed, waiver, run.reinstated, run.hidden, run.why
            )
        before = tier


def _past(nth: int, terms: Terms) -> bool:
    """Whether that many reports in a row take a waiver."""
    return terms.unwaived is not None and nth > terms.unwaived


def _run_of(year: int, terms: Terms, history: History, runs: list[_Run], stated: int | None) -> _Run:
    """The run that this report goes on with, or begins."""
    counts = 1 if terms.limit else 0
    if runs and runs[-1].last == year - 1:
        run = runs[-1]
        run.last, run.nth = year, run.nth + counts
    else:
        hidden = _hidden(year - 1, terms, history, runs)
        reinstated, why = _reinstated(year, terms, history, runs)
        run = _Run(year, counts, hidden, reinstated, (*why, Why.GAP_BEFORE) if hidden else why)
        runs.append(run)
    if stated and run.hidden and stated >= run.nth:
        # the report itself says how many there were, those that nobody could read among them
        run.nth, run.hidden, run.why = stated, 0, tuple(why for why in run.why if why is not Why.GAP_BEFORE)
    return run


def _gone_on(year: int, terms: Terms, history: History, runs: list[_Run]) -> None:
    """A report that nobody could read may have gone on with the run before it, under a waiver."""
    known = _before_gap(year, history)
    if known < year and runs and runs[-1].last == known and _past(_hidden(year, terms, history, runs), terms):
        runs[-1].maybe_waived = True


def _before_gap(end: int, history: History) -> int:
    """The last year up to `end` that is no gap."""
    while end in history.gaps:
        end -= 1
    return end


def _hidden(end: int, terms: Terms, history: History, runs: list[_Run]) -> int:
    """How many reports in a row up to `end` may have been on the list and count, where nobody could read `end`."""
    known = _before_gap(end, history)
    if known == end or terms.limit is None:
        return 0
    joined = runs[-1].nth + runs[-1].hidden if runs and runs[-1].last == known else 0
    return joined + end - max(known, (terms.limit.counts_from or 0) - 1)


def _reinstated(year: int, terms: Terms, history: History, runs: list[_Run]) -> tuple[Answer, tuple[Why, ...]]:
    """Whether a run that begins in `year` may last one report only, since it fell after a run under a waiver."""
    back = year - 1
    while history.tier(back) is Tier.THREE:
        back -= 1
    if terms.reinstated is None or back == year - 1:
        return Answer.NO, ()
    fell_from = [run for run in runs if run.last == back]
    if any(run.waived for run in fell_from):
        return Answer.YES, ()
    reasons = []
    if _past(_hidden(back, terms, history, runs), terms) or any(run.maybe_waived for run in fell_from):
        reasons.append(Why.GAP_IN_RUN)
    further = runs[: len(runs) - len(fell_from)]
    if any(run.waived for run in further):
        reasons.append(Why.OLDER_RUN)
    elif any(run.maybe_waived for run in further):
        reasons.append(Why.OLDER_GAP)
    return (Answer.UNCLEAR if reasons else Answer.NO), tuple(reasons)
