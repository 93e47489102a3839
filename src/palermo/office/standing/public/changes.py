"""What each report changed, as a page and as a feed that readers subscribe to."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.vocabulary import language, say
from palermo.office.standing.public.frame import made_once, standing_page
from palermo.office.standing.readers import Here, Laid, changes_of, here
from palermo.standing import NEWS, Change, Turned

REPORTS = 3  # in the feed


@require_safe
@made_once
def changes(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The changes of one report, the latest without a year. An address with a year stays."""
    told = here()
    last = told.record.last_report
    year = year or last
    if year not in _years(told):
        raise Http404(year)
    found = changes_of(told, year)
    groups = [(turned, [each for each in found if each.turned is turned]) for turned in NEWS]
    context = standing_page(
        (_("What changed"), ""),
        year=year,
        years=[{"year": each, "current": each == year} for each in reversed(_years(told))],
        groups=[(turned, rows) for turned, rows in groups if rows],
        same=sum(each.turned is Turned.SAME for each in found),
        unknown=[each for each in found if each.turned is Turned.UNKNOWN],
        published=told.record.law.publications.get(year),
        laid=told.laid,
    )
    return render(request, "standing/changes.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The same as Atom: one entry a country and report, and one for each file of corrections."""
    told = here()
    atom = Atom1Feed(
        title=_("How countries stand: what changed"),
        link=request.build_absolute_uri(reverse("changes")),
        description=None,
        language=language(),
        feed_url=request.build_absolute_uri(request.path),
    )
    for year in reversed(_years(told)[-REPORTS:]):
        for change in _news(told, year):
            _add(atom, request, told, change)
    for each in told.laid:
        _add_correction(atom, request, each)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(response, "utf-8")
    return response


def _years(told: Here) -> list[int]:
    """The reports that have one before them."""
    years = {year for history in told.record.histories.values() for year in history.placements}
    return sorted(years)[1:]


def _news(told: Here, year: int) -> Iterator[Change]:
    return (each for each in changes_of(told, year) if each.turned in NEWS)


def _add(atom: Atom1Feed, request: HttpRequest, told: Here, change: Change) -> None:
    where = f"{reverse('changes-of', args=[change.year])}#{change.iso3}"
    out = datetime.combine(told.record.law.report_day(change.year), time(), UTC)
    sentence = _("%(country)s, report of %(year)s: %(turned)s, from %(before)s to %(after)s") % {
        "country": say(change.name),
        "year": change.year,
        "turned": say(change.turned.words),
        "before": say(change.before.words) if change.before else "–",
        "after": say(change.after.words) if change.after else "–",
    }
    marks = say(change.mark.words) if change.mark else ""
    link = request.build_absolute_uri(where)
    atom.add_item(title=sentence, link=link, unique_id=link, description=marks, pubdate=out, updateddate=out)


def _add_correction(atom: Atom1Feed, request: HttpRequest, laid: Laid) -> None:
    link = request.build_absolute_uri(f"{reverse('standing-files')}#c{laid.row.uid}")
    title = _("Placements were corrected by the file %(file)s") % {"file": laid.row.file_name}
    made = laid.row.made_at
    title, why = _writable(title), _writable(laid.row.reason)
    atom.add_item(title=title, link=link, unique_id=link, description=why, pubdate=made, updateddate=made)


def _writable(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
