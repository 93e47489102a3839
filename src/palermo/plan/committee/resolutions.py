"""How what a committee resolved moves from state to state: one table.

A resolution puts a duty on a body. The committee takes it, the body answers and reports, the committee confirms. A
state is never typed: it is what the turns lead to. Nobody who acted for the owner ever judges what the owner did.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, mark


class Stage(StrEnum):
    """Where a resolution stands. NEW is before its first turn."""

    NEW = "new"
    TAKEN = "taken"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    LIFTED = "lifted"


class Deed(StrEnum):
    """What somebody does with it."""

    TAKE = "take"
    ACCEPT = "accept"
    REFUSE = "refuse"
    INSIST = "insist"
    REPORT = "report"
    RETURN = "return"
    CONFIRM = "confirm"
    UNDO = "undo"
    LIFT = "lift"


class Side(StrEnum):
    """In whose name: the body that owes it, the secretariat of the committee, or its chair, who stands above both."""

    OWNER = "owner"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class Turn:
    """One row of the table. `reason`: it takes one; of a report it is the note that tells what was done."""

    deed: Deed
    before: Stage
    after: Stage
    sides: tuple[Side, ...]
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Turned:
    """What somebody did on a day, in the name of a side. `by` is a short name or pseudonym."""

    deed: Deed
    by: str
    side: Side
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a resolution stands, who has acted for its owner, who confirmed it, and since when and why."""

    stage: Stage = Stage.NEW
    owners: frozenset[str] = frozenset()
    confirmed_by: str = ""
    since: date | None = None
    reason: str = ""

    @property
    def owed(self) -> bool:
        """Whether the owner has it before them: neither reported nor released from it."""
        return self.stage in (Stage.TAKEN, Stage.ACCEPTED, Stage.REFUSED)

    @property
    def open(self) -> bool:
        """Whether the committee is not through with it."""
        return self.owed or self.stage is Stage.REPORTED

    def late(self, due: date, as_of: date) -> bool:
        """Whether the owner has let the day pass."""
        return due < as_of and self.owed


_OWNER, _CHAIR = (Side.OWNER,), (Side.CHAIR,)
_COMMITTEE = (Side.SECRETARIAT, Side.CHAIR)
RESOLUTION_TURNS: tuple[Turn, ...] = (
    Turn(Deed.TAKE, Stage.NEW, Stage.TAKEN, _COMMITTEE),
    Turn(Deed.ACCEPT, Stage.TAKEN, Stage.ACCEPTED, _OWNER),
    Turn(Deed.REFUSE, Stage.TAKEN, Stage.REFUSED, _OWNER, reason=True),
    Turn(Deed.INSIST, Stage.REFUSED, Stage.TAKEN, _CHAIR, reason=True),
    Turn(Deed.UNDO, Stage.ACCEPTED, Stage.TAKEN, _CHAIR, reason=True),
    Turn(Deed.REPORT, Stage.ACCEPTED, Stage.REPORTED, _OWNER, reason=True),
    Turn(Deed.RETURN, Stage.REPORTED, Stage.ACCEPTED, _COMMITTEE, reason=True),
    Turn(Deed.CONFIRM, Stage.REPORTED, Stage.CONFIRMED, _COMMITTEE),
    Turn(Deed.UNDO, Stage.CONFIRMED, Stage.REPORTED, _CHAIR, reason=True),
    Turn(Deed.LIFT, Stage.TAKEN, Stage.LIFTED, _CHAIR, reason=True),
    Turn(Deed.LIFT, Stage.ACCEPTED, Stage.LIFTED, _CHAIR, reason=True),
    Turn(Deed.LIFT, Stage.REFUSED, Stage.LIFTED, _CHAIR, reason=True),
)
_ROWS = {(row.deed, row.before): row for row in RESOLUTION_TURNS}

STAGE_WORDS = MappingProxyType(
    {
        Stage.NEW: Message(mark("not taken yet")),
        Stage.TAKEN: Message(mark("taken and not answered")),
        Stage.ACCEPTED: Message(mark("accepted by its owner")),
        Stage.REFUSED: Message(mark("refused by its owner")),
        Stage.REPORTED: Message(mark("reported done")),
        Stage.CONFIRMED: Message(mark("confirmed as done")),
        Stage.LIFTED: Message(mark("lifted by the committee")),
    }
)
SIDE_WORDS = MappingProxyType(
    {
        Side.OWNER: Message(mark("the body that owes it")),
        Side.SECRETARIAT: Message(mark("the secretariat")),
        Side.CHAIR: Message(mark("the chair")),
    }
)


def turned(course: Course, by: Turned) -> tuple[Course, Message | None]:
    """Where a resolution stands after the turn; unchanged, with the reason, where the turn is refused."""
    row = _ROWS.get((by.deed, course.stage))
    if row is None:
        text = mark("'{deed}' cannot be done to what is {stage}")
        return course, Message(text, {"deed": str(by.deed), "stage": STAGE_WORDS[course.stage]})
    if refused := _wrong_person(row, course, by):
        return course, refused
    if row.reason and not by.reason.strip():
        return course, Message(mark("'{deed}' needs its words"), {"deed": str(by.deed)})
    if course.since and by.on < course.since:
        return course, Message(mark("it is dated {on}, before the turn that it follows"), {"on": by.on})
    owners = course.owners | {by.by} if by.side is Side.OWNER else course.owners
    confirmed_by = by.by if row.deed is Deed.CONFIRM else ""
    return Course(row.after, owners, confirmed_by, by.on, by.reason), None


def _wrong_person(row: Turn, course: Course, by: Turned) -> Message | None:
    if by.side not in row.sides:
        text = mark("'{deed}' is not for {side}")
        return Message(text, {"deed": str(by.deed), "side": SIDE_WORDS[by.side]})
    if by.side is not Side.OWNER and by.by in course.owners:
        return Message(mark("{by} acted for the body that owes it, and nobody judges their own work"), {"by": by.by})
    if row.deed is Deed.UNDO and by.by == course.confirmed_by:
        return Message(mark("{by} confirmed it, and another undoes that"), {"by": by.by})
    return None


def followed(turns: Sequence[Turned], *, until: date | None = None) -> tuple[Course, tuple[tuple[int, Message], ...]]:
    """Where the turns lead, up to and with the day `until`; and the number (from 0) of each refused one, with why."""
    course, refused = Course(), []
    for number, each in enumerate(turns):
        if until is None or each.on <= until:
            course, why = turned(course, each)
            if why:
                refused.append((number, why))
    return course, tuple(refused)


def resolution_diagram() -> str:
    """The states of a resolution as a Mermaid diagram, drawn from the table."""
    return "\n".join(["stateDiagram-v2", *_arrows()])


def _arrows() -> Iterator[str]:
    for row in RESOLUTION_TURNS:
        before = "[*]" if row.before is Stage.NEW else row.before
        words = ", with its words" if row.reason else ""
        yield f"    {before} --> {row.after}: {row.deed} ({' or '.join(row.sides)}{words})"
