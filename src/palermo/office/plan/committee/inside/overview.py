"""What is open: resolutions, the late ones first, then the meetings that come and those that were held."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.access import Thing
from palermo.office.access.decision import decide, reach
from palermo.office.access.doors import user
from palermo.office.plan.committee.inside.frame import committee_page, insiders_only
from palermo.office.plan.committee.owing import open_to
from palermo.office.plan.committee.readers import sittings

PAGE = 30


@require_safe
@insiders_only
def overview(request: HttpRequest) -> HttpResponse:
    readable = reach(user(request), "meeting.read")
    found = [
        each
        for each in sittings(Q())
        if readable.covers(Thing(kind="meeting", id=each.meeting.uid, path=each.meeting.body.above))
    ]
    past = [each for each in reversed(found) if not each.comes]
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    context = committee_page(
        owed=open_to(request),
        coming=[each for each in found if each.comes],
        page=page,
        may_call=bool(decide(request.user, "desk.opened")),
    )
    return render(request, "committee/overview.html", context)
