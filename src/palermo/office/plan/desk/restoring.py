"""Undoing without deleting: an earlier wording comes back as a new version."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import UserError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.base.vocabulary import say
from palermo.office.plan.actions import restore_version
from palermo.office.plan.desk.frame import desk_page, plan_crumb, version_or_404
from palermo.office.plan.models import Version


class RestoreForm(forms.Form):
    """Why, and which version was the newest when the person looked."""

    newest = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why the earlier wording comes back"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Shown beside the new version."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version, newest = version_or_404(slug, number), version_or_404(slug)
    if request.method != "POST":
        return _page(request, version, newest, RestoreForm(initial={"newest": newest.number}))
    form = RestoreForm(request.POST)
    if form.is_valid() and (restored := _restored(request, version, form)) is not None:
        messages.success(
            request,
            _("Version %(number)s is stored, with the wording of version %(old)s.")
            % {"number": restored.number, "old": number},
        )
        return redirect("desk-plan", slug)
    return _page(request, version, newest, form, status=422)


def _restored(request: HttpRequest, version: Version, form: RestoreForm) -> Version | None:
    seen = version_or_404(version.plan.slug, form.cleaned_data["newest"])
    try:
        return restore_version(
            by=user(request), version=version, newest=seen, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except UserError as error:
        form.add_error(None, say(error.message))
        return None


def _page(
    request: HttpRequest, version: Version, newest: Version, form: RestoreForm, status: int = 200
) -> HttpResponse:
    crumb = _("Bring back version %(number)s") % {"number": version.number}
    context = desk_page(plan_crumb(version), (crumb, ""), version=version, newest=newest, form=form)
    return render(request, "desk/restore.html", context, status=status)
