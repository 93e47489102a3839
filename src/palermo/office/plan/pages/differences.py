"""What differs between two versions, gravest first, worked out once for every page that tells of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from palermo.core import Message
from palermo.office.base.kept import Kept
from palermo.office.plan.models import Version
from palermo.office.plan.pages.words import field_word
from palermo.office.plan.readers import open_plan
from palermo.plan import Activity, Change, Comparison, Indicator, Pair, compare

# What weakens a promise comes first
ORDER = (
    "deadline_later",
    "deadline_removed",
    "lead",
    "target_lowered",
    "dropped",
    "step_removed",
    "deadline_changed",
    "target_changed",
    "cost",
    "reworded",
    "moved",
    "added",
    "deadline_set",
    "deadline_earlier",
    "target_raised",
    "step_added",
    "other",
    "renumbered",
    "cannot_say",
)
RANK = {kind: at for at, kind in enumerate(ORDER)}

Ends = tuple[str, str]  # the numbers of an activity in the old version and in the new one; empty where it is not

_COMPARISONS: Kept[Comparison] = Kept(16)


@dataclass(frozen=True, slots=True)
class Told:
    """A pair of items with its changes, gravest first; `wording` is the change of the words themselves."""

    pair: Pair
    wording: Change | None
    changes: Sequence[tuple[str, Change]]
    gravest: Change


def comparison(old: Version, new: Version) -> Comparison:
    """Two versions side by side, as versions of one plan where they are that."""
    versions = old.plan_id == new.plan_id
    key = (old.content_sha256, new.content_sha256, versions)
    return _COMPARISONS.get(key, lambda: compare(open_plan(old), open_plan(new), versions=versions))


def by_activity(compared: Comparison) -> Mapping[Ends, Sequence[Pair]]:
    """What differs of each activity and of its indicators; every activity is there, also where nothing differs.

    What became of an indicator that went from one activity to another is told of both.
    """
    told: dict[Ends, list[Pair]] = {}
    owners: dict[tuple[int, str], Ends] = {}
    for pair in compared.pairs:  # an activity before its indicators
        sides = list(enumerate((pair.old, pair.new)))
        if pair.level == "activity":
            ends = (pair.old.id if pair.old else "", pair.new.id if pair.new else "")
            told[ends] = [pair] if pair.changes else []
            acts = [(at, node) for at, node in sides if isinstance(node, Activity)]
            owners |= {(at, part.id): ends for at, act in acts for part in act.indicators.value or ()}
        elif pair.level == "indicator" and pair.changes:
            places = [(at, node.id) for at, node in sides if isinstance(node, Indicator)]
            for ends in {owners[place] for place in places if place in owners}:
                told[ends].append(pair)
    return told


def gravest_first(pairs: Iterable[Pair]) -> list[Told]:
    """Pairs that differ, what weakens a promise first."""
    return sorted(map(_told, pairs), key=lambda told: RANK[told.gravest.kind])


def counts(pairs: Iterable[Pair]) -> list[tuple[Message, int]]:
    """How many items there are of each kind of change, in the same order."""
    counted = Counter(kind for pair in pairs for kind in pair.kinds)
    return [(kind.label, counted[kind]) for kind in sorted(counted, key=lambda kind: RANK[kind])]


def _told(pair: Pair) -> Told:
    ordered = sorted(pair.changes, key=lambda change: RANK[change.kind])
    wording = next((change for change in ordered if change.field == "text" and change.spans), None)
    # the words of an item stand in both columns already
    told = [(field_word(change.field), change) for change in ordered if change.field != "text"]
    return Told(pair, wording, told, ordered[0])
