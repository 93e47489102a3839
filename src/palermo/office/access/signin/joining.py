"""Accepting an invitation: whoever holds the link chooses a name and a passphrase."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.actions import accept_invitation
from palermo.office.access.decision import decide
from palermo.office.access.founding import find_invitation
from palermo.office.access.models import Invitation
from palermo.office.access.signin.passphrase import PassphraseField, chosen


class JoinForm(forms.Form):
    """A name to sign in with, and a passphrase."""

    name = forms.CharField(
        label=gettext_lazy("Name to sign in with"),
        max_length=40,
        help_text=gettext_lazy("Small letters, digits and hyphens. Better not your own name: colleagues see it."),
        validators=[RegexValidator(r"^[a-z][a-z0-9-]+$", gettext_lazy("Use small letters, digits and hyphens."))],
    )
    passphrase = chosen(label=gettext_lazy("Passphrase"))
    again = PassphraseField(new=True, label=gettext_lazy("The same once more"))

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("This name is taken. Choose another."))
        return name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if passphrase := given.get("passphrase"):
            try:
                validate_password(passphrase, User(username=given.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("passphrase", error)
            if given.get("again", passphrase) != passphrase:
                self.add_error("again", _("The two are not the same. Write it once more."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        invitation = find_invitation(token)
    except Invitation.DoesNotExist as error:
        raise Http404 from error
    if not decide(AnonymousUser(), "invitation.accepted", invitation, at=now):
        raise Http404
    form = JoinForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "invitation": invitation}
        return render(request, "signin/join.html", context, status=422 if form.is_bound else 200)
    user = User(username=form.cleaned_data["name"], password=make_password(form.cleaned_data["passphrase"]))
    accept_invitation(by=AnonymousUser(), invitation=invitation, user=user, now=now)
    messages.success(request, _("Your account is ready. Sign in, then set up a second factor."))
    return redirect("account_login")
