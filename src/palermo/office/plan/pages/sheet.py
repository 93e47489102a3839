"""The press sheet: one page in plain words."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.kept_page import page
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.readers import open_plan
from palermo.plan import press_sheet


@require_safe
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    return page(request, edition.key, lambda: _sheet(request, edition))


def _sheet(request: HttpRequest, edition: Edition) -> HttpResponse:
    earlier = open_plan(edition.previous) if edition.previous else None
    made = press_sheet(edition.plan, edition.audit, earlier=earlier)
    return render(request, "pages/press_sheet.html", {**frame(edition, "press-sheet", _("Press sheet")), "sheet": made})
