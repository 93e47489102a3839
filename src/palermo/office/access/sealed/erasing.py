"""Erasing a sealed record for good: one custodian asks, another does it within a day."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import Message
from palermo.office.access.actions import ask_for_record, erase_record
from palermo.office.access.doors import admit, user
from palermo.office.access.keyring.asking import done_or_asked
from palermo.office.access.keyring.sealing import record_thing
from palermo.office.access.models import Body
from palermo.office.access.people.choices import ReasonField
from palermo.office.access.people.frame import sent, tried
from palermo.office.base.vocabulary import say


class ErasingForm(forms.Form):
    """Why it is erased."""

    reason = ReasonField(
        label=gettext_lazy("Why it is erased"),
        max_length=2000,
        help_text=gettext_lazy("The reason stays on record. Write nothing in it of what is erased."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erasing(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    body = Body.objects.filter(key=key).first()
    admit(request, "record.erased", record_thing(body, uid) if body else None)
    form = ErasingForm(sent(request))
    waits: list[Message | None] = []

    def act() -> None:
        given: dict[str, Any] = {"by": user(request), "body": body, "uid": uid, "now": timezone.now()}
        given |= form.cleaned_data
        waits.append(
            done_or_asked(partial(erase_record, **given), partial(ask_for_record, act="record.erased", **given))
        )

    if not tried(form, act):
        context = {"form": form, "body": body, "uid": uid}
        return render(request, "sealed/erase.html", context, status=422 if form.is_bound else 200)
    if (why := waits[0]) is None:
        messages.success(request, _("It is erased. Nobody can open it any more."))
    else:
        messages.success(request, _("You have asked for it. {why}").format(why=say(why)))
    return redirect("mfa_index")
