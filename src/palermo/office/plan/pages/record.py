"""The record of a version: what it is said to be and on what document, its versions, its sources and its marks."""

from collections.abc import Iterator
from dataclasses import fields

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Cell
from palermo.office.base.kept_page import page
from palermo.office.plan.models import State
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.pages.words import field_word, mark_word
from palermo.office.plan.readers import find_version, standing_on
from palermo.office.plan.readership import is_public
from palermo.office.plan.state import ORDER
from palermo.office.plan.stored import findings_from_json
from palermo.plan import Plan


@require_safe
def record(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    return page(request, edition.key, lambda: _record(request, edition))


def _record(request: HttpRequest, edition: Edition) -> HttpResponse:
    stored = find_version(edition.slug, edition.version.number)
    context = {
        **frame(edition, "record", _("Record")),
        "states": _states(edition),
        "claims": [(version, claim) for version in edition.versions for claim in version.claims.all()],
        "versions": [
            {
                "version": version,
                "standing": standing_on(version, edition.as_of),
                "public": is_public(version),
                "before": before,
            }
            for version, before in zip(edition.versions, (None, *edition.versions[:-1]), strict=True)
        ][::-1],
        "facts": [
            (field_word(item.name), cell)
            for item in fields(edition.plan)
            if isinstance(cell := getattr(edition.plan, item.name), Cell) and item.name != "goals"
        ],
        "marks": list(_marks(edition.plan)),
        "reading": findings_from_json(stored.findings),
    }
    return render(request, "pages/record.html", context)


def _states(edition: Edition) -> list[dict[str, object]]:
    """The five states in order, each with what is claimed of it for this version."""
    claims = list(edition.version.claims.all())
    return [
        {
            "state": state,
            "label": State(state).label,
            "claims": [claim for claim in claims if claim.state == state],
            "now": edition.standing.state == state,
        }
        for state in ORDER
    ]


def _marks(plan: Plan) -> Iterator[tuple[str, str]]:
    """What of the plan is not as read: (where, what)."""
    for goal in plan.each_goal():
        yield from _marks_of(goal.id, goal.marks, goal.text)
    for _goal, objective in plan.each_objective():
        yield from _marks_of(objective.id, objective.marks, objective.text)
    for _goal, _objective, activity in plan.each_activity():
        yield from _marks_of(activity.id, activity.marks, activity.text)


def _marks_of(place: str, marks: tuple[str, ...], text: Cell[str]) -> Iterator[tuple[str, str]]:
    yield from ((place, mark_word(mark)) for mark in marks)
    if text.truncated:
        yield place, _("The end of the wording was cut off in the source.")
