"""What the layout needs on every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

OWN_NAMES = {"en": "English", "km": "ភាសាខ្មែរ"}  # Django's own list has the Khmer name in Latin letters


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch, named in its own language."""

    code: str
    name: str
    address: str
    current: bool


def layout(request: HttpRequest) -> dict[str, object]:
    """The language links, and whether this is a demonstration."""
    return {"language_links": tuple(_language_links(request)), "demo": settings.DEMO}


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
