"""What a judgement of input found: never a crash, never silence."""

from dataclasses import dataclass
from enum import StrEnum

from palermo.core.cell import Origin
from palermo.core.message import Message


class Severity(StrEnum):
    """How much a finding matters. The value is the letter of the audit."""

    ERROR = "error"  # the input could not be used
    A = "A"  # makes the item unverifiable
    B = "B"  # weakens it
    C = "C"  # advice


class Outcome(StrEnum):
    """What a rule says of one object."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"  # the source was not read
    NOT_APPLICABLE = "not_applicable"  # the question does not arise, or cannot be asked yet


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell a person: which rule, about what, where, and what to do.

    `level` and `object` name the thing judged (`activity`, `2.1.5`); both are empty for a finding about a file.
    """

    rule: str
    severity: Severity
    outcome: Outcome
    message: Message
    advice: Message
    origin: Origin | None = None
    level: str = ""
    object: str = ""
