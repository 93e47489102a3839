"""One country beside others: those that somebody chose, and those that stand where it stands."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.vocabulary import say
from palermo.office.standing.public.frame import Subject, country_page, made_once, subject_or_404
from palermo.office.standing.public.strip import strip
from palermo.office.standing.readers import clocks, situations_of
from palermo.standing import Clock, Situation

MOST = 8  # countries that are chosen
DRAWN = 12  # of those in the same place; the others are named, and can be put beside it


@require_safe
@made_once
def compare(request: HttpRequest, iso3: str) -> HttpResponse:
    subject = subject_or_404(request, iso3)
    every = clocks(subject.here, subject.as_of)
    chosen = list(dict.fromkeys(code.upper() for code in request.GET.getlist("with") if code))
    if unknown := [code for code in chosen if code not in every]:
        raise Http404(unknown[0])
    chosen = [code for code in chosen if code != subject.iso3][:MOST]
    there = situations_of(subject.here, max(each.report for each in every.values()))
    peers = [code for code in _peers(there, subject) if code in every]
    context = country_page(
        subject,
        "country-compare",
        _("Compare"),
        rows=[_row(subject, every[code]) for code in (subject.iso3, *chosen)],
        chosen_countries=chosen,
        most=MOST,
        situation=there.get(subject.iso3),
        peers=[_row(subject, every[code]) for code in peers[:DRAWN]],
        others=[every[code] for code in peers[DRAWN:]],
        offered=sorted((say(each.name), code) for code, each in every.items() if code != subject.iso3),
    )
    return render(request, "standing/compare.html", context)


def _peers(there: Mapping[str, Situation], subject: Subject) -> list[str]:
    """The countries that stood in the same place of the clock after the report that was the latest, by name."""
    own, histories = there.get(subject.iso3), subject.here.record.histories
    found = [code for code, each in there.items() if each == own and code != subject.iso3] if own else []
    return sorted(found, key=lambda code: say(histories[code].name))


def _row(subject: Subject, stands: Clock) -> dict[str, Any]:
    history = subject.here.record.histories[stands.iso3]
    return {"stands": stands, "cells": strip(subject.here, history, subject.as_of)}
