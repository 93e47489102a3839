"""What could go wrong with an activity: whether a risk is still open, when it is looked at again, who may read it.

A risk is never changed. What is noted of it later says how it stands now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from palermo.core import Message, mark


class Noted(StrEnum):
    """What can be noted of a risk."""

    REVIEW = "review"  # it was looked at, and is looked at again on another day
    CLOSE = "close"
    SHOW = "show"  # everybody may read it
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class RiskNote:
    """A note of a day, with its reason. `review`: the day of the next look; a review alone has one."""

    noted: Noted
    on: date
    reason: str
    review: date | None = None


@dataclass(frozen=True, slots=True)
class RiskHeld:
    """How a risk stands. `review`: when it is to be looked at again."""

    review: date
    closed: date | None = None
    public: bool = False

    def overdue(self, today: date) -> bool:
        """Whether nobody looked at it on the day on which somebody was to."""
        return self.closed is None and self.review < today


def risk_noted(held: RiskHeld, note: RiskNote) -> tuple[RiskHeld, Message | None]:
    """How the risk stands after the note; as before, with the reason, where the note is refused."""
    if not note.reason.strip():
        return held, Message(mark("Say why. The reason stands beside it for ever."))
    match note.noted:
        case Noted.SHOW | Noted.HIDE:
            public = note.noted is Noted.SHOW
            if held.public is public:
                text = mark("Everybody may read it already.") if public else mark("It is not public.")
                return held, Message(text)
            return replace(held, public=public), None
        case _ if held.closed:
            return held, Message(mark("The risk was closed on {day}. Write a new one."), {"day": held.closed})
        case Noted.CLOSE:
            return replace(held, closed=note.on), None
        case _ if note.review is None or note.review <= note.on:
            return held, Message(mark("Say on which later day it is looked at again."))
        case _:
            return replace(held, review=note.review), None


def risk_held(review: date, notes: Iterable[RiskNote]) -> RiskHeld:
    """How a risk stands by its notes, in their order; a refused one changes nothing. `review`: as it was first said."""
    held = RiskHeld(review)
    for note in notes:
        held = risk_noted(held, note)[0]
    return held
