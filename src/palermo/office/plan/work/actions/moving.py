"""One move at a lead's acceptance, a report or a piece of evidence: asked of the library's table, then written."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from palermo.core import Message, UserError, mark
from palermo.office.access.decision import By, actor
from palermo.office.plan.work.levels import need_level, next_level
from palermo.office.plan.work.models import Evidence, Lead, Move, Report
from palermo.office.plan.work.readers import ladder, newest_cycle, newest_lead
from palermo.office.plan.work.rows import held, ladder_of, levels_of_asking
from palermo.office.trail import Told
from palermo.plan import Machine, Moved, State, Verb, moved

Movable = Lead | Report | Evidence
_MACHINES = {Lead: Machine.ACTIVITY, Report: Machine.REPORT, Evidence: Machine.EVIDENCE}
_BY_THE_FIRST = frozenset({Verb.ASK, Verb.WRITE, Verb.SEND, Verb.OFFER})


def make_move(thing: Movable, verb: Verb, by: By, now: datetime, reason: str = "") -> Move:
    """Move a thing in the name of the level whose turn it is. Raises UserError with what stands in the way."""
    one_at_a_time(thing)
    machine, levels = _MACHINES[type(thing)], levels_of(thing)
    stands = held(machine, thing.moves.all(), levels)
    level = levels[0] if verb in _BY_THE_FIRST else next_level(stands, levels)
    if verb not in _BY_THE_FIRST:
        need_level(by, level, thing.thing(now), now)
    who = actor(by, now).id
    _stands, why = moved(machine, stands, Moved(verb, who, level, timezone.localdate(now), reason), levels)
    if why:
        raise UserError(Message(mark("This cannot be done: {why}."), {"why": why}))
    of: dict[str, Any] = {type(thing).__name__.lower(): thing}
    return Move.objects.create(**of, verb=verb, level=level, reason=reason.strip(), made_by=who, made_at=now)


def stands_at(thing: Movable) -> State:
    """The state of it now."""
    return held(_MACHINES[type(thing)], thing.moves.all(), levels_of(thing)).state


def levels_of(thing: Movable) -> tuple[str, ...]:
    """The ladder that it climbs."""
    if isinstance(thing, Lead):
        return levels_of_asking(thing)
    return ladder_of(thing.lead, ladder(newest_cycle(thing.lead.plan_id)))


def one_at_a_time(thing: Movable) -> None:
    """Until the transaction is over, nobody else moves what hangs on the same lead. SQLite has one writer anyway."""
    lead = thing if isinstance(thing, Lead) else thing.lead
    Lead.objects.select_for_update().get(pk=lead.pk)


def need_newest(lead: Lead) -> None:
    """Refuse what is done for a body that has handed the activity over."""
    if newest_lead(lead.plan, lead.activity, lead.place_id) != lead:
        raise UserError(Message("The activity was handed over to another body in the meantime."))


def together(first: Told, **others: Told) -> Told:
    """One telling of several rows that came about in one act."""
    also = {name: {"object": told.object, **told.content} for name, told in others.items()}
    return Told(first.object, {**first.content, **also})
