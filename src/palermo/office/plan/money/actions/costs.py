"""Lines that the plan lacks: added by the body that leads or by the secretariat, and accepted by somebody else."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.money.actions.moving import Offered, make_move, need_amount, need_whole
from palermo.office.plan.money.models import CostLine, MoneyMove
from palermo.office.plan.work.actions.moving import need_newest
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import need_kept
from palermo.plan import Verb


@dataclass(frozen=True, slots=True)
class NewCost:
    """A line as somebody writes it. `year`: the first day of its fiscal year; None where it has none."""

    what: str
    amount: str
    currency: str
    year: date | None = None
    source: str = ""


@action("cost.added", thing="lead")
def add_cost(*, by: By, lead: Lead, cost: NewCost, reason: str, now: datetime) -> Offered[CostLine]:
    """Add a line that the plan lacks. It counts, and is public, once the secretariat has accepted it."""
    need_newest(lead)
    need_whole(lead)
    need_kept(lead.plan, lead.activity)
    if not cost.what.strip():
        raise UserError(Message("Say what the money is for."))
    amount = need_amount(cost.amount, cost.currency)
    if not Decimal(amount):
        raise UserError(Message("Write how much it takes: more than nothing."))
    row = CostLine.objects.create(
        uid=token_hex(16),
        lead=lead,
        what=cost.what.strip(),
        amount=amount,
        currency=cost.currency,
        year=cost.year,
        source=cost.source.strip(),
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
    return Offered(row, make_move(row, Verb.OFFER, by, now))


@action("cost.accepted", thing="cost")
def accept_cost(*, by: By, cost: CostLine, now: datetime) -> MoneyMove:
    """The activity takes this money too: from now on it is planned, and missing until somebody commits it."""
    return make_move(cost, Verb.ACCEPT, by, now)


@action("cost.refused", thing="cost")
def refuse_cost(*, by: By, cost: CostLine, reason: str, now: datetime) -> MoneyMove:
    """It is not taken up, for this reason."""
    return make_move(cost, Verb.REFUSE, by, now, reason)
