"""A body at work in the office of the browser tests: what it was asked, what it reported and proved."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.access.models import Body
    from palermo.office.plan.models import Plan
    from palermo.office.plan.work.models import Lead

FOCAL = "focal"
FOR_LONG = datetime(2060, 1, 1, tzinfo=UTC)


def put_to_a_body(by: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """Two activities of a plan put to an inspectorate: one it has reported on, one it has not answered yet."""
    from palermo.access import BodyKind
    from palermo.office.access.actions import add_body
    from palermo.office.plan.work.actions import put_to_lead, set_cycle
    from palermo.plan import LADDER, Cycle, Every, periods

    names = {"en": "Invented inspectorate"}
    body = add_body(by=by, key="inspectorate", kind=BodyKind.AGENCY, names=names, parent=by.person.body, now=now)
    rule = Cycle(Every.YEAR, now.date(), now.date() + timedelta(days=400))
    set_cycle(by=by, plan=plan, rule=rule, ladder=LADDER, reason="As the committee decided.", now=now)
    lead, unanswered = (
        put_to_lead(by=by, plan=plan, activity=activity, body=body, now=now).lead for activity in ("1.1.2", "1.1.1")
    )
    period = periods(rule)[0].name
    proof = _reported(_focal_point(by, body, password, now), lead, period, now)
    return {"lead": lead.uid, "unanswered": unanswered.uid, "period": period, "proof": proof}


def _reported(by: "User", lead: "Lead", period: str, now: datetime) -> str:
    """The number of the evidence that was offered with it."""
    from palermo.office.plan.work.actions import OfferedFile, accept_lead, offer_evidence, save_draft, send_report

    accept_lead(by=by, lead=lead, now=now)
    said = {"claim": "running", "narrative": "The order is signed.", "done": [], "values": [], "obstacles": []}
    draft = save_draft(by=by, lead=lead, period=period, content=said, seen=0, now=now).draft
    send_report(by=by, report=draft.report, seen=1, now=now)
    file = OfferedFile("order.csv", b"item,signed\n1,yes\n")
    title = "The order as it was signed"
    offered = offer_evidence(by=by, lead=lead, file=file, kind="CA-G", title=title, proves=(), now=now)
    return offered.evidence.uid


def _focal_point(by: "User", body: "Body", password: str, now: datetime) -> "User":
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import AnonymousUser, User

    from palermo.access import Role
    from palermo.office.access.actions import accept_invitation, invite_person
    from palermo.office.access.decision import SignedIn, remember

    invitation = invite_person(by=by, body=body, role=Role.FOCAL_POINT, until=FOR_LONG, token=FOCAL, now=now)
    user = User(username=FOCAL, password=make_password(password))
    accept_invitation(by=AnonymousUser(), invitation=invitation, user=user, now=now)
    remember(user, SignedIn(second_factor=True, fresh_at=now))
    return user
