"""Two voices: a body files what it sees, publishes it, and the body that leads answers."""

from datetime import datetime
from secrets import token_hex

from django.utils import timezone

from palermo.access import BodyKind
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.base.holding import hold
from palermo.office.plan.beside.models import Publication, Reply, View
from palermo.office.plan.models import Plan
from palermo.office.plan.work.actions.moving import need_newest
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import need_activity, need_period
from palermo.plan import Seen

FILES = frozenset({BodyKind.NGO})  # civil society and survivors; those who lead have their reports


@action("view.filed", thing="body")
def file_view(
    *, by: By, body: Body, plan: Plan, activity: str, seen: Seen, words: str, now: datetime, period: str = ""
) -> View:
    """Keep what a body sees of an activity, in a period or in no single one. Nobody else reads it yet."""
    if body.kind not in FILES:
        raise UserError(Message("Civil society and survivors file views. Who leads an activity reports on it."))
    need_activity(plan, activity)
    if period:
        need_period(plan, period, timezone.localdate(now))
    if not words.strip():
        raise UserError(Message("Say in a few sentences what you see, and how you know."))
    return View.objects.create(
        uid=token_hex(16),
        plan=plan,
        activity=activity,
        body=body,
        period=period,
        seen=seen,
        words=words.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("view.published", thing="view")
def publish_view(*, by: By, view: View, now: datetime) -> Publication:
    """Let everybody read it. It cannot be taken back, and nobody but its body can do it."""
    hold(view)
    if Publication.objects.filter(view=view).exists():
        raise UserError(Message("It is published already."))
    return Publication.objects.create(view=view, made_by=actor(by, now).id, made_at=now)


@action("reply.given", thing="lead")
def give_reply(*, by: By, lead: Lead, view: View, words: str, now: datetime) -> Reply:
    """Answer a published view, as the body that leads the activity. The view stays as it is."""
    need_newest(lead)
    if (lead.plan_id, lead.activity) != (view.plan_id, view.activity) or not view.published:
        raise UserError(Message("There is no published view of this activity to answer."))
    if not words.strip():
        raise UserError(Message("Write what you answer."))
    return Reply.objects.create(view=view, body=lead.body, words=words.strip(), made_by=actor(by, now).id, made_at=now)
