"""Pages of the study: tables, runs and what they found, for the analysts of a body."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, door, user
from palermo.office.access.people.choices import bodies_for
from palermo.office.access.people.frame import sent, tried
from palermo.office.access.refusal import Refused
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.vocabulary import language, say
from palermo.office.study.actions import ask_for_release, bring_capture, is_asked_for, open_run, start_run, state_of
from palermo.office.study.forms import CaptureForm, ReleaseForm, RunForm
from palermo.office.study.models import Capture, Run
from palermo.office.study.readers import (
    capture_or_404,
    captures_of,
    releases_of,
    run_or_404,
    runs_of,
    side_by_side,
    told_run,
)
from palermo.office.study.running import launch
from palermo.prevalence import method_name

insiders_only = door("study.opened")
_AGAIN = 5  # seconds until a page of a run that goes on is fetched again


def study_page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page of the study."""
    return {"crumbs": crumbs_below(_("Study"), reverse("study"), *crumbs), "section": "study", **context}


@require_http_methods(["GET", "HEAD", "POST"])
@insiders_only
def study(request: HttpRequest) -> HttpResponse:
    by, now = user(request), timezone.now()
    bodies = bodies_for(by, "capture.brought", "body")
    form = CaptureForm(bodies, sent(request), request.FILES or None) if bodies else None
    if form and tried(form, lambda: bring_capture(by=by, **form.given, now=now)):
        messages.success(request, _("The table is sealed. Runs open it, and nobody else."))
        return redirect("study")
    context = study_page(
        form=form, captures=captures_of(by, now), releases=[(row, state_of(row)) for row in releases_of(by, now)]
    )
    return render(request, "study/study.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, uid: str) -> HttpResponse:
    capture = capture_or_404(uid)
    admit(request, "run.started", capture)
    form = RunForm(capture, sent(request))
    begun: list[Run] = []

    def begin() -> None:
        started = start_run(by=user(request), capture=capture, asked=form.run, now=timezone.now())
        begun.append(started.run)
        launch(started.run, started.content)

    if tried(form, begin):
        return redirect("study-run", begun[0].uid)
    context = study_page((capture.name, ""), capture=capture, form=form, runs=runs_of(capture))
    return render(request, "study/table.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, uid: str) -> HttpResponse:
    row = run_or_404(uid)
    admit(request, "run.opened", row)
    told, by, now = told_run(row), user(request), timezone.now()
    act, failed, found = request.POST.get("act", ""), "", ""
    form = ReleaseForm(request.POST if act == "ask" else None)
    if tried(form, lambda: ask_for_release(by=by, run=row, **form.cleaned_data, now=now)):
        messages.success(request, _("The release is asked for. Somebody of the secretariat decides."))
        return redirect("study-run", uid)
    if act == "open":
        try:
            found = open_run(by=by, run=row, now=now).found[f"inside-{language()}"].decode()
        except Refused:
            raise
        except (UserError, Unreadable) as error:
            failed = say(error.message)
    releases = row.releases.prefetch_related("moves").order_by("-pk")
    may_ask = told.state == "found" and not is_asked_for(releases)
    context = study_page(
        _crumb(row.capture),
        (_("Run of %(day)s") % {"day": f"{row.made_at:%Y-%m-%d %H:%M}"}, ""),
        run=told,
        at_work=say(method_name(told.progress.what)) if told.progress else "",
        methods=[say(method_name(name)) for name in told.asked.methods],
        form=form,
        failed=failed,
        found=mark_safe(found),  # noqa: S308  # the library has escaped every word of it
        releases=[(each, state_of(each)) for each in releases],
        may_ask=may_ask and decide(by, "release.asked", row, at=now).possible,
    )
    response = render(request, "study/run.html", context, status=_status(form))
    if told.state == "running":
        response["Refresh"] = str(_AGAIN)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, uid: str) -> HttpResponse:
    capture = capture_or_404(uid)
    admit(request, "run.started", capture)
    runs = [each for each in runs_of(capture) if each.state == "found"]
    rows, failed = [], ""
    if request.method == "POST":
        try:
            found = [open_run(by=user(request), run=each.row, now=timezone.now()).found for each in runs]
            rows = [(say(method_name(method)), cells) for method, cells in side_by_side(found).items()]
        except Refused:
            raise
        except (UserError, Unreadable) as error:
            failed = say(error.message)
    context = study_page(
        _crumb(capture), (_("Runs side by side"), ""), capture=capture, runs=runs, rows=rows, failed=failed
    )
    return render(request, "study/compare.html", context)


def _crumb(capture: Capture) -> Crumb:
    return capture.name, reverse("study-table", args=[capture.uid])


def _status(form: Any) -> int:
    return 422 if form is not None and form.is_bound else 200
