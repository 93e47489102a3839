"""What the trail may say of the work on a plan, in which words and to whom."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.access.keyring.checking import SEALINGS, Sealing
from palermo.office.plan.work.models import Evidence, Filed, Move, Report
from palermo.office.trail import ACTS, KINDS, Kind, named, told_by
from palermo.office.trail.models import Entry


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["evidence"] = evidence_told
    KINDS["cycle"] = Kind(_("How a plan is reported on"), _anybody)
    KINDS["lead"] = Kind(_("Lead of an activity"), _anybody)
    KINDS["amendment"] = Kind(_("Change of a promise"), _anybody)
    KINDS["report"] = Kind(_("Report"), _reads_report)
    KINDS["filed"] = Kind(_("Report as it was sent"), _reads_filed)
    KINDS["evidence"] = Kind(_("Piece of evidence"), _reads_evidence)
    KINDS["move"] = Kind(_("Move at a report, a lead or evidence"), _reads_move)
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
    told = Entry.objects.filter(verb="evidence.offered").values_list("object", "number", "uid", "place__index")
    entries = {name: (number, told_by(place, uid)) for name, number, uid, place in told.iterator()}
    for piece in Evidence.objects.select_related("sealed"):
        if (found := entries.get(named(piece))) is not None:
            uid = piece.sealed.uid
            yield Sealing(found[1], found[0], f"evidence:{uid}", uid, piece.sealed_sha256)


def _anybody(_request: HttpRequest, _number: str) -> bool:
    return True  # who leads what by when is public


def _reads_report(request: HttpRequest, number: str) -> bool:
    report = Report.objects.select_related("lead__body").filter(pk=number).first()
    return report is not None and bool(decide(request.user, "report.read", report))


def _reads_filed(request: HttpRequest, number: str) -> bool:
    filed = Filed.objects.filter(pk=number).first()
    return filed is not None and _reads_report(request, str(filed.report_id))


def _reads_evidence(request: HttpRequest, number: str) -> bool:
    piece = Evidence.objects.select_related("lead__body").filter(pk=number).first()
    return piece is not None and bool(decide(request.user, "evidence.opened", piece))


def _reads_move(request: HttpRequest, number: str) -> bool:
    move = Move.objects.select_related("evidence").filter(pk=number).first()
    if move is None:
        return False
    if move.report_id is not None:
        return _reads_report(request, str(move.report_id))
    return move.evidence_id is None or _reads_evidence(request, str(move.evidence_id))
