"""Second factors for the cast."""

from time import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.test import Client

from tests.office.cast import passphrase


def with_app(user: User) -> str:
    """Give somebody an app that shows codes; its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time()) // 30 + later)))


def recovery_codes(user: User) -> list[str]:
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return list(codes.wrap().get_unused_codes())


def give_passphrase(client: Client, name: str, given: str = "", code: str = "", **more: str) -> int:
    """Fill in the first page of signing in; the status of the reply."""
    told = {"login": name, "password": given or passphrase(name), "code": code, **more}
    return client.post("/sign-in", told).status_code
