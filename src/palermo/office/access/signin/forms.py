"""The forms of signing in. Each looks first whether its brake is on; while it is, nothing is compared."""

import math
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as AllauthAgain
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthAgainByCode
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from palermo.office.access.signin.brakes import ACCOUNT, ADDRESS, AGAIN, CODE, CROWD, DEVICE, TOGETHER, Brake, spend
from palermo.office.access.signin.device import known_device
from palermo.office.access.signin.passphrase import PassphraseField

THROTTLED = "throttled"
Counted = Sequence[tuple[Brake, tuple[str, ...]]]


class CodeField(forms.CharField):
    """A one-time code: of the app, or one of the recovery codes. Digits of any script, with blanks between or none."""

    def __init__(self, **given: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        hint = gettext_lazy("From the app on your phone, or a recovery code.")
        told = {"label": gettext_lazy("Code"), "help_text": hint, "max_length": 20, **given}
        super().__init__(widget=forms.TextInput(attrs=attrs), **told)

    def to_python(self, value: Any) -> str:
        digits = (unicodedata.digit(letter, None) for letter in super().to_python(value) or "")
        return "".join(str(digit) for digit in digits if digit is not None)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Name and passphrase. While the account rests, for whoever comes from an unknown device, the code as well."""

    code = CodeField(
        required=False,
        help_text=gettext_lazy(
            "From the app on your phone, or a recovery code. With passphrase and code at once you get in, "
            "whatever others try."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        self.fields["login"] = forms.CharField(label=gettext_lazy("Name"), max_length=150, widget=name)
        self.fields["password"] = PassphraseField(label=gettext_lazy("Passphrase"))
        self.order_fields(["login", "password", "code"])

    @property
    def rests(self) -> bool:
        """Whether the code is asked for as well."""
        return self.has_error(NON_FIELD_ERRORS, THROTTLED) or bool(self.data.get("code"))

    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        now, name, at = timezone.now(), str(credentials["username"]).casefold(), _address(self.request)
        device = known_device(self.request, User.objects.filter(username__iexact=name).first())
        usual: Counted = [(DEVICE, (name, device))] if device else [(ACCOUNT, (name,)), (ADDRESS, (at,))]
        together = bool(_wait(usual, now)) and not device and bool(self.cleaned_data.get("code"))
        counted: Counted = [(TOGETHER, (name, at)), (CROWD, (at,))] if together else usual
        _refuse_while(counted, now)
        user = get_adapter().authenticate(self.request, **credentials)
        factor = self._given_factor(user, now) if user and together else None
        if user is None or (together and factor is None):
            for brake, key in counted:
                brake.count(now, *key)
            raise get_adapter().validation_error("username_password_mismatch")
        counted[0][0].forget(*counted[0][1])
        self.user, self._login, self._factor = user, Login(user=user), factor
        return dict(self.cleaned_data)

    def _given_factor(self, user: User, now: datetime) -> Authenticator | None:
        """The factor that was given with the passphrase. While codes rest it is answered like a wrong one."""
        key = (str(user.pk), "")
        if CODE.wait(now, *key):
            return None
        factor = factor_of(user, self.cleaned_data["code"], now)
        if factor is None:
            CODE.count(now, *key)
        return factor

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        if self._factor is not None:
            post_authentication(request, self._factor)
        return super().login(request, redirect_url)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code after the passphrase."""

    code = CodeField()

    def clean_code(self) -> str:
        device = known_device(context.request, self.user)
        self.authenticator = _proven(self.user, self.cleaned_data["code"], CODE, (str(self.user.pk), device))
        return str(self.cleaned_data["code"])


class AgainByCodeForm(AllauthAgainByCode):  # type: ignore[misc]  # allauth ships no types
    """Confirming who one is with a code."""

    code = CodeField()

    def clean_code(self) -> str:
        self.authenticator = _proven(self.user, self.cleaned_data["code"], AGAIN, (str(self.user.pk),))
        return str(self.cleaned_data["code"])


class AgainForm(AllauthAgain):  # type: ignore[misc]  # allauth ships no types
    """Confirming who one is with the passphrase, where there is no second factor yet."""

    password = PassphraseField(label=gettext_lazy("Passphrase"))

    def clean_password(self) -> str:
        now, key = timezone.now(), str(self.user.pk)
        _refuse_while([(AGAIN, (key,))], now)
        if not self.user.check_password(self.cleaned_data["password"]):
            AGAIN.count(now, key)
            raise get_adapter().validation_error("incorrect_password")
        AGAIN.forget(key)
        return str(self.cleaned_data["password"])


class TotpForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of a new app shows that it holds the secret."""

    code = CodeField(help_text=gettext_lazy("The code that the app shows now."))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A new passkey. The device has to ask for a finger, a face or its own code."""

    name = forms.CharField(
        label=gettext_lazy("What you call it"),
        max_length=60,
        help_text=gettext_lazy("Such as: work phone. It tells you later which one to remove."),
    )
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


def _proven(user: User, code: str, brake: Brake, key: tuple[str, ...]) -> Authenticator:
    now = timezone.now()
    _refuse_while([(brake, key)], now)
    factor = factor_of(user, code, now)
    if factor is None:
        brake.count(now, *key)
        raise get_factor_adapter().validation_error("incorrect_code")
    brake.forget(*key)
    return factor


def factor_of(user: User, code: str, now: datetime) -> Authenticator | None:
    """The second factor that a code is of, if it was not used before."""
    for factor in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        if factor.wrap().validate_code(code) and spend(now, str(factor.pk), code):
            return factor
    return None


def _address(request: HttpRequest) -> str:
    """Where a request comes from; of IPv6 the network that a household has."""
    ip = ip_address(get_adapter().get_client_ip(request))
    return str(ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


def _wait(counted: Counted, now: datetime) -> timedelta:
    return max(brake.wait(now, *key) for brake, key in counted)


def _refuse_while(counted: Counted, now: datetime) -> None:
    if wait := _wait(counted, now):
        minutes = math.ceil(wait / timedelta(minutes=1))
        told = ngettext(
            "Too many wrong tries. Wait %(n)s minute, then try again.",
            "Too many wrong tries. Wait %(n)s minutes, then try again.",
            minutes,
        )
        raise ValidationError(told % {"n": minutes}, code=THROTTLED)
