"""The committee's pack: where the plan stands, what is late, blocked, silent and undecided, and what is asked."""

from collections.abc import Iterable, Iterator
from datetime import date

from palermo.core import Message, mark
from palermo.plan.outputs.chapters import (
    bodies_chapter,
    findings_chapter,
    published_chapter,
    rates_chapter,
    standing_chapter,
    status_chapter,
)
from palermo.plan.outputs.model import Chapter, Entry, Output, Own, columns
from palermo.plan.outputs.reading import Bodies, Seen, seen, since_last_period, waits_for
from palermo.plan.outputs.words import level_word
from palermo.plan.progress import Status
from palermo.plan.score import Scorecard


def committee_pack(card: Scorecard, bodies: Bodies, since: date | None = None) -> Output:
    """What the committee needs to meet. `card` as the secretariat sees it, `bodies` who leads each activity.

    `since`: from when asks and publications are told; from the first day of the last period that is over, where none
    is given. Bodies stand in the order of the plan's register.
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
            bodies_chapter(card, each),
            rates_chapter(card, each),
            *(status_chapter(key, status, title, empty, each, language) for key, status, title, empty in lists),
            undecided_chapter(each),
            _asks(each, since),
            published_chapter(each, since, card.as_of),
            findings_chapter(card),
        ),
    )


def undecided_chapter(each: Iterable[Seen]) -> Chapter:
    """Reports and evidence on which somebody has to decide, what has waited longest first."""
    rows = sorted(_undecided(each), key=lambda row: row[0])
    heads = columns(mark("No."), mark("What"), mark("Body"), mark("Since"), mark("Waits for"))
    empty = Message(mark("Nothing waits for a decision."))
    return Chapter("undecided", Message(mark("What is undecided")), (), heads, tuple(row for _, row in rows), empty)


def _undecided(each: Iterable[Seen]) -> Iterator[tuple[date, Entry]]:
    for one in each:
        ladder = one.account.ladder
        told = [(Message(mark("Report {period}"), {"period": report.period}), held) for report, held in one.reports()]
        told += [(Message(mark("Evidence: {title}"), {"title": piece.title}), held) for piece, held in one.evidence()]
        for what, held in told:
            if held.since and (level := waits_for(held, ladder)):
                yield held.since, Entry((Own(one.id), what, one.lead, held.since, level_word(level)), one.id)


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
