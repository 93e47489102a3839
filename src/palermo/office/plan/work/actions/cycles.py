"""When a plan is reported on."""

from datetime import datetime

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import Cycle
from palermo.plan import Cycle as Rule
from palermo.plan import periods


@action("cycle.set", thing="plan")
def set_cycle(*, by: By, plan: Plan, rule: Rule, ladder: tuple[str, ...], reason: str, now: datetime) -> Cycle:
    """Say how the plan is reported on from now on. What was filed for a period that is gone stays on record."""
    if rule.last < rule.first or not periods(rule):
        raise UserError(Message("The last day lies before the first. Choose a later one."))
    return Cycle.objects.create(
        plan=plan,
        every=rule.every,
        first=rule.first,
        last=rule.last,
        starts=rule.starts,
        due_days=rule.due_days,
        named_by=rule.named_by,
        ladder=list(ladder),
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
