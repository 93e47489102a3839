"""One move at a line or a posting, asked of the library's table of evidence: offered, then accepted or refused."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.utils import timezone

from palermo.core import Message, UserError, mark
from palermo.core.money import read_money
from palermo.office.access.decision import By, actor
from palermo.office.plan.money.models import CostLine, MoneyMove, Posting
from palermo.office.plan.money.readers import stands
from palermo.office.plan.work.actions.moving import one_at_a_time, together
from palermo.office.plan.work.levels import need_level, next_level
from palermo.office.plan.work.models import Lead
from palermo.office.trail import Told
from palermo.plan import LADDER, Machine, Moved, Verb, moved

R = TypeVar("R", CostLine, Posting)
_OF: dict[type, str] = {CostLine: "line", Posting: "posting"}
LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Offered(Generic[R]):
    """A row and the move that offers it."""

    row: R
    move: MoneyMove

    def told(self) -> Told:
        return together(self.row.told(), move=self.move.told())


def make_move(row: R, verb: Verb, by: By, now: datetime, reason: str = "") -> MoneyMove:
    """Move it in the name of the level whose turn it is. Raises UserError with what stands in the way."""
    one_at_a_time(row.lead)
    held = stands(row.moves.all())
    level = LADDER[0] if verb is Verb.OFFER else next_level(held, LADDER)
    if verb is not Verb.OFFER:
        need_level(by, level, row.thing(now), now)
    who = actor(by, now).id
    _held, why = moved(Machine.EVIDENCE, held, Moved(verb, who, level, timezone.localdate(now), reason), LADDER)
    if why:
        raise UserError(Message(mark("This cannot be done: {why}."), {"why": why}))
    of: dict[str, Any] = {_OF[type(row)]: row}
    return MoneyMove.objects.create(**of, verb=verb, level=level, reason=reason.strip(), made_by=who, made_at=now)


def need_amount(words: str, currency: str) -> str:
    """The amount as an exact number. Raises UserError where it is none, or not in that currency."""
    if read_money(f"{currency} 1").currency != currency:
        text = mark("{currency} is no currency that is known here. Write its three letters, such as KHR or USD.")
        raise UserError(Message(text, {"currency": currency}))
    money = read_money(words.strip(), currency=currency)
    amount = money.amount
    if amount is None or money.upper is not None or money.currency != currency or amount >= LARGEST:
        text = mark("'{words}' is no amount in {currency}. Write a number, such as 1,250,000.")
        raise UserError(Message(text, {"words": words, "currency": currency}))
    return f"{amount.normalize():f}"


def need_whole(lead: Lead) -> None:
    """Refuse what is written for the part of a place: money is written down where the activity is led."""
    if lead.place_id is not None:
        raise UserError(
            Message("A part of an activity has no money of its own. Who leads the activity writes it down.")
        )
