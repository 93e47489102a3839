"""The sheet of one body, a ministry's or a province's: what it leads, what is due from it, and how it has reported."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from palermo.core import Message, mark
from palermo.paper import CellValue, Chapter, Entry, Own, columns
from palermo.plan.outputs.chapters import activities_chapter, findings_chapter, rates_chapter, standing_chapter
from palermo.plan.outputs.model import Output
from palermo.plan.outputs.reading import Bodies, Seen, seen, seen_at, told_of, waiting
from palermo.plan.outputs.words import level_word
from palermo.plan.progress import State, Value
from palermo.plan.score import Scorecard

_PARTS = Message(mark("What the place has inherited of an activity is told of here as one of its own."))
_UNSENT = frozenset({State.NEW, State.DRAFT, State.RETURNED})


def body_sheet(card: Scorecard, bodies: Bodies, body: Own, ids: Collection[str], place: str = "") -> Output:
    """What concerns one body: the activities with these `ids`.

    `place`: where the body stands for a place, its name among the places; the sheet is then a province's, and what the
    place has inherited of an activity is told of beside what its body leads, each part by itself.
    """
    led = tuple(one for one in seen(card, bodies) if one.id in ids)
    each = (*led, *seen_at(card, place, body)) if place else led
    language = card.plan.language
    return Output(
        Message(mark("Sheet of a province")) if place else Message(mark("Sheet of a body")),
        Own(card.plan.title, language),
        card.as_of,
        (
            standing_chapter(each),
            rates_chapter(card, [replace(one, body=body) for one in each]),
            _due(each, card.as_of, language),
            _waiting(each),
            _came_back(each),
            activities_chapter(each, language, named=False),
            *((_values(each, place, language),) if place else ()),
            findings_chapter(card, frozenset(ids)),
        ),
        about=body,
        lines=(_PARTS,) if place else (),
    )


def _due(each: Iterable[Seen], as_of: date, language: str) -> Chapter:
    """Reports of periods that have begun and were not sent, and steps without accepted proof, by their days."""
    rows = sorted((*_reports_due(each, as_of), *_steps_due(each, as_of, language)), key=lambda row: row[0])
    heads = columns(mark("Due on"), mark("No."), mark("What"), mark("Step"), mark("How it stands"))
    empty = Message(mark("Nothing is due."))
    return Chapter("due", Message(mark("What is due")), (), heads, tuple(row for _, row in rows), empty)


def _reports_due(each: Iterable[Seen], as_of: date) -> Iterator[tuple[date, Entry]]:
    for one in each:
        sent = {report.period for report, held in one.account.written if held.state not in _UNSENT}
        for period in one.account.asked:
            if period.first <= as_of and period.name not in sent:
                what = Message(mark("Report {period}"), {"period": period.name})
                yield period.due, Entry((period.due, Own(one.id), what, None, _stands(period.due, as_of)), one.id)


def _steps_due(each: Iterable[Seen], as_of: date, language: str) -> Iterator[tuple[date, Entry]]:
    for one in each:
        of = one.account
        if of.done_on or of.dropped or of.terms.continuous:
            continue
        for at, (due, step) in enumerate(zip(of.terms.steps, one.steps, strict=False), start=1):
            day = due or of.terms.end
            if day and at not in of.proved:
                what = Message(mark("Proof of step {step}"), {"step": at})
                told = (day, Own(one.id), what, Own(step, language), _stands(day, as_of))
                yield day, Entry(told, one.id)


def _stands(due: date, as_of: date) -> Message:
    return Message(mark("overdue")) if due < as_of else Message(mark("not yet due"))


def _waiting(each: Iterable[Seen]) -> Chapter:
    """What the body has sent and offered and others have to decide on, what has waited longest first."""
    found = sorted(((waits, one) for one in each for waits in waiting(one)), key=lambda row: row[0].since)
    rows = tuple(Entry((Own(one.id), waits.what, waits.since, level_word(waits.level)), one.id) for waits, one in found)
    heads = columns(mark("No."), mark("What"), mark("Since"), mark("Waits for"))
    empty = Message(mark("Nothing waits for a decision."))
    return Chapter("undecided", Message(mark("What is undecided")), (), heads, rows, empty)


def _came_back(each: Iterable[Seen]) -> Chapter:
    """What was returned or refused, with the reason."""
    rows = []
    for one in each:
        for what, held in told_of(one):
            if held.state in (State.RETURNED, State.REFUSED):
                rows.append(Entry((Own(one.id), what, held.since, Own(held.reason)), one.id))
    heads = columns(mark("No."), mark("What"), mark("Since"), mark("Reason"))
    empty = Message(mark("Nothing came back."))
    return Chapter("returned", Message(mark("What came back")), (), heads, tuple(rows), empty)


def _values(each: Iterable[Seen], place: str, language: str) -> Chapter:
    """The values that accepted reports tell of this place alone, as they were told."""
    rows = []
    for one in each:
        names = {indicator.id: indicator.text.words for indicator in one.line.activity.indicators.value or ()}
        for report, held in one.account.written:
            if held.state in (State.ACCEPTED, State.PUBLISHED):
                rows += [
                    Entry(
                        (
                            Own(value.indicator),
                            Own(names.get(value.indicator, ""), language),
                            Own(report.period),
                            *_told(value),
                        ),
                        one.id,
                    )
                    for value in report.values
                    if value.place == place
                ]
    heads = columns(mark("No."), mark("Indicator"), mark("Period"), mark("Value"), mark("Of"))
    empty = Message(mark("No value of this place was accepted."))
    return Chapter("values", Message(mark("Values of this place")), (), heads, tuple(rows), empty)


def _told(value: Value) -> tuple[CellValue, CellValue]:
    """A count; a share in its two parts; of a bare percentage no figure, since nobody can say of what it is one."""
    if value.number is not None:
        return value.number, None
    if value.numerator is not None and value.denominator is not None:
        return value.numerator, value.denominator
    return Message(mark("cannot say")), None
