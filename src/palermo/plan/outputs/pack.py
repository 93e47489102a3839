"""The committee's pack: where the plan stands, what is late, blocked, silent and undecided, and what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from palermo.core import Message, mark
from palermo.paper import Chapter, Entry, Own, columns
from palermo.plan.committee import STAGE_WORDS, Course
from palermo.plan.outputs.chapters import (
    bodies_chapter,
    findings_chapter,
    places_chapter,
    published_chapter,
    rates_chapter,
    standing_chapter,
    status_chapter,
)
from palermo.plan.outputs.model import Output
from palermo.plan.outputs.reading import (
    NO_PLACES,
    NOBODY,
    Bodies,
    Seen,
    Waiting,
    by_body,
    seen,
    since_last_period,
    waiting,
)
from palermo.plan.outputs.words import level_word
from palermo.plan.progress import Status
from palermo.plan.score import Scorecard


@dataclass(frozen=True, slots=True)
class Owed:
    """A resolution of the committee: what `body` owes by `due`, since the meeting on `taken`, and how that went."""

    words: Own
    body: Own
    taken: date
    due: date
    course: Course


def committee_pack(
    card: Scorecard,
    bodies: Bodies,
    since: date | None = None,
    places: Mapping[str, Own] = NO_PLACES,
    owed: Sequence[Owed] = (),
) -> Output:
    """What the committee needs to meet. `card` as the secretariat sees it, `bodies` who leads each activity.

    `since`: from when asks, publications and resolutions that are through are told; from the first day of the last
    period that is over, where none is given. `places`: what places are called. `owed`: what was resolved about the
    plan. Bodies stand in the order of the plan's register.
    """
    each, language = seen(card, bodies), card.plan.language
    since = since or since_last_period(each, card.as_of)
    lists = (
        ("late", Status.LATE, mark("What is late"), mark("Nothing is late.")),
        ("blocked", Status.BLOCKED, mark("What is blocked"), mark("Nothing is blocked.")),
        ("silent", Status.NO_REPORT, mark("What nobody reported on"), mark("No report is missing.")),
        ("refused", Status.NOT_ACCEPTED, mark("What no body has accepted"), mark("Every activity is accepted.")),
    )
    return Output(
        Message(mark("Committee pack")),
        Own(card.plan.title, language),
        card.as_of,
        (
            standing_chapter(each),
            _resolutions(owed, since, card.as_of),
            bodies_chapter(card, each),
            rates_chapter(card, each),
            places_chapter(card, places),
            *(status_chapter(key, status, title, empty, each, language) for key, status, title, empty in lists),
            _undecided(card, each),
            _asks(each, since),
            published_chapter(card, each, since, card.as_of),
            findings_chapter(card),
        ),
    )


def _resolutions(owed: Sequence[Owed], since: date, as_of: date) -> Chapter:
    """What became of what was resolved: all that is open, late ones first, and what has ended since that day."""
    told = [one for one in owed if one.course.open or (one.course.since is not None and one.course.since >= since)]
    told.sort(key=lambda one: (not one.course.open, not one.course.late(one.due, as_of), one.due))
    late = sum(one.course.late(one.due, as_of) for one in told)
    counts = {"open": sum(one.course.open for one in told), "late": late, "since": since}
    line = Message(mark("Open: {open}, of them late: {late}. Those that have ended are told from {since}."), counts)
    rows = [Entry((one.words, one.body, one.taken, one.due, _stage(one, as_of), one.course.since)) for one in told]
    who, when = (mark("What was resolved"), mark("Body")), (mark("Resolved on"), mark("Due"))
    heads = columns(*who, *when, mark("State"), mark("Since"))
    title, empty = (
        Message(mark("What became of what was resolved")),
        Message(mark("No resolution is open.")),
    )
    return Chapter("resolutions", title, (line,) if told else (), heads, tuple(rows), empty)


def _stage(one: Owed, as_of: date) -> Message:
    words = STAGE_WORDS[one.course.stage]
    return Message(mark("late: {state}"), {"state": words}) if one.course.late(one.due, as_of) else words


def _undecided(card: Scorecard, each: Iterable[Seen]) -> Chapter:
    """How much waits for whom, body by body, and since when; which it is stands on the sheet of the body."""
    rows = []
    for body, own in by_body(card, each).items():
        by_level: dict[str, list[Waiting]] = {}
        for one in own:
            for waits in waiting(one):
                by_level.setdefault(waits.level, []).append(waits)
        for level, found in by_level.items():
            reports = sum(waits.report for waits in found)
            since = min(waits.since for waits in found)
            rows.append(Entry((body or NOBODY, level_word(level), reports, len(found) - reports, since)))
    heads = columns(mark("Body"), mark("Waits for"), mark("Reports"), mark("Evidence"), mark("Longest since"))
    empty = Message(mark("Nothing waits for a decision."))
    return Chapter("undecided", Message(mark("What is undecided")), (), heads, tuple(rows), empty)


def _asks(each: Iterable[Seen], since: date) -> Chapter:
    """What the reports that were sent from that day on ask of the committee."""
    rows = []
    for one in each:
        for filed in one.account.reports:
            if filed.report.asks.strip() and filed.sent >= since:
                told = (Own(one.id), one.lead, Own(filed.report.period), Own(filed.report.asks.strip()))
                rows.append(Entry(told, one.id))
    heads = columns(mark("No."), mark("Body"), mark("Period"), mark("What is asked"))
    line = Message(mark("From reports that were sent since {since}."), {"since": since})
    empty = Message(mark("No report asks anything of the committee."))
    return Chapter("asks", Message(mark("What is asked of the committee")), (line,), heads, tuple(rows), empty)
