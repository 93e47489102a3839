"""Definition sheets of indicators, the values that are told under them, and what of a value may be shown.

A sheet says what an indicator means before anybody counts: the fields are those of USAID's indicator reference sheet
(ADS 201maf). What the plan says fills it first (`as_planned`); who completes it gives a whole sheet, and
`completed` is the indicator that the rules I01 to I10 are then put to, by the audit itself.
"""

from palermo.plan.sheets.defined import Defined, completed, defined, sheet_lacks, with_sheets
from palermo.plan.sheets.model import Counts, Sheet, Split, Target, as_planned, sheet_from_tree, sheet_to_tree
from palermo.plan.sheets.series import Point, Series, in_series, jumped
from palermo.plan.sheets.small import withheld, withheld_of_whole
from palermo.plan.sheets.values import value_faults

__all__ = [
    "Counts",
    "Defined",
    "Point",
    "Series",
    "Sheet",
    "Split",
    "Target",
    "as_planned",
    "completed",
    "defined",
    "in_series",
    "jumped",
    "sheet_from_tree",
    "sheet_lacks",
    "sheet_to_tree",
    "value_faults",
    "with_sheets",
    "withheld",
    "withheld_of_whole",
]
