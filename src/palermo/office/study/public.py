"""Estimates that everybody may read, at addresses that stay."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.crumbs import crumbs_below
from palermo.office.base.vocabulary import language
from palermo.office.study.models import ReleaseMove
from palermo.office.study.readers import published, release_or_404


@require_safe
def estimates(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": crumbs_below(_("Estimates"), ""), "section": "estimates", "published": published()}
    return render(request, "study/estimates.html", context)


@require_safe
def estimate(request: HttpRequest, uid: str) -> HttpResponse:
    row = release_or_404(uid)
    moves = {move.verb: move for move in row.moves.all()}
    if ReleaseMove.PUBLISH not in moves:
        raise Http404(uid)
    withdrawn = moves.get(ReleaseMove.WITHDRAW)
    pages = moves[ReleaseMove.PUBLISH].pages
    shown = "" if withdrawn else pages.get(language(), pages["en"])
    context = {
        "crumbs": crumbs_below(_("Estimates"), reverse("estimates"), (row.title, "")),
        "section": "estimates",
        "release": row,
        "since": moves[ReleaseMove.PUBLISH].made_at,
        "withdrawn": withdrawn,
        "shown": mark_safe(shown),  # noqa: S308  # the library has escaped every word of it
    }
    return render(request, "study/estimate.html", context, status=410 if withdrawn else 200)
