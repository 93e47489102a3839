"""All plans."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import SHARES
from palermo.office.plan.pages.charts import comparison_chart
from palermo.office.plan.pages.frame import caption
from palermo.office.plan.pages.public import find_editions
from palermo.office.plan.readers import preload

PAGE = 20


@require_safe
def plans(request: HttpRequest) -> HttpResponseBase:
    editions = find_editions(request)
    return page(request, tuple(edition.key for edition in editions), lambda: _plans(request))


def _plans(request: HttpRequest) -> HttpResponse:
    shown = Paginator(find_editions(request), PAGE).get_page(request.GET.get("page"))
    preload(edition.version for edition in shown)
    rows = [
        {
            "edition": edition,
            "caption": caption(edition),
            "card": edition.audit.card,
            "shares": [(key, getattr(edition.audit.card, key)) for key in SHARES],
            "activities": sum(edition.audit.card.verdicts.values()),
        }
        for edition in shown
    ]
    chart = comparison_chart(tuple(shown)) if len(rows) > 1 else None
    unscored = [edition for edition in shown if edition.press]
    context = {"rows": rows, "shown": shown, "chart": chart, "unscored": unscored, "section": "plans"}
    return render(request, "pages/plans.html", context)
