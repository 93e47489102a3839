"""Who was at a meeting: for those who look after the body alone."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.doors import admit, user
from palermo.office.access.people.frame import NAMES, sent, tried
from palermo.office.base.vocabulary import in_tongue, tongue
from palermo.office.plan.committee.actions import take_attendance
from palermo.office.plan.committee.inside.frame import admitted, committee_page, may, sitting_crumb
from palermo.office.plan.committee.members import Member, members_of
from palermo.office.plan.committee.models import Attendance
from palermo.office.plan.committee.words import PRESENCES


class AttendanceForm(forms.Form):
    """For each member one answer."""

    def __init__(self, members: Mapping[str, Member], known: Mapping[str, str], *args: Any) -> None:
        super().__init__(*args)
        for name, member in members.items():
            self.fields[name] = forms.ChoiceField(
                label=in_tongue(member.person.user.get_username(), tongue(NAMES)),
                choices=list(PRESENCES.items()),
                widget=forms.RadioSelect,
                required=False,
                initial=known.get(name),
            )

    def presences(self) -> dict[str, str]:
        """What was answered, by pseudonym."""
        return {name: told for name, told in self.cleaned_data.items() if told}


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, uid: str) -> HttpResponse:
    sitting = admitted(request, uid, "attendance.read")
    members = members_of(sitting.meeting.body, sitting.call.day)
    rows = Attendance.objects.filter(meeting=sitting.meeting)
    known = dict(rows.values_list("person__pseudonym", "presence"))
    form = AttendanceForm(members, known, sent(request))

    def act() -> None:
        told = form.presences()
        take_attendance(by=user(request), meeting=sitting.meeting, presences=told, now=timezone.now())

    if form.is_bound:
        admit(request, "attendance.taken", sitting.meeting)
        if tried(form, act):
            messages.success(request, _("It is stored who was there."))
            return redirect("committee-meeting", uid)
    takes = not sitting.locked and not sitting.comes and may(request, "attendance.taken", sitting)
    context = committee_page(
        sitting_crumb(sitting),
        (_("Who was there"), ""),
        sitting=sitting,
        form=form,
        rows=[{"member": each, "field": form[name], "presence": known.get(name)} for name, each in members.items()],
        takes=takes,
    )
    return render(request, "committee/attendance.html", context, status=422 if form.is_bound else 200)
