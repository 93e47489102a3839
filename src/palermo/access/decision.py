"""One function decides. Pages, commands, actions and query filters all ask it, and nobody else knows rights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from palermo.access import reasons
from palermo.access.actor import Actor, Ask, Thing
from palermo.access.acts import ACTS, Act
from palermo.access.hats import Hat, hats_for, topics_barred
from palermo.access.roles import Condition, Scope, Separation, Topic
from palermo.access.states import KIND_STATES, STATES
from palermo.core import Message

FRESH_FOR = timedelta(minutes=5)
ASK_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed, and why. True in a condition when it is.

    `conditions` are those still missing: an act that is refused and has some is allowed as soon as they are met. While
    the second factor is missing, nothing is said of the thing, and nothing else is asked for.
    `hidden`: answer as for a thing that does not exist. `glass`: the id of the broken glass, where nothing else allows
    the act.
    """

    allowed: bool
    reason: Message
    conditions: tuple[Condition, ...] = ()
    hidden: bool = False
    glass: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def possible(self) -> bool:
        """Whether the act is allowed, or would be as soon as its conditions are met."""
        return self.allowed or bool(self.conditions)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may do an act to: the filter of a query. It is `decide`, asked of all things at once.

    A thing is in reach when one of the `hats` covers it whose wearers did not write it (where `not_written`) nor gain
    by it (where `not_received`), when it is in one of the `states` (None: in any), and of no topic in `topics`.
    `open_too`: things that are not closed are in reach as well. A reason and a second person are asked for thing by
    thing and not looked at here; where a condition of the sign-in is missing, no closed thing is in reach.
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
        wrote = self.not_written and hat.wrote(thing)
        gains = self.not_received and hat.gains(thing)
        return hat.covers(thing) and not wrote and not gains


def decide(actor: Actor, act: str, thing: Thing | None, at: datetime, *, reason: str = "") -> Decision:
    """Whether `actor` may do `act` (a verb such as `plan.uploaded`) to `thing` at the instant `at`.

    Of an act that is done to something, None stands for what does not exist; the answer is the same as for a thing
    that the actor may not know of. `reason` is what the person wrote where the act asks for one. ValueError for a
    thing of another kind than the act's, or in a state that its kind does not have.
    """
    row = ACTS.get(act)
    if row is None:
        return Decision(False, reasons.no_such_act())
    if thing is not None:
        _check(row, thing)
    if actor.closed:
        return Decision(False, reasons.account_closed())
    if row.reads and thing is not None and not thing.closed:
        return Decision(True, reasons.open_to_all())
    hats = hats_for(actor, row, at)
    if not hats:
        return Decision(False, reasons.wrong_role(row) if actor.id else reasons.sign_in())
    # before the thing is looked at: a password alone learns nothing of what there is
    if Condition.SECOND_FACTOR in (missing := tuple(_missing_of_actor(actor, row, at))):
        return Decision(False, reasons.condition(Condition.SECOND_FACTOR), (Condition.SECOND_FACTOR,))
    if row.kind:
        hats, refused = _fitting(actor, row, hats, thing, at)
        if refused is not None:
            return refused
    pairs = tuple(_pairs(hats, row, thing, at))
    missing += tuple(_missing_of_try(row, pairs, reason))
    if missing:
        one_hand = missing[0] is Condition.TWO_PERSONS and pairs
        return Decision(False, reasons.same_hand() if one_hand else reasons.condition(missing[0]), missing)
    return Decision(True, reasons.allowed(hats[0]), glass=hats[0].glass)


def reach(actor: Actor, act: str, at: datetime) -> Reach:
    """What `actor` may do `act` to at the instant `at`: what a query has to filter by."""
    row = ACTS.get(act)
    if row is None or actor.closed:
        return Reach(act)
    return Reach(
        act,
        hats=() if any(_missing_of_actor(actor, row, at)) else hats_for(actor, row, at),
        states=STATES.get(act),
        not_written=Separation.WRITER in row.apart,
        not_received=Separation.RECEIVER in row.apart,
        topics=topics_barred(actor, row, at),
        open_too=row.reads,
    )


def _check(row: Act, thing: Thing) -> None:
    if thing.kind != row.kind:
        raise ValueError(f"{row.verb} is done to {row.kind or 'nothing'}, not to {thing.kind}")
    if thing.state not in KIND_STATES.get(thing.kind, ("",)):
        raise ValueError(f"{thing.kind} has no state {thing.state!r}")


def _fitting(
    actor: Actor, row: Act, hats: tuple[Hat, ...], thing: Thing | None, at: datetime
) -> tuple[tuple[Hat, ...], Decision | None]:
    """The hats in which the act may be done to this thing; where there is none, the refusal."""
    covering = tuple(hat for hat in hats if thing is not None and hat.covers(thing))
    if thing is None or not covering:
        known = thing is not None and (not thing.closed or _knows(actor, thing, at))
        return (), Decision(False, reasons.other_body(row) if known else reasons.nothing_here(), hidden=not known)
    states = STATES.get(row.verb)
    if states is not None and thing.state not in states:
        return (), Decision(False, reasons.wrong_state(thing.state, states))
    if thing.topic in topics_barred(actor, row, at):
        return (), Decision(False, reasons.enforcement())
    if Separation.WRITER in row.apart and not (covering := tuple(hat for hat in covering if not hat.wrote(thing))):
        return (), Decision(False, reasons.own_work())
    if Separation.RECEIVER in row.apart and not (covering := tuple(hat for hat in covering if not hat.gains(thing))):
        return (), Decision(False, reasons.own_gain())
    return covering, None


def _knows(actor: Actor, thing: Thing, at: datetime) -> bool:
    """Whether any act at all on things of this kind reaches it: then the person may be told that it is there.

    What everybody may do to it does not count: an invitation is for whoever holds its link, not for those who guess.
    """
    rows = (row for row in ACTS.values() if row.kind == thing.kind)
    hats = (hat for row in rows for hat in hats_for(actor, row, at))
    return any(hat.covers(thing) for hat in hats if hat.body or hat.scope is not Scope.ANY)


def _missing_of_actor(actor: Actor, row: Act, at: datetime) -> Iterator[Condition]:
    if Condition.SECOND_FACTOR in row.conditions and not actor.second_factor:
        yield Condition.SECOND_FACTOR
    fresh = actor.fresh_at is not None and actor.fresh_at <= at < actor.fresh_at + FRESH_FOR
    if Condition.FRESH_SIGN_IN in row.conditions and not fresh:
        yield Condition.FRESH_SIGN_IN


def _missing_of_try(row: Act, pairs: tuple[tuple[Hat, Hat], ...], reason: str) -> Iterator[Condition]:
    if Condition.REASON in row.conditions and not reason.strip():
        yield Condition.REASON
    # whoever let two accounts in may be behind both
    two = any(mine.hands.isdisjoint(theirs.hands) for mine, theirs in pairs)
    if Condition.TWO_PERSONS in row.conditions and not two:
        yield Condition.TWO_PERSONS


def _pairs(hats: tuple[Hat, ...], row: Act, thing: Thing | None, at: datetime) -> Iterator[tuple[Hat, Hat]]:
    """My hats with those of whoever asked for it lately and may do it, where neither stands in for the other."""
    for ask in thing.asks if thing else ():
        for theirs in _asked_in(ask, row, thing, at):
            yield from ((mine, theirs) for mine in hats if mine.wearers.isdisjoint(theirs.wearers))


def _asked_in(ask: Ask, row: Act, thing: Thing | None, at: datetime) -> tuple[Hat, ...]:
    """The hats in which an asking counts: a right lost since it was asked counts no more."""
    if ask.act != row.verb or ask.by.closed or not ask.at <= at < ask.at + ASK_LASTS:
        return ()
    return _fitting(ask.by, row, hats_for(ask.by, row, at), thing, at)[0]
