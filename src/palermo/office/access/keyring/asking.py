"""Askings: the first of the two persons that some acts take."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from palermo.access import ASK_LASTS, Ask, Condition, Thing
from palermo.core import Message
from palermo.office.access.decision import actor, with_hands
from palermo.office.access.models import Asking, Person
from palermo.office.access.refusal import Refused


def about(thing: Thing) -> str:
    """How an asking names what it is about."""
    return f"{thing.kind}:{thing.id}"


def with_asks(thing: Thing, act: str, at: datetime, *, detail: str = "", since: datetime | None = None) -> Thing:
    """The thing with all that were asked for this act on it, to be done in this very way. `since`: not before then."""
    asked = Asking.objects.filter(act=act, about=about(thing), detail=detail, made_at__gt=at - ASK_LASTS)
    if since is not None:
        asked = asked.filter(made_at__gt=since)
    when = dict(asked.values_list("made_by", "made_at"))
    people = Person.objects.select_related("user").filter(pseudonym__in=when)
    asks = (Ask(by=with_hands(actor(one.user, at)), act=act, at=when[one.pseudonym]) for one in people)
    return replace(thing, asks=tuple(asks))


def done_or_asked(do: Callable[[], object], ask: Callable[[], object]) -> Message | None:
    """Do an act that takes two persons; where a second one is all that is missing, ask for it and say who may be."""
    try:
        do()
    except Refused as refused:
        if refused.decision.conditions != (Condition.TWO_PERSONS,):
            raise
        ask()
        return refused.decision.reason
    return None
