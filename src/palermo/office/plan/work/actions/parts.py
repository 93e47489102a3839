"""Passing parts of an activity on to places, and what is changed of them later."""

from datetime import datetime
from secrets import token_hex

from palermo.access import PLACE_KINDS
from palermo.core import Message, UserError, mark
from palermo.core.languages import fold_digits
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.plan.work.actions.leads import Put
from palermo.office.plan.work.actions.moving import make_move, need_newest, one_at_a_time, stands_at
from palermo.office.plan.work.actions.promises import keep_change, need_day
from palermo.office.plan.work.inherited import OwnTerms, own_activity
from palermo.office.plan.work.levels import holds
from palermo.office.plan.work.models import Amendment, Lead
from palermo.office.plan.work.readers import need_activity, need_kept, newest_lead
from palermo.plan import Amended, State, Verb

_TAKEN = frozenset({State.ASKED, State.ACCEPTED})


@action("part.passed", thing="lead")
def pass_on(
    *, by: By, lead: Lead, place: Body, now: datetime, own: OwnTerms | None = None, body: Body | None = None
) -> Put:
    """Pass the part of a place on: for the first time, once more after a refusal, or to another body.

    `lead`: of the activity. `own`: what the part has for itself; without it what it has stays. `body`: which leads the
    part, the place itself where none is named.
    """
    _need_passing(lead, by, now)
    activity = need_kept(lead.plan, lead.activity)
    if place.kind not in PLACE_KINDS:
        raise UserError(Message(mark("{body} stands for no place."), {"body": place.name}))
    if own:
        own.need_sense(activity)
    body, part = body or place, newest_lead(lead.plan, lead.activity, place.pk)
    if part is not None:
        _need_kept_part(part)
        if part.body_id == body.pk and stands_at(part) in _TAKEN:
            text = mark("{place} has its part already. Change it, give it up, or hand it over to another body.")
            raise UserError(Message(text, {"place": place.name}))
    kept = {"ends": part.ends, "steps": part.steps, "targets": part.targets} if part else OwnTerms().columns()
    terms = own.columns() if own else kept
    if part is not None and part.body_id == body.pk and terms == kept:
        return Put(part, make_move(part, Verb.ASK, by, now), new=False)
    made = Lead.objects.create(
        uid=token_hex(16),
        plan=lead.plan,
        activity=lead.activity,
        body=body,
        place=place,
        **terms,
        made_by=actor(by, now).id,
        made_at=now,
    )
    return Put(made, make_move(made, Verb.ASK, by, now), new=True)


@action("part.amended", thing="lead")
def amend_part(
    *, by: By, lead: Lead, place: Body, what: Amended, new: str, reason: str, now: datetime, of: str = ""
) -> Amendment:
    """Move a deadline of the part or change a target of it. `of`: the number of the step or the id of the indicator."""
    part, new = _need_part(lead, place), fold_digits(new.strip())
    activity = own_activity(need_activity(lead.plan, lead.activity), part)
    need_day(activity, what, of, new)
    return keep_change(by, lead.plan, lead.activity, reason, now, place=place, what=what, of=of, new=new)


@action("part.dropped", thing="lead")
def drop_part(*, by: By, lead: Lead, place: Body, reason: str, now: datetime) -> Amendment:
    """Give the part up. It stays in every count of parts, as dropped, and what was told of it stays on record."""
    _need_part(lead, place)
    return keep_change(by, lead.plan, lead.activity, reason, now, place=place)


def _need_passing(lead: Lead, by: By, now: datetime) -> None:
    if lead.place_id is not None:
        raise UserError(Message("A part of an activity cannot be passed on."))
    need_newest(lead)
    one_at_a_time(lead)
    if stands_at(lead) is not State.ACCEPTED and not holds(by, "secretariat", lead.thing(now), now):
        raise UserError(Message("Accept the activity first. Only who leads it passes parts of it on."))


def _need_part(lead: Lead, place: Body) -> Lead:
    need_newest(lead)
    one_at_a_time(lead)
    part = newest_lead(lead.plan, lead.activity, place.pk)
    if part is None:
        raise UserError(Message(mark("{place} has no part of this activity."), {"place": place.name}))
    _need_kept_part(part)
    return part


def _need_kept_part(part: Lead) -> None:
    gone = Amendment.objects.filter(plan=part.plan, activity=part.activity, place=part.place_id, what="")
    if gone.exists():
        raise UserError(Message("This part was given up already."))
