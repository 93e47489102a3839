"""Where the record is kept: corrections, asks that were entered, and the switch of the forecast."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.core import DataError, Finding
from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.people.frame import tried
from palermo.office.standing.actions import hide_forecast, show_forecast, upload_correction, withdraw_correction
from palermo.office.standing.desk.forms import CorrectionForm
from palermo.office.standing.models import AskEntry, CorrectionEnd
from palermo.office.standing.public.frame import standing_page
from palermo.office.standing.readers import forecast_shown, here


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def overview(request: HttpRequest) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "upload":
        return _upload(request)
    if request.method != "POST":
        return _page(request, CorrectionForm())
    form = ReasonForm(request.POST)
    run = _act(act, request)
    reason = {"by": user(request), "now": timezone.now()}
    if tried(form, lambda: run(**reason, reason=form.cleaned_data["reason"])):
        messages.success(request, _("It is stored, with its day."))
        return redirect("standing-desk")
    return _page(request, CorrectionForm(), form)


def _act(act: str, request: HttpRequest) -> Any:
    """What is asked for, ready to be given who, when and why."""
    if act in ("show", "hide"):
        return show_forecast if act == "show" else hide_forecast
    row = next((each.row for each in here().laid if each.row.uid == request.POST.get("row")), None)
    if act != "withdraw" or row is None:
        raise Http404(act)
    return lambda **given: withdraw_correction(correction=row, **given)


def _upload(request: HttpRequest) -> HttpResponse:
    form = CorrectionForm(request.POST, request.FILES)
    findings: Sequence[Finding] = ()

    def act() -> None:
        given = {"file": form.correction(), "reason": form.cleaned_data["reason"]}
        upload_correction(by=user(request), now=timezone.now(), **given)

    try:
        if tried(form, act):
            messages.success(request, _("The file is laid over what is shipped. What could not be used is told below."))
            return redirect("standing-desk")
    except DataError as error:
        findings = error.findings
        form.add_error("file", _("No row of the file can be used. Nothing is stored."))
    return _page(request, form, form, findings)


def _page(
    request: HttpRequest, upload: CorrectionForm, wrong: forms.Form | None = None, findings: Sequence[Finding] = ()
) -> HttpResponse:
    context = standing_page(
        (_("Keep this record"), ""),
        form=wrong,
        upload=upload,
        laid=here().laid,
        ended=CorrectionEnd.objects.select_related("correction"),
        entries=_newest_entries(),
        shown=forecast_shown(),
        findings=findings,
    )
    return render(request, "standing/desk/overview.html", context, status=422 if wrong else 200)


def _newest_entries() -> list[AskEntry]:
    return list({(row.iso3, row.ask): row for row in AskEntry.objects.all()}.values())
