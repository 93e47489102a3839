"""Where a person links activities to asks. What a program suggests is marked as that, until a person accepts it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.people.choices import ReasonField
from palermo.office.access.people.frame import tried
from palermo.office.base.forms import offer
from palermo.office.plan.answers.actions import link_answer, unlink_answer
from palermo.office.plan.answers.public import TONES, counted, wanted_state
from palermo.office.plan.answers.readers import Answered, answered, suggested_for
from palermo.office.plan.desk.frame import desk_page, plan_crumb, version_or_404
from palermo.office.plan.models import Basis, Version
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.readers import on_record

PAGE = 15  # asks


class LinkForm(forms.Form):
    """An activity that answers an ask, or no longer does."""

    ask = forms.CharField(widget=forms.HiddenInput)
    activity = forms.ChoiceField(label=gettext_lazy("Activity"))
    reason = ReasonField()

    def __init__(self, version: Version, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = open_plan(version)
        offer(self, "activity", [(each.id, each.id) for _goal, _objective, each in plan.each_activity()])


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def links(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    if version.basis == Basis.PRESS:
        raise Http404(slug)  # press reports are never scored
    told = answered(version, on_record(version.plan), timezone.localdate())
    if told is None:
        return render(request, "answers/desk.html", _frame(version, told=None, form=None))
    if request.method != "POST":
        return _page(request, version, told)
    form = LinkForm(version, request.POST)
    if tried(form, _act(request, version, told, form)):
        messages.success(request, _("It is stored, with its day."))
        return redirect(request.get_full_path())
    return _page(request, version, told, form)


def _act(request: HttpRequest, version: Version, told: Answered, form: LinkForm) -> Callable[[], object]:
    """What is asked for. Whether a program had suggested it is worked out here and not taken from the form."""
    wanted = request.POST.get("act")
    if wanted not in ("link", "unlink"):
        raise Http404(wanted)

    def act() -> object:
        of: dict[str, Any] = {"by": user(request), "plan": version.plan, "now": timezone.now(), **form.cleaned_data}
        if wanted == "unlink":
            return unlink_answer(**of)
        return link_answer(**of, suggested=_is_suggested(version, told, of["ask"], of["activity"]))

    return act


def _is_suggested(version: Version, told: Answered, ask: str, activity: str) -> bool:
    asks = tuple(each.ask for each in told.answering.asks if each.ask.id == ask)
    return activity in suggested_for(version, asks).get(ask, ())


def _page(request: HttpRequest, version: Version, told: Answered, form: LinkForm | None = None) -> HttpResponse:
    wanted = wanted_state(request)
    every = [each for each in told.answering.asks if not wanted or each.state == wanted]
    page = Paginator(every, PAGE).get_page(request.GET.get("page"))
    suggested = suggested_for(version, tuple(each.ask for each in page.object_list))
    activities = {each.id: each for _goal, _objective, each in open_plan(version).each_activity()}
    typed = _Typed(form)
    rows = [
        {
            "each": each,
            "tone": TONES.get(each.state, ""),
            "linked": [
                {
                    "activity": activities[id_],
                    "by_hand": each.ask.id in told.grounds.links.get(id_, ()),
                    "typed": typed.at("unlink", each.ask.id, id_),
                }
                for id_ in each.activities
            ],
            "suggested": [
                (activities[id_], typed.at("link", each.ask.id, id_))
                for id_ in suggested.get(each.ask.id, ())
                if id_ not in each.activities
            ],
            "typed": typed.at("link", each.ask.id),
        }
        for each in page.object_list
    ]
    context = _frame(
        version,
        form=form,
        told=told,
        page=page,
        rows=rows,
        states=counted(told.answering.asks, wanted),
        wanted=wanted,
        activities=list(activities.values()),
        coming=activities.get(request.GET.get("activity", "")),
    )
    return render(request, "answers/desk.html", context, status=422 if form else 200)


class _Typed:
    """What was typed into a form that was refused, for the one place on the page that it was typed at."""

    def __init__(self, form: LinkForm | None) -> None:
        self._left: Mapping[str, str] = form.data if form else {}

    def at(self, act: str, ask: str, activity: str = "") -> Mapping[str, str]:
        """What was typed there; nothing anywhere else. Without an activity, of whichever."""
        left = self._left
        if (left.get("act"), left.get("ask")) != (act, ask) or activity not in ("", left.get("activity")):
            return {}
        self._left = {}
        return left


def _frame(version: Version, **context: Any) -> dict[str, Any]:
    public = reverse("plan-asks", args=[version.plan.slug, version.number])
    crumbs = plan_crumb(version), (_("What the plan answers"), "")
    return desk_page(*crumbs, version=version, public=public, **context)
