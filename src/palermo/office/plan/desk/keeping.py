"""Before an upload is stored: what was read, what the audit says, and whether to keep it."""

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

from palermo.core import UserError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import say, tongue
from palermo.office.plan.actions import add_version, discard_upload, needs_title
from palermo.office.plan.desk.frame import by_gravity, desk_page, own_upload_or_404, shares, worst
from palermo.office.plan.files import PlanFile
from palermo.office.plan.models import Upload, Version
from palermo.office.plan.readers import find_version, open_file
from palermo.office.plan.readership import is_public
from palermo.office.plan.stored import findings_from_json
from palermo.plan import Audit, Basis, Plan, audit

FINDINGS_SHOWN = 60
ACTIVITIES_SHOWN = 30

_AUDITS: Kept[Audit] = Kept(4)


class KeepForm(forms.Form):
    """What the office has to know to keep an upload."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        help_text=gettext_lazy("The file gives none that a reader could make sense of."),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Short address"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Latin letters, digits and hyphens, such as kh-2024. It never changes afterwards."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why there is this version"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One sentence for everybody who reads the record, such as: first record of the draft."),
    )

    def __init__(self, *args: Any, upload: Upload, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_title(plan):
            del self.fields["title"]
        if upload.plan is not None:
            del self.fields["slug"]


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def look(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload_or_404(request, pk)
    file = open_file(upload)
    if file.plan is None:
        return redirect("upload-mapping", pk)
    if request.method != "POST":
        form = KeepForm(upload=upload, plan=file.plan, initial={"slug": file.plan.id})
        return _page(request, upload, file, file.plan, form)
    form = KeepForm(request.POST, upload=upload, plan=file.plan)
    if form.is_valid() and (kept := _keep(request, upload, file, form)) is not None:
        return kept
    return _page(request, upload, file, file.plan, form, status=422)


def _keep(request: HttpRequest, upload: Upload, file: PlanFile, form: KeepForm) -> HttpResponse | None:
    """Store the version; None, with the error on the form, when that is refused."""
    try:
        version = add_version(by=user(request), upload=upload, file=file, now=timezone.now(), **form.cleaned_data)
    except UserError as error:
        form.add_error(None, say(error.message))
        return None
    messages.success(request, _stored(version))
    return redirect("desk-plan", version.plan.slug)


def _stored(version: Version) -> str:
    told = {"number": version.number}
    if is_public(version):  # press reports are: nobody calls them a draft
        return f"{_('Version %(number)s') % told}. {_('Everybody can read it.')}"
    return _("Version %(number)s is stored. Nobody outside sees it until you say what state it is in.") % told


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once; an upload is not part of the record, so it really goes."""
    upload = own_upload_or_404(request, pk)
    if request.method == "POST":
        discard_upload(by=user(request), upload=upload, now=timezone.now())
        messages.success(request, _("%(name)s was discarded.") % {"name": upload.file_name})
        return redirect("desk")
    crumbs = ((upload.file_name, reverse("upload-look", args=[pk])), (_("Discard"), ""))
    return render(request, "desk/discard.html", desk_page(*crumbs, upload=upload))


def _page(
    request: HttpRequest, upload: Upload, file: PlanFile, plan: Plan, form: KeepForm, status: int = 200
) -> HttpResponse:
    judged = _audit(file, plan)
    findings = by_gravity(findings_from_json(upload.findings))
    newest = find_version(upload.plan.slug) if upload.plan else None
    context = desk_page(
        (upload.file_name, ""),
        upload=upload,
        file=file,
        plan=plan,
        form=form,
        tabs=upload_tabs(upload, file, "look"),
        audit=judged,
        scored=judged.card.scored,
        press=plan.basis is Basis.PRESS,
        shares=shares(judged),
        worst=worst(judged, 5),
        findings=findings[:FINDINGS_SHOWN],
        findings_left=max(0, len(findings) - FINDINGS_SHOWN),
        activities=_activities(plan, judged),
        activities_left=max(0, sum(1 for _row in plan.each_activity()) - ACTIVITIES_SHOWN),
        newest=newest,
        newest_lang=tongue(newest.language) if newest else "",
    )
    return render(request, "desk/look.html", context, status=status)


def _audit(file: PlanFile, plan: Plan) -> Audit:
    key = (file.sha256, file.name, repr(file.reading.mapping))
    return _AUDITS.get(key, lambda: audit(plan))


def _activities(plan: Plan, judged: Audit) -> list[dict[str, object]]:
    rows = [activity for _goal, _objective, activity in plan.each_activity()][:ACTIVITIES_SHOWN]
    return [{"activity": activity, "verdict": str(judged.verdicts[activity.id])} for activity in rows]


def upload_tabs(upload: Upload, file: PlanFile, current: str) -> list[dict[str, object]]:
    """The two views of an upload; a file of ours needs no mapping."""
    if file.reading.layout is None:
        return []
    words = {"mapping": _("1. What the columns hold"), "look": _("2. Findings, audit and keeping")}
    names = {"mapping": "upload-mapping", "look": "upload-look"}
    if file.plan is None:
        del words["look"]
    return [
        {"text": text, "href": reverse(names[key], args=[upload.pk]), "current": key == current}
        for key, text in words.items()
    ]
