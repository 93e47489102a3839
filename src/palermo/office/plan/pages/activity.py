"""One activity: what its cells say and where they stood, how it is judged and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Cell
from palermo.office.base.kept_page import page
from palermo.office.plan.pages.chapters import PAGE
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.judged import TESTS, judged, outcome_of_test
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.pages.words import TESTS as TEST_WORDS
from palermo.office.plan.pages.words import field_word, goal_code
from palermo.plan import Activity, Cost, Goal, Indicator, Objective, Step

LISTS = ("steps", "indicators", "costs")
APART = {*LISTS, "text"}  # lists have boxes of their own, the words are the heading of the box
Node = Activity | Step | Indicator | Cost


@dataclass(frozen=True, slots=True)
class Line:
    """One cell: its field, its value, the words as written where they differ, and where it stood."""

    name: str
    cell: Cell[Any]

    @property
    def raw(self) -> str:
        """The words as written, where they say more than the value shown."""
        return self.cell.raw if self.cell.raw and self.cell.raw != self.cell.words else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its cells, and the names of the fields for which the source has no cell at all."""

    node: Node
    lines: Sequence[Line]
    absent: Sequence[str]


@require_safe
def activity(request: HttpRequest, slug: str, number: int, activity_id: str) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    every = list(edition.plan.each_activity())
    place = next((at for at, (_g, _o, act) in enumerate(every) if act.id == activity_id), None)
    if place is None:
        raise Http404(activity_id)
    return page(request, edition.key, lambda: _activity(request, edition, every, place))


def _activity(
    request: HttpRequest, edition: Edition, every: Sequence[tuple[Goal, Objective, Activity]], place: int
) -> HttpResponse:
    goal, objective, act = every[place]
    judgement = judged(edition.version)
    findings = sorted(judgement.findings(act.id), key=lambda finding: (str(finding.severity), finding.rule))
    context = {
        **frame(edition, "plan", _("Activity %(id)s") % {"id": act.id}),
        "goal": goal,
        "goal_code": goal_code(goal),
        "objective": objective,
        "activity": act,
        "verdict": judgement.verdict(act.id),
        "tests": list(_tests(edition, act)),
        "box": _box(act),
        "steps": [_box(step) for step in act.steps.value or ()],
        "indicators": [_box(indicator) for indicator in act.indicators.value or ()],
        "costs": [_box(cost) for cost in act.costs.value or ()],
        "empty_lists": [(field_word(name), cell) for name in LISTS if not (cell := getattr(act, name)).value],
        "findings": findings,
        "before": every[place - 1][2] if place else None,
        "after": every[place + 1][2] if place + 1 < len(every) else None,
        "ledger_page": place // PAGE + 1,
    }
    return render(request, "pages/activity.html", context)


def _tests(edition: Edition, act: Activity) -> Iterator[dict[str, object]]:
    outcomes = edition.audit.outcomes.get(act.id, {})
    for key, rules in TESTS.items():
        yield {"word": TEST_WORDS[key], "outcome": outcome_of_test(outcomes, rules), "rules": rules}


def _box(node: Node) -> Box:
    """Every cell of a node that is no list of its own, in the order of the model."""
    cells = [(field_word(item.name), getattr(node, item.name)) for item in fields(node) if item.name not in APART]
    lines = [Line(name, cell) for name, cell in cells if isinstance(cell, Cell)]
    return Box(
        node,
        [line for line in lines if not line.cell.blank or line.cell.origin],
        [line.name for line in lines if line.cell.blank and not line.cell.origin],
    )
