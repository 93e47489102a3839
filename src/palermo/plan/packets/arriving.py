"""What becomes of a report that was written offline, as it arrives in an office that went on in the meantime."""

from dataclasses import dataclass
from enum import StrEnum


class Arrived(StrEnum):
    """What became of it."""

    SENT = "sent"
    SAVED = "saved"  # as the draft
    BOTH = "both"  # another wording was saved meanwhile: somebody has to choose
    CLOSED = "closed"  # nothing can be written for it any more


class WhyNot(StrEnum):
    """Why it was not sent, or why nothing can be written for it any more."""

    LACKING = "lacking"  # something is missing in it
    HANDED_OVER = "handed_over"
    NOT_ACCEPTED = "not_accepted"
    GIVEN_UP = "given_up"
    NO_PERIOD = "no_period"
    SENT_BEFORE = "sent_before"
    ASKS_CHANGED = "asks_changed"


@dataclass(frozen=True, slots=True)
class Here:
    """How the office holds a report now. `led`: by the same body still; `same`: its draft says what has arrived."""

    led: bool = True
    accepted: bool = True
    kept: bool = True
    asked: bool = True  # the plan is still reported on in this period
    unsent: bool = True
    asks: str = ""
    edition: int = 0
    same: bool = False


def arrived(edition: int, asks: str, here: Here) -> tuple[Arrived, WhyNot | None]:
    """SAVED where it becomes the draft; else what it is instead, and why nothing can be written.

    `edition`, `asks`: of the report in the packet.
    """
    closed = (
        (not here.led, WhyNot.HANDED_OVER),
        (not here.accepted, WhyNot.NOT_ACCEPTED),
        (not here.kept, WhyNot.GIVEN_UP),
        (not here.asked, WhyNot.NO_PERIOD),
        (not here.unsent, WhyNot.SENT_BEFORE),
        (here.asks != asks, WhyNot.ASKS_CHANGED),
    )
    why = next((why for is_so, why in closed if is_so), None)
    if why is not None:
        return Arrived.CLOSED, why
    return (Arrived.SAVED if here.edition == edition or here.same else Arrived.BOTH), None
