"""A public copy for everybody, at an address that stays: the file while it is public, and afterwards why it is not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base import store
from palermo.office.plan.copies.readers import ToldCopy, find, told, twins
from palermo.office.plan.pages.downloads import send
from palermo.office.plan.pages.files import File
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.actions.moving import stands_at
from palermo.plan import State


@require_safe
def evidence(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    edition, shown = _found(request, slug, uid)
    return _page(request, edition, shown)


@require_safe
def file(request: HttpRequest, slug: str, uid: str) -> HttpResponseBase:
    edition, shown = _found(request, slug, uid)
    if not shown.is_public:
        return _page(request, edition, shown, status=410)
    row = shown.row
    kind = f"{row.media_type}; charset=utf-8" if row.media_type == "text/plain" else row.media_type
    return send(request, File(shown.name, kind, store.fetch(row.sha256), row.sha256))


def _found(request: HttpRequest, slug: str, uid: str) -> tuple[Edition, ToldCopy]:
    """The copy, if everybody may have it or could; in the plan's newest version."""
    edition = find_edition(request, slug)
    shown = find(uid, copy__evidence__lead__plan__slug=slug)
    if shown is None or not shown.was_public:
        raise Http404(uid)
    return edition, shown


def _page(request: HttpRequest, edition: Edition, shown: ToldCopy, status: int = 200) -> HttpResponse:
    piece = shown.row.evidence
    same = told(copy__evidence__sha256=piece.sha256)
    context = {
        **frame(edition, "progress", _("Public evidence")),
        "copy": shown,
        "piece": piece,
        "accepted": stands_at(piece) is State.ACCEPTED,
        "activity": next((act for _g, _o, act in edition.plan.each_activity() if act.id == piece.lead.activity), None),
        "same": [each for each in twins(shown, same) if _seen_by(request, each)],
    }
    return render(request, "copies/public.html", context, status=status)


def _seen_by(request: HttpRequest, other: ToldCopy) -> bool:
    """Whether this person may read the plan that it is proof in."""
    try:
        find_edition(request, other.row.evidence.lead.plan.slug)
    except Http404:
        return False
    return True
