"""What a country says to an ask, and its word beside an outside finding: both voices are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from palermo.core import Message, mark


class Stance(StrEnum):
    """How a country takes an ask."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"

    @property
    def words(self) -> Message:
        """How it is told."""
        return _STANCES[self]


_STANCES = {
    Stance.ACCEPTED: Message(mark("accepted")),
    Stance.PARTLY: Message(mark("accepted in part")),
    Stance.DECLINED: Message(mark("declined")),
}


@dataclass(frozen=True, slots=True)
class Response:
    """A body's answer to an ask, on a day. A part that is not accepted, and a refusal, need their reason."""

    ask: str
    stance: Stance
    on: date
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The country's own word beside an outside finding, kept as long as the finding is. It changes nothing in it."""

    ask: str
    on: date
    by: str
    text: str


def response_fault(response: Response) -> Message | None:
    """Why a response cannot be taken down, or None."""
    if response.stance is not Stance.ACCEPTED and not response.reason.strip():
        return Message(mark("Say why, and of what part. The reason stands beside the ask for ever."))
    return None


def responded(responses: Iterable[Response], as_of: date) -> dict[str, Response]:
    """By ask the response that holds on the day: the last one that has no fault."""
    valid = (each for each in responses if each.on <= as_of and response_fault(each) is None)
    return {each.ask: each for each in sorted(valid, key=lambda each: each.on)}


def beside(replies: Iterable[Reply], as_of: date) -> dict[str, list[Reply]]:
    """By ask the replies that stand beside it on the day, the first first. A later one takes none of them away."""
    found: dict[str, list[Reply]] = {}
    for each in sorted((each for each in replies if each.on <= as_of), key=lambda each: each.on):
        found.setdefault(each.ask, []).append(each)
    return found
