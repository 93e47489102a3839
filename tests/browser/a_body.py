"""A body at work in the office of the browser tests: what it was asked, what it reported and proved."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.browser.joining import found, join
from tests.browser.photographs import proved

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan
    from palermo.office.plan.work.models import Lead

FOCAL = "focal"


def put_to_a_body(by: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """Two activities of a plan put to an inspectorate: one it has reported on, one it has not answered yet."""
    from palermo.access import BodyKind, Role
    from palermo.office.plan.work.actions import put_to_lead, set_cycle
    from palermo.plan import LADDER, Cycle, Every, periods

    body = found(by, "inspectorate", BodyKind.AGENCY, now, en="Invented inspectorate")
    rule = Cycle(Every.YEAR, now.date(), now.date() + timedelta(days=400))
    set_cycle(by=by, plan=plan, rule=rule, ladder=LADDER, reason="As the committee decided.", now=now)
    lead, unanswered = (
        put_to_lead(by=by, plan=plan, activity=activity, body=body, now=now).lead for activity in ("1.1.2", "1.1.1")
    )
    period = periods(rule)[0].name
    clerk = join(by, FOCAL, Role.FOCAL_POINT, body, now, password)
    proof = _reported(clerk, lead, period, now)
    photos = {language: proved(by, clerk, lead, shade, now).uid for language, shade in (("en", 210), ("km", 220))}
    told = {"lead": lead.uid, "unanswered": unanswered.uid, "period": period}
    return {**told, "proof": proof, "photographs": photos}


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
