"""A plan as a ledger: goals are chapters, objectives sections, activities numbered rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Cell
from palermo.core.languages import fold
from palermo.office.plan.pages.charts import goal_chart
from palermo.office.plan.pages.filters import Filters
from palermo.office.plan.pages.frame import figures, frame
from palermo.office.plan.pages.judged import Judged, judged
from palermo.office.plan.pages.kept_page import page
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.plan import Activity, Goal, Objective, Plan, Step

PAGE = 100  # activities
STEPS = 3  # on the screen; paper has all


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or the place of a heading without rows (`activity` is None)."""

    goal: Goal
    objective: Objective | None
    activity: Activity | None
    at: int  # rows with an activity before it


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity as the ledger shows it."""

    activity: Activity
    verdict: str
    findings: int
    when: Sequence[Cell[object]]
    others: tuple[str, ...]  # bodies named besides the lead, or without one
    steps: Sequence[Step]
    more_steps: int


@dataclass(frozen=True, slots=True)
class Part:
    """An objective with its rows on this page."""

    objective: Objective
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A goal with its objectives on this page. `counts` are of the whole goal."""

    goal: Goal
    parts: Sequence[Part]
    counts: Mapping[str, int]
    continued: bool

    @property
    def code(self) -> str:
        """The number of the goal, where it says more than its words."""
        return "" if self.goal.implicit or fold(self.goal.id) == fold(self.goal.text.words) else self.goal.id


@dataclass
class Ledger:
    """The chapters of one page, and how much of the plan is shown."""

    plan: Plan
    judged: Judged
    filters: Filters
    number: str = "1"
    whole: bool = False
    total: int = field(init=False)
    rows: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(1 for _activity in self.plan.each_activity())
        self.rows = list(self._shown())

    @cached_property
    def shown(self) -> int:
        return sum(1 for row in self.rows if row.activity)

    @cached_property
    def page(self) -> Page[int]:
        """Numbers of the rows on this page."""
        size = max(self.shown, 1) if self.whole else PAGE
        return Paginator(range(self.shown), size).get_page(self.number)

    @cached_property
    def chapters(self) -> Sequence[Chapter]:
        first = self.page.start_index() - 1 if self.shown else 0
        last = self.page.end_index()
        # a heading without rows stands where its rows would; the last ones follow the last row
        end = last if self.page.has_next() else last + 1
        rows = [row for row in self.rows if first <= row.at < end]
        grouped = groupby(rows, key=lambda row: row.goal.id)
        return [self._chapter(list(group), first) for _key, group in grouped]

    def _shown(self) -> Iterator[Row]:
        at = 0
        for goal in self.plan.each_goal():
            empty = True
            for objective in goal.objectives.value or ():
                activities = [a for a in objective.activities.value or () if self.filters.show(goal, a)]
                if not activities and self.filters.asked:
                    continue
                empty = False
                for activity in activities:
                    yield Row(goal, objective, activity, at)
                    at += 1
                if not activities:
                    yield Row(goal, objective, None, at)
            if empty and not self.filters.asked:
                yield Row(goal, None, None, at)

    def _chapter(self, rows: Sequence[Row], first: int) -> Chapter:
        goal = rows[0].goal
        parts = [
            Part(objective, [self._entry(row.activity) for row in group if row.activity])
            for objective, group in ((o, list(g)) for o, g in groupby(rows, key=lambda row: row.objective))
            if objective is not None
        ]
        continued = any(row.goal.id == goal.id and row.at < first for row in self.rows)
        return Chapter(goal, parts, self._counts[goal.id], continued)

    @cached_property
    def _counts(self) -> Mapping[str, Mapping[str, int]]:
        counts: dict[str, Counter[str]] = {goal.id: Counter() for goal in self.plan.each_goal()}
        for goal, _objective, activity in self.plan.each_activity():
            counts[goal.id][self.judged.verdict(activity.id)] += 1
        return counts

    def _entry(self, activity: Activity) -> Entry:
        times: Sequence[Cell[object]] = [c for c in (activity.timeframe, activity.start, activity.end) if not c.blank]
        lead = activity.lead.value
        others = tuple(body for body in activity.bodies.value or () if body != lead)
        steps = activity.steps.value or ()
        shown = steps if self.whole else steps[:STEPS]
        return Entry(
            activity,
            self.judged.verdict(activity.id),
            len(self.judged.findings(activity.id)),
            times or [activity.timeframe],
            others,
            shown,
            len(steps) - len(shown),
        )


@require_safe
def plan(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    whole = request.GET.get("print") == "1"
    keep = not request.GET.get("words")
    make = _press if edition.press else _paper if whole else _screen
    return page(request, edition.key, lambda: make(request, edition), keep=keep)


def _ledger(request: HttpRequest, edition: Edition, *, whole: bool) -> Ledger:
    judgement = judged(edition.version)
    address = request.GET if not whole else request.GET.__class__("")
    filters = Filters(edition.plan, judgement, address)
    return Ledger(edition.plan, judgement, filters, request.GET.get("page", "1"), whole)


def _screen(request: HttpRequest, edition: Edition) -> HttpResponse:
    ledger = _ledger(request, edition, whole=False)
    return render(request, "pages/plan.html", _context(edition, ledger))


def _paper(request: HttpRequest, edition: Edition) -> HttpResponse:
    ledger = _ledger(request, edition, whole=True)
    context = {**_context(edition, ledger), "chart": goal_chart(edition.plan, ledger.judged)}
    return render(request, "pages/print.html", context)


def _context(edition: Edition, ledger: Ledger) -> dict[str, Any]:
    labels = {
        "label_lead": _("Lead"),
        "label_when": _("When"),
        "label_steps": _("Steps"),
        "label_cost": _("Cost"),
        "label_proof": _("Proof"),
        "label_verdict": _("Verdict"),
    }
    base = edition.address("activity", "-").removesuffix("-")
    return {**frame(edition, "plan"), **figures(edition), **labels, "ledger": ledger, "base": base}


def _press(request: HttpRequest, edition: Edition) -> HttpResponse:
    return render(request, "pages/press_reports.html", frame(edition, "plan"))
