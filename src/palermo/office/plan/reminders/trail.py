"""What the trail may say of reminders, in which words and to whom."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.plan.reminders.models import Digest, Sending
from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["quietspan"] = Kind(_("Quiet days"), _everybody_at_work)
    KINDS["quietlifted"] = Kind(_("End of quiet days"), _everybody_at_work)
    KINDS["digest"] = Kind(_("Weekly digest"), _reads_digest)
    KINDS["sending"] = Kind(_("Sending of a digest"), _reads_sending)
    ACTS.update(
        {
            "address.given": _("Somebody asked to be reminded by mail"),
            "address.removed": _("Somebody is reminded by mail no more"),
            "quiet.set": _("Quiet days were declared"),
            "quiet.lifted": _("Quiet days were lifted"),
            "digest.made": _("A weekly digest was made"),
            "sending.tried": _("A weekly digest was sent, or could not be"),
        }
    )


def _everybody_at_work(request: HttpRequest, _number: str) -> bool:
    return bool(decide(request.user, "duties.opened"))


def _reads(request: HttpRequest, digest: Digest | None) -> bool:
    return digest is not None and bool(decide(request.user, "person.opened", digest.person))


def _reads_digest(request: HttpRequest, number: str) -> bool:
    return _reads(request, Digest.objects.select_related("person__user", "person__body").filter(pk=number).first())


def _reads_sending(request: HttpRequest, number: str) -> bool:
    row = Sending.objects.select_related("digest__person__user", "digest__person__body").filter(pk=number).first()
    return _reads(request, row.digest if row else None)
