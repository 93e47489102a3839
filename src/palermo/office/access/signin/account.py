"""One's own account: second factors and recovery codes."""

import json
from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.internal.flows import add_authenticator, remove_authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from palermo.office.access.actions import add_factor, remove_factor, renew_codes
from palermo.office.access.sessions.store import digest_of
from palermo.office.access.signin.adapter import SECOND
from palermo.office.access.signin.brakes import spend
from palermo.office.access.signin.passkeys import passkeys_possible
from palermo.office.access.signin.views import Refusing


class Account(IndexView):  # type: ignore[misc]  # allauth ships no types
    """What one signs in with, the terms one holds, and where one is signed in."""

    template_name = "account/account.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found = super().get_context_data(**given)
        factors = found["authenticators"]
        person = self.request.user.person
        codes = factors.get(Authenticator.Type.RECOVERY_CODES)
        return {
            **found,
            "app": factors.get(Authenticator.Type.TOTP),
            "keys": factors.get(Authenticator.Type.WEBAUTHN, []),
            "codes_left": len(codes.get_unused_codes()) if codes else None,
            "second": any(factors.get(kind) for kind in SECOND),
            "passkeys": passkeys_possible(self.request),
            "terms": person.terms.select_related("body", "deputy_for").prefetch_related(
                "endings", "deputy_for__endings"
            ),
            "now": timezone.now(),
            "section": "account",
        }


class AddApp(Refusing, ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """An app that shows codes: scan the picture, type the first code."""

    template_name = "account/add_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        def enrol() -> Authenticator:
            factor, codes = activate_totp(self.request, form)
            self.did_generate_recovery_codes = bool(codes)
            spend(timezone.now(), str(factor.pk), form.cleaned_data["code"])
            return factor

        _added(self.request, enrol)
        return redirect(self.get_success_url())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found = super().get_context_data(**given)
        svg: str = found["totp_svg"]
        picture = mark_safe(svg[svg.index("<svg") :])  # noqa: S308  # allauth draws squares alone; our policy shows no image out of an address
        return {**found, "picture": picture, "secret": _in_fours(found["form"].secret)}


class RemoveApp(Refusing, DeactivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """The app is given up; another factor has to be there."""

    template_name = "account/remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        _removed(self.request, self.authenticator, lambda: deactivate_totp(self.request, self.authenticator))
        return redirect(self.get_success_url())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "name": _("The app on your phone")}


class AddPasskey(Refusing, AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """A passkey: a phone, a computer or a key that answers for its owner."""

    template_name = "account/add_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        def enrol() -> Authenticator:
            factor, codes = add_authenticator(
                self.request, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"]
            )
            self.did_generate_recovery_codes = bool(codes)
            return factor

        _added(self.request, enrol)
        return redirect(self.get_success_url())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found = super().get_context_data(**given)
        options = json.dumps(begin_registration(self.request.user, passwordless=True))
        return {**found, "form": given.get("form") or self.get_form(), "options": options}


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """A passkey is given up; another factor has to be there."""

    template_name = "account/remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        factor = self.get_object()
        if not get_adapter().can_delete_authenticator(factor):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        _removed(self.request, factor, lambda: remove_authenticator(self.request, factor))
        return redirect(self.get_success_url())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "name": self.get_object().wrap().name}


class Codes(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """The recovery codes, shown this once."""

    template_name = "account/codes.html"


class RenewCodes(Refusing, GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """New recovery codes; the old ones open nothing any more."""

    template_name = "account/renew_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        user = cast(User, self.request.user)
        renew_codes(
            by=user, person=user.person, renew=lambda: generate_recovery_codes(self.request), now=timezone.now()
        )
        return redirect("mfa_view_recovery_codes")


def _added(request: HttpRequest, enrol: Callable[[], Authenticator]) -> None:
    """Store a factor that was just proved, and count this session as opened with it; every other one ends."""
    user, kept = cast(User, request.user), []

    def keep() -> Authenticator:
        kept.append(enrol())
        return kept[0]

    add_factor(
        by=user, person=user.person, enrol=keep, but=digest_of(request.session.session_key or ""), now=timezone.now()
    )
    post_authentication(request, kept[0])
    messages.success(request, _("Your second factor is set up."))


def _removed(request: HttpRequest, factor: Authenticator, remove: Callable[[], None]) -> None:
    user = cast(User, request.user)
    remove_factor(by=user, person=user.person, factor=factor, remove=remove, now=timezone.now())
    messages.success(request, _("It opens your account no more."))


def _in_fours(secret: str) -> str:
    """A secret in groups that can be read out and typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
