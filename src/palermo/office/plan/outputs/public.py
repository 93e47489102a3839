"""What became of a plan and the report on each of its years: published things only, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.plan.answers.readers import reports_for
from palermo.office.plan.outputs.frame import answer, as_page
from palermo.office.plan.outputs.shown import Ways
from palermo.office.plan.outputs.sources import Source, assessment, became, plan_years, year
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.readers import on_record
from palermo.office.plan.work.record import OnRecord


@require_safe
def overview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition, record = _found(request, slug, number)
    years = [
        {"name": each.name, "href": edition.address("output-year", each.name)}
        for each in plan_years(record, edition.as_of)
    ]
    reports = [
        {"report": each, "href": edition.address("output-assessment", str(each))}
        for each in reports_for(edition.version.plan, edition.as_of)
    ]
    context = {**frame(edition, "progress", _("Outputs")), "years": years, "reports": reports}
    return render(request, "outputs/public.html", context)


@require_safe
def what_became(request: HttpRequest, slug: str, number: int, form: str = "") -> HttpResponseBase:
    edition, record = _found(request, slug, number)
    return _answer(request, edition, became(edition.version, record, edition.as_of), form, "output-became")


@require_safe
def yearly_report(request: HttpRequest, slug: str, number: int, name: str, form: str = "") -> HttpResponseBase:
    edition, record = _found(request, slug, number)
    source = year(edition.version, record, name, edition.as_of)
    if source is None:
        raise Http404(name)
    return _answer(request, edition, source, form, "output-year", name)


@require_safe
def self_assessment(request: HttpRequest, slug: str, number: int, report: int, form: str = "") -> HttpResponseBase:
    """What was done in the period that a report judges, and what was not."""
    edition, record = _found(request, slug, number)
    source = assessment(edition.version, record, report, edition.as_of)
    if source is None:
        raise Http404(report)
    return _answer(request, edition, source, form, "output-assessment", str(report))


def _found(request: HttpRequest, slug: str, number: int) -> tuple[Edition, OnRecord]:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)  # press reports are never scored
    return edition, on_record(edition.version.plan)


def _answer(
    request: HttpRequest, edition: Edition, source: Source, form: str, route: str, *args: str
) -> HttpResponseBase:
    ways = Ways(edition.address(route, *args), lambda activity: edition.address("activity-progress", activity))
    where = frame(edition, "progress", _("Outputs"))
    if form:
        return answer(request, source, ways, form, where, public=edition.public)
    key = (edition.key, source.key)
    return page(request, key, lambda: as_page(request, source, ways, where), keep=not request.GET)
