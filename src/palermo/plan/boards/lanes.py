"""The plan in time: from when to when each activity runs, and on which days something of it falls due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from palermo.plan.outputs import Bodies, Seen, seen
from palermo.plan.progress import Status
from palermo.plan.progress.terms import WHOLE
from palermo.plan.score import Scorecard


@dataclass(frozen=True, slots=True)
class Lane:
    """One activity in time. `end` is its last day as it is now, `planned` as it was before any change.

    Continuous work has no end; a day that the plan does not say, or nobody could read, is None.
    """

    seen: Seen
    start: date | None
    end: date | None
    planned: date | None
    continuous: bool

    @property
    def moved(self) -> bool:
        """Whether the end is another than was planned."""
        return self.end != self.planned

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that it names."""
        return tuple(day for day in (self.start, self.planned, self.end) if day)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day on which something is to be finished: an activity (`step` 0), or one of its steps by its number.

    `was`: the day before it was moved, where it was. `proved`: its proof is accepted; a step that is not and whose
    day has passed is `overdue`.
    """

    seen: Seen
    step: int
    day: date
    was: date | None
    proved: bool
    overdue: bool


def lanes(card: Scorecard, bodies: Bodies) -> tuple[Lane, ...]:
    """Every activity, in the order of the plan."""
    told = ((one, one.account.terms, one.account.planned) for one in seen(card, bodies))
    return tuple(Lane(one, now.start, now.end, planned.end, now.continuous) for one, now, planned in told)


def within(told: tuple[Lane, ...]) -> tuple[date, date] | None:
    """The first of January and the last of December between which every day of theirs lies; None without any day."""
    days = [day for lane in told for day in lane.days]
    return (date(min(days).year, 1, 1), date(max(days).year, 12, 31)) if days else None


def deadlines(card: Scorecard, bodies: Bodies) -> tuple[Deadline, ...]:
    """What is to be finished, by its day. What was given up is not, and continuous work is never finished."""
    found = (each for one in seen(card, bodies) if _is_owed(one) for each in _deadlines(one, card.as_of))
    return tuple(sorted(found, key=lambda each: each.day))


def _is_owed(one: Seen) -> bool:
    return one.line.standing.status is not Status.DROPPED and not one.account.terms.continuous


def _deadlines(one: Seen, as_of: date) -> Iterator[Deadline]:
    now, planned = one.account.terms, one.account.planned
    ends = [(WHOLE, now.end, planned.end, one.account.done_on is not None)]
    ends += [
        (step, day, was, step in one.account.proved)
        for step, (day, was) in enumerate(zip(now.steps, planned.steps, strict=True), start=1)
    ]
    for step, day, was, proved in ends:
        if day:
            yield Deadline(one, step, day, was if was != day else None, proved, day < as_of and not proved)
