"""A person says that an activity answers an ask, or takes that back."""

from datetime import datetime

from django.utils import timezone

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.base.holding import hold
from palermo.office.plan.answers.models import AnswerLink
from palermo.office.plan.answers.readers import asks_of, links_of
from palermo.office.plan.models import Plan
from palermo.office.plan.work.readers import need_kept


@action("answer.linked", thing="plan")
def link_answer(
    *, by: By, plan: Plan, activity: str, ask: str, reason: str, now: datetime, suggested: bool = False
) -> AnswerLink:
    """Say that an activity answers an ask. `suggested`: a program had proposed it, and this person accepts it."""
    hold(plan)
    kept = need_kept(plan, activity)
    if all(each.id != ask for each in asks_of(plan, timezone.localdate(now))):
        raise UserError(Message("There is no such ask on record: {ask}.", {"ask": ask}))
    if ask in (kept.answers.value or ()) or ask in links_of(plan).get(activity, ()):
        raise UserError(Message("It is linked to this ask already."))
    return _written(by, plan, activity, ask, reason, now, linked=True, suggested=suggested)


@action("answer.unlinked", thing="plan")
def unlink_answer(*, by: By, plan: Plan, activity: str, ask: str, reason: str, now: datetime) -> AnswerLink:
    """Take a link back that a person made here. What the plan itself says stays: it is changed in the plan."""
    hold(plan)
    if ask not in links_of(plan).get(activity, ()):
        raise UserError(Message("Only a link that was made here can be taken back."))
    return _written(by, plan, activity, ask, reason, now, linked=False)


def _written(
    by: By, plan: Plan, activity: str, ask: str, reason: str, now: datetime, *, linked: bool, suggested: bool = False
) -> AnswerLink:
    return AnswerLink.objects.create(
        plan=plan,
        activity=activity,
        ask=ask,
        linked=linked,
        suggested=suggested,
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
