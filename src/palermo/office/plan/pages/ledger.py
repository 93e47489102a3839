"""A plan as a ledger: goals are chapters, objectives sections, activities numbered rows."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.pages.chapters import Ledger
from palermo.office.plan.pages.filters import Filters
from palermo.office.plan.pages.fragment import fragment
from palermo.office.plan.pages.frame import frame, plate
from palermo.office.plan.pages.judged import judged
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.pages.rows import Rows, labels


@require_safe
def plan(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    whole = request.GET.get("print") == "1"
    keep = not request.GET.get("words")
    make = _press if edition.press else _paper if whole else _screen
    return page(request, edition.key, lambda: make(request, edition), keep=keep)


def _ledger(request: HttpRequest, edition: Edition, *, whole: bool) -> Ledger:
    # paper has the whole plan, whatever was asked for
    filters = Filters(edition, QueryDict() if whole else request.GET)
    return Ledger(edition.plan, judged(edition.version), filters, request.GET.get("page", "1"), whole)


def _screen(request: HttpRequest, edition: Edition) -> HttpResponse:
    ledger = _ledger(request, edition, whole=False)
    chosen = replace(ledger.filters.asked, words="")  # the words stand in a field of their own
    choices = fragment(edition, "pages/_choices.html", lambda: _options(edition, ledger), chosen)
    return render(request, "pages/plan.html", {**_context(edition, ledger), "choices": choices})


def _options(edition: Edition, ledger: Ledger) -> dict[str, object]:
    return {"filters": ledger.filters, "lang": tongue(edition.version.language)}


def _paper(request: HttpRequest, edition: Edition) -> HttpResponse:
    ledger = _ledger(request, edition, whole=True)
    return render(request, "pages/print.html", _context(edition, ledger))


def _context(edition: Edition, ledger: Ledger) -> dict[str, Any]:
    return {
        **frame(edition, "plan"),
        **labels(),
        "plate": plate(edition),
        "ledger": ledger,
        "rows": Rows(edition, whole=ledger.whole),
    }


def _press(request: HttpRequest, edition: Edition) -> HttpResponse:
    return render(request, "pages/press_reports.html", frame(edition, "plan"))
