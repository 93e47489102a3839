"""What a comparison can say: kinds of change, and a change with both cells."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from palermo.core import Cell, Message, mark
from palermo.plan.compare.pairing import How
from palermo.plan.compare.wording import Span
from palermo.plan.model import Activity, Goal, Indicator, Objective, Plan

Node = Plan | Goal | Objective | Activity | Indicator


class Kind(StrEnum):
    """What happened. A target is raised when it asks for more, whichever way its figure runs."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    LEAD = "lead"
    DEADLINE_LATER = "deadline_later"
    DEADLINE_EARLIER = "deadline_earlier"
    DEADLINE_SET = "deadline_set"
    DEADLINE_REMOVED = "deadline_removed"
    DEADLINE_CHANGED = "deadline_changed"  # neither later nor earlier can be said
    TARGET_RAISED = "target_raised"
    TARGET_LOWERED = "target_lowered"
    TARGET_CHANGED = "target_changed"
    STEP_ADDED = "step_added"
    STEP_REMOVED = "step_removed"
    COST = "cost"
    OTHER = "other"
    CANNOT_SAY = "cannot_say"  # one of the two was not read: nothing is known to have changed

    @property
    def label(self) -> Message:
        """The kind in words."""
        return Message(_LABELS[self])

    @property
    def opposite(self) -> "Kind":
        """The same change read from the new plan to the old one."""
        return _OPPOSITES.get(self, self)


_LABELS = {
    Kind.ADDED: mark("added"),
    Kind.DROPPED: mark("dropped"),
    Kind.MOVED: mark("moved to another heading"),
    Kind.RENUMBERED: mark("renumbered"),
    Kind.REWORDED: mark("reworded"),
    Kind.LEAD: mark("lead body changed"),
    Kind.DEADLINE_LATER: mark("deadline moved later"),
    Kind.DEADLINE_EARLIER: mark("deadline moved earlier"),
    Kind.DEADLINE_SET: mark("deadline set"),
    Kind.DEADLINE_REMOVED: mark("deadline removed"),
    Kind.DEADLINE_CHANGED: mark("deadline worded differently"),
    Kind.TARGET_RAISED: mark("target raised"),
    Kind.TARGET_LOWERED: mark("target lowered"),
    Kind.TARGET_CHANGED: mark("target changed"),
    Kind.STEP_ADDED: mark("step added"),
    Kind.STEP_REMOVED: mark("step removed"),
    Kind.COST: mark("cost changed"),
    Kind.OTHER: mark("changed"),
    Kind.CANNOT_SAY: mark("cannot say: one of the two was not read"),
}

_TURNED = (
    (Kind.ADDED, Kind.DROPPED),
    (Kind.DEADLINE_LATER, Kind.DEADLINE_EARLIER),
    (Kind.DEADLINE_SET, Kind.DEADLINE_REMOVED),
    (Kind.TARGET_RAISED, Kind.TARGET_LOWERED),
    (Kind.STEP_ADDED, Kind.STEP_REMOVED),
)
_OPPOSITES = dict(_TURNED) | {b: a for a, b in _TURNED}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `field` is the name in the model (`steps.due`), `item` the step it belongs to.

    `old` and `new` are the cells; None where that side has no such item. `spans` is filled for texts.
    """

    kind: Kind
    field: str
    old: Cell[Any] | None = None
    new: Cell[Any] | None = None
    item: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of the old plan, the item of the new one taken for it, and what differs.

    `likeness` is the share of their words in common, 0 to 1.
    """

    level: str
    old: Node | None
    new: Node | None
    how: How
    likeness: float
    changes: tuple[Change, ...]

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind of change of this item."""
        return frozenset(change.kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side. `versions`: they were compared as versions of one plan."""

    old: Plan
    new: Plan
    versions: bool
    pairs: tuple[Pair, ...]

    def each(self, level: str = "", kind: Kind | None = None) -> Iterator[Pair]:
        """Pairs that differ, of one level and with one kind of change where named."""
        return (
            pair
            for pair in self.pairs
            if pair.changes and level in ("", pair.level) and (kind is None or kind in pair.kinds)
        )

    @property
    def changed(self) -> bool:
        """Whether anything is known to differ; what was not read does not count."""
        return any(pair.kinds - {Kind.CANNOT_SAY} for pair in self.pairs)

    @property
    def counts(self) -> Mapping[str, Mapping[Kind, int]]:
        """Level to kind to the number of items with at least one such change, in the order of `Kind`."""
        found: dict[str, Counter[Kind]] = {}
        for pair in self.each():
            found.setdefault(pair.level, Counter()).update(pair.kinds)
        return {level: {kind: kinds[kind] for kind in Kind if kinds[kind]} for level, kinds in found.items()}
