"""What an activity owes by when, from the plan, with the changes that were recorded with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from palermo.plan.model import Activity
from palermo.plan.progress.model import Amended, Amendment
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


def amended(terms: Terms, changes: Iterable[Amendment], as_of: date) -> Terms:
    """The terms on a day: a deadline counts as moved only where the reason is on record."""
    for change in changes:
        day = _day(change.new)
        if change.on > as_of or not change.reason.strip() or day is None:
            continue
        if change.what is Amended.END and not terms.continuous:
            terms = replace(terms, end=day, end_unread=False)
        elif change.what is Amended.STEP and change.of.isdecimal() and 1 <= int(change.of) <= len(terms.steps):
            at = int(change.of) - 1
            terms = replace(terms, steps=(*terms.steps[:at], day, *terms.steps[at + 1 :]))
    return terms


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
