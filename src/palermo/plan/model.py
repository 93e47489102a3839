"""A plan as it was written: goal, objective, activity, step, indicator, each value with its presence and origin.

Nothing here judges. Codes may be missing in the source, so every node also has an `id`: the code where one was
given, else one made by the reader (`1.2#3`, the third activity of objective 1.2). Ids are unique within their level.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from palermo.core import BLANK, Cell
from palermo.core.money import Money
from palermo.core.when import When

Words = Cell[str]
Several = Cell[tuple[str, ...]]
Date = Cell[When]


class Basis(StrEnum):
    """What the record rests on. Only a PLAN is scored."""

    PLAN = "plan"  # the plan's own text, or part of it
    PRESS = "press"  # what the press reported of a plan nobody here has read


@dataclass(frozen=True, slots=True)
class Step:
    """A concrete piece of work under an activity, or a deliverable it owes."""

    text: Words
    owner: Words = BLANK
    due: Date = BLANK
    deliverable: Words = BLANK
    proof: Words = BLANK
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost line: how much, for which year, from whom."""

    money: Cell[Money]
    year: Date = BLANK
    source: Words = BLANK
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """How progress is to be seen. `split` names the disaggregations (sex, age ...)."""

    id: str
    text: Words
    code: Words = BLANK
    unit: Words = BLANK
    numerator: Words = BLANK
    denominator: Words = BLANK
    baseline: Words = BLANK
    baseline_date: Date = BLANK  # the year measured, or the date by which a baseline will exist
    target: Words = BLANK
    target_date: Date = BLANK
    direction: Words = BLANK  # "up" or "down" where the plan says so
    source: Words = BLANK  # where the figure will be read: means of verification
    method: Words = BLANK
    frequency: Words = BLANK
    responsible: Words = BLANK
    split: Several = BLANK
    kind: Words = BLANK  # "activity", "output", "outcome", "impact" where the plan says so
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Activity:
    """One promise of the plan."""

    id: str
    text: Words
    code: Words = BLANK
    lead: Words = BLANK  # the one body that answers for it
    bodies: Several = BLANK  # every body named as responsible, lead or not
    partners: Several = BLANK
    timeframe: Date = BLANK  # one cell that says when
    start: Date = BLANK
    end: Date = BLANK
    kind: Words = BLANK  # "single", "repeated", "continuous" where the plan says so
    steps: Cell[tuple[Step, ...]] = BLANK
    indicators: Cell[tuple[Indicator, ...]] = BLANK
    costs: Cell[tuple[Cost, ...]] = BLANK
    money_source: Words = BLANK
    proof: Several = BLANK  # kinds of proof stated before work starts: means of verification
    places: Several = BLANK
    answers: Several = BLANK  # asks of outside bodies it answers
    also_in: tuple[str, ...] = ()  # other plans the source says share it
    marks: tuple[str, ...] = ()  # what is not as read: "placement_inferred", "id_inferred" ...
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objective:
    """What several activities are to bring about. `implicit`: the source has no such level here."""

    id: str
    text: Words
    code: Words = BLANK
    timeframe: Date = BLANK
    bodies: Several = BLANK
    outputs: Several = BLANK
    indicators: Cell[tuple[Indicator, ...]] = BLANK
    activities: Cell[tuple[Activity, ...]] = BLANK
    implicit: bool = False
    marks: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """The change in people or institutions a part of the plan is for."""

    id: str
    text: Words
    code: Words = BLANK
    coordinator: Words = BLANK  # a committee that coordinates is not a lead
    bodies: Several = BLANK
    costs: Cell[tuple[Cost, ...]] = BLANK
    indicators: Cell[tuple[Indicator, ...]] = BLANK
    objectives: Cell[tuple[Objective, ...]] = BLANK
    aims: tuple[str, ...] = ()
    implicit: bool = False
    marks: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the record was taken from."""

    what: str
    url: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """One plan of a line of plans known only from reports: reported goals, intentions and lessons."""

    id: str
    title: str = ""
    period_start: str = ""
    period_end: str = ""
    goals: tuple[str, ...] = ()
    intentions: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


class Counts(NamedTuple):
    """How much a plan holds. A level that the source does not have counts nothing, however it was filled in here."""

    goals: int
    objectives: int
    activities: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `register` maps the short names of bodies to their full names."""

    id: str
    title: str
    country: str = ""  # ISO 3166 alpha-2
    issuer: str = ""
    language: str = "en"
    basis: Basis = Basis.PLAN
    partly_read: bool = False  # the source is known to hold more than was read: what is absent is then unread
    fiscal_start: int = 1  # month in which the fiscal year begins, for every date of this plan
    fiscal_named_by: Literal["start", "end"] = "start"  # the calendar year that names a fiscal year
    period_start: Date = BLANK
    period_end: Date = BLANK
    adopted: Date = BLANK
    monitoring: Words = BLANK  # the body that watches the plan
    reporting: Words = BLANK  # the rhythm of reports
    public_report: Date = BLANK  # when a report is made public
    evaluation: Words = BLANK  # who evaluates from outside
    evaluation_date: Date = BLANK
    total_cost: Cell[Money] = BLANK
    funded: Cell[Money] = BLANK
    gap: Cell[Money] = BLANK
    goals: Cell[tuple[Goal, ...]] = BLANK
    register: Mapping[str, str] = field(default_factory=dict)
    budget_calendar: Mapping[str, str] = field(default_factory=dict)  # body -> "MM-DD", last day of its budget round
    sources: tuple[Source, ...] = ()
    generations: tuple[Generation, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def counts(self) -> Counts:
        """The goals, objectives and activities of the plan's own."""
        return Counts(
            sum(not goal.implicit for goal in self.each_goal()),
            sum(not objective.implicit for _, objective in self.each_objective()),
            sum(1 for _ in self.each_activity()),
        )

    def each_goal(self) -> Iterator[Goal]:
        """Goals in order."""
        return iter(self.goals.value or ())

    def each_objective(self) -> Iterator[tuple[Goal, Objective]]:
        """Objectives in order, with the goal above."""
        return ((goal, objective) for goal in self.each_goal() for objective in goal.objectives.value or ())

    def each_activity(self) -> Iterator[tuple[Goal, Objective, Activity]]:
        """Activities in order, with what stands above."""
        return (
            (goal, objective, activity)
            for goal, objective in self.each_objective()
            for activity in objective.activities.value or ()
        )

    def each_indicator(self) -> Iterator[tuple[Goal | Objective | Activity, Indicator]]:
        """Indicators in order, with the node that carries them."""
        for goal in self.each_goal():
            yield from ((goal, indicator) for indicator in goal.indicators.value or ())
            for objective in goal.objectives.value or ():
                yield from ((objective, indicator) for indicator in objective.indicators.value or ())
                for activity in objective.activities.value or ():
                    yield from ((activity, indicator) for indicator in activity.indicators.value or ())
