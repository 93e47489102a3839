"""The plan in time: each activity as a bar from its first day to its last, goal by goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo import plan as library
from palermo.office.base.kept_rows import drawn
from palermo.office.base.vocabulary import tongues
from palermo.office.plan.boards.frame import Board, board, lead_words
from palermo.office.plan.work.words import STATUSES
from palermo.plan import Lane

PAGE = 100  # activities
WIDTH, HEIGHT = 1000, 16


@dataclass(frozen=True, slots=True)
class Axis:
    """Days as places on a line of `WIDTH` parts."""

    first: date
    last: date

    def at(self, day: date) -> int:
        """Where a day lies; days beyond the ends lie at them."""
        days = (self.last - self.first).days + 1
        return min(max(round(WIDTH * (day - self.first).days / days), 0), WIDTH)

    def after(self, day: date) -> int:
        """Where a day has ended."""
        days = (self.last - self.first).days + 1
        return min(max(round(WIDTH * ((day - self.first).days + 1) / days), 0), WIDTH)

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)


@require_safe
def in_time(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    asked = request.GET.get("goal", ""), request.GET.get("page", "")
    return board(request, slug, number, "plan-boards", lambda told: _told(told, *asked))


def _told(told: Board, goal: str, number: str) -> dict[str, Any]:
    every = library.lanes(told.card, told.names)
    ends = library.within(every)
    of_goal: dict[str, list[Lane]] = {line.id: [] for line in told.card.goals}
    for lane in every:
        of_goal[lane.seen.line.goal].append(lane)
    chosen = goal if goal in of_goal else next((id_ for id_, own in of_goal.items() if own), "")
    axis = Axis(*ends) if ends else None
    page = Paginator(of_goal.get(chosen, []), PAGE).get_page(number)
    labels = {"label_when": _("From and until"), "label_body": _("Body"), "label_status": _("Status")}
    return {
        "axis": axis,
        "lines": _year_lines(axis) if axis else "",
        "goals": [
            {
                "line": line,
                "n": len(of_goal[line.id]),
                "moved": sum(lane.moved for lane in of_goal[line.id]),
                "bar": _whole_bar(of_goal[line.id], axis, told.card.as_of),
                "current": line.id == chosen,
            }
            for line in told.card.goals
        ],
        **labels,
        "rows": [_row(lane, axis, told, labels) for lane in page.object_list],
        "page": page,
        "chosen": chosen,
    }


def _row(lane: Lane, axis: Axis | None, told: Board, labels: Mapping[str, str]) -> SafeString:
    line = lane.seen.line
    word, tone = STATUSES[line.standing.status]
    lead, lang = lead_words(lane.seen.body)
    about = {
        **labels,
        **tongues(told.edition.version.language),
        "activity": line.activity,
        "edition": told.edition.own_key,
        "lead": lead,
        "lead_lang": lang,
        "word": word,
        "tone": tone,
        "axis": axis,
        "today": told.card.as_of,
        "start": lane.start,
        "end": lane.end,
        "planned": lane.planned,
        "moved": lane.moved,
        "continuous": lane.continuous,
    }

    def made() -> dict[str, object]:
        bar = _bar(lane, axis, told.card.as_of, str(line.standing.status)) if axis else ""
        return {"bar": bar, "href": told.activity(lane.seen.id)}

    return drawn(
        "boards/_lane.html",
        (told.edition.version.pk, lane.seen.id),
        about,
        made,
    )


def _bar(lane: Lane, axis: Axis, today: date, status: str) -> SafeString:
    """From start to end; hollow from where the end was planned to where it is now. Without a day there is no bar."""
    start, end = lane.start or lane.planned or lane.end, lane.end
    inside = ""
    if start and (end or lane.continuous):
        left, right = axis.at(min(start, end or start)), axis.after(end) if end else WIDTH
        fixed = min(right, axis.after(lane.planned)) if lane.planned and lane.moved else right
        inside = format_html(
            '<rect class="g-bar g-{}" x="{}" y="4" width="{}" height="8"/>', status, left, max(fixed - left, 3)
        )
        if fixed < right:
            inside += format_html('<rect class="g-moved" x="{}" y="4" width="{}" height="8"/>', fixed, right - fixed)
    return _picture(inside, axis, today)


def _whole_bar(own: Sequence[Lane], axis: Axis | None, today: date) -> SafeString:
    """A goal: from the first day of its activities to the last."""
    days = [day for lane in own for day in lane.days]
    if not axis or not days:
        return SafeString("")
    left, right = axis.at(min(days)), axis.after(max(days))
    return _picture(
        format_html('<rect class="g-bar" x="{}" y="5" width="{}" height="6"/>', left, max(right - left, 3)), axis, today
    )


def _picture(inside: str, axis: Axis, today: date) -> SafeString:
    now = format_html('<rect class="g-now" x="{}" width="2" height="{}"/>', axis.at(today), HEIGHT)
    return format_html(
        '<svg class="gantt" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<use href="#years"/>{}{}</svg>',
        WIDTH,
        HEIGHT,
        inside,
        now if axis.first <= today <= axis.last else "",
    )


def _year_lines(axis: Axis) -> SafeString:
    """A line where each year begins, drawn once and used by every bar."""
    begins = [axis.at(date(year, 1, 1)) for year in axis.years]
    return format_html('<path id="years" class="g-year" d="{}"/>', "".join(f"M{x} 0V{HEIGHT}" for x in begins))
