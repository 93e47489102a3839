"""Two plans, or two versions of one, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from palermo.core import Cell
from palermo.plan.compare.change import Change, Comparison, Kind, Node, Pair
from palermo.plan.compare.differences import differences, words_of
from palermo.plan.compare.pairing import How, Item, Match, pair
from palermo.plan.model import Activity, Goal, Indicator, Objective, Plan

Inner = Goal | Objective | Activity | Indicator
Place = tuple[str, str]  # level and id
_ROOT: Place = ("plan", "")
_LEVEL = {Goal: "goal", Objective: "objective", Activity: "activity", Indicator: "indicator"}
_HOLDER = {"goal": "goals", "objective": "objectives", "activity": "activities", "indicator": "indicators"}


def compare(old: Plan, new: Plan, *, versions: bool | None = None) -> Comparison:
    """What differs from `old` to `new`.

    Items are paired level by level: the same words first, then likeness of words with the number as a help; in two
    versions of one plan the number alone pairs what is left. `versions` says whether they are that; unless told,
    plans with one id are. What one side did not read is never called a change, and an item missing from a plan
    known to be read in part is not called added or dropped.
    """
    versions = old.id == new.id if versions is None else versions
    sides = _Side(old), _Side(new)
    top = tuple(differences(old, new, versions=True))
    pairs = [Pair("plan", old, new, How.SAME, 1.0, top)]
    for level in _HOLDER:
        before, after = sides[0].items[level], sides[1].items[level]
        matches = pair(_named(before), _named(after), versions=versions)
        _remember(matches, before, after, sides)
        pairs.extend(_pair(level, match, before, after, sides, versions) for match in matches)
    return Comparison(old, new, versions, tuple(pairs))


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item and the place of the item above it."""

    node: Inner
    above: Place


class _Side:
    """One of the two plans: its items by level, and which item of the other plan each became or was."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.items: Mapping[str, list[_Placed]] = {
            "goal": [_Placed(goal, _ROOT) for goal in plan.each_goal()],
            "objective": [_Placed(part, _place(goal)) for goal, part in plan.each_objective()],
            "activity": [_Placed(part, _place(above)) for _, above, part in plan.each_activity()],
            "indicator": [_Placed(part, _place(above)) for above, part in plan.each_indicator()],
        }
        self.partner: dict[Place, Node] = {}
        nodes: list[Node] = [plan, *(item.node for items in self.items.values() for item in items)]
        self.all_read = not any(_list(node, level).unread for node in nodes for level in _HOLDER)
        self.nameless: set[str] = set()  # levels where an item without partner has words nobody could read


def _place(node: Inner) -> Place:
    return _LEVEL[type(node)], node.id


def _list(node: Node, level: str) -> Cell[tuple[Inner, ...]]:
    held: Cell[tuple[Inner, ...]] = getattr(node, _HOLDER[level], Cell(()))
    return held


def _named(items: Sequence[_Placed]) -> list[Item]:
    return [Item(item.node.id, words_of(item.node.text)) for item in items]


def _remember(
    matches: Sequence[Match], old: Sequence[_Placed], new: Sequence[_Placed], sides: tuple[_Side, _Side]
) -> None:
    for side, other in (sides, sides[::-1]):
        side.partner[_ROOT] = other.plan
    for match in matches:
        if match.old is not None and match.new is not None:
            before, after = old[match.old].node, new[match.new].node
            sides[0].partner[_place(before)] = after
            sides[1].partner[_place(after)] = before
    for side, items in zip(sides, (old, new), strict=True):
        alone = (item.node for item in items if _place(item.node) not in side.partner)
        side.nameless.update(_LEVEL[type(node)] for node in alone if node.text.unread)


def _pair(
    level: str,
    match: Match,
    old: Sequence[_Placed],
    new: Sequence[_Placed],
    sides: tuple[_Side, _Side],
    versions: bool,
) -> Pair:
    before = None if match.old is None else old[match.old]
    after = None if match.new is None else new[match.new]
    changes: tuple[Change, ...] = ()
    if before and after:
        moved = _moved(before, after, sides)
        changes = (*moved, *differences(before.node, after.node, versions=versions))
    elif after:
        changes = _alone(after, Kind.ADDED, sides[1], sides[0])
    elif before:
        changes = _alone(before, Kind.DROPPED, sides[0], sides[1])
    nodes = (before.node if before else None), (after.node if after else None)
    return Pair(level, *nodes, match.how, match.likeness, changes)


def _moved(old: _Placed, new: _Placed, sides: tuple[_Side, _Side]) -> Iterator[Change]:
    """Whether the item now stands under another heading; headings without counterpart do not say."""
    there, back = sides[0].partner.get(old.above), sides[1].partner.get(new.above)
    if old.above == _ROOT or (there is None and back is None):
        return
    if not isinstance(there, Plan) and there is not None and _place(there) == new.above:
        return
    yield Change(Kind.MOVED, "above", Cell(old.above[1]), Cell(new.above[1]))


def _alone(item: _Placed, kind: Kind, own: _Side, other: _Side) -> tuple[Change, ...]:
    if getattr(item.node, "implicit", False):
        return ()  # a level the source does not have was neither promised nor withdrawn
    holder = own.partner.get(item.above)
    level = _LEVEL[type(item.node)]
    read = other.all_read if holder is None else not _list(holder, level).unread
    sure = read and not other.plan.partly_read and level not in other.nameless and not item.node.text.unread
    cells = (None, item.node.text) if kind is Kind.ADDED else (item.node.text, None)
    return (Change(kind if sure else Kind.CANNOT_SAY, "text", *cells),)
