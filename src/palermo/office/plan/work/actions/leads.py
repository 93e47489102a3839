"""Putting an activity to the body that is to lead it, and its answer."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.plan.models import Plan
from palermo.office.plan.work.actions.moving import make_move, need_newest, together
from palermo.office.plan.work.models import Lead, Move
from palermo.office.plan.work.readers import need_kept, newest_lead
from palermo.office.trail import Told
from palermo.plan import Verb


@dataclass(frozen=True, slots=True)
class Put:
    """An activity in front of its lead. `new`: this body leads it from now on."""

    lead: Lead
    move: Move
    new: bool

    def told(self) -> Told:
        return together(self.lead.told(), move=self.move.told()) if self.new else self.move.told()


@action("lead.asked", thing="plan")
def put_to_lead(*, by: By, plan: Plan, activity: str, body: Body, now: datetime) -> Put:
    """Put an activity to a body: for the first time, after a refusal, or handed over from the body that led it."""
    need_kept(plan, activity)
    lead = newest_lead(plan, activity)
    new = lead is None or lead.body_id != body.pk
    if lead is None or new:
        lead = Lead.objects.create(
            uid=token_hex(16), plan=plan, activity=activity, body=body, made_by=actor(by, now).id, made_at=now
        )
    return Put(lead, make_move(lead, Verb.ASK, by, now), new)


@action("lead.accepted", thing="lead")
def accept_lead(*, by: By, lead: Lead, now: datetime) -> Move:
    """The body takes the activity on. From then on it owes reports."""
    return _answered(lead, Verb.ACCEPT, by, now)


@action("lead.refused", thing="lead")
def refuse_lead(*, by: By, lead: Lead, reason: str, now: datetime) -> Move:
    """The body does not take it on, and says why."""
    return _answered(lead, Verb.REFUSE, by, now, reason)


@action("lead.undone", thing="lead")
def undo_lead(*, by: By, lead: Lead, reason: str, now: datetime) -> Move:
    """The committee puts the question once more after the body had accepted."""
    return _answered(lead, Verb.UNDO, by, now, reason)


def _answered(lead: Lead, verb: Verb, by: By, now: datetime, reason: str = "") -> Move:
    need_newest(lead)
    return make_move(lead, verb, by, now, reason)
