"""What each column field means in the model: on which level, in which attribute, split how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from palermo.plan.tree.fields import Kind

GOAL, OBJECTIVE, ACTIVITY = "goal", "objective", "activity"
LEVELS = (GOAL, OBJECTIVE, ACTIVITY)


class Split(StrEnum):
    """How a cell that holds several things is taken apart."""

    WHOLE = "whole"  # it is one thing
    LIST = "list"  # numbers, bullets, lines, semicolons
    BODIES = "bodies"  # the same, and commas, slashes and "and" between bodies
    WORDS = "words"  # the same, and every comma and "and"


class Group(StrEnum):
    """Which part of the model a column feeds."""

    PLACE = "place"  # where a row stands in the plan
    NODE = "node"  # an attribute of the goal, objective or activity itself
    STEP = "step"
    INDICATOR = "indicator"
    COST = "cost"
    LOOSE = "loose"  # kept as written


@dataclass(frozen=True, slots=True)
class Field:
    """One column field. `at` gives attribute and kind for each level that has the field."""

    group: Group
    at: Mapping[str, tuple[str, Kind]] = field(default_factory=dict)
    name: str = ""
    kind: Kind = Kind.WORDS
    split: Split = Split.WHOLE


W, S, D = Kind.WORDS, Kind.SEVERAL, Kind.DATE


def _place(split: Split = Split.WHOLE) -> Field:
    return Field(Group.PLACE, split=split)


def _on_activity(name: str, kind: Kind, split: Split = Split.WHOLE) -> Field:
    return Field(Group.NODE, {ACTIVITY: (name, kind)}, name, kind, split)


def _part(group: Group, name: str, kind: Kind = W, split: Split = Split.LIST) -> Field:
    return Field(group, {}, name, kind, split)


_BODIES = dict.fromkeys(LEVELS, ("bodies", S))

FIELDS: Mapping[str, Field] = {
    "level": _place(),
    "id": _place(),
    "code": _place(),
    "text": _place(),
    "goal_code": _place(),
    "goal": _place(),
    "objective_code": _place(),
    "objective": _place(),
    "output": Field(Group.PLACE, {OBJECTIVE: ("outputs", S)}, "outputs", S, Split.LIST),
    "activity": _place(),
    "lead": Field(Group.NODE, _BODIES | {ACTIVITY: ("lead", W)}, "lead", W, Split.BODIES),
    "responsible": Field(Group.NODE, _BODIES, "bodies", S, Split.BODIES),
    "partners": _on_activity("partners", S, Split.BODIES),
    "coordinator": Field(Group.NODE, {GOAL: ("coordinator", W)}, "coordinator", W),
    "timeframe": Field(Group.NODE, {ACTIVITY: ("timeframe", D), OBJECTIVE: ("timeframe", D)}, "timeframe", D),
    "tick": Field(Group.NODE, {ACTIVITY: ("timeframe", D), OBJECTIVE: ("timeframe", D)}, "timeframe", D),
    "start": _on_activity("start", D),
    "end": _on_activity("end", D),
    "kind": _on_activity("kind", W),
    "step": _part(Group.STEP, "text"),
    "step_owner": _part(Group.STEP, "owner"),
    "step_due": _part(Group.STEP, "due", D),
    "deliverable": _part(Group.STEP, "deliverable"),
    "step_proof": _part(Group.STEP, "proof"),
    "indicator": _part(Group.INDICATOR, "text"),
    "indicator_id": _part(Group.INDICATOR, "id"),
    "indicator_code": _part(Group.INDICATOR, "code"),
    "indicator_kind": _part(Group.INDICATOR, "kind"),
    "unit": _part(Group.INDICATOR, "unit"),
    "numerator": _part(Group.INDICATOR, "numerator"),
    "denominator": _part(Group.INDICATOR, "denominator"),
    "baseline": _part(Group.INDICATOR, "baseline"),
    "baseline_date": _part(Group.INDICATOR, "baseline_date", D),
    "target": _part(Group.INDICATOR, "target"),
    "target_date": _part(Group.INDICATOR, "target_date", D),
    "direction": _part(Group.INDICATOR, "direction"),
    "indicator_source": _part(Group.INDICATOR, "source"),
    "method": _part(Group.INDICATOR, "method"),
    "frequency": _part(Group.INDICATOR, "frequency"),
    "monitored_by": _part(Group.INDICATOR, "responsible"),
    "split": _part(Group.INDICATOR, "split", S),
    "cost": _part(Group.COST, "money", Kind.MONEY),
    "cost_year": _part(Group.COST, "year", D),
    "cost_source": _part(Group.COST, "source"),
    "money_source": _on_activity("money_source", W),
    "proof": _on_activity("proof", S, Split.LIST),
    "places": _on_activity("places", S, Split.WORDS),
    "answers": _on_activity("answers", S, Split.LIST),
    "also_in": Field(Group.LOOSE, {ACTIVITY: ("also_in", S)}, "also_in", S, Split.LIST),
    "aims": Field(Group.LOOSE, {GOAL: ("aims", S)}, "aims", S, Split.LIST),
    "marks": Field(Group.LOOSE, dict.fromkeys(LEVELS, ("marks", S)), "marks", S, Split.LIST),
    "remarks": Field(Group.LOOSE),
    "extra": Field(Group.LOOSE),
}

# the column of a group that says how many entries a row has
PRIMARY = {Group.STEP: "step", Group.INDICATOR: "indicator", Group.COST: "cost"}
PARTS_AT: Mapping[str, tuple[Group, ...]] = {
    GOAL: (Group.INDICATOR, Group.COST),
    OBJECTIVE: (Group.INDICATOR,),
    ACTIVITY: (Group.STEP, Group.INDICATOR, Group.COST),
}
# who may be told to count a merged value for every row; money would be counted as often as it is repeated
SPREADABLE = frozenset(
    name for name, about in FIELDS.items() if about.group is Group.NODE or name in ("indicator", "step")
)
