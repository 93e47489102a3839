"""What the trail may say of meetings and resolutions, in which words and to whom."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.plan.committee.models import Agenda, Approval, Attendance, Call, Meeting, Minute, Turn
from palermo.office.plan.committee.reading import reads
from palermo.office.trail import ACTS, KINDS, Kind

Reads = Callable[[HttpRequest, str], bool]


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["meeting"] = Kind(_("Meeting"), _reads_meeting)
    KINDS["call"] = Kind(_("Call to a meeting"), _of(Call))
    KINDS["agenda"] = Kind(_("Agenda of a meeting"), _of(Agenda))
    KINDS["attendance"] = Kind(_("Who was at a meeting"), _of(Attendance, "attendance.read"))
    KINDS["minute"] = Kind(_("Minutes of an item"), _of(Minute))
    KINDS["approval"] = Kind(_("Approval of minutes"), _of(Approval))
    KINDS["resolution"] = Kind(_("Resolution"), _anybody)
    KINDS["turn"] = Kind(_("Turn of a resolution"), _reads_turn)
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


def _anybody(_request: HttpRequest, _number: str) -> bool:
    return True  # what was resolved is public, with its owner and its day


def _of(model: type[Call | Agenda | Attendance | Minute | Approval], act: str = "meeting.read") -> Reads:
    """Of what hangs on a meeting."""

    def reads(request: HttpRequest, number: str) -> bool:
        row = model._default_manager.select_related("meeting__body").filter(pk=number).first()
        return row is not None and bool(decide(request.user, act, row.meeting))

    return reads


def _reads_meeting(request: HttpRequest, number: str) -> bool:
    meeting = Meeting.objects.select_related("body").filter(pk=number).first()
    return meeting is not None and bool(decide(request.user, "meeting.read", meeting))


def _reads_turn(request: HttpRequest, number: str) -> bool:
    turn = Turn.objects.select_related("resolution__owner", "resolution__meeting__body").filter(pk=number).first()
    if turn is None:
        return False
    return reads(request, turn.resolution.thing(timezone.now()), turn.resolution)
