"""One statement: what it claims, and what the record says to that."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.people.choices import DayField
from palermo.office.access.people.frame import sent, tried
from palermo.office.base import store
from palermo.office.base.forms import offer
from palermo.office.plan.beside.actions import mark_statement
from palermo.office.plan.beside.models import Statement
from palermo.office.plan.beside.reading import indicators_of, utterings
from palermo.office.plan.beside.words import ABOUT
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.pages.downloads import send
from palermo.office.plan.pages.files import File
from palermo.office.plan.work.content_types import as_file
from palermo.office.plan.work.desk.frame import overseers_only, work_crumb, work_page
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.plan import About, Said


class MarkForm(forms.Form):
    """What a statement claims, or does not claim after all."""

    about = forms.ChoiceField(
        label=gettext_lazy("It claims"), choices=list(ABOUT.items()), widget=forms.RadioSelect, initial=About.DONE
    )
    day = DayField(label=gettext_lazy("Day that it names"), required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator of the number"), required=False)
    number = forms.DecimalField(label=gettext_lazy("Number that it names"), required=False)
    lifted = forms.BooleanField(label=gettext_lazy("No: it was marked wrongly and does not claim this"), required=False)

    def __init__(self, version: Version, activity: str, *args: Any) -> None:
        super().__init__(*args)
        own = [(key, f"{key} {words}") for key, words in indicators_of(version, activity).items()]
        offer(self, "indicator", [("", _("None")), *own])

    def said(self) -> Said:
        """As the library takes it."""
        told = self.cleaned_data
        return Said(About(told["about"]), told["day"], told["number"], told["indicator"])


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def statement(request: HttpRequest, uid: str) -> HttpResponse:
    row = _found(uid)
    version = version_or_404(row.plan.slug)
    form = MarkForm(version, row.activity, sent(request))

    def act() -> None:
        lifted = form.cleaned_data["lifted"]
        mark_statement(
            by=user(request), plan=row.plan, statement=row, said=form.said(), lifted=lifted, now=timezone.now()
        )

    if tried(form, act):
        messages.success(request, _("It is stored what the statement claims."))
        return redirect("statement-desk", uid)
    record = on_record(row.plan)
    may_mark = bool(row.activity) and decide(request.user, "statement.marked", row.plan).possible
    rows = utterings([row], lambda: scorecard(version, record, timezone.localdate(), public=True))
    context = work_page(
        request,
        version,
        work_crumb(version),
        (_("Public statement"), ""),
        rows=rows,
        each=rows[0],
        form=form,
        may_mark=may_mark,
    )
    return render(request, "beside/desk/statement.html", context, status=422 if form.is_bound else 200)


@require_safe
@overseers_only
def copy(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The archive copy, as a file."""
    row = _found(uid)
    if not row.sha256:
        raise Http404(uid)
    return send(request, File(*as_file(row.name, row.media_type), store.fetch(row.sha256), row.sha256))


def _found(uid: str) -> Statement:
    rows = Statement.objects.select_related("plan", "resolution__meeting__body").prefetch_related("markings")
    row = rows.filter(uid=uid).first()
    if row is None:
        raise Http404(uid)
    return row
