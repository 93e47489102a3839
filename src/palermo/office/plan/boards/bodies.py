"""How bodies have reported: a strip for each body, a cell for each period, in the order of the register."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo import plan as library
from palermo.office.plan.boards.frame import Board, board, lead_words
from palermo.plan import Filing, Strip

PAGE, WIDE = 40, 12  # bodies, and periods beside each other
# a shape for each, so that colour is never alone
SHAPES = {"on_time": "●", "late": "◐", "missing": "○"}


@require_safe
def bodies(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    asked = request.GET.get("until", ""), request.GET.get("page", "")
    return board(request, slug, number, "board-bodies", lambda told: _told(told, *asked))


def _told(told: Board, until: str, number: str) -> dict[str, Any]:
    strips = library.strips(told.card, told.names)
    used = {name for strip in strips for name in strip.cells}
    periods = [period.name for period in told.record.periods if period.name in used]
    end = periods.index(until) + 1 if until in periods else len(periods)
    shown = periods[max(end - WIDE, 0) : end]
    page = Paginator(strips, PAGE).get_page(number)
    return {
        "periods": shown,
        "earlier": periods[end - WIDE - 1] if end > WIDE else "",
        "later": periods[min(end + WIDE, len(periods)) - 1] if end < len(periods) else "",
        "page": page,
        "rows": [_row(strip, shown) for strip in page.object_list],
        "shapes": [(SHAPES[how], word) for how, word in _words().items()],
    }


def _words() -> dict[str, str]:
    return {"on_time": _("on time"), "late": _("late"), "missing": _("no report")}


def _row(strip: Strip, periods: Sequence[str]) -> dict[str, Any]:
    name, lang = lead_words(strip.body)
    return {"name": name, "lang": lang, "cells": [cell(strip.cells.get(period)) for period in periods]}


def cell(filing: Filing | None) -> SafeString:
    """What became of the reports of one period: a shape and a count for each way, and the same in words."""
    if filing is None or not filing.due:
        return format_html('<td class="heat">–<span class="unseen">{}</span></td>', _("none due"))
    words = _words()
    told = [(how, getattr(filing, how)) for how in SHAPES if getattr(filing, how)]
    return format_html(
        '<td class="heat heat-{}"><span aria-hidden="true">{}</span><span class="unseen">{}</span></td>',
        told[-1][0],  # the worst of them
        " ".join(f"{SHAPES[how]}{n}" for how, n in told),
        ", ".join(f"{n} {words[how]}" for how, n in told),
    )
