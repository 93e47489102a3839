"""What differs between two versions, gravest first, worked out once for every page that tells of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from palermo.core import Message
from palermo.office.base.kept import Kept
from palermo.office.plan.models import Version
from palermo.office.plan.pages.words import field_word
from palermo.office.plan.readers import open_plan
from palermo.plan import Change, Comparison, Kind, Pair, compare

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


def gravest_first(compared: Comparison) -> list[Told]:
    """Every pair that differs, what weakens a promise first."""
    return sorted(map(_told, compared.each()), key=lambda told: RANK[told.gravest.kind])


def counts(compared: Comparison) -> list[tuple[Message, int]]:
    """How many items there are of each kind of change, in the same order."""
    counted = Counter[Kind]()
    for kinds in compared.counts.values():
        counted.update(kinds)
    return [(kind.label, counted[kind]) for kind in sorted(counted, key=lambda kind: RANK[kind])]


def _told(pair: Pair) -> Told:
    ordered = sorted(pair.changes, key=lambda change: RANK[change.kind])
    wording = next((change for change in ordered if change.field == "text" and change.spans), None)
    # the words of an item stand in both columns already
    told = [(field_word(change.field), change) for change in ordered if change.field != "text"]
    return Told(pair, wording, told, ordered[0])


def forget() -> None:
    """Forget what is kept. For tests."""
    _COMPARISONS.clear()
