"""What the trail may say of reminders, in which words and to whom."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import allowed, decide
from palermo.office.plan.reminders.models import Digest, Sending
from palermo.office.trail import ACTS, KINDS, Kind, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["quietspan"] = Kind(_("Quiet days"), _everybody_at_work)
    KINDS["quietlifted"] = Kind(_("End of quiet days"), _everybody_at_work)
    opened = allowed("person.opened")
    digests = of_row(Digest, "person__user", "person__body", may=opened, of="person")
    sendings = of_row(Sending, "digest__person__user", "digest__person__body", may=opened, of="digest.person")
    KINDS["digest"] = Kind(_("Weekly digest"), digests)
    KINDS["sending"] = Kind(_("Sending of a digest"), sendings)
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
