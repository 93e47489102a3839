"""Pages made once for everybody, and not sent again to who has them.

What the record holds never changes, so a page is kept by what it shows. Only pages for people without a session are
kept: they hold nothing of a person. The entity tag is the digest of the page itself.
"""

import hashlib
from collections.abc import Callable, Hashable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from palermo.office.base.kept import Kept

_PAGES: Kept[bytes] = Kept(192)
_PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
HTML = "text/html; charset=utf-8"


def page(
    request: HttpRequest, key: Hashable, make: Callable[[], HttpResponse], *, keep: bool = True
) -> HttpResponseBase:
    """The page that `make` makes. `key` names all it depends on besides its address and language.

    `keep=False` for pages that hold words the asker chose: they are many, and each is asked for once.
    """
    if any(name in request.COOKIES for name in _PERSONAL):
        return make()
    if keep:
        whole_key = (key, request.get_full_path(), get_language())
        body = _PAGES.get(whole_key, lambda: _body(make()))
    else:
        body = _body(make())
    response = HttpResponse(body, content_type=HTML)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # may be kept, and is asked for again each time
    return get_conditional_response(request, etag=etag, response=response) or response


def _body(response: HttpResponse) -> bytes:
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response.content


def forget() -> None:
    """Forget what is kept. For tests."""
    _PAGES.clear()
