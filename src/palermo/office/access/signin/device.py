"""A device that somebody has signed in on before: it is not held up by what others try elsewhere."""

from secrets import token_hex

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

COOKIE = "palermo_device"
LASTS = 180 * 24 * 3600  # seconds
_SIGNER = TimestampSigner(salt="palermo.device")
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def known_device(request: HttpRequest, user: User | None) -> str:
    """The random name of this device, if this account was opened on it with the passphrase it has now; else empty."""
    try:
        name, account = _SIGNER.unsign(request.COOKIES.get(COOKIE, ""), max_age=LASTS).split(".")
    except (BadSignature, ValueError):
        return ""
    return name if user is not None and account == _account(user) else ""


def keep_device(response: HttpResponse, user: User) -> None:
    """Give the device a name to be known by. It opens nothing by itself."""
    value = _SIGNER.sign(f"{token_hex(8)}.{_account(user)}")
    response.set_cookie(
        COOKIE, value, max_age=LASTS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
    )


def device_words(agent: str) -> str:
    """What a person may recognise a browser by: its name and the system, nothing finer."""
    browser = next((word for sign, word in _BROWSERS if sign in agent), "")
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system)))


def _account(user: User) -> str:
    # of the passphrase, so that a new one makes every device unknown; it tells a finder nothing of whose it is
    return user.get_session_auth_hash()[:16]
