"""The people on no list: their number from the overlaps of lists (MSE), or why none is given."""

from palermo.prevalence.estimate import LEVELS, Estimate, Limits, Refusal
from palermo.prevalence.estimated import Altered, Assumed, Estimated, HeldOut, Mislinked, Moved, Provenance, Sensitivity
from palermo.prevalence.fit import Fit, fit
from palermo.prevalence.looking import Looked, Pair, look
from palermo.prevalence.models import Model
from palermo.prevalence.refusing import unfit
from palermo.prevalence.table import Listed, Table, merge, omit

__all__ = [
    "LEVELS",
    "Altered",
    "Assumed",
    "Estimate",
    "Estimated",
    "Fit",
    "HeldOut",
    "Limits",
    "Listed",
    "Looked",
    "Mislinked",
    "Model",
    "Moved",
    "Pair",
    "Provenance",
    "Refusal",
    "Sensitivity",
    "Table",
    "fit",
    "look",
    "merge",
    "omit",
    "unfit",
]
