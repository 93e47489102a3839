"""Signing in and out, and confirming who one is: allauth's views, in our house."""

import json
from typing import Any

from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palermo.office.access.sessions.held import drop, held
from palermo.office.access.signin.forms import THROTTLED
from palermo.office.access.signin.passkeys import passkeys_possible


def refused(form: Any) -> int:
    """The status of a page whose form was refused: wait, or mend it."""
    return 429 if any(form.has_error(name, THROTTLED) for name in (NON_FIELD_ERRORS, *form.fields)) else 422


class Refusing:
    """A form that was refused comes back with a status that says so."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what is wrong."""
        page: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=refused(form))  # type: ignore[attr-defined]  # of the view it is mixed into
        return page


class SignIn(Refusing, LoginView):  # type: ignore[misc]  # allauth ships no types
    """Name and passphrase; or a passkey, where the address of the office allows it."""

    template_name = "signin/sign_in.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "passkeys": passkeys_possible(self.request)}


class Code(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The second factor after the passphrase."""

    template_name = "signin/code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data(), status=refused(form))
        return page

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found = super().get_context_data(**given)
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        passkeys = passkeys_possible(self.request) and keys.exists()
        return {**found, "passkeys": passkeys, "options": _options(found)}


class Passkey(LoginWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Signing in with a passkey alone: it is both factors at once."""

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("This passkey is not known here. Sign in with name and passphrase."))
        return redirect("account_login")


class Again(Refusing, ReauthenticateView):  # type: ignore[misc]  # allauth ships no types
    """Confirming who one is with the passphrase, where there is no second factor yet."""

    template_name = "signin/again.html"


class AgainByCode(Refusing, CodeAgainView):  # type: ignore[misc]  # allauth ships no types
    """Confirming who one is with a code."""

    template_name = "signin/again.html"


class AgainByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Confirming who one is with a passkey."""

    template_name = "signin/again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("This passkey is not yours, or it did not answer. Try again."))
        return redirect(self.passthrough_next_url(self.request.path))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found = super().get_context_data(**given)
        return {**found, "passkey": True, "options": _options(found)}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; by POST only, so that no link can do it. The browser is told to forget what it kept."""
    logout(request)
    response = redirect("plans")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def held_form(request: HttpRequest) -> HttpResponse:
    """The form that came too late, for its person to send once more; POST drops it."""
    form = held(request) if request.user.is_authenticated else None
    if request.method == "POST":
        drop(request)
        return redirect("account_login")
    if form is None:
        raise Http404
    return render(request, "signin/held.html", {"held": form})


def _options(found: dict[str, Any]) -> str:
    """What the browser is asked about passkeys, for our script to hand on."""
    return json.dumps(found.get("js_data", {}).get("request_options"))
