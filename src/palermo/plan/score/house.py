"""Figures that the house itself counts of a plan, from its record: a closed list, each with its definition.

They are the third source of a value, beside what somebody typed and what a file says: nobody types them, and nobody
types over them. Each is a share in its two numbers, as things stood at the end of a day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, mark
from palermo.plan.audit import Verdict
from palermo.plan.progress import Rate, Status, Value
from palermo.plan.score.scorecard import ActivityLine, Scorecard


class HouseFigure(StrEnum):
    """What can be counted without asking anybody."""

    VERIFIABLE = "verifiable"
    DONE = "done"
    PROVED = "proved"
    FILED = "filed"
    ON_TIME = "on_time"


@dataclass(frozen=True, slots=True)
class FigureDefined:
    """What a figure means. `above` and `below`: what its two numbers count; `limits`: what it cannot show."""

    title: Message
    above: Message
    below: Message
    limits: Message


@dataclass(frozen=True, slots=True)
class HouseValue:
    """The value of a figure; or, where there was nothing to count, `why` there is none. `unsaid`: how many of those
    that are counted below nobody can judge.
    """

    value: Value | None
    why: Message | None = None
    unsaid: int = 0


HOUSE_FIGURES: Mapping[HouseFigure, FigureDefined] = MappingProxyType(
    {
        HouseFigure.VERIFIABLE: FigureDefined(
            Message(mark("Activities that anybody could check")),
            Message(mark("activities with the verdict 'verifiable'")),
            Message(mark("all activities of the plan, those of which nobody can say it too")),
            Message(mark("It tells how the plan is written, and nothing of what was done.")),
        ),
        HouseFigure.DONE: FigureDefined(
            Message(mark("Activities that are done")),
            Message(mark("activities with the status 'done': the proof of every step is accepted")),
            Message(mark("all activities of the plan, continuous and dropped ones too")),
            Message(mark("It counts a small activity as much as a great one. Continuous work is never done.")),
        ),
        HouseFigure.PROVED: FigureDefined(
            Message(mark("Steps that are proved")),
            Message(mark("steps whose proof is accepted")),
            Message(mark("all steps of the plan; an activity without steps counts as one")),
            Message(mark("It tells that there is proof, and nothing of what the step has changed.")),
        ),
        HouseFigure.FILED: FigureDefined(
            Message(mark("Reports that were filed")),
            Message(mark("reports that were sent, in time or late")),
            Message(mark("reports that were due since the plan was set to work")),
            Message(mark("It tells that a report is there, and nothing of whether it is true.")),
        ),
        HouseFigure.ON_TIME: FigureDefined(
            Message(mark("Reports that were filed in time")),
            Message(mark("reports that were sent by the day they were due")),
            Message(mark("reports that were due since the plan was set to work")),
            Message(mark("It tells that a report is there, and nothing of whether it is true.")),
        ),
    }
)
_NOBODY = Message(mark("the plan names this body for no activity"))
_NOTHING = {
    HouseFigure.FILED: Message(mark("no report was due yet")),
    HouseFigure.ON_TIME: Message(mark("no report was due yet")),
    HouseFigure.PROVED: Message(mark("nobody could read the steps")),
}
_UNSCORED = Message(mark("of press reports nothing is counted"))


def house_value(figure: HouseFigure, indicator: str, card: Scorecard, body: str = "") -> HouseValue:
    """The figure as the scorecard has it, since the plan was set to work; of what one body leads where it is named as
    the plan names it.
    """
    lines = [line for line in card.activities if not body or line.body == body]
    if not card.scored or not lines:
        return HouseValue(None, _NOBODY if card.scored else _UNSCORED)
    n, of, unsaid = _COUNTED[figure](lines, card, body)
    if not of:
        return HouseValue(None, _NOTHING[figure])
    return HouseValue(Value(indicator, numerator=Decimal(n), denominator=Decimal(of), cumulative=True), unsaid=unsaid)


Lines = list[ActivityLine]
_Counted = tuple[int, int, int]


def _verifiable(lines: Lines, card: Scorecard, _body: str) -> _Counted:
    verdicts = [card.verdicts[line.activity.id] for line in lines]
    return verdicts.count(Verdict.VERIFIABLE), len(lines), verdicts.count(Verdict.CANNOT_SAY)


def _done(lines: Lines, _card: Scorecard, _body: str) -> _Counted:
    return sum(line.standing.status is Status.DONE for line in lines), len(lines), 0


def _proved(lines: Lines, _card: Scorecard, _body: str) -> _Counted:
    return sum(line.proved for line in lines), sum(line.owed for line in lines), sum(not line.owed for line in lines)


def _rate(card: Scorecard, body: str) -> Rate:
    return next(each.reports for each in card.bodies if each.name == body) if body else card.reports


def _filed(_lines: Lines, card: Scorecard, body: str) -> _Counted:
    told = _rate(card, body)
    return told.filed, told.due, 0


def _on_time(_lines: Lines, card: Scorecard, body: str) -> _Counted:
    told = _rate(card, body)
    return told.on_time, told.due, 0


_COUNTED: Mapping[HouseFigure, Callable[[Lines, Scorecard, str], _Counted]] = {
    HouseFigure.VERIFIABLE: _verifiable,
    HouseFigure.DONE: _done,
    HouseFigure.PROVED: _proved,
    HouseFigure.FILED: _filed,
    HouseFigure.ON_TIME: _on_time,
}
