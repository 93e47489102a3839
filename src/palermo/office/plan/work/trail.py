"""What the trail may say of the work on a plan, in which words and to whom."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import allowed
from palermo.office.access.keyring.checking import SEALINGS, Sealing, sealings_of
from palermo.office.plan.work.models import Evidence, Filed, Move, Report
from palermo.office.trail import ACTS, KINDS, Kind, anybody, of_row

_report, _evidence = allowed("report.read"), allowed("evidence.opened")


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["evidence"] = evidence_told
    # who leads what by when is public
    KINDS["cycle"] = Kind(_("How a plan is reported on"), anybody)
    KINDS["lead"] = Kind(_("Lead of an activity"), anybody)
    KINDS["amendment"] = Kind(_("Change of a promise"), anybody)
    KINDS["report"] = Kind(_("Report"), of_row(Report, "lead__body", may=_report))
    KINDS["filed"] = Kind(_("Report as it was sent"), of_row(Filed, "report__lead__body", may=_report, of="report"))
    KINDS["evidence"] = Kind(_("Piece of evidence"), of_row(Evidence, "lead__body", may=_evidence))
    moves = of_row(Move, "report__lead__body", "evidence__lead__body", may=_reads_move)
    KINDS["move"] = Kind(_("Move at a report, a lead or evidence"), moves)
    ACTS.update(
        {
            "cycle.set": _("It was said how a plan is reported on"),
            "lead.asked": _("An activity was put to its lead"),
            "lead.accepted": _("A lead accepted an activity"),
            "lead.refused": _("A lead refused an activity"),
            "lead.undone": _("An acceptance was taken back"),
            "report.written": _("A draft of a report was saved"),
            "report.sent": _("A report was sent"),
            "report.returned": _("A report was returned"),
            "report.accepted": _("A report was accepted"),
            "report.undone": _("The acceptance of a report was taken back"),
            "report.published": _("A report was published"),
            "evidence.offered": _("Evidence was offered"),
            "evidence.accepted": _("Evidence was accepted"),
            "evidence.refused": _("Evidence was refused"),
            "evidence.undone": _("The acceptance of evidence was taken back"),
            "evidence.opened": _("Evidence was opened"),
            "part.passed": _("A part of an activity was passed on to a place"),
            "part.amended": _("A deadline or a target of a part was changed"),
            "part.dropped": _("A part of an activity was given up"),
            "promise.amended": _("A deadline or a target was changed"),
            "activity.dropped": _("An activity was given up"),
        }
    )


def evidence_told() -> Iterator[Sealing]:
    """What pieces of evidence tell of what is sealed for them."""
    return sealings_of("evidence", "evidence.offered", Evidence.objects.select_related("sealed"))


def _reads_move(request: HttpRequest, move: Move) -> bool:
    if move.report is not None:
        return _report(request, move.report)
    return move.evidence is None or _evidence(request, move.evidence)
