"""When the budget rounds of bodies close."""

from datetime import date, datetime

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.models import Plan
from palermo.office.plan.money.models import Round
from palermo.plan import round_closes


@action("round.set", thing="plan")
def set_round(*, by: By, plan: Plan, body: str, day: str, reason: str, now: datetime) -> Round:
    """Say on which last day, MM-DD, the budget round of a body closes; empty where it has none."""
    if not body.strip():
        raise UserError(Message("Say of which body the round is."))
    if day and round_closes(day, date(2025, 1, 1)) is None:
        raise UserError(Message("Write the last day of the round as month and day, such as 06-30."))
    return Round.objects.create(
        plan=plan, body=body.strip(), day=day, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )
