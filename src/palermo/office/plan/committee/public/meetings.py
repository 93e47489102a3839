"""Meetings that were held, what they resolved, and what became of it: without who was there and what was said."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.crumbs import crumbs_below
from palermo.office.plan.committee.inside.frame import named
from palermo.office.plan.committee.readers import Resolved, Sitting, before, resolved, sittings

PAGE = 20  # meetings


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The newest first, each with its resolutions."""
    page = Paginator(list(reversed(_held(Q()))), PAGE).get_page(request.GET.get("page"))
    shown = [each.meeting.pk for each in page]
    taken = _by_meeting(resolved(Q(resolution__meeting__in=shown), timezone.localdate()))
    rows = [(each, taken[each.meeting.pk]) for each in page]
    context = {"crumbs": crumbs_below(_("Meetings"), reverse("meetings")), "section": "meetings"}
    return render(request, "committee/public/meetings.html", {**context, "page": page, "rows": rows})


@require_safe
def meeting(request: HttpRequest, uid: str) -> HttpResponse:
    found = _held(Q(meeting__uid=uid))
    if not found:
        raise Http404(uid)
    sitting = found[0]
    rows = resolved(Q(resolution__meeting__body=sitting.meeting.body), timezone.localdate())
    context = {
        "crumbs": crumbs_below(_("Meetings"), reverse("meetings"), (named(sitting), "")),
        "section": "meetings",
        "sitting": sitting,
        "taken": [each for each in rows if each.row.meeting_id == sitting.meeting.pk],
        "opening": before(rows, sitting),
    }
    return render(request, "committee/public/meeting.html", context)


def _held(wanted: Q) -> list[Sitting]:
    """Of a meeting the public learns once it was held."""
    return [each for each in sittings(wanted & Q(cancelled=False)) if each.held]


def _by_meeting(found: Iterable[Resolved]) -> defaultdict[int, list[Resolved]]:
    of: defaultdict[int, list[Resolved]] = defaultdict(list)
    for each in found:
        of[each.row.meeting_id].append(each)
    return of
