"""Where a public copy stands, in whose name somebody acts, and what they can do to it now."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from palermo.access import Thing
from palermo.office.access.decision import By, actor, decide
from palermo.office.plan.copies.models import Copy, CopyMove
from palermo.office.plan.work.levels import holds
from palermo.plan import OF_COPY, Held, Machine, Moved, State, Verb, moved, replayed

ACTS: Mapping[Verb, str] = {
    Verb.PUBLISH: "copy.published",
    Verb.REFUSE: "copy.refused",
    Verb.WITHDRAW: "copy.withdrawn",
}
_BODY, _PUBLISHER, _ABOVE = OF_COPY
_LEVELS: Mapping[Verb, tuple[str, ...]] = {
    Verb.ASK: (_BODY,),
    Verb.PUBLISH: (_PUBLISHER,),
    Verb.REFUSE: (_PUBLISHER,),
    Verb.WITHDRAW: (_ABOVE, _PUBLISHER, _BODY),
}
_SOME_REASON = "-"  # the form asks for it


def led_to(moves: Iterable[CopyMove], writers: Collection[str] = ()) -> Held:
    """Where the moves of a copy have led. `writers` have a say where the next move is asked for, and none before it."""
    return replayed(Machine.COPY, [move.moved for move in moves], OF_COPY, writers=writers)[0]


def was_public(stands: Held) -> bool:
    """Whether everybody could ever see it: somebody has published it."""
    return bool(stands.agreed) and stands.state in (State.PUBLISHED, State.WITHDRAWN)


def level_of(by: By, verb: Verb, thing: Thing, at: datetime) -> str:
    """The level in the name of which somebody does this; empty where they hold none."""
    return next((level for level in _LEVELS[verb] if holds(by, level, thing, at)), "")


def possible(by: By, copy: Copy, moves: Iterable[CopyMove], at: datetime) -> frozenset[Verb]:
    """What somebody may do to it, whose moves these are: by their role and by the library."""
    thing, who, today = copy.thing(at), actor(by, at).id, timezone.localdate(at)
    stands = led_to(moves, thing.writers)
    return frozenset(
        verb
        for verb, act in ACTS.items()
        if (level := level_of(by, verb, thing, at))
        and moved(Machine.COPY, stands, Moved(verb, who, level, today, _SOME_REASON), OF_COPY)[1] is None
        and decide(by, act, thing, at=at).possible
    )
