"""What the country says to an ask: its response, and a body's own word beside a finding."""

from datetime import datetime

from django.utils import timezone

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.standing.ledger import ledger_of
from palermo.office.standing.models import AskReply, AskResponse
from palermo.office.standing.readers import here
from palermo.standing import Response, Stance, response_fault


@action("ask.responded", thing="body")
def respond_to_ask(
    *, by: By, body: Body, iso3: str, ask: str, stance: Stance, words: str, now: datetime
) -> AskResponse:
    """Say how the country takes an ask: accepted, in part or declined with the reason in `words`. The newest counts."""
    _need_ask(iso3, ask, now)
    if fault := response_fault(Response(ask, stance, timezone.localdate(now), str(body), words)):
        raise UserError(fault)
    who = actor(by, now).id
    return AskResponse.objects.create(
        ask=ask, iso3=iso3, body=body, stance=stance, reason=words.strip(), made_by=who, made_at=now
    )


@action("ask.replied", thing="body")
def reply_to_ask(*, by: By, body: Body, iso3: str, ask: str, words: str, now: datetime) -> AskReply:
    """Put a body's own word beside an outside finding. It stays, and a later one takes nothing away."""
    _need_ask(iso3, ask, now)
    if not words.strip():
        raise UserError(Message("Write what is to stand beside it."))
    who = actor(by, now).id
    return AskReply.objects.create(ask=ask, iso3=iso3, body=body, text=words.strip(), made_by=who, made_at=now)


def _need_ask(iso3: str, ask: str, now: datetime) -> None:
    told = here()
    if (
        iso3 not in told.record.histories
        or ledger_of(told, iso3, timezone.localdate(now), voices=False).ask(ask) is None
    ):
        raise UserError(Message("There is no such ask on record: {ask}.", {"ask": ask}))
