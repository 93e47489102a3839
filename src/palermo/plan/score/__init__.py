"""The scorecard: what became of a plan, counted with denominators and without a single score."""

from palermo.plan.score.contract import score_schema, score_to_tree
from palermo.plan.score.figures import Figure
from palermo.plan.score.house import HOUSE_FIGURES, FigureDefined, HouseFigure, HouseValue, house_value
from palermo.plan.score.scorecard import (
    ActivityLine,
    BodyLine,
    GoalLine,
    PartLine,
    PlaceLine,
    Scorecard,
    Tally,
    score,
)
from palermo.plan.score.table import score_csv

__all__ = [
    "HOUSE_FIGURES",
    "ActivityLine",
    "BodyLine",
    "Figure",
    "FigureDefined",
    "GoalLine",
    "HouseFigure",
    "HouseValue",
    "PartLine",
    "PlaceLine",
    "Scorecard",
    "Tally",
    "house_value",
    "score",
    "score_csv",
    "score_schema",
    "score_to_tree",
]
