"""The people on no list: their number from the overlaps of lists (MSE), or why none is given."""

from palermo.prevalence.estimate import LEVELS, Estimate, Limits, Refusal
from palermo.prevalence.table import Listed, Table, merge, omit

__all__ = [
    "LEVELS",
    "Estimate",
    "Limits",
    "Listed",
    "Refusal",
    "Table",
    "merge",
    "omit",
]
