"""What the trail may say of money, in which words and to whom. Each command loads it, and few of them a plan."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.plan.money.models import CostLine, MoneyMove, Posting
from palermo.office.trail import ACTS, KINDS, Kind, anybody, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["costline"] = Kind(_("Cost line"), of_row(CostLine, "lead__body", may=may_read))
    KINDS["posting"] = Kind(_("Money committed or spent"), of_row(Posting, "lead__body", may=may_read))
    along = ("line__lead__body", "posting__lead__body")
    KINDS["moneymove"] = Kind(_("Move at a cost line or a posting"), of_row(MoneyMove, *along, may=_reads_move))
    KINDS["round"] = Kind(_("Budget round"), anybody)
    ACTS.update(
        {
            "cost.added": _("A cost line was added"),
            "cost.accepted": _("A cost line was accepted"),
            "cost.refused": _("A cost line was refused"),
            "money.posted": _("Money committed or spent was written down"),
            "money.accepted": _("What was written down of money was accepted"),
            "money.refused": _("What was written down of money was refused"),
            "round.set": _("It was said when a budget round closes"),
        }
    )


def may_read(request: HttpRequest, row: CostLine | Posting) -> bool:
    """Whoever may read the reports of the body; and everybody once it is accepted."""
    from palermo.office.plan.money.readers import reports_of, stands
    from palermo.plan import State

    own = decide(request.user, "report.read", reports_of(row.lead.body))
    return bool(own) or stands(row.moves.all()).state is State.ACCEPTED


def _reads_move(request: HttpRequest, move: MoneyMove) -> bool:
    row = move.line or move.posting
    return row is not None and may_read(request, row)
