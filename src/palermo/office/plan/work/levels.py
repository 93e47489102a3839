"""The levels by which a report climbs, and who acts in the name of each."""

from collections.abc import Callable, Mapping
from datetime import datetime

from palermo.access import Role, Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.decision import By, actor
from palermo.office.base.vocabulary import say
from palermo.plan import LADDER, Held

APPROVED = ("body", "approver", "secretariat", "committee")  # the head of the body agrees first
LADDERS: Mapping[str, tuple[str, ...]] = {"plain": LADDER, "approved": APPROVED}
LEVEL_NAMES: Mapping[str, Message] = {
    "body": Message(mark("the body that reports")),
    "approver": Message(mark("the approver of the body")),
    "lead": Message(mark("the body that leads")),
    "above": Message(mark("who passes the part on")),
    "secretariat": Message(mark("the secretariat")),
    "committee": Message(mark("the chair of the committee")),
}
_ROLES: Mapping[str, frozenset[Role]] = {
    "body": frozenset({Role.FOCAL_POINT}),
    "approver": frozenset({Role.APPROVER}),
    "lead": frozenset({Role.FOCAL_POINT, Role.APPROVER}),
    "secretariat": frozenset({Role.SECRETARIAT}),
    "committee": frozenset({Role.CHAIR}),
}
_IN_ITS_OWN = frozenset({"body", "approver", "lead"})  # the others look after the bodies below them too


def next_level(held: Held, ladder: tuple[str, ...]) -> str:
    """The level that has to agree next; empty where all have."""
    rung = len(held.agreed) + 1
    return ladder[rung] if rung < len(ladder) else ""


def holds(by: By, level: str, thing: Thing, at: datetime) -> bool:
    """Whether `by` may act in the name of this level for what lies where the thing does."""
    return holder(by, at)(level, thing)


def holder(by: By, at: datetime) -> Callable[[str, Thing], bool]:
    """The same, to be asked of many things."""
    terms = [(term.role, term.body) for term in actor(by, at).terms if term.runs(at)]
    bodies = {level: frozenset(body for role, body in terms if role in of) for level, of in _ROLES.items()}

    def told(level: str, thing: Thing) -> bool:
        reached = thing.path[-1:] if level in _IN_ITS_OWN else thing.path
        if level == "lead" and thing.passed_by:
            reached = (thing.passed_by,)
        return not bodies.get(level, frozenset()).isdisjoint(reached)

    return told


def levels_of(by: By, at: datetime) -> frozenset[str]:
    """The levels that `by` acts in the name of anywhere."""
    roles = {term.role for term in actor(by, at).terms if term.runs(at)}
    return frozenset(level for level, of in _ROLES.items() if of & roles)


def need_level(by: By, level: str, thing: Thing, at: datetime) -> None:
    """Refuse who may not act in the name of the level whose turn it is."""
    if level and not holds(by, level, thing, at):
        raise UserError(Message(mark("It is the turn of {level} now."), {"level": say(LEVEL_NAMES[level])}))
