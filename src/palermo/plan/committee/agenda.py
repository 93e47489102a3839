"""What a committee has to look at: proposals for its agenda, worked out from what is on record and typed by nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, mark
from palermo.plan.committee.resolutions import STAGE_WORDS, Course, Stage
from palermo.plan.progress import Status
from palermo.plan.score import ActivityLine


class Ground(StrEnum):
    """Why something is proposed, in the order in which it presses."""

    BLOCKED = "blocked"
    LATE = "late"
    UNDECIDED = "undecided"
    RESOLUTION = "resolution"
    PLEA = "plea"


@dataclass(frozen=True, slots=True)
class Pending:
    """A resolution that was taken before: its id, the day it is due, where it stands."""

    id: str
    due: date
    course: Course


@dataclass(frozen=True, slots=True)
class Plea:
    """What a body asked of the committee in its newest report on an activity."""

    activity: str
    body: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for the agenda. `of`: the id of the activity, or of the resolution. `told`: the sentence behind it."""

    ground: Ground
    of: str
    told: Message

    @property
    def key(self) -> str:
        """By which it is known: the same thing on another ground is another proposal."""
        return f"{self.ground}:{self.of}"


_STATUSES = MappingProxyType(
    {Status.BLOCKED: Ground.BLOCKED, Status.LATE: Ground.LATE, Status.NOT_ACCEPTED: Ground.UNDECIDED}
)


def agenda_proposals(
    lines: Iterable[ActivityLine], pending: Iterable[Pending], pleas: Iterable[Plea], as_of: date
) -> tuple[Proposal, ...]:
    """What is blocked, late or undecided, what became of earlier resolutions, and what was asked: what presses first.

    `lines` are those of a scorecard; within a ground everything stands in the order in which it was handed in, but
    resolutions, which stand by the day they were due.
    """
    found = [*_of_lines(lines), *_of_resolutions(pending, as_of), *_of_pleas(pleas)]
    order = list(Ground)
    return tuple(sorted(found, key=lambda each: order.index(each.ground)))


def _of_lines(lines: Iterable[ActivityLine]) -> Iterator[Proposal]:
    for line in lines:
        if ground := _STATUSES.get(line.standing.status):
            yield Proposal(ground, line.activity.id, line.standing.why)


def _of_resolutions(pending: Iterable[Pending], as_of: date) -> Iterator[Proposal]:
    for each in sorted(pending, key=lambda each: (each.due, each.id)):
        told = {"stage": STAGE_WORDS[each.course.stage], "due": each.due}
        if each.course.late(each.due, as_of):
            yield Proposal(Ground.RESOLUTION, each.id, Message(mark("It was due on {due} and is {stage}."), told))
        elif each.course.stage in (Stage.REFUSED, Stage.REPORTED):
            yield Proposal(Ground.RESOLUTION, each.id, Message(mark("It is {stage}; due on {due}."), told))


def _of_pleas(pleas: Iterable[Plea]) -> Iterator[Proposal]:
    for each in pleas:
        if words := each.words.strip():
            told = Message(mark("{body} asks: {words}"), {"body": each.body, "words": words})
            yield Proposal(Ground.PLEA, each.activity, told)
