"""A copy that somebody looks at before it is public: shown within the page, since nobody else may have it."""

from base64 import b64encode
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from palermo.copies import TELLS_WORDS, Trace
from palermo.office.base import store
from palermo.office.base.security import CONTENT_POLICY
from palermo.office.base.vocabulary import say
from palermo.office.plan.pages.downloads import CLOSED

_TEXT = 20_000  # characters that are shown of a text


@dataclass(frozen=True, slots=True)
class Look:
    """The copy to look at; `traces` are what its original told besides, for who asks."""

    content: bytes
    media_type: str
    traces: tuple[Trace, ...] = field(default=())

    @property
    def sha256(self) -> str:
        return store.digest(self.content)

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def picture(self) -> str:
        """As an address that holds the picture itself; empty where it is none."""
        if not self.media_type.startswith("image/"):
            return ""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"

    @property
    def text(self) -> str:
        """The words of a text, as many as fit on a page."""
        return self._words[:_TEXT]

    @property
    def cut_short(self) -> bool:
        """Whether the page shows no more than the beginning of a text."""
        return len(self._words) > _TEXT

    @property
    def _words(self) -> str:
        return self.content.decode("utf-8-sig") if self.media_type == "text/plain" else ""

    @property
    def told(self) -> list[tuple[str, list[str]]]:
        """The traces in words, by what they tell of."""
        found: dict[str, list[str]] = {}
        for trace in self.traces:
            found.setdefault(say(TELLS_WORDS[trace.tells]), []).append(f"{trace.name}: {trace.value}")
        return list(found.items())


def showing_picture(response: HttpResponse) -> HttpResponse:
    """Let this page alone show a picture that it holds in itself."""
    response["Content-Security-Policy"] = CONTENT_POLICY.replace("img-src 'self'", "img-src 'self' data:")
    return response


def taken_away(look: Look, name: str) -> HttpResponse:
    """The copy as a file, to be looked at with another program."""
    kind = f"{look.media_type}; charset=utf-8" if look.media_type == "text/plain" else look.media_type
    response = HttpResponse(look.content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response
