"""What falls due month by month: the ends of activities and the days of their steps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo import plan as library
from palermo.office.plan.boards.frame import Board, board, lead_words
from palermo.plan import Deadline

PAGE = 100  # deadlines
Month = tuple[int, int]  # year and month


@require_safe
def calendar(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    asked = request.GET.get("month", ""), request.GET.get("page", "")
    return board(request, slug, number, "board-calendar", lambda told: _told(told, *asked))


def _told(told: Board, month: str, number: str) -> dict[str, Any]:
    months: dict[Month, list[Deadline]] = {}
    for each in library.deadlines(told.card, told.names):
        months.setdefault((each.day.year, each.day.month), []).append(each)
    chosen = _chosen(months, month, told.card.as_of)
    page = Paginator(months.get(chosen, []), PAGE).get_page(number)
    years = range(min(months)[0], max(months)[0] + 1) if months else ()
    return {
        "years": [(year, [_cell(months, (year, at), chosen) for at in range(1, 13)]) for year in years],
        "month": _name(chosen),
        "page": page,
        "rows": [_row(each, told) for each in page.object_list],
    }


def _chosen(months: dict[Month, list[Deadline]], asked: str, today: date) -> Month:
    """The month that is asked for, else the first from today on in which anything is due, else the last."""
    by_name = {_name(month): month for month in months}
    coming = [month for month in months if month >= (today.year, today.month)]
    return by_name.get(asked) or next(iter([*coming, *list(months)[-1:]]), (today.year, today.month))


def _cell(months: dict[Month, list[Deadline]], month: Month, chosen: Month) -> dict[str, Any]:
    own: Sequence[Deadline] = months.get(month, ())
    overdue = sum(each.overdue for each in own)
    return {
        "name": _name(month),
        "short": f"{month[1]:02}",
        "n": len(own),
        "overdue": overdue,
        "proved": sum(each.proved for each in own),
        "shade": min(len(own), 4),
        "current": month == chosen,
    }


def _row(each: Deadline, told: Board) -> dict[str, Any]:
    steps = each.seen.line.activity.steps.value or ()
    lead, lang = lead_words(each.seen.body)
    if each.proved:
        word, tone = _("Proved"), "good"
    else:
        word, tone = (_("Overdue"), "bad") if each.overdue else (_("To come"), "")
    return {
        "each": each,
        "text": steps[each.step - 1].text if each.step else each.seen.line.activity.text,
        "href": told.activity(each.seen.id),
        "lead": lead,
        "lead_lang": lang,
        "word": word,
        "tone": tone,
    }


def _name(month: Month) -> str:
    return f"{month[0]}-{month[1]:02}"
