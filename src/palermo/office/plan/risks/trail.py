"""What the trail may say of risks, in which words and to whom. Each command loads it, and few of them a plan."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.plan.risks.models import Risk, RiskEntry
from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["risk"] = Kind(_("Risk of an activity"), _reads_risk)
    KINDS["riskentry"] = Kind(_("Note of a risk"), _reads_entry)
    ACTS.update(
        {
            "risk.written": _("A risk was written down"),
            "risk.reviewed": _("A risk was looked at again"),
            "risk.closed": _("A risk was closed"),
            "risk.shown": _("A risk was made public"),
            "risk.hidden": _("A risk was made public no longer"),
        }
    )


def _reads(request: HttpRequest, risk: Risk | None) -> bool:
    from palermo.office.plan.money.readers import reports_of
    from palermo.office.plan.risks.readers import held

    if risk is None:
        return False
    return bool(decide(request.user, "report.read", reports_of(risk.lead.body))) or held(risk).public


def _reads_risk(request: HttpRequest, number: str) -> bool:
    return _reads(request, Risk.objects.select_related("lead__body").filter(pk=number).first())


def _reads_entry(request: HttpRequest, number: str) -> bool:
    entry = RiskEntry.objects.select_related("risk__lead__body").filter(pk=number).first()
    return _reads(request, entry.risk if entry else None)
