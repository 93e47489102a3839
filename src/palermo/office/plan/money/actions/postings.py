"""Postings: money committed to a line or spent of it, written by the body that leads, accepted by the secretariat."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex

from django.utils import timezone

from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.money.actions.moving import Offered, make_move, need_amount, need_whole
from palermo.office.plan.money.models import MoneyMove, Posting
from palermo.office.plan.money.readers import lines_of, money_record, stands, year_as_kept
from palermo.office.plan.readers import newest_version
from palermo.office.plan.work.actions.moving import need_newest, one_at_a_time, stands_at
from palermo.office.plan.work.models import Lead
from palermo.plan import MoneyLine, Spending, State, Verb


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A posting as somebody writes it. `giver`: who committed the money, or who paid; `document`: which one says so."""

    line: str
    spending: Spending
    amount: str
    currency: str
    day: date
    giver: str
    document: str


@action("money.posted", thing="lead")
def post_money(
    *, by: By, lead: Lead, posting: NewPosting, now: datetime, corrects: Posting | None = None, reason: str = ""
) -> Offered[Posting]:
    """Write down that money was committed or spent. It counts, and is public, once the secretariat has accepted it.

    `corrects`: the posting in whose place this one stands from then on; the reason says why.
    """
    need_newest(lead)
    need_whole(lead)
    one_at_a_time(lead)
    if stands_at(lead) is not State.ACCEPTED:
        raise UserError(Message("Accept the activity first. Only who leads it writes down its money."))
    amount = need_amount(posting.amount, posting.currency)
    if corrects is not None:
        _need_correctable(lead, corrects, posting, reason)
    else:
        _need_line(lead, posting)
        if not Decimal(amount):
            raise UserError(Message("Write how much it is: more than nothing."))
    if posting.day > timezone.localdate(now):
        raise UserError(Message("The day lies after today. Write down what has happened, once it has."))
    if not posting.giver.strip() or not posting.document.strip():
        raise UserError(Message("Say whose money it is, and which document says so."))
    row = Posting.objects.create(
        uid=token_hex(16),
        lead=lead,
        line=posting.line,
        year=corrects.year if corrects else year_as_kept(_line(lead, posting.line)),
        spending=posting.spending,
        amount=amount,
        currency=posting.currency,
        day=posting.day,
        giver=posting.giver.strip(),
        document=posting.document.strip(),
        corrects=corrects,
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
    return Offered(row, make_move(row, Verb.OFFER, by, now))


@action("money.accepted", thing="posting")
def accept_money(*, by: By, posting: Posting, now: datetime) -> MoneyMove:
    """It is so: the posting counts from now on, and everybody may read it. What is wrong later is corrected."""
    return make_move(posting, Verb.ACCEPT, by, now)


@action("money.refused", thing="posting")
def refuse_money(*, by: By, posting: Posting, reason: str, now: datetime) -> MoneyMove:
    """It does not count, for this reason."""
    return make_move(posting, Verb.REFUSE, by, now, reason)


def _line(lead: Lead, line: str) -> MoneyLine:
    record = money_record(lead.plan, lead.activity)
    for each in lines_of(newest_version(lead.plan), record):
        if each.activity == lead.activity and each.id == line:
            return each
    raise UserError(Message("The activity has no cost line of this kind. Add it first."))


def _need_line(lead: Lead, posting: NewPosting) -> None:
    line = _line(lead, posting.line)
    if line.currency and line.currency != posting.currency:
        text = mark("The line is in {own}. Add a line in {other} for it: no exchange rate is made up here.")
        raise UserError(Message(text, {"own": line.currency, "other": posting.currency}))


def _need_correctable(lead: Lead, corrects: Posting, posting: NewPosting, reason: str) -> None:
    if not reason.strip():
        raise UserError(Message("Say why it is corrected. The reason stands beside it for ever."))
    if (corrects.lead.plan, corrects.lead.activity) != (lead.plan, lead.activity):
        raise UserError(Message("It is of another activity."))
    if (corrects.line, corrects.spending, corrects.currency) != (posting.line, posting.spending, posting.currency):
        raise UserError(Message("A correction is of the same line, in the same currency."))
    later = [stands(each.moves.all()).state for each in corrects.corrections.all()]
    if stands(corrects.moves.all()).state is not State.ACCEPTED or State.ACCEPTED in later or State.OFFERED in later:
        raise UserError(Message("Only what counts can be corrected, and one correction at a time."))
