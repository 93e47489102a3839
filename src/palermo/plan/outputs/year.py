"""The report on a year of the plan: where it stood when the year began and when it ended, and what was done in it."""

from collections import Counter
from dataclasses import replace
from datetime import date

from palermo.core import Message, mark
from palermo.paper import Chapter, Entry, Own, columns
from palermo.plan.outputs.chapters import (
    HOW,
    activities_chapter,
    changes_chapter,
    figures_chapter,
    goals_chapter,
    proofs_chapter,
    published_chapter,
    rates_chapter,
)
from palermo.plan.outputs.model import Output
from palermo.plan.outputs.reading import Bodies, Seen, periods_of, seen
from palermo.plan.outputs.words import STATUS_WORDS
from palermo.plan.progress import Cycle, Every, Period, periods
from palermo.plan.score import Scorecard


def years(cycle: Cycle | None, as_of: date) -> tuple[Period, ...]:
    """The years that have begun, the first one first: those that the cycle counts by; else the calendar's year."""
    told = replace(cycle, every=Every.YEAR) if cycle else Cycle(Every.YEAR, as_of, as_of, due_days=0)
    return tuple(year for year in periods(told) if year.first <= as_of)


def yearly_report(before: Scorecard, after: Scorecard, bodies: Bodies, year: Period) -> Output:
    """What a year brought. `before` is the scorecard of the day on which it began, `after` that of its end or of today.

    Give scorecards as everybody may read them: all that this tells is published.
    """
    each, language = seen(after, bodies), after.plan.language
    span = year.first, min(year.last, after.as_of)
    within = {one.name: one for one in periods_of(each) if year.first <= one.last <= year.last}
    running = (Message(mark("The year is not over; this is how things stand on {day}."), {"day": after.as_of}),)
    return Output(
        Message(mark("Report on a year of the plan")),
        Own(after.plan.title, language),
        after.as_of,
        (
            _moved(before, after),
            goals_chapter(after, each),
            rates_chapter(after, each, span),
            _done(each, span, language),
            changes_chapter(each, *span, language),
            proofs_chapter(each, *span),
            figures_chapter(after, within),
            published_chapter(after, each, *span),
            activities_chapter(each, language, named=True),
        ),
        about=Own(year.name),
        lines=(
            Message(mark("The year runs from {first} to {last}."), {"first": year.first, "last": year.last}),
            *(running if after.as_of < year.last else ()),
        ),
    )


def _moved(before: Scorecard, after: Scorecard) -> Chapter:
    """How many activities had each status when the year began and when it ended."""
    then, now = (Counter(line.standing.status for line in card.activities) for card in (before, after))
    rows = tuple(
        Entry((word, then[status], now[status], len(after.activities))) for status, word in STATUS_WORDS.items()
    )
    heads = (
        *columns(mark("Status")),
        *(Message(mark("On {day}"), {"day": card.as_of}) for card in (before, after)),
        *columns(mark("Of all")),
    )
    return Chapter("standing", Message(mark("Activities by status")), (HOW,), heads, rows if after.activities else ())


def _done(each: tuple[Seen, ...], span: tuple[date, date], language: str) -> Chapter:
    """The activities of which the last proof was accepted in the year, by the day."""
    found = [(on, one) for one in each if (on := one.account.done_on) and span[0] <= on <= span[1]]
    rows = tuple(
        Entry((on, Own(one.id), one.words(language), one.lead), one.id)
        for on, one in sorted(found, key=lambda row: row[0])
    )
    heads = columns(mark("Day"), mark("No."), mark("Activity"), mark("Body"))
    empty = Message(mark("No activity was finished in this time."))
    return Chapter("done", Message(mark("What was finished")), (), heads, rows, empty)
