"""The closed document of a claim: for whoever may have it, by a button, with an entry for each opening."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.acting import looking_for
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.keyring.sealing import record_thing
from palermo.office.access.models import ROOT, Body, SealedRecord
from palermo.office.base.vocabulary import say
from palermo.office.plan.actions import open_document
from palermo.office.plan.closed import document_thing
from palermo.office.plan.models import StateClaim
from palermo.office.plan.pages.downloads import CLOSED


@require_http_methods(["GET", "POST"])
def closed_document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    claims = StateClaim.objects.select_related("version__plan").filter(version__plan__slug=slug)
    claim = claims.filter(pk=pk, sealed__isnull=False).first()
    admit(request, "document.opened", document_thing(claim) if claim else None)
    if claim is None or request.method != "POST":
        return _page(request, claim)
    try:
        document = open_document(by=user(request), claim=claim, now=timezone.now()).document
    except (UserError, Unreadable) as error:
        return _page(request, claim, told=say(error.message), status=422)
    response = HttpResponse(document.content, content_type=document.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, claim: StateClaim | None, *, told: str = "", status: int = 200) -> HttpResponse:
    context = {"claim": claim, "told": told, "erasable": claim and _erasable(request, claim), "section": "plans"}
    return render(request, "pages/closed.html", context, status=status)


def _erasable(request: HttpRequest, claim: StateClaim) -> SealedRecord | None:
    """The sealed record behind it, for whoever may have it erased; None once it is."""
    by, now = user(request), timezone.now()
    if not decide(by, "record.erased", record_thing(Body.objects.get(key=ROOT), ""), at=now).possible:
        return None
    with looking_for(by, now):
        return SealedRecord.objects.filter(pk=cast(int, claim.sealed_id), wrapped__isnull=False).first()
