"""What was said in public of a plan: the log, and a form for the next."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.people.choices import DayField
from palermo.office.access.people.frame import tried
from palermo.office.base.forms import offer
from palermo.office.plan.beside.actions import log_statement
from palermo.office.plan.beside.actions.statements import Uttered
from palermo.office.plan.beside.reading import statements_of, utterings
from palermo.office.plan.committee.readers import Resolved, resolved
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions import OfferedFile
from palermo.office.plan.work.desk.frame import overseers_only, work_crumb, work_page
from palermo.office.plan.work.readers import on_record, scorecard

LONGEST = 80  # characters of words in a list to choose from


class StatementForm(forms.Form):
    """What was said, by which office, where and when; of what; and the archive copy."""

    said_by = forms.CharField(
        label=gettext_lazy("Office that said it"),
        max_length=200,
        help_text=gettext_lazy("An office or a body. Name a person by no name, only by the office they spoke for."),
    )
    said_on = DayField(label=gettext_lazy("Day"))
    place = forms.CharField(
        label=gettext_lazy("Where"), max_length=300, help_text=gettext_lazy("Such as: press conference; a newspaper.")
    )
    address = forms.URLField(label=gettext_lazy("Address"), required=False, assume_scheme="https", max_length=500)
    words = forms.CharField(label=gettext_lazy("What was said"), widget=forms.Textarea(attrs={"rows": 4}))
    activity = forms.ChoiceField(label=gettext_lazy("Activity that it is about"), required=False)
    resolution = forms.ChoiceField(label=gettext_lazy("Resolution that it is about"), required=False)
    copy = forms.FileField(
        label=gettext_lazy("Archive copy"),
        required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG, Word, Excel, plain text, CSV or HTML, up to 20 MB."),
    )

    def __init__(self, version: Version, taken: list[Resolved], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activities = (each for _g, _o, each in open_plan(version).each_activity())
        of_plan = [(each.id, f"{each.id} {each.text.words}"[:LONGEST]) for each in activities]
        offer(self, "activity", [("", _("No single activity")), *of_plan])
        offer(self, "resolution", [("", _("None")), *((each.row.uid, each.row.words[:LONGEST]) for each in taken)])
        self.fields["activity"].widget.attrs |= {"lang": version.language}

    def uttered(self) -> Uttered:
        """As the action takes it."""
        told = self.cleaned_data
        return Uttered(told["said_by"], told["said_on"], told["place"], told["words"], told["address"])


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def statements(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    taken = resolved(Q(resolution__meeting__plan=version.plan), timezone.localdate())
    form = StatementForm(version, taken, *((request.POST, request.FILES) if request.method == "POST" else ()))
    logged: list[str] = []

    def act() -> None:
        told, file = form.cleaned_data, form.cleaned_data["copy"]
        row = log_statement(
            by=user(request),
            plan=version.plan,
            uttered=form.uttered(),
            activity=told["activity"],
            resolution=next((each.row for each in taken if each.row.uid == told["resolution"]), None),
            copy=OfferedFile(file.name or "file", file.read()) if file else None,
            now=timezone.now(),
        )
        logged.append(row.uid)

    if tried(form, act):
        messages.success(request, _("The statement is stored. Say next what it claims."))
        return redirect("statement-desk", logged[0])
    record, rows = on_record(version.plan), statements_of(version.plan)
    context = work_page(
        request,
        version,
        work_crumb(version),
        (_("Public statements"), ""),
        rows=utterings(rows, lambda: scorecard(version, record, timezone.localdate(), public=True)),
        form=form,
        may_log=decide(request.user, "statement.logged", version.plan).possible,
    )
    return render(request, "beside/desk/statements.html", context, status=422 if form.is_bound else 200)
