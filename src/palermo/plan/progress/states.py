"""How the acceptance of an activity, a report, a piece of evidence and its public copy move from state to state: one
table.

A thing climbs a ladder of levels. The first level writes; each level above agrees in its turn; what a level has agreed
to can be undone only by the one above it, with a reason. What is public can be closed again by any level, at once. A
state is never typed: it is what the moves lead to.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, mark

LADDER = ("body", "secretariat", "committee")  # who writes, who accepts, who is above; a country may name more
LOWEST_LADDER = 3
OF_ACTIVITY = ("secretariat", "lead", "committee")  # who puts an activity to its lead, the lead, who is above
OF_COPY = ("body", "secretariat", "committee")  # who asks for a public copy, who publishes it, who is above
OF_PART = ("above", "lead", "committee")  # who passes a part on: the body that leads the activity, or the secretariat


class Machine(StrEnum):
    """What has states."""

    ACTIVITY = "activity"
    REPORT = "report"
    EVIDENCE = "evidence"
    COPY = "copy"  # what everybody may see of a piece of evidence


class State(StrEnum):
    """Where a thing stands. NEW is before its first move."""

    NEW = "new"
    ASKED = "asked"
    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What somebody does to it."""

    ASK = "ask"
    WRITE = "write"
    SEND = "send"
    OFFER = "offer"
    RETURN = "return"
    ACCEPT = "accept"
    REFUSE = "refuse"
    UNDO = "undo"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class Who(StrEnum):
    """Which level may."""

    WRITER = "writer"  # the first level
    NEXT = "next"  # the level above the last one that agreed, below the top
    TOP = "top"  # the last level, when all below it have agreed
    ABOVE = "above"  # the level above the last one that agreed, the top included
    ANY = "any"  # whichever level sees first that it must


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. `climbs`: how many more levels have agreed afterwards."""

    machine: Machine
    verb: Verb
    before: State
    after: State
    who: Who
    climbs: int = 0
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What somebody did on a day, in the name of a level. `by` is a short name or pseudonym."""

    verb: Verb
    by: str
    level: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Where a thing stands, who has written at it, who has agreed level by level, and since when and why."""

    state: State = State.NEW
    writers: frozenset[str] = frozenset()
    agreed: tuple[str, ...] = ()
    since: date | None = None
    reason: str = ""

    def may_be_signed(self, by: str, on: date) -> bool:
        """Whether somebody has had no hand in it, and the day is not before the one since when it stands so."""
        return by not in self.writers and by not in self.agreed and not (self.since and on < self.since)


_A, _R, _E, _C = Machine
MOVES: tuple[Move, ...] = (
    Move(_A, Verb.ASK, State.NEW, State.ASKED, Who.WRITER),
    Move(_A, Verb.ACCEPT, State.ASKED, State.ACCEPTED, Who.NEXT, 1),
    Move(_A, Verb.REFUSE, State.ASKED, State.REFUSED, Who.NEXT, reason=True),
    Move(_A, Verb.ASK, State.REFUSED, State.ASKED, Who.WRITER),
    Move(_A, Verb.UNDO, State.ACCEPTED, State.ASKED, Who.ABOVE, -1, reason=True),
    Move(_R, Verb.WRITE, State.NEW, State.DRAFT, Who.WRITER),
    Move(_R, Verb.WRITE, State.DRAFT, State.DRAFT, Who.WRITER),
    Move(_R, Verb.WRITE, State.RETURNED, State.DRAFT, Who.WRITER),
    Move(_R, Verb.SEND, State.DRAFT, State.SENT, Who.WRITER),
    Move(_R, Verb.RETURN, State.SENT, State.RETURNED, Who.NEXT, reason=True),
    Move(_R, Verb.ACCEPT, State.SENT, State.ACCEPTED, Who.NEXT, 1),
    Move(_R, Verb.ACCEPT, State.ACCEPTED, State.ACCEPTED, Who.NEXT, 1),
    Move(_R, Verb.UNDO, State.ACCEPTED, State.SENT, Who.ABOVE, -1, reason=True),
    Move(_R, Verb.PUBLISH, State.ACCEPTED, State.PUBLISHED, Who.TOP),
    Move(_E, Verb.OFFER, State.NEW, State.OFFERED, Who.WRITER),
    Move(_E, Verb.ACCEPT, State.OFFERED, State.ACCEPTED, Who.NEXT, 1),
    Move(_E, Verb.REFUSE, State.OFFERED, State.REFUSED, Who.NEXT, reason=True),
    Move(_E, Verb.UNDO, State.ACCEPTED, State.OFFERED, Who.ABOVE, -1, reason=True),
    Move(_C, Verb.ASK, State.NEW, State.ASKED, Who.WRITER),
    Move(_C, Verb.REFUSE, State.ASKED, State.REFUSED, Who.NEXT, reason=True),
    Move(_C, Verb.PUBLISH, State.ASKED, State.PUBLISHED, Who.NEXT, 1),
    Move(_C, Verb.WITHDRAW, State.ASKED, State.WITHDRAWN, Who.ANY, reason=True),
    Move(_C, Verb.WITHDRAW, State.PUBLISHED, State.WITHDRAWN, Who.ANY, reason=True),
)
_ROWS = {(row.machine, row.verb, row.before): row for row in MOVES}

STATE_WORDS = MappingProxyType(
    {
        State.NEW: Message(mark("not begun")),
        State.ASKED: Message(mark("asked for and not answered")),
        State.DRAFT: Message(mark("a draft")),
        State.SENT: Message(mark("sent")),
        State.RETURNED: Message(mark("returned")),
        State.OFFERED: Message(mark("offered")),
        State.ACCEPTED: Message(mark("accepted")),
        State.REFUSED: Message(mark("refused")),
        State.PUBLISHED: Message(mark("published")),
        State.WITHDRAWN: Message(mark("withdrawn")),
    }
)


def moved(machine: Machine, held: Held, by: Moved, ladder: Sequence[str]) -> tuple[Held, Message | None]:
    """Where the thing stands after the move; unchanged, with the reason, where the move is refused.

    `ladder` names the levels from the one that writes upwards, three at least.
    """
    row = _ROWS.get((machine, by.verb, held.state))
    if row is None:
        text = mark("'{verb}' cannot be done to what is {state}")
        return held, Message(text, {"verb": str(by.verb), "state": STATE_WORDS[held.state]})
    if refused := _wrong_level(row, held, by, ladder) or _wrong_person(row, held, by):
        return held, refused
    if row.reason and not by.reason.strip():
        return held, Message(mark("'{verb}' needs a reason"), {"verb": str(by.verb)})
    if held.since and by.on < held.since:
        return held, Message(mark("it is dated {on}, before the move that it follows"), {"on": by.on})
    return _after(row, held, by), None


def awaited(machine: Machine, held: Held, ladder: Sequence[str]) -> tuple[str, Verb] | None:
    """The level whose turn it is to agree, and whether it accepts or publishes; None where it waits for nobody.

    Of whoever acts in the name of that level, `moved` lets all do it who have had no hand in it (`may_be_signed`).
    """
    rung, top = len(held.agreed) + 1, len(ladder) - 1
    whose = Who.NEXT if rung < top else Who.TOP
    for verb in (Verb.ACCEPT, Verb.PUBLISH):
        row = _ROWS.get((machine, verb, held.state))
        if row and row.who is whose and rung <= top:
            return ladder[rung], verb
    return None


def _wrong_level(row: Move, held: Held, by: Moved, ladder: Sequence[str]) -> Message | None:
    if row.who is Who.ANY:
        text = mark("'{verb}' is for a level of it, not for '{wrong}'")
        return None if by.level in ladder else Message(text, {"verb": str(by.verb), "wrong": by.level})
    rung = 0 if row.who is Who.WRITER else len(held.agreed) + 1
    top = len(ladder) - 1
    if (row.who is Who.TOP and rung != top) or (row.who is Who.NEXT and rung >= top):
        levels = Message(mark("not every level below has accepted") if rung < top else mark("no level is left below"))
        return Message(mark("'{verb}' is out of turn: {why}"), {"verb": str(by.verb), "why": levels})
    if by.level != ladder[rung]:
        text = mark("'{verb}' is for the level '{right}', not for '{wrong}'")
        return Message(text, {"verb": str(by.verb), "right": ladder[rung], "wrong": by.level})
    return None


def _wrong_person(row: Move, held: Held, by: Moved) -> Message | None:
    if row.who in (Who.WRITER, Who.ANY):
        return None
    if by.by in held.writers:
        return Message(mark("{by} wrote it, and nobody signs off their own work"), {"by": by.by})
    if by.by in held.agreed:
        return Message(mark("{by} has agreed to it at a lower level already"), {"by": by.by})
    return None


def _after(row: Move, held: Held, by: Moved) -> Held:
    agreed = held.agreed
    if row.climbs > 0:
        agreed = (*agreed, by.by)
    elif row.climbs < 0:
        agreed = agreed[:-1]
    # undone one level at a time: while a lower level still agrees, it stays accepted
    state = row.before if row.climbs < 0 and agreed else row.after
    writers = held.writers | {by.by} if row.who is Who.WRITER else held.writers
    return Held(state, writers, agreed, by.on, by.reason)


def each_step(
    machine: Machine,
    moves: Sequence[Moved],
    ladder: Sequence[str],
    *,
    until: date | None = None,
    writers: Collection[str] = (),
) -> Iterator[tuple[Held, int, Message | None]]:
    """After each move up to and with the day `until`: where the thing stands, the move's number (from 0), why refused.

    A refused move changes nothing; those after it are judged as if it had not been tried.
    """
    held = Held(writers=frozenset(writers))
    for number, each in enumerate(moves):
        if until is None or each.on <= until:
            held, why = moved(machine, held, each, ladder)
            yield held, number, why


def replayed(
    machine: Machine,
    moves: Sequence[Moved],
    ladder: Sequence[str],
    *,
    until: date | None = None,
    writers: Collection[str] = (),
) -> tuple[Held, tuple[tuple[int, Message], ...]]:
    """Where the moves lead, up to and with the day `until`; and the number (from 0) of each refused move, with why.

    `writers`: who had a hand in it before its first move, as who offered the evidence has in its public copy.
    """
    held, refused = Held(writers=frozenset(writers)), []
    for now, number, why in each_step(machine, moves, ladder, until=until, writers=writers):
        held = now
        if why:
            refused.append((number, why))
    return held, tuple(refused)


def through_lead(ladder: Sequence[str]) -> tuple[str, ...]:
    """The levels by which what a place reports climbs: before the two uppermost, the body that leads the activity."""
    if "lead" in ladder:
        return tuple(ladder)
    return (*ladder[:-2], "lead", *ladder[-2:])


def diagram(machine: Machine) -> str:
    """The states of one machine as a Mermaid diagram, drawn from the table."""
    return "\n".join(["stateDiagram-v2", *_arrows(machine)])


def _arrows(machine: Machine) -> Iterator[str]:
    for row in MOVES:
        if row.machine is machine:
            before = "[*]" if row.before is State.NEW else row.before
            who = f"{row.verb} ({row.who}{', with a reason' if row.reason else ''})"
            yield f"    {before} --> {row.after}: {who}"
