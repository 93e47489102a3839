"""Files of a version: as uploaded, in our own formats, the audit, and in the layout the plan came in.

Nothing that somebody uploaded is ever shown by the browser as a page: every file is sent as an attachment, its type
is never guessed, and it may run nothing.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base import store
from palermo.office.base.kept import Kept
from palermo.office.base.kept_page import Body, pack, page
from palermo.office.base.kept_page import send as send_body
from palermo.office.base.vocabulary import language
from palermo.office.plan.pages.files import KINDS, File, make_file
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition, find_proof
from palermo.office.plan.trail import MADE
from palermo.office.trail import Telling, named, settle, tellings

_PACKED: Kept[Body] = Kept(16)
CLOSED = "default-src 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def files(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    settle()
    told = tellings([named(edition.version)], MADE).get(named(edition.version))
    return page(request, (edition.key, told), lambda: _files(request, edition, told))


def _files(request: HttpRequest, edition: Edition, told: Telling | None) -> HttpResponse:
    kinds = [kind for kind in KINDS.values() if kind.made_of(edition)]
    files = [(kind, make_file(edition.version, kind)) for kind in kinds]
    on_record = {edition.version.file_sha256, edition.version.content_sha256}
    rows = [{"kind": kind, "file": file, "told": told if file.sha256 in on_record else None} for kind, file in files]
    return render(request, "pages/files.html", {**frame(edition, "files", _("Files")), "rows": rows, "told": told})


@require_safe
def download(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    wanted = KINDS.get(kind)
    if wanted is None or not wanted.made_of(edition):
        raise Http404(kind)
    return send(request, make_file(edition.version, wanted))


@require_safe
def audit_json(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The audit for other programs, by the JSON contract, in the language of the reader's page."""
    edition = find_edition(request, slug, number)
    file = make_file(edition.version, KINDS["audit-json"])
    body = _PACKED.get(file.sha256, lambda: pack(file.content))
    response = send_body(request, body, file.media_type)
    response["Content-Language"] = language()
    return response


@require_safe
def proof(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The document a claim of state rests on."""
    claim = find_proof(request, slug, pk)
    content = store.fetch(claim.document_sha256)
    return send(request, File(claim.document_name, claim.document_type, content, claim.document_sha256))


def send(request: HttpRequest, file: File) -> HttpResponseBase:
    """A file as an attachment under its own name. Its entity tag is its digest."""
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag = f'"{file.sha256}"'
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return get_conditional_response(request, etag=etag, response=response) or response
