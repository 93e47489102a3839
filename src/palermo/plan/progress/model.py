"""What became of a plan's activities, as it was reported: who accepted, what was done, with what proof.

Nothing here judges. States are not kept: the moves are, and the state is what they lead to (see `states`). Days are
`date`, figures `Decimal`; persons are short names or pseudonyms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, Origin, mark
from palermo.plan.progress.cycles import Cycle
from palermo.plan.progress.states import LADDER, Moved

WHOLE_PLACE = ""  # above every place that has none above it
OTHER_PROOF = "document"
# which of number, numerator, denominator and percent a value has: a count, a share or a percentage
_ONE_THING = frozenset({(True, False, False, False), (False, True, True, False), (False, False, False, True)})
# 22 USC 7102(5): the nine kinds of action that count; what is promised for later is none of them
PROOF_KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "CA-A": Message(mark("enforcement actions taken")),
        "CA-B": Message(mark("investigations under way")),
        "CA-C": Message(mark("prosecutions conducted")),
        "CA-D": Message(mark("convictions")),
        "CA-E": Message(mark("training given")),
        "CA-F": Message(mark("programmes and partnerships under way")),
        "CA-G": Message(mark("prevention work")),
        "CA-H": Message(mark("services given to victims")),
        "CA-I": Message(mark("money committed")),
        OTHER_PROOF: Message(mark("a document of another kind")),
    }
)


class Claim(StrEnum):
    """What a report says of the activity in a word. It is never the status; rules T01 to T03 hold it against it."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done for one step, by its number in the plan (from 1). `finished`: the day, where it is finished."""

    step: int
    what: str
    finished: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a disaggregation: of `sex`, `female`, 12."""

    split: str
    name: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an indicator: a count, a share with its two parts, or a percentage whose parts are not told.

    `cumulative`: since the beginning, and not of the period alone. `note` says why parts do not add up, where they
    do not. `place` is the body or place it is about, where it is not the whole.
    """

    indicator: str
    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    percent: Decimal | None = None
    cumulative: bool = False
    parts: tuple[Part, ...] = ()
    place: str = WHOLE_PLACE
    note: str = ""
    origin: Origin | None = field(default=None, compare=False)

    @property
    def is_one_thing(self) -> bool:
        """Whether it is one count, one share with both parts, or one percentage."""
        told = (self.number, self.numerator, self.denominator, self.percent)
        return tuple(part is not None for part in told) in _ONE_THING and self.denominator != 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a body says of an activity in a period."""

    period: str
    moves: tuple[Moved, ...]
    claim: Claim | None = None
    done: tuple[Done, ...] = ()
    values: tuple[Value, ...] = ()
    narrative: str = ""
    asks: str = ""  # what the committee is asked for
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file offered as proof of steps, by their numbers; of the activity itself where the plan lists no steps."""

    sha256: str
    kind: str  # a key of PROOF_KINDS
    moves: tuple[Moved, ...]
    title: str = ""
    proves: tuple[int, ...] = ()
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way. `blocked_by` names what stops the work altogether: an activity, a body, a law."""

    what: str
    since: date
    blocked_by: str = ""
    over: date | None = None


class Amended(StrEnum):
    """What of a promise was changed."""

    END = "end"
    STEP = "step"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A moved deadline or a changed target. `of` is the number of the step or the id of the indicator."""

    what: Amended
    new: str  # a day, or the words of the target
    on: date
    by: str
    of: str = ""
    reason: str = ""
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Dropped:
    """The activity was given up."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that a place takes for its part of an activity. `due`: its last day, where it has one."""

    text: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """The target of an indicator in one place, and why it is another than the plan's, where it is."""

    indicator: str
    target: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlacePart:
    """What one place takes on of an activity, and what became of that. `body` leads it.

    Without steps of its own it has those of the activity, without an end of its own the activity's, and so with
    targets.
    """

    place: str
    body: str = ""
    end: date | None = None
    steps: tuple[OwnStep, ...] = ()
    targets: tuple[OwnTarget, ...] = ()
    moves: tuple[Moved, ...] = ()
    reports: tuple[Report, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    changes: tuple[Amendment, ...] = ()
    dropped: Dropped | None = None
    origin: Origin | None = field(default=None, compare=False)

    def of(self, activity: str) -> "Work":
        """The part as work of its own on this activity."""
        told = (self.moves, self.reports, self.evidence, self.obstacles, self.changes, self.dropped)
        return Work(activity, *told, origin=self.origin)


@dataclass(frozen=True, slots=True)
class Work:
    """What became of one activity. `parts`: what places have inherited of it, each with a record of its own."""

    id: str
    moves: tuple[Moved, ...] = ()
    reports: tuple[Report, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    changes: tuple[Amendment, ...] = ()
    dropped: Dropped | None = None
    parts: tuple[PlacePart, ...] = ()
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of a plan. `activities` holds those of which anything is told, by their ids in the plan;
    `places` gives the place above each, for rolling values up.
    """

    plan: str
    ladder: tuple[str, ...] = LADDER
    cycle: Cycle | None = None
    activities: Mapping[str, Work] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
