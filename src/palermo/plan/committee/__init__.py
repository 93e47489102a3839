"""What a committee does with a plan at work: what it has to look at, what it resolves, and what becomes of that.

`agenda_proposals` works out what an agenda could hold. A resolution is known by its turns: `turned` says why
one cannot be made, `followed` where they lead, and `RESOLUTION_TURNS` is the whole table.
"""

from palermo.plan.committee.agenda import Ground, Pending, Plea, Proposal, agenda_proposals
from palermo.plan.committee.resolutions import (
    RESOLUTION_TURNS,
    SIDE_WORDS,
    STAGE_WORDS,
    Course,
    Deed,
    Side,
    Stage,
    Turn,
    Turned,
    followed,
    resolution_diagram,
    turned,
)

__all__ = [
    "RESOLUTION_TURNS",
    "SIDE_WORDS",
    "STAGE_WORDS",
    "Course",
    "Deed",
    "Ground",
    "Pending",
    "Plea",
    "Proposal",
    "Side",
    "Stage",
    "Turn",
    "Turned",
    "agenda_proposals",
    "followed",
    "resolution_diagram",
    "turned",
]
