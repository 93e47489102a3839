"""Pages made once for everybody, and not sent again to who has them.

What the record holds never changes, so a page is kept by what it shows, and ready packed. Only pages for people
without a session are kept: they hold nothing of a person. The entity tag is the digest of the page itself.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from palermo.office.base.kept import Kept

_PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a reply, plain and packed, with their entity tag."""

    plain: bytes
    packed: bytes
    etag: str


_PAGES: Kept[Body] = Kept(192)


def page(
    request: HttpRequest, key: Hashable, make: Callable[[], HttpResponse], *, keep: bool = True
) -> HttpResponseBase:
    """The page that `make` makes. `key` names all it depends on besides its address and language.

    `keep=False` for pages that hold words the asker chose: they are many, and each is asked for once.
    """
    if any(name in request.COOKIES for name in _PERSONAL):
        return make()
    if not keep:
        return send(request, pack(make().content), HTML)
    whole_key = (key, request.get_full_path(), get_language())
    return send(request, _PAGES.get(whole_key, lambda: pack(make().content)), HTML)


def pack(plain: bytes) -> Body:
    """Bytes packed for sending; the moment of packing is left out, so that they stay the same."""
    packed = gzip.compress(plain, compresslevel=6, mtime=0)
    return Body(plain, packed, f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"')


def send(request: HttpRequest, body: Body, media_type: str) -> HttpResponseBase:
    """The reply, packed where the reader's browser takes it; nothing but a word to who has it already."""
    wants_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(body.packed if wants_packed else body.plain, content_type=media_type)
    if wants_packed:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = body.etag
    response["Cache-Control"] = "no-cache"  # may be kept, and is asked for again each time
    patch_vary_headers(response, ["Accept-Encoding", "Cookie", "Accept-Language"])
    return get_conditional_response(request, etag=body.etag, response=response) or response


def forget() -> None:
    """Forget what is kept. For tests."""
    _PAGES.clear()
