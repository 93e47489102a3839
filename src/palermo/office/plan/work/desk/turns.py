"""Whose turn it is: what somebody can do now to a lead's acceptance, a report or a piece of evidence."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache

from django.utils import timezone

from palermo.access import Reach
from palermo.office.access.decision import By, actor, decide, reach
from palermo.office.plan.work.levels import holder, holds, next_level
from palermo.office.plan.work.models import Evidence, Lead, Report
from palermo.office.plan.work.rows import Awaiting, ToldEvidence, ToldReport
from palermo.plan import Held, Machine, Moved, Verb, moved

_ACTS: Mapping[type, tuple[Machine, Mapping[Verb, str]]] = {
    Lead: (Machine.ACTIVITY, {Verb.UNDO: "lead.undone"}),
    Report: (
        Machine.REPORT,
        {
            Verb.ACCEPT: "report.accepted",
            Verb.RETURN: "report.returned",
            Verb.UNDO: "report.undone",
            Verb.PUBLISH: "report.published",
        },
    ),
    Evidence: (
        Machine.EVIDENCE,
        {Verb.ACCEPT: "evidence.accepted", Verb.REFUSE: "evidence.refused", Verb.UNDO: "evidence.undone"},
    ),
}
_ACTS = {**_ACTS, ToldReport: _ACTS[Report], ToldEvidence: _ACTS[Evidence]}
_SOME_REASON = "-"  # the form asks for it


def possible(
    by: By,
    row: Lead | Report | Evidence | ToldReport | ToldEvidence,
    stands: Held,
    ladder: tuple[str, ...],
    now: datetime,
) -> frozenset[Verb]:
    """What somebody may do in the name of the level whose turn it is: by their role and by the library."""
    machine, acts = _ACTS[type(row)]
    level, thing = next_level(stands, ladder), row.thing(now)
    if not level or not holds(by, level, thing, now):
        return frozenset()
    who, today = actor(by, now).id, timezone.localdate(now)
    return frozenset(
        verb
        for verb, act in acts.items()
        if moved(machine, stands, Moved(verb, who, level, today, _SOME_REASON), ladder)[1] is None
        and decide(by, act, thing, at=now).possible
    )


def turn_of(by: By, now: datetime) -> Callable[[Awaiting], bool]:
    """Whether it is the turn of `by`, to be asked of many things: what they may do is worked out once for all."""
    who, today, in_name_of = actor(by, now).id, timezone.localdate(now), holder(by, now)

    @cache
    def reached(act: str) -> Reach:
        return reach(by, act, now)

    def asked(each: Awaiting) -> bool:
        told, thing = each.told, each.thing
        in_turn = in_name_of(each.level, thing) and told.held.may_be_signed(who, today)
        return in_turn and reached(_ACTS[type(told)][1][each.verb]).covers(thing)

    return asked
