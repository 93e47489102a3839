"""Everything that the bodies owe in which one holds a term, what presses most first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

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
from palermo.office.plan.work.duties.items import AnswerDue, EvidenceDue, Item, ReportDue
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
    for item in sorted((item for duty in duties for item in _items(duty, today)), key=lambda item: item.day):
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


def _items(duty: Duty, today: date) -> Iterator[Item]:
    dropped = duty.account is not None and duty.account.dropped is not None
    if duty.told.held.state is State.ASKED and not dropped:
        yield AnswerDue(duty, State.ASKED, duty.told.held.since or today, today)
    if duty.answers:
        for period, report in duty.owed(today):
            state = report.held.state if report else State.NEW
            yield ReportDue(duty, state, period.due, today, period.name, report)
        yield from _of_evidence(duty, today)


def _of_evidence(duty: Duty, today: date) -> Iterator[Item]:
    """What waits, and what was refused as long as nothing newer was offered for all that it was to prove."""
    newer: set[int] = set()
    for piece in reversed(duty.told.evidence):
        state, proves = piece.held.state, set(piece.row.proves or (0,))
        if state is State.OFFERED or (state is State.REFUSED and not proves <= newer):
            yield EvidenceDue(duty, state, piece.held.since or today, today, piece)
        if state is not State.REFUSED:
            newer |= proves


def _led(duty: Duty) -> dict[str, object]:
    """An activity that a body of ours leads, with its status."""
    word, tone = STATUSES[duty.standing.status] if duty.standing else (_("Not scored"), "")
    return {"duty": duty, "status": word, "tone": tone, "lang": tongue(duty.version.language)}
