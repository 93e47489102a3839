"""Progress: what became of a plan's activities, and the status that the record of it gives."""

from palermo.plan.progress.account import Account
from palermo.plan.progress.cycles import Cycle, Due, Every, Period, Rate, periods, rate
from palermo.plan.progress.decode import progress_from_tree
from palermo.plan.progress.encode import progress_to_tree
from palermo.plan.progress.files import read_progress, write_progress
from palermo.plan.progress.model import (
    PROOF_KINDS,
    Amended,
    Amendment,
    Claim,
    Done,
    Dropped,
    Evidence,
    Obstacle,
    Part,
    Progress,
    Report,
    Value,
    Work,
)
from palermo.plan.progress.rollup import Total, fell, rolled_up
from palermo.plan.progress.schema import progress_schema
from palermo.plan.progress.shapes import SHAPES, Key, Shape
from palermo.plan.progress.states import (
    LADDER,
    MOVES,
    OF_ACTIVITY,
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
)
from palermo.plan.progress.status import Standing, Status, standing
from palermo.plan.progress.terms import Terms, terms_of

__all__ = [
    "LADDER",
    "MOVES",
    "OF_ACTIVITY",
    "PROOF_KINDS",
    "SHAPES",
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
    "Part",
    "Period",
    "Progress",
    "Rate",
    "Report",
    "Shape",
    "Standing",
    "State",
    "Status",
    "Terms",
    "Total",
    "Value",
    "Verb",
    "Who",
    "Work",
    "diagram",
    "fell",
    "moved",
    "periods",
    "progress_from_tree",
    "progress_schema",
    "progress_to_tree",
    "rate",
    "read_progress",
    "replayed",
    "rolled_up",
    "standing",
    "terms_of",
    "write_progress",
]
