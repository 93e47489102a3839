"""The scenes of risks."""

from datetime import date
from typing import Any

from palermo.access import Role
from palermo.office.plan.risks.actions import NewRisk, show_risk, write_risk
from palermo.office.plan.risks.models import Risk
from palermo.office.plan.work.models import Lead
from tests.office.cast import NOW
from tests.office.stage import Scene, scene
from tests.office.work import cast as work

REVIEW = date(2024, 6, 1)


def new_risk(lead: Lead, **told: Any) -> NewRisk:
    """The draft of a law is late."""
    usual: dict[str, Any] = {
        "what": "The law is not passed in time",
        "likelihood": "Likely: the draft lies with two ministries.",
        "harm": "Inspectors may not enter any workplace.",
        "owner": lead.body,
        "response": "The minister writes to the speaker.",
        "review": REVIEW,
    }
    return NewRisk(**(usual | told))


def written(lead: Lead | None = None, **told: Any) -> Risk:
    """A risk that the body wrote down."""
    lead = lead or work.accepted()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    return write_risk(by=by, lead=lead, risk=new_risk(lead, **told), now=NOW)


def shown(lead: Lead | None = None, **told: Any) -> Risk:
    """One that everybody may read."""
    risk = written(lead, **told)
    show_risk(by=work.secretary(), risk=risk, reason="Parliament should know.", now=NOW)
    return risk


@scene("risk.written")
def _risk_written() -> Scene:
    lead = work.accepted()
    return work.somebody(Role.FOCAL_POINT, lead.body), {"lead": lead, "risk": new_risk(lead)}


@scene("risk.reviewed")
def _risk_reviewed() -> Scene:
    risk = written()
    by = work.somebody(Role.FOCAL_POINT, risk.lead.body)
    return by, {"risk": risk, "review": date(2024, 9, 1), "reason": "The speaker has answered."}


@scene("risk.closed")
def _risk_closed() -> Scene:
    return work.secretary(), {"risk": written(), "reason": "The law is passed."}


@scene("risk.shown")
def _risk_shown() -> Scene:
    return work.secretary(), {"risk": written(), "reason": "Parliament should know."}


@scene("risk.hidden")
def _risk_hidden() -> Scene:
    return work.secretary(), {"risk": shown(), "reason": "It names an office that is searched."}
