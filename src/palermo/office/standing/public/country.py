"""One country: its strip, its clocks in words, what may happen next, what is asked of it, which figures are missing."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.standing.ledger import Told, ledger_of
from palermo.office.standing.public.frame import Subject, country_page, made_once, subject_or_404
from palermo.office.standing.public.strip import strip
from palermo.office.standing.readers import forecast_shown
from palermo.standing import (
    Duty,
    LegalDate,
    clock,
    coming_report,
    data_duty,
    days_left,
    effects,
    legal_dates,
    list_clock,
    shipped_figures,
    shipped_lists,
)

FIRST_THREADS = 8
YEARS_AHEAD = 1


@require_safe
@made_once
def country(request: HttpRequest, iso3: str) -> HttpResponse:
    subject = subject_or_404(request, iso3)
    record, as_of = subject.here.record, subject.as_of
    stands = clock(record, subject.iso3, as_of)
    told = ledger_of(subject.here, subject.iso3, as_of)
    lists = list_clock(shipped_lists(), subject.iso3, as_of)
    due = record.law.due_day(coming_report(record.law, as_of))
    context = country_page(
        subject,
        "country",
        stands=stands,
        cells=strip(subject.here, subject.history, as_of),
        means=effects("tip", stands.tier),
        lists=lists,
        due=due,
        due_in=(due - as_of).days,
        plenary_in=(lists.next_plenary[1] - as_of).days,
        threads=_by_age(told)[:FIRST_THREADS],
        n_threads=len(told.ledger.threads),
        n_asks=len(told.ledger.asks),
        follows=told.ledger.next,
        duty=duty_of(subject),
        corrected=[each for each in subject.here.laid if _touches(subject, each.row.file_name)],
        forecast_shown=forecast_shown(),
    )
    return render(request, "standing/country.html", context)


@require_safe
@made_once
def asks(request: HttpRequest, iso3: str) -> HttpResponse:
    """Every ask, by body and the newest cycle first, each with what is said to it."""
    subject = subject_or_404(request, iso3)
    told = ledger_of(subject.here, subject.iso3, subject.as_of)
    by_body: dict[str, list[object]] = {}
    for ask in sorted(told.ledger.asks, key=lambda ask: ask.cycle, reverse=True):
        by_body.setdefault(ask.body, []).append(told.shown(ask))
    context = country_page(
        subject, "country-asks", _("Asks"), told=told, threads=_by_age(told), by_body=by_body, follows=told.ledger.next
    )
    return render(request, "standing/asks.html", context)


@require_safe
@made_once
def dates(request: HttpRequest, iso3: str) -> HttpResponse:
    """The days that the law and the lists name in the year ahead, and the figures that are due."""
    subject = subject_or_404(request, iso3)
    context = country_page(
        subject,
        "country-dates",
        _("Dates and figures"),
        days=[(each, days_left(each, subject.as_of)) for each in _days_ahead(subject)],
        duty=duty_of(subject),
        lists=list_clock(shipped_lists(), subject.iso3, subject.as_of),
    )
    return render(request, "standing/dates.html", context)


def duty_of(subject: Subject) -> Duty:
    """Which figures are asked for in the period that runs, and which of them nobody told."""
    law = subject.here.record.law
    return data_duty(law, subject.iso3, coming_report(law, subject.as_of), shipped_figures())


def _days_ahead(subject: Subject) -> tuple[LegalDate, ...]:
    until = date(subject.as_of.year + YEARS_AHEAD, 12, 31)
    return legal_dates(subject.here.record, shipped_lists(), subject.as_of, until, subject.iso3, subject.as_of)


def _by_age(told: Told) -> list[dict[str, object]]:
    """The threads, the oldest first."""
    latest, year = told.ledger.latest, told.ledger.as_of.year
    return [
        {
            "thread": thread,
            "age": thread.age(year),
            "in_latest": thread.last == latest[thread.body],
            "last": thread.asks[-1],
        }
        for thread in told.ledger.threads
    ]


def _touches(subject: Subject, file_name: str) -> bool:
    placements = subject.history.placements.values()
    return any(each.corrected and each.origin and each.origin.file == file_name for each in placements)
