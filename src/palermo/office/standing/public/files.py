"""Everything to take away: placements, clocks, asks and days, with marks, sources and terms wherever they go."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core.spreadsheet import csv_text
from palermo.office.base.vocabulary import language, say
from palermo.office.standing.ledger import ledger_of
from palermo.office.standing.public.country import duty_of
from palermo.office.standing.public.frame import Subject, made_once, standing_page, subject_or_404
from palermo.office.standing.readers import Here, here
from palermo.standing import (
    Ask,
    History,
    Reply,
    Response,
    ask_to_row,
    asks_to_tree,
    calendar_file,
    clock,
    clock_to_tree,
    duty_to_tree,
    histories_csv,
    history_to_tree,
    legal_dates,
    list_clock,
    list_clock_to_tree,
    shipped_lists,
    shipped_text,
)

TERMS = "NOTICE.txt"
VOICES = ("entered_here", "response", "response_on", "reason", "replies")  # beside the columns of an ask


@require_safe
@made_once
def files(request: HttpRequest) -> HttpResponse:
    """What there is to take away, on what terms, from which sources, and which corrections are laid over it."""
    told = here()
    shipped = [each for each in told.record.sources.values() if each.url or each.title]
    said = [" ".join(part.split()) for part in shipped_text(TERMS).split("\n\n")]
    context = standing_page((_("Files and sources"), ""), laid=told.laid, sources=shipped, terms=said)
    return render(request, "standing/files.html", context)


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shipped_text(TERMS), content_type="text/plain; charset=utf-8")


@require_safe
def placements_csv(request: HttpRequest, iso3: str = "") -> HttpResponse:
    told, histories = _histories(request, iso3)
    text = histories_csv(told.record, tuple(histories), language())
    # the byte order mark tells Excel that the letters are UTF-8
    return _file(request, f"\ufeff{text}", "text/csv; charset=utf-8", f"placements{_of(iso3)}.csv")


@require_safe
def placements_json(request: HttpRequest, iso3: str = "") -> HttpResponse:
    told, histories = _histories(request, iso3)
    rows = [row for history in histories for row in history_to_tree(told.record, history, language())]
    return _json(request, told, f"placements{_of(iso3)}.json", {"placements": rows})


@require_safe
def clock_json(request: HttpRequest, iso3: str) -> HttpResponse:
    """Both clocks and the data duty of one country."""
    subject = subject_or_404(request, iso3)
    record, as_of = subject.here.record, subject.as_of
    tree = {
        "clock": clock_to_tree(clock(record, subject.iso3, as_of), language()),
        "lists": list_clock_to_tree(list_clock(shipped_lists(), subject.iso3, as_of), language()),
        "duty": duty_to_tree(duty_of(subject)),
    }
    return _json(request, subject.here, f"clock{_of(iso3)}.json", tree)


@require_safe
def asks_json(request: HttpRequest, iso3: str) -> HttpResponse:
    subject = subject_or_404(request, iso3)
    told = ledger_of(subject.here, subject.iso3, subject.as_of)
    tree = asks_to_tree(told.ledger, language())
    for ask in tree["asks"]:
        response, replies = told.responses.get(ask["id"]), told.replies.get(ask["id"], ())
        ask["entered_here"] = ask["id"] in told.entered
        ask["response"] = (
            {"stance": response.stance, "reason": response.reason, **_said(response)} if response else None
        )
        ask["replies"] = [{"text": each.text, **_said(each)} for each in replies]
    return _json(request, subject.here, f"asks{_of(iso3)}.json", tree)


def _said(voice: Response | Reply) -> dict[str, str]:
    return {"on": voice.on.isoformat(), "by": voice.by}


@require_safe
def asks_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    subject = subject_or_404(request, iso3)
    text = csv_text((*(each.name for each in fields(Ask)), *VOICES), _ask_rows(subject))
    return _file(request, f"\ufeff{text}", "text/csv; charset=utf-8", f"asks{_of(iso3)}.csv")


@require_safe
def days(request: HttpRequest, iso3: str = "") -> HttpResponse:
    """The days that the law and the lists name, from this year to the end of the next one, as iCalendar."""
    subject = subject_or_404(request, iso3) if iso3 else None
    told, today = subject.here if subject else here(), timezone.localdate()
    found = legal_dates(
        told.record,
        shipped_lists(),
        date(today.year, 1, 1),
        date(today.year + 1, 12, 31),
        subject.iso3 if subject else "",
    )
    name = say(subject.history.name) if subject else _("Legal days")
    made = datetime.combine(today, time(), UTC)  # the same file all day long
    text = calendar_file(found, made, name=f"palermo: {name}", language=language())
    return _file(request, text, "text/calendar; charset=utf-8", f"days{_of(iso3)}.ics")


def _histories(request: HttpRequest, iso3: str) -> tuple[Here, Sequence[History]]:
    if iso3:
        subject = subject_or_404(request, iso3)
        return subject.here, [subject.history]
    told = here()
    return told, list(told.record.histories.values())


def _ask_rows(subject: Subject) -> Iterable[tuple[str, ...]]:
    told = ledger_of(subject.here, subject.iso3, subject.as_of)
    for ask in told.ledger.asks:
        response, replies = told.responses.get(ask.id), told.replies.get(ask.id, ())
        yield (
            *ask_to_row(ask).values(),
            "yes" if ask.id in told.entered else "no",
            response.stance if response else "",
            response.on.isoformat() if response else "",
            response.reason if response else "",
            " | ".join(f"{each.on} {each.by}: {each.text}" for each in replies),
        )


def _of(iso3: str) -> str:
    return f"-{iso3.upper()}" if iso3 else ""


def _json(request: HttpRequest, told: Here, name: str, tree: dict[str, Any]) -> HttpResponse:
    """What is told, below its terms, the words of its marks and its sources."""
    sources = [
        {"id": each.id, "title": each.title, "year": each.year, "url": each.url, "licence": each.licence}
        for each in told.record.sources.values()
    ]
    corrections = [
        {"file": each.row.file_name, "on": timezone.localdate(each.row.made_at).isoformat(), "reason": each.row.reason}
        for each in told.laid
    ]
    whole = {"terms": shipped_text(TERMS), "sources": sources, "corrections": corrections, **tree}
    return _file(request, json.dumps(whole, ensure_ascii=False, indent=1), "application/json", name)


def _file(request: HttpRequest, text: str, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Language"] = language()
    response["Link"] = f'<{request.build_absolute_uri(reverse("standing-terms"))}>; rel="license"'
    return response
