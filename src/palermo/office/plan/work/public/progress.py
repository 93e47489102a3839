"""What became of a plan: statuses counted one by one, what each body was to report and did, then every activity.

Nothing here adds what is done, what runs and what goes on without end: each status stands by itself.
"""

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.access.words import body_name
from palermo.office.base.kept_page import page
from palermo.office.base.kept_rows import drawn
from palermo.office.base.vocabulary import language
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.words import STATUSES
from palermo.plan import ActivityLine, BodyLine, PlaceLine, Scorecard, Status, Tally, score_csv, score_to_tree

PAGE = 100  # activities


@dataclass(frozen=True, slots=True)
class Count:
    """A status, its word and tone, and how many of the activities have it."""

    status: Status
    word: object
    tone: str
    n: int
    of: int

    @property
    def width(self) -> float:
        """Of its bar, in parts of a hundred."""
        return 100 * self.n / self.of if self.of else 0


@require_safe
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition, record = _found(request, slug, number)
    asked = request.GET.get("status", ""), request.GET.get("body", "")
    key = (edition.key, record.mark)
    return page(request, key, lambda: _progress(request, edition, record, *asked), keep=not any(asked))


def _found(request: HttpRequest, slug: str, number: int) -> tuple[Edition, OnRecord]:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)  # press reports are never scored
    return edition, on_record(edition.version.plan)


def _progress(request: HttpRequest, edition: Edition, record: OnRecord, status: str, body: str) -> HttpResponse:
    card = scorecard(edition.version, record, edition.as_of, public=True)
    status, body = _offered(card, status, body)
    lines = [line for line in card.activities if _answers(line, status, body)]
    shown = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    page_of = frame(edition, "progress", _("What became of it"))
    labels = {"label_body": _("Body"), "label_proved": _("Proved"), "label_status": _("Status")}
    names = {key: body_name(place) for key, place in record.places.items()}
    lang, of = page_of["lang"], edition.version.pk
    context = {
        **page_of,
        **labels,
        "record": record,
        "card": card,
        "counts": counts(card.tally),
        "none": [str(each.word) for each in counts(card.tally) if not each.n],
        "goals": [(goal, [each for each in counts(goal.tally) if each.n]) for goal in card.goals],
        "bodies": [_filed("work/_body_row.html", (of, line.name), line, lang=lang) for line in card.bodies],
        "places": [
            _filed("work/_place_row.html", (of, line.place), line, place=names[line.place]) for line in card.places
        ],
        "asked": {"status": status, "body": body},
        "found": len(lines),
        "shown_page": shown,
        "rows": list(_rows(edition, record, list(shown.object_list), {**labels, "lang": lang, "own": page_of["own"]})),
    }
    return render(request, "work/progress.html", context)


def counts(tally: Tally) -> tuple[Count, ...]:
    """Each status with its count, in the order in which they ask for somebody to act."""
    return tuple(Count(key, word, tone, tally.counts[key], tally.of) for key, (word, tone) in STATUSES.items())


def _offered(card: Scorecard, status: str, body: str) -> tuple[str, str]:
    """What the address asks for; a value that is not offered asks for nothing."""
    bodies = {line.name for line in card.bodies}
    return status if status in {str(each) for each in Status} else "", body if body in bodies else ""


def _answers(line: ActivityLine, status: str, body: str) -> bool:
    return (not status or line.standing.status == status) and (not body or line.body == body)


def _filed(template: str, of: Hashable, line: BodyLine | PlaceLine, **told: object) -> SafeString:
    """The row of a body or of a place."""
    counted = {"counted": [each for each in counts(line.tally) if each.n]}
    return drawn(template, of, {"line": line, **told}, lambda: counted)


def _rows(
    edition: Edition, record: OnRecord, lines: Sequence[ActivityLine], shared: Mapping[str, object]
) -> Iterator[SafeString]:
    def row(line: ActivityLine) -> SafeString:
        id_ = line.activity.id
        told = record.activities.get(id_)
        word, tone = STATUSES[line.standing.status]
        about = {"line": line, "lead": body_name(told.lead.body) if told else "", "word": word, "tone": tone}
        return drawn(
            "work/_progress_row.html",
            (edition.version.pk, id_),
            {**shared, **about, "slug": edition.slug, "number": edition.version.number},
            lambda: {"href": edition.address("activity-progress", id_)},
        )

    return map(row, lines)


@require_safe
def as_json(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The scorecard for other programs, by the contract of `palermo plan score`, in the language of the page."""
    edition, record = _found(request, slug, number)
    card = scorecard(edition.version, record, edition.as_of, public=True)
    text = json.dumps(score_to_tree(card, language()), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Language"] = language()
    return response


@require_safe
def as_csv(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The same as a table, one row an activity and one for each part of a place."""
    edition, record = _found(request, slug, number)
    card = scorecard(edition.version, record, edition.as_of, public=True)
    response = HttpResponse(score_csv(card, language()), content_type="text/csv; charset=utf-8")
    name = f"{slug}-progress-{edition.as_of}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
