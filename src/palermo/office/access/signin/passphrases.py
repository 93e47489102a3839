"""A new passphrase for the person signed in; other sessions of theirs end."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.actions import change_passphrase
from palermo.office.access.doors import admit, own_account
from palermo.office.access.signin.device import keep_device
from palermo.office.access.signin.passphrase import PassphraseField, chosen


class NewPassphrase(forms.Form):
    """A passphrase, twice. `account` is whose it becomes: it may not be like their name."""

    passphrase = chosen(label=gettext_lazy("New passphrase"))
    again = PassphraseField(new=True, label=gettext_lazy("The same once more"))

    def __init__(self, account: User, *args: Any, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        validate_password(passphrase, self.account)
        return passphrase

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "passphrase" in given and "again" in given and given["passphrase"] != given["again"]:
            self.add_error("again", _("The two are not the same. Write it once more."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def passphrase(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    admit(request, "passphrase.changed", user.person)
    form = NewPassphrase(user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/passphrase.html", {"form": form}, status=422 if form.is_bound else 200)
    change_passphrase(by=user, person=user.person, passphrase=form.cleaned_data["passphrase"], now=timezone.now())
    update_session_auth_hash(request, person_user := User.objects.get(pk=user.pk))
    messages.success(request, _("The passphrase is changed. You are signed out everywhere else."))
    response = redirect("mfa_index")
    keep_device(response, person_user)
    return response
