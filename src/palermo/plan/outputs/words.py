"""The words of statuses and levels, as messages."""

from collections.abc import Mapping
from types import MappingProxyType

from palermo.core import Message, mark
from palermo.plan.progress import Status

# in the order in which they ask for somebody to act
STATUS_WORDS: Mapping[Status, Message] = MappingProxyType(
    {
        Status.LATE: Message(mark("Late")),
        Status.BLOCKED: Message(mark("Blocked")),
        Status.NO_REPORT: Message(mark("No report")),
        Status.NOT_ACCEPTED: Message(mark("Not accepted")),
        Status.PROOF_PENDING: Message(mark("Proof pending")),
        Status.RUNNING: Message(mark("Running")),
        Status.NOT_STARTED: Message(mark("Not started")),
        Status.DONE: Message(mark("Done")),
        Status.DROPPED: Message(mark("Dropped")),
    }
)
_LEVELS = MappingProxyType(
    {
        "body": Message(mark("the body that reports")),
        "approver": Message(mark("the approver of the body")),
        "lead": Message(mark("the body that leads")),
        "secretariat": Message(mark("the secretariat")),
        "committee": Message(mark("the chair of the committee")),
    }
)


def level_word(level: str) -> Message:
    """A level of a ladder; one that a country has named itself is called as it is."""
    return _LEVELS.get(level, Message(mark("{level}"), {"level": level}))
