"""A file comes in. What cannot be read is told finding by finding, and nothing of it is stored."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import DataError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.base.forms import offer
from palermo.office.plan.actions import upload_plan
from palermo.office.plan.desk.frame import by_gravity, desk_page
from palermo.office.plan.files import PlanFile, read_file
from palermo.office.plan.models import Plan
from palermo.office.plan.readers import light_versions

ACCEPTED = ".yaml,.yml,.json,.csv,.xlsx,.docx"


class UploadForm(forms.Form):
    """A file and what it is to become."""

    file = forms.FileField(
        label=gettext_lazy("File of the plan"),
        help_text=gettext_lazy("Excel (XLSX), Word (DOCX), CSV, YAML or JSON, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,  # the reader says it, as it says everything else about a file
    )
    plan = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        required=False,
        help_text=gettext_lazy("A new version never replaces an old one: both are kept and can be compared."),
    )
    by_hand = forms.BooleanField(
        label=gettext_lazy("Take the tables even when nothing in them is recognised; I say what the columns hold"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = {version.plan.slug: version.title for version in light_versions()}  # later versions overwrite
        known = sorted(newest.items(), key=lambda pair: pair[1])
        titles = [(slug, _("A new version of: %(title)s") % {"title": title}) for slug, title in known]
        offer(self, "plan", [("", _("A new plan")), *titles])


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, UploadForm(initial={"plan": request.GET.get("plan", "")}))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = form.cleaned_data["file"]
    try:
        file = read_file(sent.read(), sent.name or "plan", by_hand=form.cleaned_data["by_hand"])
    except DataError as error:
        form.add_error("file", _("This file cannot be used. Nothing of it was stored. What is wrong stands below."))
        return _page(request, form, status=422, findings=by_gravity(error.findings), name=sent.name)
    return _store(request, file, form.cleaned_data["plan"])


def _store(request: HttpRequest, file: PlanFile, slug: str) -> HttpResponse:
    plan = Plan.objects.get(slug=slug) if slug else None
    stored = upload_plan(by=user(request), file=file, now=timezone.now(), plan=plan)
    if file.plan is None:
        messages.warning(request, _("Nothing was recognised yet. Say which row holds the headers and what is below."))
    return redirect("upload-mapping" if file.reading.layout is not None else "upload-look", stored.pk)


def _page(request: HttpRequest, form: UploadForm, status: int = 200, **more: Any) -> HttpResponse:
    context = desk_page((_("Upload a plan"), ""), form=form, **more)
    return render(request, "desk/upload.html", context, status=status)
