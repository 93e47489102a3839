"""What the trail may say of risks, in which words and to whom. Each command loads it, and few of them a plan."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.plan.risks.models import Risk, RiskEntry
from palermo.office.trail import ACTS, KINDS, Kind, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["risk"] = Kind(_("Risk of an activity"), of_row(Risk, "lead__body", may=_reads))
    KINDS["riskentry"] = Kind(_("Note of a risk"), of_row(RiskEntry, "risk__lead__body", may=_reads, of="risk"))
    ACTS.update(
        {
            "risk.written": _("A risk was written down"),
            "risk.reviewed": _("A risk was looked at again"),
            "risk.closed": _("A risk was closed"),
            "risk.shown": _("A risk was made public"),
            "risk.hidden": _("A risk was made public no longer"),
        }
    )


def _reads(request: HttpRequest, risk: Risk) -> bool:
    from palermo.office.plan.money.readers import reports_of
    from palermo.office.plan.risks.readers import held

    return bool(decide(request.user, "report.read", reports_of(risk.lead.body))) or held(risk).public
