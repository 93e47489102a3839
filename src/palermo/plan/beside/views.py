"""The view of a body that does not lead an activity, beside what the leading body claims. Both are kept."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, mark
from palermo.plan.progress import Claim


class Seen(StrEnum):
    """What a body sees of an activity."""

    DONE = "done"
    RUNNING = "running"
    NOT_BEGUN = "not_begun"
    CANNOT_SAY = "cannot_say"


class Gap(StrEnum):
    """How the view lies to the claim. OPEN: one of the two says nothing that could be compared."""

    SAME = "same"
    MORE = "more"
    LESS = "less"
    OPEN = "open"


GAP_WORDS: Mapping[Gap, Message] = MappingProxyType(
    {
        Gap.SAME: Message(mark("Both say the same.")),
        Gap.MORE: Message(mark("More is claimed than this body sees.")),
        Gap.LESS: Message(mark("Less is claimed than this body sees.")),
        Gap.OPEN: Message(mark("The two cannot be compared.")),
    }
)
_CLAIMED = MappingProxyType({Claim.NOT_STARTED: 0, Claim.RUNNING: 1, Claim.COMPLETE: 2})
_SEEN = MappingProxyType({Seen.NOT_BEGUN: 0, Seen.RUNNING: 1, Seen.DONE: 2})


def gap(claim: Claim | None, seen: Seen) -> Gap:
    """How far they lie apart. `claim`: of the leading body; None where it has claimed nothing in public."""
    if claim is None or seen not in _SEEN:
        return Gap.OPEN
    claimed, found = _CLAIMED[claim], _SEEN[seen]
    return Gap.SAME if claimed == found else Gap.MORE if claimed > found else Gap.LESS
