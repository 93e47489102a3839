"""What these pages share: where one is, which meeting is meant, and who may read it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, door
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.plan.committee.readers import Sitting, sitting_or_404

insiders_only = door("committee.opened")


def committee_page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page. `crumbs`: words and addresses below the first page, the last without one."""
    where = crumbs_below(_("Committee"), reverse("committee"), *crumbs)
    return {"crumbs": where, "section": "committee", **context}


def sitting_crumb(sitting: Sitting) -> Crumb:
    return named(sitting), reverse("committee-meeting", args=[sitting.meeting.uid])


def named(sitting: Sitting) -> str:
    """A meeting in words."""
    return _("Meeting on %(day)s") % {"day": sitting.call.day}


def admitted(request: HttpRequest, uid: str, act: str = "meeting.read") -> Sitting:
    """A meeting, for whoever may do this act to it; to those who may not even read it there is none."""
    sitting = sitting_or_404(uid)
    if act != "meeting.read":
        admit(request, "meeting.read", sitting.meeting)
    admit(request, act, sitting.meeting)
    return sitting


def may(request: HttpRequest, act: str, sitting: Sitting) -> bool:
    """Whether a link to what the act is for is shown."""
    return decide(request.user, act, sitting.meeting).possible
