"""What the trail may say of meetings and resolutions, in which words and to whom."""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import allowed
from palermo.office.plan.committee.models import Agenda, Approval, Attendance, Call, Meeting, Minute, Turn
from palermo.office.plan.committee.reading import reads
from palermo.office.trail import ACTS, KINDS, Kind, anybody, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["meeting"] = Kind(_("Meeting"), of_row(Meeting, "body", may=allowed("meeting.read")))
    KINDS["call"] = Kind(_("Call to a meeting"), _of(Call))
    KINDS["agenda"] = Kind(_("Agenda of a meeting"), _of(Agenda))
    KINDS["attendance"] = Kind(_("Who was at a meeting"), _of(Attendance, "attendance.read"))
    KINDS["minute"] = Kind(_("Minutes of an item"), _of(Minute))
    KINDS["approval"] = Kind(_("Approval of minutes"), _of(Approval))
    KINDS["resolution"] = Kind(_("Resolution"), anybody)  # with its owner and its day
    turns = ("resolution__owner", "resolution__meeting__body")
    KINDS["turn"] = Kind(_("Turn of a resolution"), of_row(Turn, *turns, may=_reads_turn))
    ACTS.update(
        {
            "meeting.called": _("A meeting was called"),
            "meeting.moved": _("A meeting was called for another day or place"),
            "meeting.cancelled": _("A meeting was cancelled"),
            "agenda.set": _("The agenda of a meeting was set"),
            "attendance.taken": _("It was written down who was at a meeting"),
            "minutes.written": _("Minutes were written"),
            "minutes.corrected": _("Something was added to approved minutes"),
            "minutes.approved": _("Minutes were approved"),
            "resolution.taken": _("A resolution was taken"),
            "resolution.accepted": _("A body accepted a resolution"),
            "resolution.refused": _("A body refused a resolution"),
            "resolution.reported": _("A resolution was reported done"),
            "resolution.confirmed": _("A resolution was confirmed as done"),
            "resolution.returned": _("A resolution was returned to its owner"),
            "resolution.insisted": _("A refused resolution was put to its owner once more"),
            "resolution.undone": _("The acceptance or confirmation of a resolution was taken back"),
            "resolution.lifted": _("A resolution was lifted"),
        }
    )


def _of(model: type[Model], act: str = "meeting.read") -> Callable[[HttpRequest, str], bool]:
    """Of what hangs on a meeting."""
    return of_row(model, "meeting__body", may=allowed(act), of="meeting")


def _reads_turn(request: HttpRequest, turn: Turn) -> bool:
    return reads(request, turn.resolution.thing(timezone.now()), turn.resolution)
