"""The press sheet: one page in plain words."""

from collections.abc import Iterator
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.readers import open_plan
from palermo.plan import Row, Section, press_sheet

# what fits on one printed page: one table of activities, or two where there is an earlier version
ROWS, ROWS_OF_TWO = 14, 4


@require_safe
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    return page(request, edition.key, lambda: _sheet(request, edition))


def _sheet(request: HttpRequest, edition: Edition) -> HttpResponse:
    earlier = open_plan(edition.previous) if edition.previous else None
    rows = ROWS_OF_TWO if earlier else ROWS
    made = press_sheet(edition.plan, edition.audit, earlier=earlier, rows=rows)
    sections = [
        (section, [(row.id, list(_labelled(section, row, edition))) for row in section.rows])
        for section in made.sections
    ]
    context = {**frame(edition, "press-sheet", _("Press sheet")), "sections": sections}
    return render(request, "pages/press_sheet.html", context)


def _labelled(section: Section, row: Row, edition: Edition) -> Iterator[tuple[object, object, str]]:
    """The cells of a row, each with the head of its column, which stands in the row on a phone, and its language."""
    lang = tongue(edition.version.language)
    for column, words in zip_longest(section.columns, row.cells, fillvalue=""):
        # what is no message is the plan's own
        yield column, words, lang if words and isinstance(words, str) else ""
