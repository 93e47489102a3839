"""How each ask stands in a plan, and criterion by criterion what is promised and what was proved."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Finding
from palermo.office.base.kept_page import page
from palermo.office.plan.answers.readers import Answered, answered, rule_of_asks
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.readers import on_record
from palermo.office.standing.public.frame import shipped_lang
from palermo.office.standing.words import category_word
from palermo.plan import ASK_STATES, PROOF_KINDS, Activity, AskStanding, AskState
from palermo.standing import Row, by_category, by_criterion, shipped_standards

TONES = {
    AskState.NO_MEASURE: "bad",
    AskState.ANSWERED: "good",
    AskState.NO_STEPS: "bad",
    AskState.LATE: "bad",
    AskState.PROOF_PENDING: "half",
}


def wanted_state(request: HttpRequest) -> str:
    """The state of which asks are wanted; empty where all are."""
    wanted = request.GET.get("state", "")
    if wanted and wanted not in set(AskState):
        raise Http404(wanted)
    return wanted


def counted(asks: Sequence[AskStanding], wanted: str) -> list[dict[str, Any]]:
    """The states in which any of them stand, each with how many do."""
    return [
        {"key": state, "word": word, "n": n, "current": state == wanted}
        for state, word in ASK_STATES.items()
        if (n := sum(each.state is state for each in asks))
    ]


@require_safe
def asks(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Every ask with its state, of one state or those that one activity answers where that is asked for; then the
    activities that answer nothing.
    """
    edition, told = _found(request, slug, number)
    wanted, by = wanted_state(request), request.GET.get("activity", "")
    activity = next((each for _g, _o, each in edition.plan.each_activity() if each.id == by), None)
    if by and activity is None:
        raise Http404(by)
    held = rule_of_asks(edition.version, told, edition.as_of) if told else ()
    key = (edition.key, told.key if told else None, *(str(each.message) for each in held))
    return page(request, key, lambda: _asks(request, edition, told, held, wanted, activity))


def _asks(
    request: HttpRequest,
    edition: Edition,
    told: Answered | None,
    held: Sequence[Finding],
    wanted: str,
    activity: Activity | None,
) -> HttpResponse:
    context = {**frame(edition, "asks", _("Asks")), "told": told, "held": held}
    if told:
        context |= _shown(edition, told, wanted, activity)
    return render(request, "answers/asks.html", context)


def _shown(edition: Edition, told: Answered, wanted: str, activity: Activity | None) -> dict[str, Any]:
    every = told.answering.asks
    rows = [
        {
            "each": each,
            "tone": TONES.get(each.state, ""),
            "activities": [(id_, edition.address("activity-progress", id_)) for id_ in each.activities],
        }
        for each in sorted(every, key=lambda each: each.ask.cycle, reverse=True)
        if (not wanted or each.state == wanted) and (activity is None or activity.id in each.activities)
    ]
    return {
        "rows": rows,
        "activity": activity,
        "wanted": wanted,
        "of": len(every),
        "counts": counted(every, wanted),
        "nothing": [(each, edition.address("activity-progress", each.id)) for each in told.answering.nothing],
        "unread": told.answering.unread,
        "activities": edition.plan.counts().activities,
    }


@require_safe
def criteria(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The crosswalk: promises and actions in separate columns, and the items of the FATF by themselves."""
    edition, told = _found(request, slug, number)
    key = (edition.key, told.key if told else None)
    return page(request, key, lambda: _criteria(request, edition, told))


def _criteria(request: HttpRequest, edition: Edition, told: Answered | None) -> HttpResponse:
    context = {**frame(edition, "asks", _("Criterion by criterion")), "told": told, "shipped_lang": shipped_lang()}
    if told:
        gathered = told.grounds.gathered
        context |= {
            "duty": told.grounds.duty,
            "criteria": [_line(edition, row, row.id, row.text) for row in by_criterion(shipped_standards(), gathered)],
            "categories": [_line(edition, row, category_word(row.id), "") for row in by_category(gathered)],
            "items": [each for each in told.answering.asks if each.ask.body == "fatf"],
        }
    return render(request, "answers/criteria.html", context)


def _line(edition: Edition, row: Row, name: str, text: str) -> dict[str, Any]:
    return {
        "row": row,
        "name": name,
        "text": text,
        "promises": [(id_, edition.address("activity-progress", id_)) for id_ in row.promises],
        "actions": [(PROOF_KINDS[kind], n) for kind, n in sorted(row.actions.items())],
        "lacking": [PROOF_KINDS[kind] for kind in row.lacking] if row.asks else [],
        "committed": sorted(row.committed.items()),
    }


def _found(request: HttpRequest, slug: str, number: int) -> tuple[Edition, Answered | None]:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)  # press reports are never scored
    return edition, answered(edition.version, on_record(edition.version.plan), edition.as_of, public=True)
