"""The page of a sheet for those who complete it: at the desk, and under the duties of the body that leads."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palermo.core import Finding
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.people.frame import tried
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.indicators.actions import complete_sheet
from palermo.office.plan.indicators.readers import PAGE, Book, open_book, sheet_thing
from palermo.office.plan.indicators.sheet_form import SheetForm
from palermo.office.plan.indicators.words import history, sheet_rows
from palermo.office.plan.models import Version
from palermo.office.plan.work.desk.frame import overseers_only, work_crumb, work_page
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.duties.reading import entrusted_or_404
from palermo.plan import Level, sheet_lacks


@require_safe
@overseers_only
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator of a plan, with what its sheet lacks."""
    book = open_book(version_or_404(slug))
    page = Paginator(tuple(book.homes.items()), PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "node": node,
            "told": book.defined(id_),
            "failing": failing(book, id_),
            "lacks": len(list(sheet_lacks(book.defined(id_)))),
            "editions": book.editions.get(id_, ()),
        }
        for id_, (node, _indicator) in page
    ]
    crumbs = (work_crumb(book.version), (_("Indicators"), ""))
    context = work_page(request, book.version, *crumbs, rows=rows, page=page, without=_without(book))
    return render(request, "indicators/sheets.html", context)


def _without(book: Book) -> int:
    """How many activities have no indicator."""
    return sum(not activity.indicators.value for _goal, _objective, activity in book.plan.each_activity())


def failing(book: Book, id_: str) -> list[Finding]:
    """What the rules on indicators find in the completed sheet."""
    audit = book.audit(timezone.localdate())
    return list(audit.findings_on(Level.INDICATOR, id_))


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def sheet(request: HttpRequest, slug: str, indicator_id: str) -> HttpResponse:
    book = _with_indicator(version_or_404(slug), indicator_id)
    crumbs = (work_crumb(book.version), (_("Indicators"), reverse("sheets", args=[slug])), (indicator_id, ""))

    def context(**more: Any) -> dict[str, Any]:
        return work_page(request, book.version, *crumbs, **more)

    return _sheet(request, book, indicator_id, context)


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def duty_sheet(request: HttpRequest, uid: str, indicator_id: str) -> HttpResponse:
    """The same for the body that leads the activity whose reports tell the value."""
    duty = entrusted_or_404(request, uid)
    book = _with_indicator(duty.version, indicator_id)
    if book.told_by(indicator_id) != duty.lead.activity:
        raise Http404(indicator_id)

    def context(**more: Any) -> dict[str, Any]:
        return duties_page(duty_crumb(duty.lead), (indicator_id, ""), duty=duty, **{**more, "version": duty.version})

    # of what the house counts nothing is the body's any more
    return _sheet(request, book, indicator_id, context, of_house=reverse("duty", args=[uid]))


def _with_indicator(version: Version, indicator: str) -> Book:
    book = open_book(version)
    if indicator not in book.homes:
        raise Http404(indicator)
    return book


def _sheet(
    request: HttpRequest, book: Book, id_: str, context: Callable[..., dict[str, Any]], of_house: str = ""
) -> HttpResponse:
    """`of_house`: where to go once the house counts the value, if not back to the sheet."""
    thing, form = sheet_thing(book, id_), SheetForm(book, id_, request.POST if request.method == "POST" else None)
    if form.is_bound:
        admit(request, "sheet.completed", thing)

        def act() -> None:
            complete_sheet(
                by=user(request),
                plan=book.version.plan,
                indicator=id_,
                sheet=form.sheet(),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"] or 0,
                now=timezone.now(),
            )

        if tried(form, act):
            messages.success(request, _("The sheet has a new edition. The earlier ones stay to be read."))
            return redirect((of_house if form.sheet().figure else "") or request.path)
    told, (node, planned) = book.defined(id_), book.homes[id_]
    editions = book.editions.get(id_, ())
    shown = context(
        node=node,
        told=told,
        planned=planned,
        rows=list(sheet_rows(told, planned, completed=bool(editions))),
        findings=failing(book, id_),
        lacks=list(sheet_lacks(told)),
        history=history(editions, planned),
        form=form,
        may_write=decide(request.user, "sheet.completed", thing).possible,
    )
    return render(request, "indicators/sheet.html", shown, status=422 if form.is_bound else 200)
