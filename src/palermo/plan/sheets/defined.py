"""An indicator together with its sheet: as the rules of the audit judge it, and as values are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from palermo.core import Cell, Message, mark
from palermo.core.when import When, read_when
from palermo.plan.audit.context import Context
from palermo.plan.model import Activity, Goal, Indicator, Objective, Plan
from palermo.plan.score import HOUSE_FIGURES, HouseFigure
from palermo.plan.sheets.model import TEXTS, Counts, Sheet, as_planned

Node = TypeVar("Node", Goal, Objective, Activity)


@dataclass(frozen=True, slots=True)
class Defined:
    """`indicator` is the completed one. `share`: a value has two numbers, the first of the second. `house`: the figure
    of the house that the value is, where it is one.
    """

    indicator: Indicator
    sheet: Sheet
    share: bool

    @property
    def house(self) -> HouseFigure | None:
        return HouseFigure(self.sheet.figure) if self.sheet.figure else None

    @property
    def people(self) -> bool:
        """Whether its parts may be people; as long as nobody has said that they are none, they may."""
        return self.sheet.people is not False and not self.sheet.figure

    @property
    def counts(self) -> Counts | None:
        """What a value is of, where the sheet says it."""
        return Counts.SINCE if self.sheet.figure else self.sheet.counts


def defined(plan: Plan, indicator: Indicator, sheet: Sheet | None) -> Defined:
    """An indicator of the plan with its sheet, as the plan alone fills it where nobody has completed it."""
    whole = completed(indicator, sheet, plan) if sheet else indicator
    unit = whole.unit.value or ""
    share = (
        whole.numerator.given or whole.denominator.given or (bool(unit) and _words(plan.language).says(unit, "percent"))
    )
    return Defined(whole, sheet or as_planned(indicator), share)


@lru_cache(maxsize=16)
def _words(language: str) -> Context:
    """The word lists of the audit for a language, without a plan."""
    return Context(Plan(id="", title="", language=language))


def completed(indicator: Indicator, sheet: Sheet, plan: Plan) -> Indicator:
    """The indicator as the sheet fills it in: what the sheet leaves empty stays as the plan has it, unread or blank.

    Of several targets the one that is to be reached last stands for the indicator.
    """
    texts: dict[str, Any] = {name: Cell(told) for name in TEXTS if (told := getattr(sheet, name).strip())}
    whole = replace(indicator, **texts)
    if sheet.baseline_date.strip():
        whole = replace(whole, baseline_date=_day(sheet.baseline_date, plan))
    if sheet.splits:
        whole = replace(whole, split=Cell(tuple(split.name for split in sheet.splits)))
    if told := [each for each in sheet.targets if each.value.strip()]:
        days = [_day(each.by, plan) if each.by.strip() else None for each in told]
        last = max(range(len(told)), key=lambda at: (_until(days[at]), at))
        day = days[last]
        whole = replace(whole, target=Cell(told[last].value), target_date=day or indicator.target_date)
    return replace(whole, **_of_house(HouseFigure(sheet.figure), plan.language)) if sheet.figure else whole


def _of_house(figure: HouseFigure, language: str) -> dict[str, Any]:
    """What the house says of its own figure, in the language of the plan; nobody writes it otherwise."""
    told = HOUSE_FIGURES[figure]
    source = Message(mark("the record of this office"))
    method = Message(mark("Counted by the office at the end of each period. Nobody types it."))
    said = {"numerator": told.above, "denominator": told.below, "source": source, "method": method}
    unit = Message(mark("percent"))
    return {name: Cell(words.say(language)) for name, words in {**said, "unit": unit}.items()}


def _day(words: str, plan: Plan) -> Cell[When]:
    when = read_when(words, fiscal_start=plan.fiscal_start, fiscal_named_by=plan.fiscal_named_by)
    return Cell(when, raw=words)


def _until(day: Cell[When] | None) -> str:
    """The last day as text that sorts; what no calendar knows comes first."""
    last = day.value.last if day and day.value else None
    return last.isoformat() if last else ""


def with_sheets(plan: Plan, sheets: Mapping[str, Sheet]) -> Plan:
    """The plan with its indicators completed, by their ids; what the audit is asked of."""
    if not sheets:
        return plan

    def filled(node: Node) -> Node:
        if not any(each.id in sheets for each in node.indicators.value or ()):
            return node
        told = tuple(
            completed(each, sheets[each.id], plan) if each.id in sheets else each
            for each in node.indicators.value or ()
        )
        return replace(node, indicators=replace(node.indicators, value=told))

    goals = []
    for goal in plan.each_goal():
        objectives = []
        for objective in goal.objectives.value or ():
            activities = tuple(map(filled, objective.activities.value or ()))
            below = replace(objective.activities, value=activities) if activities else objective.activities
            objectives.append(replace(filled(objective), activities=below))
        above = replace(goal.objectives, value=tuple(objectives)) if objectives else goal.objectives
        goals.append(replace(filled(goal), objectives=above))
    return replace(plan, goals=replace(plan.goals, value=tuple(goals))) if goals else plan


def sheet_lacks(told: Defined) -> Iterator[Message]:
    """What a sheet must say and no rule of the audit asks for."""
    sheet = told.sheet
    for target in sheet.targets:
        if not target.reason.strip():
            yield Message(mark("It does not say why the target is {target}."), {"target": target.value})
    if sheet.figure:  # the house defines its own figures
        return
    if not sheet.definition.strip():
        yield Message(mark("It does not say what exactly is counted, and what is not."))
    if sheet.counts is None:
        yield Message(mark("It does not say whether a value is of its period alone or since the work began."))
    if sheet.people is None:
        yield Message(mark("It does not say whether people are counted; until then small parts are withheld."))
    for split in sheet.splits:
        if len(split.parts) < 2:  # one part is no split
            yield Message(mark("It does not name the parts of the split by {split}."), {"split": split.name})
    if not sheet.quality.strip():
        yield Message(mark("It does not say how the figure is checked before it is reported."))
    if not sheet.limits.strip():
        yield Message(mark("It does not say what the figure cannot show."))
