"""The permission table: what `decide` says of every act, role, place and state, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from palermo.access.actor import Actor, Ask, Thing
from palermo.access.acts import ACTS, Act
from palermo.access.decision import Decision, decide
from palermo.access.roles import Role
from palermo.access.states import KIND_STATES
from palermo.access.terms import Term


class Where(StrEnum):
    """Where a thing lies, seen from the body that the role is held in."""

    OWN = "own"
    BELOW = "below"
    PASSED_ON = "passed_on"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one act, for one role, when all its conditions are met.

    `mine`: the thing belongs to the person or is about them. An act that is done to nothing has one cell a role, with
    `where` elsewhere; a kind of thing without states has the state "".
    """

    act: Act
    role: Role
    where: Where
    mine: bool
    state: str
    decision: Decision


# A world as small as it can be: a body above, one in it, one below, and another beside them.
_PATHS = {
    Where.OWN: ("above", "own"),
    Where.BELOW: ("above", "own", "below"),
    Where.PASSED_ON: ("above", "beside"),
    Where.ELSEWHERE: ("above", "beside"),
}
_AT = datetime(2000, 1, 1, tzinfo=UTC)


def permission_table() -> tuple[Cell, ...]:
    """Every cell, in the order of the table of acts."""
    return tuple(cell for act in ACTS.values() for role in Role for cell in _cells(act, role))


def _cells(act: Act, role: Role) -> Iterator[Cell]:
    actor, second = _actor("one", role), _actor("two", role)
    if not act.kind:
        yield Cell(act, role, Where.ELSEWHERE, False, "", decide(actor, act.verb, None, _AT, reason="why"))
        return
    ask = Ask(by=second, act=act.verb, at=_AT)
    for where, path in _PATHS.items():
        for mine in (True, False):
            for state in KIND_STATES.get(act.kind, ("",)):
                owner = actor.id if mine else "three"
                passed_by = "own" if where is Where.PASSED_ON else ""
                thing = Thing(
                    kind=act.kind, id="thing", path=path, state=state, passed_by=passed_by, owner=owner, asks=(ask,)
                )
                yield Cell(act, role, where, mine, state, decide(actor, act.verb, thing, _AT, reason="why"))


def _actor(id_: str, role: Role) -> Actor:
    until = _AT + timedelta(days=365)
    terms = () if role is Role.PUBLIC else (_term(id_, role, until),)
    return Actor(id=id_, terms=terms, second_factor=True, fresh_at=_AT)


def _term(person: str, role: Role, until: datetime) -> Term:
    return Term(id=person, person=person, role=role, body="own", since=_AT, until=until, enforces=False)
