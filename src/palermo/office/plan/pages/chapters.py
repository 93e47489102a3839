"""The chapters of a ledger: which goals, objectives and activities stand on one page of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator

from palermo.office.plan.pages.filters import Filters
from palermo.office.plan.pages.judged import Judged
from palermo.office.plan.pages.words import goal_code
from palermo.plan import Activity, Goal, Objective, Plan

PAGE = 100  # activities


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or the place of a heading without rows (`activity` is None)."""

    goal: Goal
    objective: Objective | None
    activity: Activity | None
    at: int  # rows with an activity before it


@dataclass(frozen=True, slots=True)
class Part:
    """An objective with its rows on this page."""

    objective: Objective
    activities: Sequence[Activity]


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
        return goal_code(self.goal)


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
            Part(objective, [row.activity for row in group if row.activity])
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
