"""Placements held against the law, and against what the reports themselves say of each country's way.

A run that the law does not allow is an error of the data, since no report ever had one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark
from palermo.standing.clock import Answer, Tick, replay
from palermo.standing.model import RATED, History, Moved, Statement, Tier, raised
from palermo.standing.shelf import Record

_LOOK = mark("Read the report of that year, and give what it says in a correction file.")
_FAULTS: Mapping[str, tuple[Severity, str, str]] = {
    "S20": (
        Severity.A,
        mark("{place} {year}: {tier}, which no report of that year gave; the list began in {since}."),
        _LOOK,
    ),
    "S21": (
        Severity.A,
        mark("{place} {year}: {n} reports in a row on the Watch List; the law of that year allowed {most}."),
        _LOOK,
    ),
    "S22": (
        Severity.A,
        mark("{place} {year}: {n} reports in a row after a fall from a run under a waiver; the law allowed {most}."),
        _LOOK,
    ),
    "S23": (
        Severity.A,
        mark("{place} {year}: a waiver is stated, and report {n} in a row on the Watch List took none."),
        _LOOK,
    ),
    "S24": (
        Severity.A,
        mark("{place} {year}: said to be report {stated} in a row on the Watch List; by the placements it is {n}."),
        _LOOK,
    ),
    "S25": (
        Severity.A,
        mark("{place} {year}: the report says that it {moved}; the placements went from {before} to {tier}."),
        _LOOK,
    ),
    "S26": (
        Severity.C,
        mark(
            "{place} {year}: said both to have been kept by a waiver and to have been lowered; one of the two is wrong."
        ),
        mark("Read the report of that year. The placements are not touched by this."),
    ),
    "S27": (
        Severity.A,
        mark("{place} {year}: said to have used up {stated} reports in a row; by the placements it had {n}."),
        _LOOK,
    ),
}
_MOVED = {Moved.UP: Message(mark("was raised")), Moved.DOWN: Message(mark("was lowered"))}


def check(record: Record, only: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Where the placements contradict the law or what reports state; of all countries, or of those of `only`."""
    stated: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        stated[statement.iso3].append(statement)
    return tuple(
        finding
        for iso3, history in sorted(record.histories.items())
        if only is None or iso3 in only
        for finding in _of_one(record, history, stated[iso3])
    )


def _of_one(record: Record, history: History, stated: Sequence[Statement]) -> Iterator[Finding]:
    ticks = {tick.year: tick for tick in replay(history, record.law)}
    for tick in ticks.values():
        yield from _by_law(record, history, tick)
    seen: set[tuple[str, int]] = set()
    contradicted = _contradicted(stated)
    for year in sorted(contradicted):
        yield _finding("S26", history, year, contradicted[year].origin)
    for statement in (*stated, *_with_placements(history)):
        if statement.year not in contradicted or statement.said not in _MOVED:
            for finding in _by_statement(history, ticks, statement):
                # a waiver and an nth report stand in two files that say the same
                if (finding.rule, statement.year) not in seen:
                    seen.add((finding.rule, statement.year))
                    yield finding


def _finding(rule: str, history: History, year: int, origin: Origin | None, **params: object) -> Finding:
    severity, text, advice = _FAULTS[rule]
    said = Message(text, {"place": history.name, "year": year, **params})
    return Finding(rule, severity, Outcome.FAIL, said, Message(advice), origin, "country", history.iso3)


def _by_law(record: Record, history: History, tick: Tick) -> Iterator[Finding]:
    if tick.tier is None:
        return
    origin = history.placements[tick.year].origin
    if not record.law.exists(tick.tier, tick.year):
        since = record.law.first_listed
        yield _finding("S20", history, tick.year, origin, tier=tick.tier.words, since=since)
    elif tick.beyond:
        rule = "S22" if tick.reinstated is Answer.YES else "S21"
        yield _finding(rule, history, tick.year, origin, n=tick.nth, most=tick.allowed)


def _with_placements(history: History) -> Iterator[Statement]:
    """What the placements themselves carry of their reports' words."""
    for year, each in history.placements.items():
        if each.waiver_stated:
            yield Statement(history.iso3, year, Moved.WAIVER, each.source, origin=each.origin)
        if each.nth_stated:
            yield Statement(history.iso3, year, Moved.NTH, each.source, each.nth_stated, each.origin)


def _by_statement(history: History, ticks: Mapping[int, Tick], statement: Statement) -> Iterator[Finding]:
    tick, before = ticks.get(statement.year), ticks.get(statement.year - 1)
    if tick is None or tick.tier is None:
        return
    match statement.said:
        case Moved.WAIVER if not _may_be_waived(tick):
            yield _finding("S23", history, tick.year, statement.origin, n=tick.nth)
        case Moved.NTH if not _may_be(tick, statement.n or 0):
            yield _finding("S24", history, tick.year, statement.origin, stated=statement.n, n=tick.nth)
        case Moved.RAN_OUT if before and before.tier and not _may_be(before, statement.n or 0):
            yield _finding("S27", history, tick.year, statement.origin, stated=statement.n, n=before.nth)
        case Moved.UP | Moved.DOWN if before and not _went(before.tier, tick.tier, statement.said):
            told = {"moved": _MOVED[statement.said], "before": before.tier.words if before.tier else ""}
            yield _finding("S25", history, tick.year, statement.origin, tier=tick.tier.words, **told)


def _contradicted(stated: Sequence[Statement]) -> dict[int, Statement]:
    """Years in which a report is said both to have kept a country on the list by a waiver and to have lowered it."""
    waived = {each.year for each in stated if each.said is Moved.WAIVER}
    return {each.year: each for each in stated if each.said is Moved.DOWN and each.year in waived}


def _may_be_waived(tick: Tick) -> bool:
    most = tick.terms.unwaived
    return tick.tier is Tier.WATCH and (tick.waiver or (most is not None and tick.nth + tick.hidden > most))


def _may_be(tick: Tick, stated: int) -> bool:
    return tick.tier is Tier.WATCH and tick.nth <= stated <= tick.nth + tick.hidden


def _went(before: Tier | None, now: Tier, said: Moved) -> bool:
    """Whether the tiers went the way that is said; what cannot be told is not held against them."""
    if before not in RATED or now not in RATED:
        return True
    return raised(before, now) if said is Moved.UP else raised(now, before)
