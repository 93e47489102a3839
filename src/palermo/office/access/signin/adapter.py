"""Where allauth asks us: what is said, who gets in, what counts as proof, how secrets are kept."""

from base64 import b64decode, b64encode
from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.access import FRESH_FOR
from palermo.office.access.decision import decide, remember
from palermo.office.access.models import Session
from palermo.office.access.sealing import seal_for_office, unseal_for_office
from palermo.office.access.sessions.held import held
from palermo.office.access.sessions.store import BEGUN, DEVICE
from palermo.office.access.signin.device import device_words, keep_device
from palermo.office.access.signin.standing import signed_in

SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in with a name and a passphrase, then with a second factor. No mail is ever sent."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("Name or passphrase is wrong."),
        "incorrect_password": gettext_lazy("The passphrase is wrong."),
        "enter_current_password": gettext_lazy("The passphrase is wrong."),
        "too_many_login_attempts": gettext_lazy("Too many wrong tries. Wait a minute, then try again."),
        "rate_limited": gettext_lazy("Too many wrong tries. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        # a closed account is answered like a wrong passphrase: nobody learns that it was the right one
        return authenticate(request, **credentials)

    def login(self, request: HttpRequest, user: User) -> None:
        with transaction.atomic():  # written through to the disk once, not five times
            super().login(request, user)
            Session.objects.filter(expire_date__lt=timezone.now()).delete()
        request.session[BEGUN] = time()
        request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
        remember(user, signed_in(request, user))

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **hooks)
        if held(request):
            response = redirect("held-form")
        elif not signed_in(request, user).second_factor:
            response = redirect("mfa_index")
        keep_device(response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        doors = (("desk", "desk.opened"), ("duties", "duties.opened"))
        return reverse(next((page for page, act in doors if decide(request.user, act)), "mfa_index"))

    def get_login_stages(self) -> list[str]:
        return ["palermo.office.access.signin.stages.FactorStage"]

    def is_reauthentication_required(self, *, app: str, **_rest: Any) -> bool:
        request = context.request
        fresh_at = signed_in(request, request.user).fresh_at
        return fresh_at is None or timezone.now() >= fresh_at + FRESH_FOR

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Who has a second factor confirms with it, never with the passphrase alone."""
        words = {
            "reauthenticate": _("Confirm with your passphrase"),
            "mfa_reauthenticate": _("Confirm with a code"),
            "mfa_reauthenticate:webauthn": _("Confirm with a passkey"),
        }
        every = [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]
        by_factor = [way for way in every if way["id"] != "reauthenticate"]
        return by_factor or every

    def add_message(self, *_given: Any, **_more: Any) -> None:
        """What is to be said, our own views say."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors. Their secrets are sealed with a key that lies in the home."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is wrong, or it was used already. Wait for the next one."),
        "cannot_delete_authenticator": gettext_lazy("This is your last second factor. Add another one first."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second factor first."),
    }

    def encrypt(self, text: str) -> str:
        return b64encode(seal_for_office(text.encode(), record="", field="factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_for_office(b64decode(encrypted_text), record="", field="factor").decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def send_notification_mail(self, *_given: Any, **_more: Any) -> None:
        """No mail is ever sent."""
