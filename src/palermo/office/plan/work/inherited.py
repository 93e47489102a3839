"""What a place has inherited of an activity: the plan's activity with the steps, targets and last day of its part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from palermo.core import BLANK, Cell, Message, UserError, mark
from palermo.core.when import read_when
from palermo.office.access.models import Body
from palermo.office.plan.work.models import Lead
from palermo.plan import Activity, Step


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """What of a part is its own: its last day, its steps, its targets by indicator, and why those differ."""

    ends: date | None = None
    steps: tuple[tuple[str, date | None], ...] = ()
    targets: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    def columns(self) -> dict[str, Any]:
        """As a `Lead` keeps it."""
        return {
            "ends": self.ends,
            "steps": [{"text": text, "due": due.isoformat() if due else None} for text, due in self.steps],
            "targets": [
                {"indicator": indicator, "target": target, "reason": self.reason.strip()}
                for indicator, target in self.targets
            ],
        }

    def need_sense(self, activity: Activity) -> None:
        """Refuse targets of what the activity does not have, and others than the plan's without a reason."""
        planned = {each.id: each.target.words for each in activity.indicators.value or ()}
        for indicator, target in self.targets:
            if indicator not in planned:
                raise UserError(Message("The activity has no indicator of this name."))
            if target != planned[indicator] and not self.reason.strip():
                text = mark("Say why the target of {indicator} is another than the plan's.")
                raise UserError(Message(text, {"indicator": indicator}))


def own_activity(activity: Activity, lead: Lead) -> Activity:
    """The activity as this lead has to do it: of a part, with what is its own."""
    if lead.place_id is None:
        return activity
    if lead.steps:
        activity = replace(activity, steps=Cell(tuple(map(_step, lead.steps))))
    if lead.ends:
        activity = replace(activity, end=_day(lead.ends), timeframe=BLANK)
    targets = {each["indicator"]: each["target"] for each in lead.targets}
    if targets and activity.indicators.value:
        own = tuple(
            replace(each, target=Cell(targets[each.id])) if each.id in targets else each
            for each in activity.indicators.value
        )
        activity = replace(activity, indicators=replace(activity.indicators, value=own))
    return activity


def _step(told: Mapping[str, Any]) -> Step:
    step = Step(Cell(told["text"]))
    return replace(step, due=_day(date.fromisoformat(told["due"]))) if told["due"] else step


def _day(day: date) -> Cell[Any]:
    return Cell(read_when(day.isoformat()), raw=day.isoformat())


def place_of(lead: Lead) -> Body:
    """The place whose part it is. Only for a part."""
    if lead.place is None:
        raise ValueError(f"lead {lead.uid} is of the whole activity")
    return lead.place
