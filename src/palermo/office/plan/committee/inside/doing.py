"""What somebody can do with a resolution, each by a form of its own."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from palermo.office.access.decision import By, actor, decide
from palermo.office.access.people.choices import ReasonField, ReasonForm
from palermo.office.plan.committee import actions
from palermo.office.plan.committee.actions.resolutions import OF_OWNER, side_of
from palermo.office.plan.committee.readers import Resolved
from palermo.office.plan.work.desk.deciding import Offered, Way, offers
from palermo.plan import Deed, Turned, turned

_SOME_REASON = "-"  # the form asks for it


class NoteForm(ReasonForm):
    """What was done. It is stored as the reason of the turn."""

    reason = ReasonField(
        label=gettext_lazy("What was done, and where that can be seen"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The committee reads it before it confirms. Name no victim and nobody by name."),
    )


_ACTS: Mapping[Deed, str] = {
    Deed.ACCEPT: "resolution.accepted",
    Deed.REFUSE: "resolution.refused",
    Deed.REPORT: "resolution.reported",
    Deed.CONFIRM: "resolution.confirmed",
    Deed.RETURN: "resolution.returned",
    Deed.INSIST: "resolution.insisted",
    Deed.UNDO: "resolution.undone",
    Deed.LIFT: "resolution.lifted",
}

WAYS: Mapping[Deed, Way] = {
    Deed.ACCEPT: Way(
        actions.accept_resolution,
        forms.Form,
        gettext_lazy("Accept it"),
        gettext_lazy("Accept"),
        gettext_lazy("The resolution is accepted. Report it once it is done."),
        gettext_lazy("The body takes the duty on, and reports by the day it is due."),
    ),
    Deed.REFUSE: Way(
        actions.refuse_resolution,
        ReasonForm,
        gettext_lazy("Refuse it"),
        gettext_lazy("Refuse"),
        gettext_lazy("The refusal is stored. The committee looks at it again."),
        grave=True,
    ),
    Deed.REPORT: Way(
        actions.report_resolution,
        NoteForm,
        gettext_lazy("Report that it is done"),
        gettext_lazy("Report"),
        gettext_lazy("It is reported. The committee confirms it or returns it."),
    ),
    Deed.CONFIRM: Way(
        actions.confirm_resolution,
        forms.Form,
        gettext_lazy("Confirm that it is done"),
        gettext_lazy("Confirm"),
        gettext_lazy("The resolution is confirmed as done."),
        gettext_lazy("Only the chair can take that back, with a reason."),
    ),
    Deed.RETURN: Way(
        actions.return_resolution,
        ReasonForm,
        gettext_lazy("Return it"),
        gettext_lazy("Return"),
        gettext_lazy("The resolution is returned to the body."),
        gettext_lazy("Say what is missing. The day it is due stays as it was."),
        grave=True,
    ),
    Deed.INSIST: Way(
        actions.insist_on_resolution,
        ReasonForm,
        gettext_lazy("Put it to the body once more"),
        gettext_lazy("Put it once more"),
        gettext_lazy("The body is asked once more."),
    ),
    Deed.UNDO: Way(
        actions.undo_resolution,
        ReasonForm,
        gettext_lazy("Take the last answer back"),
        gettext_lazy("Take it back"),
        gettext_lazy("It is taken back."),
        gettext_lazy("What was accepted is put to the body anew; what was confirmed is judged anew."),
        grave=True,
    ),
    Deed.LIFT: Way(
        actions.lift_resolution,
        ReasonForm,
        gettext_lazy("Lift it"),
        gettext_lazy("Lift"),
        gettext_lazy("The resolution is lifted. It stays on record."),
        gettext_lazy("The committee holds to it no longer. This cannot be taken back."),
        grave=True,
    ),
}


def offered_of(request: HttpRequest, found: Resolved) -> list[Offered]:
    """What whoever looks at the page can do with the resolution."""
    now = timezone.now()
    return offers(request, [deed for deed in WAYS if _possible(request.user, found, deed, now)], WAYS)


def _possible(by: By, found: Resolved, deed: Deed, now: datetime) -> bool:
    """By the table of acts and by the library's."""
    row = found.row
    thing = row.owed(now) if deed in OF_OWNER else found.thing
    if not decide(by, _ACTS[deed], thing, at=now).possible:
        return False
    side = side_of(by, deed, thing, now)
    turn = Turned(deed, actor(by, now).id, side, timezone.localdate(now), _SOME_REASON)
    return turned(found.course, turn)[1] is None
