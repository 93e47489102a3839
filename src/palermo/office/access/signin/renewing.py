"""A new start: whoever holds the link of a reset chooses a new passphrase."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.actions import renew_sign_in
from palermo.office.access.actions.resets import find_reset
from palermo.office.access.decision import decide
from palermo.office.access.models import Reset
from palermo.office.access.signin.passphrases import NewPassphrase


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        reset = find_reset(token)
    except Reset.DoesNotExist as error:
        raise Http404 from error
    if not decide(AnonymousUser(), "sign_in.renewed", reset, at=now):
        raise Http404
    form = NewPassphrase(reset.person.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "name": reset.person.user.get_username()}
        return render(request, "signin/renew.html", context, status=422 if form.is_bound else 200)
    renew_sign_in(by=AnonymousUser(), reset=reset, passphrase=form.cleaned_data["passphrase"], now=now)
    messages.success(request, _("The passphrase is chosen. Sign in, then set up a second factor."))
    return redirect("account_login")
