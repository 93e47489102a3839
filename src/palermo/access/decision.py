"""One function decides. Pages, commands, actions and query filters all ask it, and nobody else knows rights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from palermo.access import reasons
from palermo.access.actor import Actor, Ask, Thing
from palermo.access.acts import ACTS, Act
from palermo.access.roles import Condition, Role, Scope, Separation, Topic
from palermo.access.states import STATES
from palermo.core import Message

FRESH = timedelta(minutes=5)
ASK_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed, and why. True in a condition when it is.

    `conditions` are those still missing: an act that is refused and has some is allowed as soon as they are met.
    `hidden`: answer as for a thing that does not exist.
    """

    allowed: bool
    reason: Message
    conditions: tuple[Condition, ...] = ()
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def possible(self) -> bool:
        """Whether the act is allowed, or would be as soon as its conditions are met."""
        return self.allowed or bool(self.conditions)


@dataclass(frozen=True, slots=True)
class Hat:
    """One way in which a person may do an act: a role, how far it reaches, and for whom it is worn."""

    role: Role
    scope: Scope
    body: str
    wearers: frozenset[str]  # the person, and the one they stand for
    person: str
    by_glass: bool = False

    def covers(self, thing: Thing) -> bool:
        """Whether the thing lies within the scope."""
        if self.scope is Scope.ANY:
            return True
        if self.scope is Scope.OWN:
            return thing.path[-1:] == (self.body,)
        here = self.role is Role.PUBLIC or self.body in thing.path
        return here and (self.scope is Scope.BELOW or (bool(self.person) and thing.owner == self.person))


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may do an act to: the filter of a query. It is `decide`, asked of all things at once.

    A thing is in reach when it lies within one of the `hats` whose wearers did not write it (where `not_written`)
    nor gain by it (where `not_received`), in one of the `states` (None: in any), and of a topic outside `topics`.
    `open_too`: things that are not closed are in reach as well. A reason and a second person are asked for thing by
    thing and are not looked at here; where a sign-in condition is missing, nothing is in reach.
    """

    act: str
    hats: tuple[Hat, ...] = ()
    states: tuple[str, ...] | None = None
    not_written: bool = False
    not_received: bool = False
    topics: frozenset[Topic] = frozenset()
    open_too: bool = False

    def __bool__(self) -> bool:
        return bool(self.hats) or self.open_too

    def covers(self, thing: Thing) -> bool:
        """Whether the thing is in reach."""
        if self.open_too and not thing.closed:
            return True
        if self.states is not None and thing.state not in self.states:
            return False
        return thing.topic not in self.topics and any(self._lets(hat, thing) for hat in self.hats)

    def _lets(self, hat: Hat, thing: Thing) -> bool:
        wrote = self.not_written and hat.wearers & thing.writers
        gains = self.not_received and thing.receiver in hat.wearers
        return hat.covers(thing) and not wrote and not gains


def decide(actor: Actor, act: str, thing: Thing | None, at: datetime, *, reason: str = "") -> Decision:
    """Whether `actor` may do `act` (a verb such as `plan.uploaded`) to `thing` at the instant `at`.

    Of an act that is done to something, None stands for what does not exist; the answer is the same as for a thing
    that the actor may not know of. `reason` is what the person wrote where the act asks for one.
    """
    row = ACTS.get(act)
    if row is None:
        return Decision(False, reasons.no_such_act())
    if actor.closed:
        return Decision(False, reasons.account_closed())
    if row.reads and thing is not None and not thing.closed:
        return Decision(True, reasons.open_to_all())
    hats = tuple(_hats(actor, row, at))
    if not hats or not (actor.id or Scope.ANY in {hat.scope for hat in hats}):
        return Decision(False, reasons.wrong_role(row) if actor.id else reasons.sign_in())
    if row.kind and thing is None:
        return Decision(False, reasons.nothing_here(), hidden=True)
    if thing is not None:
        refused = _refused_for_thing(actor, row, hats, thing, at)
        if refused:
            return refused
    missing = tuple(_missing(actor, row, thing, at, reason))
    return Decision(not missing, reasons.condition(missing[0]) if missing else reasons.as_role(hats[0].role), missing)


def reach(actor: Actor, act: str, at: datetime) -> Reach:
    """What `actor` may do `act` to at the instant `at`: what a query has to filter by."""
    row = ACTS.get(act)
    if row is None or actor.closed:
        return Reach(act)
    signed_in = not any(_missing_of_actor(actor, row, at))
    return Reach(
        act,
        hats=tuple(_hats(actor, row, at)) if signed_in else (),
        states=STATES.get(act),
        not_written=Separation.WRITER in row.apart,
        not_received=Separation.RECEIVER in row.apart,
        topics=_topics_barred(actor, row, at),
        open_too=row.reads,
    )


def _hats(actor: Actor, row: Act, at: datetime) -> Iterator[Hat]:
    me = frozenset({actor.id})
    if (scope := row.roles.get(Role.PUBLIC)) is not None:
        yield Hat(Role.PUBLIC, scope, "", me, actor.id)
    for term in actor.terms:
        if (scope := row.roles.get(term.role)) is not None and term.runs(at):
            wearers = me | ({term.deputy_for.person} if term.deputy_for else set())
            yield Hat(term.role, scope, term.body, wearers, actor.id)
    if row.by_glass and any(term.runs(at) for term in actor.terms):
        for glass in actor.glasses:
            if glass.opens(at, enforces=_enforces(actor, at)):
                yield Hat(Role.PUBLIC, Scope.OWN, glass.compartment, me, actor.id, by_glass=True)


def _enforces(actor: Actor, at: datetime) -> bool:
    return any(term.enforces and term.runs(at) for term in actor.terms)


def _topics_barred(actor: Actor, row: Act, at: datetime) -> frozenset[Topic]:
    barred = Separation.ENFORCEMENT in row.apart and _enforces(actor, at)
    return frozenset({Topic.PROTECTION}) if barred else frozenset()


def _refused_for_thing(actor: Actor, row: Act, hats: tuple[Hat, ...], thing: Thing, at: datetime) -> Decision | None:
    if thing.kind != row.kind:
        raise ValueError(f"{row.verb} is done to a {row.kind}, not to a {thing.kind}")
    hats = tuple(hat for hat in hats if hat.covers(thing))
    if not hats:
        known = not thing.closed or _knows(actor, thing, at)
        return Decision(False, reasons.other_body(row) if known else reasons.nothing_here(), hidden=not known)
    states = STATES.get(row.verb)
    if states is not None and thing.state not in states:
        return Decision(False, reasons.wrong_state(thing.state, states))
    if thing.topic in _topics_barred(actor, row, at):
        return Decision(False, reasons.enforcement())
    if Separation.WRITER in row.apart and all(hat.wearers & thing.writers for hat in hats):
        return Decision(False, reasons.own_work())
    if Separation.RECEIVER in row.apart and all(thing.receiver in hat.wearers for hat in hats):
        return Decision(False, reasons.own_gain())
    return None


def _knows(actor: Actor, thing: Thing, at: datetime) -> bool:
    """Whether any act at all on things of this kind reaches it: then the person may be told that it is there."""
    rows = (row for row in ACTS.values() if row.kind == thing.kind)
    return any(hat.covers(thing) for row in rows for hat in _hats(actor, row, at))


def _missing(actor: Actor, row: Act, thing: Thing | None, at: datetime, reason: str) -> Iterator[Condition]:
    yield from _missing_of_actor(actor, row, at)
    if Condition.REASON in row.conditions and not reason.strip():
        yield Condition.REASON
    if Condition.TWO_PERSONS in row.conditions and not (thing and _seconded(actor, row, thing, at)):
        yield Condition.TWO_PERSONS


def _missing_of_actor(actor: Actor, row: Act, at: datetime) -> Iterator[Condition]:
    if Condition.SECOND_FACTOR in row.conditions and not actor.second_factor:
        yield Condition.SECOND_FACTOR
    fresh = actor.fresh_at is not None and actor.fresh_at <= at < actor.fresh_at + FRESH
    if Condition.FRESH_SIGN_IN in row.conditions and not fresh:
        yield Condition.FRESH_SIGN_IN


def _seconded(actor: Actor, row: Act, thing: Thing, at: datetime) -> bool:
    """Whether another person, who may still do the act, asked for it lately."""
    return any(_counts(ask, actor, row, thing, at) for ask in thing.asks)


def _counts(ask: Ask, actor: Actor, row: Act, thing: Thing, at: datetime) -> bool:
    if ask.act != row.verb or ask.by.id == actor.id or ask.by.closed or not ask.at <= at < ask.at + ASK_LASTS:
        return False
    hats = tuple(_hats(ask.by, row, at))
    return bool(hats) and _refused_for_thing(ask.by, row, hats, thing, at) is None
