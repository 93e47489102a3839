"""What was said in public of a plan, each claim side by side with what the record says."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.plan.beside.models import Statement
from palermo.office.plan.beside.reading import mark_of, statements_of, utterings
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord

PAGE = 20  # statements


@require_safe
def statements(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)
    record, rows = on_record(edition.version.plan), statements_of(edition.version.plan)
    key = (edition.key, record.mark, mark_of((), rows))
    return page(request, key, lambda: _statements(request, edition, record, rows))


def _statements(request: HttpRequest, edition: Edition, record: OnRecord, rows: list[Statement]) -> HttpResponse:
    told = utterings(rows, lambda: scorecard(edition.version, record, edition.as_of, public=True))
    # what the record contradicts comes first, each part the newest first
    ordered = [each for each in told if each.contradicted] + [each for each in told if not each.contradicted]
    shown = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(edition, "progress", _("Public statements")),
        "contradicted": sum(each.contradicted for each in told),
        "total": len(told),
        "shown_page": shown,
    }
    return render(request, "beside/statements.html", context)
