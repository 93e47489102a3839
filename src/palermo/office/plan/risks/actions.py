"""Everything that changes what the office keeps of risks."""

from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from django.utils import timezone

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body
from palermo.office.plan.risks.models import Risk, RiskEntry
from palermo.office.plan.work.actions.moving import need_newest, one_at_a_time
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import need_kept
from palermo.plan import Noted, RiskNote, risk_held, risk_noted


@dataclass(frozen=True, slots=True)
class NewRisk:
    """A risk as somebody writes it. `review`: the day on which it is looked at again."""

    what: str
    likelihood: str
    harm: str
    owner: Body
    response: str
    review: date


@action("risk.written", thing="lead")
def write_risk(*, by: By, lead: Lead, risk: NewRisk, now: datetime) -> Risk:
    """Write down what could go wrong, who looks after it and what is done about it."""
    need_newest(lead)
    need_kept(lead.plan, lead.activity)
    if not all(words.strip() for words in (risk.what, risk.likelihood, risk.harm, risk.response)):
        raise UserError(
            Message("Say what could go wrong, how likely it is, what harm it would do, and what is done about it.")
        )
    if risk.review <= timezone.localdate(now):
        raise UserError(Message("Say on which later day it is looked at again."))
    return Risk.objects.create(
        uid=token_hex(16),
        lead=lead,
        what=risk.what.strip(),
        likelihood=risk.likelihood.strip(),
        harm=risk.harm.strip(),
        owner=risk.owner,
        response=risk.response.strip(),
        review=risk.review,
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("risk.reviewed", thing="risk")
def review_risk(*, by: By, risk: Risk, review: date, reason: str, now: datetime) -> RiskEntry:
    """It was looked at: the reason says what was found, `review` when it is looked at again."""
    return _noted(by, risk, Noted.REVIEW, reason, now, review)


@action("risk.closed", thing="risk")
def close_risk(*, by: By, risk: Risk, reason: str, now: datetime) -> RiskEntry:
    """It cannot happen any more, or has happened."""
    return _noted(by, risk, Noted.CLOSE, reason, now)


@action("risk.shown", thing="risk")
def show_risk(*, by: By, risk: Risk, reason: str, now: datetime) -> RiskEntry:
    """Everybody may read it from now on."""
    return _noted(by, risk, Noted.SHOW, reason, now)


@action("risk.hidden", thing="risk")
def hide_risk(*, by: By, risk: Risk, reason: str, now: datetime) -> RiskEntry:
    """It is no longer public."""
    return _noted(by, risk, Noted.HIDE, reason, now)


def _noted(by: By, risk: Risk, noted: Noted, reason: str, now: datetime, review: date | None = None) -> RiskEntry:
    one_at_a_time(risk.lead)
    held = risk_held(risk.review, [entry.note for entry in risk.entries.all()])
    _held, why = risk_noted(held, RiskNote(noted, timezone.localdate(now), reason, review))
    if why:
        raise UserError(why)
    return RiskEntry.objects.create(
        risk=risk, noted=noted, reason=reason.strip(), review=review, made_by=actor(by, now).id, made_at=now
    )
