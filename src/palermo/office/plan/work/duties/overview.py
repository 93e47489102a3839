"""Everything that the bodies owe in which one holds a term, what presses most first."""

from collections.abc import Mapping, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from palermo.office.access.doors import user
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.committee.owing import owed_by
from palermo.office.plan.work.duties.frame import bodies_only, duties_page
from palermo.office.plan.work.duties.items import Item, items_of
from palermo.office.plan.work.duties.reading import Duty, own_bodies, own_duties
from palermo.office.plan.work.words import STATUSES
from palermo.plan import State

PAGE = 30
# the lists by what they are called in the address; what is in none of these presses
LISTS = {
    "": gettext_lazy("What presses"),
    "waiting": gettext_lazy("With others"),
    "settled": gettext_lazy("Accepted"),
    "led": gettext_lazy("All that is led"),
}
_IN_LIST = {
    State.SENT: "waiting",
    State.OFFERED: "waiting",
    State.ACCEPTED: "settled",
    State.PUBLISHED: "settled",
}


@require_safe
@bodies_only
def overview(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today, duties = timezone.localdate(now), own_duties(user(request), now)
    found: dict[str, list[Item]] = {"": [], "waiting": [], "settled": []}
    for item in sorted((item for duty in duties for item in items_of(duty, today)), key=lambda item: item.day):
        found[_IN_LIST.get(item.state, "")].append(item)
    led = [duty for duty in duties if duty.answers]
    wanted = request.GET.get("list", "")
    chosen = wanted if wanted in LISTS else ""
    page = Paginator(led if chosen == "led" else found[chosen], PAGE).get_page(request.GET.get("page"))
    resolutions = owed_by(own_bodies(user(request), now), today)
    context = duties_page(
        none=not duties,
        resolutions=resolutions,
        tabs=_tabs({**found, "led": led}, chosen),
        heading_of_list=LISTS[chosen],
        page=page,
        items=[each for each in page if isinstance(each, Item)],
        led=[_led(each) for each in page if isinstance(each, Duty)],
    )
    return render(request, "work/duties.html", context)


def _tabs(lists: Mapping[str, Sequence[object]], chosen: str) -> list[dict[str, object]]:
    return [
        {"text": text, "href": f"?list={key}" if key else "?", "current": key == chosen, "count": len(lists[key])}
        for key, text in LISTS.items()
    ]


def _led(duty: Duty) -> dict[str, object]:
    """An activity that a body of ours leads, with its status."""
    word, tone = STATUSES[duty.standing.status] if duty.standing else (_("Not scored"), "")
    return {"duty": duty, "status": word, "tone": tone, "lang": tongue(duty.version.language)}
