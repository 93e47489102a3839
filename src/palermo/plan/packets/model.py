"""What travels: the due reports of one body, and what was written for them where there was no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Words = Mapping[str, str]  # by language


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"  # one line; words are taken too, and judged in the office
    ONE_OF = "one_of"  # all choices are seen
    FROM_LIST = "from_list"


@dataclass(frozen=True, slots=True)
class PacketField:
    """A field of a report. `needed`: without it the report cannot be sent. `choices`: what each value is called."""

    name: str
    kind: FieldKind
    label: Words
    hint: Words
    choices: tuple[tuple[str, Words], ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading: `about`, in the plan's own words, or `title`; under none where both are empty.

    `spare`: shown once what stands before it is used up.
    """

    title: Words
    about: str
    fields: tuple[PacketField, ...]
    spare: bool = False


@dataclass(frozen=True, slots=True)
class DueReport:
    """The report of an activity in a period, as it stood when the packet was made.

    `edition`: how often its draft had been saved; `lines`: what stood in each field. `asks`: a digest over the steps
    and indicators that it is asked for. `lead` is the number under which the activity was put to the body.
    """

    lead: str
    period: str
    activity: str
    text: str
    plan: str
    language: str
    first: date
    last: date
    due: date
    edition: int
    asks: str
    groups: tuple[FieldGroup, ...]
    lines: Mapping[str, str]
    steps: tuple[str, ...] = ()
    note: str = ""

    @property
    def id(self) -> str:
        """What it is known by in its packet."""
        return f"{self.lead}/{self.period}"


@dataclass(frozen=True, slots=True)
class Packet:
    """The due reports of one body. `until`: the last day on which an answer is taken. `proofs`: kinds of evidence."""

    id: str
    body: Words
    language: str
    made_on: date
    until: date
    reports: tuple[DueReport, ...]
    proofs: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class SaidReport:
    """What was written for one report of the packet. `send`: it is finished, and is to be sent."""

    id: str
    lines: Mapping[str, str]
    send: bool


@dataclass(frozen=True, slots=True)
class SaidProof:
    """A file offered as proof of steps, by their numbers. `id`: of the report it came with."""

    id: str
    name: str
    title: str
    kind: str
    proves: tuple[int, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class PacketAnswer:
    """What came back of a packet, by its id."""

    packet: str
    said: tuple[SaidReport, ...]
    proofs: tuple[SaidProof, ...]
