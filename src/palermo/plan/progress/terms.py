"""What an activity owes by when, from the plan, with the changes that were recorded with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from palermo.plan.model import Activity
from palermo.plan.progress.model import Amended, Amendment, PlacePart
from palermo.plan.timing import ends, never_ends, starts, told

WHOLE = 0  # the activity itself, where the plan lists no steps


@dataclass(frozen=True, slots=True)
class Terms:
    """`steps` holds the day on which each step is due, None where it has none; `unread`: nobody could read them.

    `end_unread`: nobody could read when it ends, which is not the same as having no end.
    """

    start: date | None = None
    end: date | None = None
    continuous: bool = False
    steps: tuple[date | None, ...] = ()
    unread: bool = False
    end_unread: bool = False

    @property
    def owed(self) -> tuple[int, ...]:
        """What is to be proved: the numbers of the steps, or the activity itself where there are none."""
        return tuple(range(1, len(self.steps) + 1)) or (WHOLE,)


def terms_of(activity: Activity, *, continuous: bool = False) -> Terms:
    """What the plan says. `continuous`: its word for the kind of work says so, as the caller knows the language."""
    when = ends(activity)
    steps = activity.steps.value or ()
    dues = tuple(due.last if (due := told(step.due)) and due.dated else None for step in steps)
    endless = continuous or never_ends(activity)
    end = when.last if when and not endless else None
    hidden = when is None and not endless and (activity.end.unread or activity.timeframe.unread)
    return Terms(starts(activity), end, endless, dues, activity.steps.unread, hidden)


def terms_of_part(terms: Terms, part: PlacePart) -> Terms:
    """What a place owes: its own steps and end where it has any, and the rest as the activity (`terms`)."""
    if part.steps:
        terms = replace(terms, steps=tuple(step.due for step in part.steps), unread=False)
    if part.end and not terms.continuous:
        terms = replace(terms, end=part.end, end_unread=False)
    return terms


def amended(terms: Terms, changes: Iterable[Amendment], as_of: date) -> Terms:
    """The terms on a day: a deadline is moved only where the reason is on record; the last decision holds."""
    for change in sorted(changes, key=lambda each: each.on):
        day = day_of(change)
        if change.on > as_of or not change.reason.strip() or day is None:
            continue
        if change.what is Amended.END and not terms.continuous:
            terms = replace(terms, end=day, end_unread=False)
        elif change.what is Amended.STEP and (step := step_of(change, len(terms.steps))):
            terms = replace(terms, steps=(*terms.steps[: step - 1], day, *terms.steps[step:]))
    return terms


def day_of(change: Amendment) -> date | None:
    """The new day, where it is one."""
    try:
        return date.fromisoformat(change.new)
    except ValueError:
        return None


def step_of(change: Amendment, steps: int) -> int | None:
    """The number of the step, where there is one of that number among so many."""
    return int(change.of) if change.of in map(str, range(1, steps + 1)) else None
