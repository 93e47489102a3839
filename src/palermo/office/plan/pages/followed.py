"""One activity followed through the versions of its plan, whatever number it has in each.

From one version to the next an activity is the one that the comparison takes it for. Comparing is dear, so two versions
that say the same of it and of its objective are not compared: none of what differs could be its own. An activity that
was dropped is known again where its number and its words come back.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from palermo.office.plan.models import Version
from palermo.office.plan.pages.differences import by_activity, comparison
from palermo.plan import Pair

CHUNK = 4  # versions; their contents are long


@dataclass(frozen=True, slots=True)
class Turn:
    """A version that changed an activity: the number it has since, empty where it was dropped, and what differs.

    Nothing differs in the first version of all, where the activity stands in it: there is none before.
    """

    version: int
    activity: str
    pairs: Sequence[Pair]


class _Said(NamedTuple):
    words: object
    whole: object


def follow(versions: Sequence[Version], number: int, activity: str) -> list[Turn]:
    """The turns of an activity of version `number` among these versions of one plan, oldest first. Two queries."""
    stored = Version.objects.filter(pk__in=[version.pk for version in versions]).defer("findings")
    earlier = stored.filter(number__lte=number).order_by("-number").iterator(CHUNK)
    later = stored.filter(number__gte=number).order_by("number").iterator(CHUNK)
    return [*reversed(list(walk(earlier, activity, back=True))), *walk(later, activity)]


def walk(rows: Iterator[Version], activity: str, *, back: bool = False) -> Iterator[Turn]:
    """The turns from the first of these versions on, in which the activity stands; `back`: from newer to older ones."""
    near, there = next(rows), True
    held = _said(near)
    last = held[activity]
    for row in rows:
        said = _said(row)
        here = said.get(activity)
        last = held[activity] if there else last
        if here != last if there else here and here.words == last.words:
            older, newer = (row, near) if back else (near, row)
            parts = by_activity(comparison(older, newer))
            alone = (activity, "") if back else ("", activity)
            ends = next(ends for ends in parts if ends[back] == activity) if there else alone
            if pairs := parts.get(ends):
                yield Turn(newer.number, ends[1], pairs)
            there = ends in parts and ends[not back] != ""
            activity = ends[not back] or activity
        near, held = row, said
    if back and there:
        yield Turn(near.number, activity, ())


def _said(version: Version) -> dict[str, _Said]:
    """What the stored content says of each activity, with all that its cells and its place are read by."""
    tree = json.loads(version.content)
    year = tree["meta"]["fiscal_year"]
    found = {}
    for goal in _listed(tree, "goals"):
        for objective in _listed(goal, "objectives"):
            above = {name: value for name, value in objective.items() if name != "activities"}
            for activity in _listed(objective, "activities"):
                found[activity["id"]] = _Said(activity.get("text"), (year, above, activity))
    return found


def _listed(tree: Mapping[str, Any], name: str) -> Sequence[dict[str, Any]]:
    """A list in a tree; where there is none, or it was not read, it is empty."""
    cell = tree.get(name)
    value = cell.get("value") if isinstance(cell, dict) else cell
    return value if isinstance(value, list) else ()
