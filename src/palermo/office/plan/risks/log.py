"""The log of an activity's risks and problems: for the body that leads it and the desk."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.models import Body
from palermo.office.access.people.frame import tried
from palermo.office.base.vocabulary import tongues
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.money.duties.reading import lead_or_404
from palermo.office.plan.readers import open_plan
from palermo.office.plan.risks.actions import close_risk, hide_risk, review_risk, show_risk, write_risk
from palermo.office.plan.risks.forms import NoteForm, RiskForm
from palermo.office.plan.risks.models import Risk
from palermo.office.plan.risks.readers import ToldRisk, problems_of, read_by, risks_of
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.models import Lead

Acts = dict[str, tuple[forms.Form, Callable[[], object]]]  # by name: the form, and what it does


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def risks(request: HttpRequest, uid: str) -> HttpResponse:
    lead, newest = lead_or_404(request, uid)
    told = read_by(user(request), risks_of(lead.plan, lead.activity))
    acts = _acts(request, lead, told)
    for form, act in acts.values():
        if tried(form, act):
            messages.success(request, _("It is stored, with its day."))
            return redirect("duty-risks", uid)
    return _page(request, lead, told, acts, newest=newest)


def _acts(request: HttpRequest, lead: Lead, told: list[ToldRisk]) -> Acts:
    of: dict[str, Any] = {"by": user(request), "now": timezone.now()}
    write = RiskForm(
        list(Body.objects.all()), _sent(request, "write"), prefix="write", initial={"owner": lead.body.key}
    )
    acts: Acts = {"write": (write, lambda: write_risk(**of, lead=lead, risk=write.risk()))}
    runs: dict[str, Callable[..., object]] = {
        "review": review_risk,
        "close": close_risk,
        "show": show_risk,
        "hide": hide_risk,
    }
    wanted = request.POST.get("act", "") if request.method == "POST" else ""
    if wanted in runs:
        form = NoteForm(request.POST)
        acts[wanted] = (form, lambda: runs[wanted](**of, risk=_risk(told, form), **_given(wanted, form)))
    return acts


def _risk(told: list[ToldRisk], form: NoteForm) -> Risk:
    found = next((each.row for each in told if each.row.uid == form.cleaned_data["row"]), None)
    if found is None:
        raise Http404
    return found


def _given(act: str, form: NoteForm) -> dict[str, Any]:
    reason = {"reason": form.cleaned_data["reason"]}
    return {**reason, "review": form.cleaned_data["review"]} if act == "review" else reason


def _sent(request: HttpRequest, act: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("act") == act else None


def _page(request: HttpRequest, lead: Lead, told: list[ToldRisk], acts: Acts, *, newest: bool) -> HttpResponse:
    version, today = version_or_404(lead.plan.slug), timezone.localdate()
    activity = next((each for _, _, each in open_plan(version).each_activity() if each.id == lead.activity), None)
    bound = next((form for form, _act in acts.values() if form.is_bound), None)
    shown = sorted(told, key=lambda each: (each.held.closed is not None, each.held.review))
    context = duties_page(
        duty_crumb(lead),
        (_("Risks and problems"), ""),
        lead=lead,
        version=version,
        activity=activity,
        risks=[_shown(request, each, today) for each in shown],
        problems=list(problems_of(user(request), lead.plan, lead.activity)),
        form=bound,
        write=acts["write"][0],
        may_write=newest and activity is not None and decide(request.user, "risk.written", lead).possible,
    )
    context |= tongues(version.language)
    return render(request, "risks/log.html", context, status=422 if bound else 200)


def _shown(request: HttpRequest, told: ToldRisk, today: Any) -> dict[str, object]:
    closed = told.held.closed is not None
    return {
        "told": told,
        "overdue": told.held.overdue(today),
        "may_note": not closed and decide(request.user, "risk.reviewed", told.row).possible,
        "may_show": decide(request.user, "risk.shown", told.row).possible,
    }
