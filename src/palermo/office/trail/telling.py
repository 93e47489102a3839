"""Which entries tell of a row, for the pages of the row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from palermo.office.trail.models import Leaf


@dataclass(frozen=True, slots=True)
class Telling:
    """An entry in the log: its place, its id, when it was written and by whom."""

    index: int
    uid: str
    time: datetime
    actor: str


def tellings(objects: Collection[str], verbs: Collection[str]) -> Mapping[str, Telling]:
    """The first entry with one of these verbs about each of these things, where it is in the log."""
    about = Leaf.objects.filter(entry__object__in=objects, entry__verb__in=verbs).select_related("entry")
    return {
        leaf.entry.object: Telling(leaf.index, leaf.entry.uid, leaf.entry.time, leaf.entry.actor)
        for leaf in about.order_by("-index")
    }
