"""A public statement, held against the record: whether they contradict each other is worked out, never typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from palermo.core import Message, mark
from palermo.plan.progress import Standing, Status
from palermo.plan.score import Figure

T = TypeVar("T", date, Decimal)


class About(StrEnum):
    """What a statement claims of an activity: that it is done, that it is so by a day, or a number."""

    DONE = "done"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a statement: with its day, or with its number and the id of the indicator, where it is about one."""

    about: About
    day: date | None = None
    number: Decimal | None = None
    indicator: str = ""


class Agreement(StrEnum):
    """What the record makes of it."""

    HOLDS = "holds"
    OTHERWISE = "otherwise"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class Contrast:
    """A claim beside the record. `record`: what that says, in a sentence."""

    said: Said
    agreement: Agreement
    record: Message


def held_against(said: Said, standing: Standing, end: date | None, figures: Sequence[Figure], as_of: date) -> Contrast:
    """What the record of an activity says to a claim, on a day.

    `standing` and `end` are those of the activity, `end` with all that was moved, None where it has none; `figures`
    those of its indicators. ValueError where a claim about a day or a number names none.
    """
    match said.about:
        case About.DONE:
            holds = standing.status is Status.DONE
            return Contrast(said, Agreement.HOLDS if holds else Agreement.OTHERWISE, standing.why)
        case About.DAY:
            return Contrast(said, *_of_day(_needed(said.day), standing, end, as_of))
        case About.NUMBER:
            own = [each for each in figures if each.indicator.id == said.indicator]
            return Contrast(said, *_of_number(_needed(said.number), own))


def _of_day(day: date, standing: Standing, end: date | None, as_of: date) -> tuple[Agreement, Message]:
    if standing.status is Status.DONE:
        return Agreement.HOLDS, standing.why
    if day < as_of:
        return Agreement.OTHERWISE, Message(mark("The day has passed. {why}"), {"why": standing.why})
    if end is None:
        return Agreement.CANNOT_SAY, Message(mark("The record has no day on which it is due."))
    told = Message(mark("It is due on {end}."), {"end": end})
    return (Agreement.OTHERWISE if day != end else Agreement.HOLDS), told


def _of_number(number: Decimal, figures: Sequence[Figure]) -> tuple[Agreement, Message]:
    if not figures:
        return Agreement.OTHERWISE, Message(mark("No value of this indicator was accepted."))
    totals = [each.total for each in figures]
    found = [total.number for total in totals if total.number is not None and total.why is None]
    spans = {total.cumulative for total in totals}
    if len(found) < len(totals) or len(spans) > 1:
        return Agreement.CANNOT_SAY, Message(mark("The accepted values make no one number."))
    whole = found[-1] if spans == {True} else sum(found, Decimal(0))
    of = {"number": whole, "period": figures[-1].period}
    told = Message(mark("The accepted values make {number}, up to {period}."), of)
    return (Agreement.HOLDS if whole == number else Agreement.OTHERWISE), told


def _needed(value: T | None) -> T:
    if value is None:
        raise ValueError("a claim about a day or a number names one")
    return value
