"""Calling a meeting for a day and place, for another one, or off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.access import BodyKind
from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import DayField, ReasonField, ReasonForm, as_choices, bodies_for
from palermo.office.access.people.frame import body_or_404, sent, tried
from palermo.office.base.forms import offer
from palermo.office.plan.committee.actions import call_meeting, cancel_meeting, move_meeting
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.inside.frame import admitted, committee_page, sitting_crumb
from palermo.office.plan.committee.readers import Sitting
from palermo.office.plan.models import Version
from palermo.office.plan.readers import light_versions
from palermo.office.plan.work.models import Cycle

MEETS = frozenset({BodyKind.COMMITTEE, BodyKind.PROVINCE, BodyKind.DISTRICT})


class WhenForm(forms.Form):
    """When and where, and what those who come have to know."""

    day = DayField(label=gettext_lazy("Day"))
    begins = forms.TimeField(
        label=gettext_lazy("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("On the clock of the place."),
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    notice = forms.CharField(
        label=gettext_lazy("Notice"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What those who come have to know or bring."),
    )

    def when(self) -> When:
        """As the action takes it."""
        told = self.cleaned_data
        begins = f"{told['begins']:%H:%M}" if told["begins"] else ""
        return When(told["day"], told["place"], begins, told["notice"])


class CallForm(WhenForm):
    """The same, with the body that meets and the plan that it is about."""

    body = forms.ChoiceField(label=gettext_lazy("Body that meets"))
    plan = forms.ChoiceField(
        label=gettext_lazy("Plan at work"),
        required=False,
        help_text=gettext_lazy("What is late, blocked or undecided in it is proposed for the agenda."),
    )
    field_order = ("body", "plan", "day", "begins", "place", "notice")

    def __init__(self, bodies: list[Body], plans: list[Version], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", as_choices(bodies, _("Choose a body")))
        offer(self, "plan", [("", _("None")), *((each.plan.slug, each.title) for each in plans)])


class MoveForm(WhenForm):
    """The same for another day or place, with the reason."""

    reason = ReasonField()


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def call(request: HttpRequest) -> HttpResponse:
    bodies = [each for each in bodies_for(user(request), "meeting.called", "body") if each.kind in MEETS]
    plans = _plans()
    first = {"plan": plans[0].plan.slug if len(plans) == 1 else ""}
    form = CallForm(bodies, plans, sent(request), initial=first)
    made: list[str] = []

    def act() -> None:
        told = form.cleaned_data
        plan = next((each.plan for each in plans if each.plan.slug == told["plan"]), None)
        body, when = body_or_404(told["body"]), form.when()
        called = call_meeting(by=user(request), body=body, when=when, plan=plan, now=timezone.now())
        made.append(called.meeting.uid)

    if tried(form, act):
        messages.success(request, _("The meeting is called. Set its agenda next."))
        return redirect("committee-meeting", made[0])
    context = committee_page((_("Call a meeting"), ""), form=form, back=reverse("committee"), none=not bodies)
    return render(request, "committee/call.html", context, status=422 if form.is_bound else 200)


def _plans() -> list[Version]:
    """The newest version of each plan at work."""
    rows = light_versions().filter(plan__in=Cycle.objects.order_by().values("plan")).order_by("number")
    return sorted({row.plan_id: row for row in rows}.values(), key=lambda row: row.title)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, uid: str) -> HttpResponse:
    sitting = admitted(request, uid, "meeting.moved")
    before = sitting.call
    first = {"day": before.day, "begins": before.begins, "place": before.place, "notice": before.notice}
    form = MoveForm(sent(request), initial=first)

    def act() -> None:
        given = {"when": form.when(), "reason": form.cleaned_data["reason"]}
        move_meeting(by=user(request), meeting=sitting.meeting, now=timezone.now(), **given)

    if tried(form, act):
        messages.success(request, _("The meeting is called for another day or place."))
        return redirect("committee-meeting", uid)
    return _page(request, sitting, form, heading=_("Move the meeting"), button=_("Call it so"))


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, uid: str) -> HttpResponse:
    sitting = admitted(request, uid, "meeting.cancelled")
    form = ReasonForm(sent(request))

    def act() -> None:
        reason = form.cleaned_data["reason"]
        cancel_meeting(by=user(request), meeting=sitting.meeting, reason=reason, now=timezone.now())

    if tried(form, act):
        messages.success(request, _("The meeting is cancelled. It stays on record, with the reason."))
        return redirect("committee-meeting", uid)
    return _page(request, sitting, form, heading=_("Cancel the meeting"), button=_("Cancel the meeting"), grave=True)


def _page(request: HttpRequest, sitting: Sitting, form: forms.Form, **context: Any) -> HttpResponse:
    told = committee_page(sitting_crumb(sitting), (context["heading"], ""), sitting=sitting, form=form, **context)
    return render(request, "committee/change.html", told, status=422 if form.is_bound else 200)
