"""Erasing a sealed record for good: one custodian asks, another does it within a day."""

from functools import partial
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import UserError
from palermo.office.access.actions import ask_for_record, erase_record
from palermo.office.access.doors import admit
from palermo.office.access.keyring.asking import done_or_asked
from palermo.office.access.keyring.sealing import record_thing
from palermo.office.access.models import Body
from palermo.office.base.vocabulary import say


class ErasingForm(forms.Form):
    """Why it is erased."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is erased"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The reason stays on record. Write nothing in it of what is erased."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erasing(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    body = Body.objects.filter(key=key).first()
    admit(request, "record.erased", record_thing(body, uid) if body else None)
    form = ErasingForm(request.POST or None)
    if body is None or not form.is_valid() or not _done(request, body, uid, form):
        context = {"form": form, "body": body, "uid": uid}
        return render(request, "sealed/erase.html", context, status=422 if form.is_bound else 200)
    return redirect("mfa_index")


def _done(request: HttpRequest, body: Body, uid: str, form: ErasingForm) -> bool:
    user, now = cast(User, request.user), timezone.now()
    given = {"by": user, "body": body, "uid": uid, "reason": form.cleaned_data["reason"], "now": now}
    try:
        waits = done_or_asked(partial(erase_record, **given), partial(ask_for_record, act="record.erased", **given))
    except UserError as error:
        form.add_error(None, say(error.message))
        return False
    if waits is None:
        messages.success(request, _("It is erased. Nobody can open it any more."))
    else:
        messages.success(request, _("You have asked for it. {why}").format(why=say(waits)))
    return True
