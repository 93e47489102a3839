"""What the layout needs on every page. Nothing here touches the database for people who are not signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from palermo.office.base.permission import decide

OWN_NAMES = {"en": "English", "km": "ភាសាខ្មែរ"}  # Django's own list has the Khmer name in Latin letters


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch, named in its own language."""

    code: str
    name: str
    address: str
    current: bool


def layout(request: HttpRequest) -> dict[str, object]:
    """Language links, whether the person works at the desk, and the parts of the menu."""
    return {
        "language_links": tuple(_language_links(request)),
        "at_desk": bool(_signed_in(request) and decide(request.user, "desk.opened")),
        "signed_in": _signed_in(request),
        "demo": settings.DEMO,
    }


def _signed_in(request: HttpRequest) -> bool:
    # no session cookie, no question to the database
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _language_links(request: HttpRequest) -> Iterator[LanguageLink]:
    # after a refused form the address cannot be fetched again by GET, but it always answers GET with the empty form
    back = urlencode({"next": request.get_full_path()})
    for code, _name in settings.LANGUAGES:
        yield LanguageLink(
            code=code,
            name=OWN_NAMES[code],
            address=f"{reverse('language', args=[code])}?{back}",
            current=code == get_language(),
        )
