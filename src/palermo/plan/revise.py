"""Rewriting help: what to ask for an activity that cannot be checked, and the plan with the answers put in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from palermo.core import Cell, Finding, Message, Origin, Outcome, Severity, mark
from palermo.core.money import Money, read_money
from palermo.core.when import Precision, When, read_when
from palermo.plan.model import Activity, Cost, Goal, Objective, Plan, Step

NOT_A_DATE = mark("Activity {id}: '{typed}' is not understood as a date ({field}).")
NOT_MONEY = mark("Activity {id}: '{typed}' is not understood as a cost.")
STEP_WITHOUT_WORDS = mark("Activity {id}: a step has an owner or a date but no words.")
NO_ACTIVITY = mark("The plan {plan} has no activity {id}.")
REVISION = "revision"  # stands as the file of every cell a person filled here

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """One step as a person typed it."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person typed into the short form. Empty means: leave the field as it is.

    Several partners or kinds of proof stand on lines of their own or are parted by semicolons.
    """

    lead: str = ""
    partners: str = ""
    steps: tuple[StepAnswer, ...] = ()
    timeframe: str = ""
    end: str = ""
    proof: str = ""
    cost: str = ""
    money_source: str = ""


# Which rules of the audit ask for which field of the form. A date is also given by dated measuring points.
_ASKED_BY = {"lead": ("A02", "A03"), "step": ("A01",), "date": ("A04",), "proof": ("A12",), "cost": ("A10",)}
_ALSO_DATED = "A06"


def missing(outcomes: Mapping[str, Outcome]) -> tuple[str, ...]:
    """Which of lead, step, date, proof and cost the form should ask for one activity.

    `outcomes` are the outcomes of the audit's rules for that activity. What nobody could read is not asked for:
    the plan may hold it.
    """
    asked = [field for field, rules in _ASKED_BY.items() if any(outcomes.get(rule) is Outcome.FAIL for rule in rules)]
    if outcomes.get(_ALSO_DATED) is Outcome.PASS and "date" in asked:
        asked.remove("date")
    return tuple(asked)


def revise(
    plan: Plan,
    activity_id: str,
    answers: Answers,
    *,
    fiscal_start: int | None = None,
    fiscal_named_by: Literal["start", "end"] | None = None,
) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan with the answers as given cells of one activity; everything else is the same object as before.

    A lead, a date and a cost take the place of what stood there; steps, partners and kinds of proof are added, and a
    step whose words already stand there gets its owner and date. Where an answer is not understood the plan comes
    back unchanged, with a finding for each such answer. The fiscal year is the plan's own unless told otherwise.
    """
    found = next((activity for _, _, activity in plan.each_activity() if activity.id == activity_id), None)
    if found is None:
        return plan, (_unknown(plan, activity_id),)
    form = _Form(activity_id, fiscal_start or plan.fiscal_start, fiscal_named_by or plan.fiscal_named_by)
    revised = form.fill(found, answers)
    if form.findings or revised == found:
        return plan, tuple(form.findings)
    return _with(plan, found, revised), ()


class _Form:
    """Reads the answers for one activity and gathers what could not be understood."""

    def __init__(self, activity_id: str, fiscal_start: int, fiscal_named_by: Literal["start", "end"]) -> None:
        self.id = activity_id
        self.fiscal_start, self.fiscal_named_by = fiscal_start, fiscal_named_by
        self.findings: list[Finding] = []

    def fill(self, activity: Activity, answers: Answers) -> Activity:
        told: dict[str, Any] = {}
        for field in ("lead", "money_source"):
            if typed := getattr(answers, field).strip():
                told[field] = self.given(field, typed, typed)
        for field in ("timeframe", "end"):
            if when := self.when(field, getattr(answers, field)):
                told[field] = self.given(field, when, when.raw)
        for field in ("partners", "proof"):
            if typed := getattr(answers, field).strip():
                told[field] = self.added(field, getattr(activity, field), _listed(typed), typed)
        if money := self.money(answers.cost):
            typed = answers.money_source.strip()
            source = self.given("source", typed, typed) if typed else activity.money_source
            line = Cost(self.given("cost", money, money.raw), source=source)
            told["costs"] = self.given("costs", (line,), money.raw)
        steps = self.steps(activity.steps.value or (), answers.steps)
        if steps != (activity.steps.value or ()):
            told["steps"] = self.given("steps", steps, "")
        return replace(activity, **told) if told else activity

    def given(self, field: str, value: T, raw: str) -> Cell[T]:
        return Cell(value, raw=raw, origin=Origin(REVISION, self.id, field))

    def added(self, field: str, old: Cell[tuple[str, ...]], new: Iterable[str], typed: str) -> Cell[tuple[str, ...]]:
        before = old.value if old.given and old.value else ()
        return self.given(field, tuple(dict.fromkeys((*before, *new))), "" if before else typed)

    def steps(self, old: tuple[Step, ...], answers: tuple[StepAnswer, ...]) -> tuple[Step, ...]:
        texts = [step.text.value for step in old]
        # words that stand twice, and steps without words, name no step
        steps: dict[str | int, Step] = {
            text if text and texts.count(text) == 1 else at: step
            for at, (text, step) in enumerate(zip(texts, old, strict=True))
        }
        for answer in answers:
            due, owner, text = self.when("due", answer.due), answer.owner.strip(), answer.text.strip()
            if text:
                step = steps.get(text) or Step(self.given("step", text, text))
                steps[text] = replace(
                    step,
                    owner=self.given("owner", owner, owner) if owner else step.owner,
                    due=self.given("due", due, due.raw) if due else step.due,
                )
            elif owner or answer.due.strip():
                self.find("R03", STEP_WITHOUT_WORDS, mark("Write what is done or handed over, then who and by when."))
        return tuple(steps.values())

    def when(self, field: str, typed: str) -> When | None:
        if not typed.strip():
            return None
        when = read_when(typed.strip(), fiscal_start=self.fiscal_start, fiscal_named_by=self.fiscal_named_by)
        if when.precision is Precision.UNCLEAR:
            self.find(
                "R01", NOT_A_DATE, mark("Write a day, month or quarter, such as 30 June 2026 or Q2 2026."), typed, field
            )
            return None
        return when

    def money(self, typed: str) -> Money | None:
        if not typed.strip():
            return None
        money = read_money(typed.strip())
        if money.amount is None and not money.none_needed:
            self.find(
                "R02",
                NOT_MONEY,
                mark("Write an amount with its currency, such as USD 12,000, or 'no extra cost'."),
                typed,
            )
            return None
        return money

    def find(self, rule: str, text: str, advice: str, typed: str = "", field: str = "") -> None:
        message = Message(text, {"id": self.id, "typed": typed, "field": field})
        origin = Origin(REVISION, self.id, field)
        self.findings.append(
            Finding(rule, Severity.ERROR, Outcome.FAIL, message, Message(advice), origin, "activity", self.id)
        )


def _unknown(plan: Plan, activity_id: str) -> Finding:
    message = Message(NO_ACTIVITY, {"plan": plan.id, "id": activity_id})
    advice = Message(mark("Open the activity from the newest version of the plan and answer there."))
    origin = Origin(REVISION, activity_id)
    return Finding("R04", Severity.ERROR, Outcome.FAIL, message, advice, origin, "activity", activity_id)


def _listed(typed: str) -> tuple[str, ...]:
    return tuple(part for line in typed.splitlines() for part in map(str.strip, line.split(";")) if part)


def _with(plan: Plan, old: Activity, new: Activity) -> Plan:
    """The plan with one activity in the place of another."""

    def objective(part: Objective) -> Objective:
        return replace(part, activities=_swapped(part.activities, {id(old): new}))

    def goal(part: Goal) -> Goal:
        held = {id(o): objective(o) for o in part.objectives.value or () if _holds(o, old)}
        return replace(part, objectives=_swapped(part.objectives, held))

    goals = {id(g): goal(g) for g in plan.each_goal() if any(_holds(o, old) for o in g.objectives.value or ())}
    return replace(plan, goals=_swapped(plan.goals, goals))


def _holds(objective: Objective, activity: Activity) -> bool:
    return any(part is activity for part in objective.activities.value or ())


def _swapped(cell: Cell[tuple[T, ...]], new: Mapping[int, T]) -> Cell[tuple[T, ...]]:
    return replace(cell, value=tuple(new.get(id(part), part) for part in cell.value or ()))
