"""Progress: what became of a plan's activities, and the status that the record of it gives.

A record is a `Progress`, built from rows or read from a file (`read_progress`); `palermo.plan.score` tells from it and
a day where each activity stands. It holds no state but the moves that were made. Who lets somebody make one asks
`moved` first, which says why not; `replayed` says where moves lead; `MOVES` is the whole table. `periods` makes the
reports that a cycle asks for, and `rolled_up` is the only way in which values of places become one.
"""

from palermo.plan.progress.account import Account, account_of
from palermo.plan.progress.cycles import Cycle, Due, Every, Period, Rate, periods, rate
from palermo.plan.progress.files import read_progress, write_progress
from palermo.plan.progress.model import (
    PROOF_KINDS,
    WHOLE_PLACE,
    Amended,
    Amendment,
    Claim,
    Done,
    Dropped,
    Evidence,
    Obstacle,
    OwnStep,
    OwnTarget,
    Part,
    PlacePart,
    Progress,
    Report,
    Value,
    Work,
)
from palermo.plan.progress.rollup import Places, Spread, Total, fell, rolled_up, rolled_up_each, spread
from palermo.plan.progress.schema import progress_schema
from palermo.plan.progress.shapes import SHAPES, Key, Shape
from palermo.plan.progress.states import (
    LADDER,
    MOVES,
    OF_ACTIVITY,
    OF_COPY,
    OF_PART,
    Held,
    Machine,
    Move,
    Moved,
    State,
    Verb,
    Who,
    diagram,
    moved,
    replayed,
    through_lead,
)
from palermo.plan.progress.status import Standing, Status, late, standing
from palermo.plan.progress.terms import Terms, terms_of, terms_of_part

__all__ = [
    "LADDER",
    "MOVES",
    "OF_ACTIVITY",
    "OF_COPY",
    "OF_PART",
    "PROOF_KINDS",
    "SHAPES",
    "WHOLE_PLACE",
    "Account",
    "Amended",
    "Amendment",
    "Claim",
    "Cycle",
    "Done",
    "Dropped",
    "Due",
    "Every",
    "Evidence",
    "Held",
    "Key",
    "Machine",
    "Move",
    "Moved",
    "Obstacle",
    "OwnStep",
    "OwnTarget",
    "Part",
    "Period",
    "PlacePart",
    "Places",
    "Progress",
    "Rate",
    "Report",
    "Shape",
    "Spread",
    "Standing",
    "State",
    "Status",
    "Terms",
    "Total",
    "Value",
    "Verb",
    "Who",
    "Work",
    "account_of",
    "diagram",
    "fell",
    "late",
    "moved",
    "periods",
    "progress_schema",
    "rate",
    "read_progress",
    "replayed",
    "rolled_up",
    "rolled_up_each",
    "spread",
    "standing",
    "terms_of",
    "terms_of_part",
    "through_lead",
    "write_progress",
]
