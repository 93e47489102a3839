"""One move at a lead's acceptance, a report or a piece of evidence: asked of the library's table, then written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from palermo.access import Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.decision import By, actor
from palermo.office.base.holding import hold
from palermo.office.plan.work.levels import need_level, next_level
from palermo.office.plan.work.models import Evidence, Lead, Move, Report
from palermo.office.plan.work.readers import is_newest, newest_cycle
from palermo.office.plan.work.record import ladder
from palermo.office.plan.work.rows import MoveRow, held, ladder_of, levels_of_asking, moves_of
from palermo.office.trail import Told
from palermo.plan import Machine, Moved, State, Verb, moved

Movable = Lead | Report | Evidence
_MACHINES = {Lead: Machine.ACTIVITY, Report: Machine.REPORT, Evidence: Machine.EVIDENCE}
_BY_THE_FIRST = frozenset({Verb.ASK, Verb.WRITE, Verb.SEND, Verb.OFFER})


def make_move(thing: Movable, verb: Verb, by: By, now: datetime, reason: str = "", *, hand: str = "") -> Move:
    """Move a thing in the name of the level whose turn it is. Raises UserError with what stands in the way.

    `hand`: the pseudonym of who did it, where `by` only brings it in.
    """
    one_at_a_time(thing)
    machine, levels = _MACHINES[type(thing)], levels_of(thing)
    stands = held(machine, moves_of(thing), levels)
    level = levels[0] if verb in _BY_THE_FIRST else next_level(stands, levels)
    if verb not in _BY_THE_FIRST:
        need_level(by, level, _place_of(thing, now), now)
    who = hand or actor(by, now).id
    _stands, why = moved(machine, stands, Moved(verb, who, level, timezone.localdate(now), reason), levels)
    if why:
        raise UserError(Message(mark("This cannot be done: {why}."), {"why": why}))
    of: dict[str, Any] = {type(thing).__name__.lower(): thing}
    return Move.objects.create(**of, verb=verb, level=level, reason=reason.strip(), made_by=who, made_at=now)


def stands_at(thing: Movable, moves: Sequence[MoveRow] | None = None) -> State:
    """The state of it now. `moves`: its moves, where somebody has read them already."""
    return held(_MACHINES[type(thing)], moves_of(thing) if moves is None else moves, levels_of(thing)).state


def levels_of(thing: Movable) -> tuple[str, ...]:
    """The ladder that it climbs."""
    if isinstance(thing, Lead):
        return levels_of_asking(thing)
    return ladder_of(thing.lead, ladder(newest_cycle(thing.lead.plan_id)))


def one_at_a_time(thing: Movable) -> None:
    """Until the transaction is over, nobody else moves what hangs on the same lead."""
    hold(_lead_of(thing))


def need_newest(lead: Lead) -> None:
    """Refuse what is done for a body that has handed the activity over."""
    if not is_newest(lead):
        raise UserError(Message("The activity was handed over to another body in the meantime."))


def _lead_of(thing: Movable) -> Lead:
    return thing if isinstance(thing, Lead) else thing.lead


def _place_of(thing: Movable, now: datetime) -> Thing:
    """Where it lies, for the level whose turn it is. Who has written at it was asked before."""
    where = _lead_of(thing).thing(now)
    return where if isinstance(thing, Lead) else replace(where, passed_by=thing.lead.passed_by)


def together(first: Told, **others: Told) -> Told:
    """One telling of several rows that came about in one act."""
    also = {name: {"object": told.object, **told.content} for name, told in others.items()}
    return Told(first.object, {**first.content, **also})
