"""The log as programs fetch it: checkpoint, tiles, entries, policy and proofs, byte for byte as they are published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from palermo.office.trail.kinds import may_read
from palermo.office.trail.log import CHECKPOINT, fetch
from palermo.office.trail.models import Leaf
from palermo.office.trail.proving import ENDING, proof_of
from palermo.office.trail.settling import settle
from palermo.office.trail.witnesses import policy as own_policy

TEXT = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=2"
NEVER = "private, no-store"
OPEN = "*"  # the log is anybody's: a page elsewhere may check it


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponseBase:
    settle()
    return _reply(fetch(CHECKPOINT), TEXT, A_MOMENT)


@require_safe
def policy(request: HttpRequest) -> HttpResponseBase:
    return _reply(str(own_policy()).encode(), TEXT, A_MOMENT)


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponseBase:
    return _reply(fetch(f"tile/{path}"), "application/octet-stream", FOR_EVER)


@require_safe
def proof(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The proof file of one entry; with what it committed to for who may read that."""
    settle()
    leaf = Leaf.objects.select_related("entry__opening").filter(entry__uid=uid).first()
    if leaf is None:
        raise Http404(uid)
    opened = may_read(request, leaf.entry)
    response = _reply(proof_of(leaf, opened=opened), TEXT, NEVER)
    name = f"entry-{leaf.index}{ENDING}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _reply(content: bytes | None, media_type: str, kept: str) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = kept
    response["Access-Control-Allow-Origin"] = OPEN
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
