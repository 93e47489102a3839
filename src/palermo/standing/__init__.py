"""How outside bodies place a country and what they ask of it: placements, clocks, dates, asks, each with its mark."""

from palermo.standing.check import check
from palermo.standing.clock import Answer, Tick, Why, replay
from palermo.standing.corrections import corrected
from palermo.standing.explain import Told
from palermo.standing.law import Amendment, ClockRule, DateRule, Kind, Law, Terms, TierRule
from palermo.standing.model import (
    RATED,
    History,
    Mark,
    Moved,
    Placement,
    Publication,
    Source,
    Spell,
    Statement,
    Tier,
    spells,
)
from palermo.standing.reckoning import Clock, LastRun, Possible, clock, history_of
from palermo.standing.shelf import Record, shipped, shipped_law, shipped_text
from palermo.standing.tree import clock_to_tree, histories_csv, history_to_tree

__all__ = [
    "RATED",
    "Amendment",
    "Answer",
    "Clock",
    "ClockRule",
    "DateRule",
    "History",
    "Kind",
    "LastRun",
    "Law",
    "Mark",
    "Moved",
    "Placement",
    "Possible",
    "Publication",
    "Record",
    "Source",
    "Spell",
    "Statement",
    "Terms",
    "Tick",
    "Tier",
    "TierRule",
    "Told",
    "Why",
    "check",
    "clock",
    "clock_to_tree",
    "corrected",
    "histories_csv",
    "history_of",
    "history_to_tree",
    "replay",
    "shipped",
    "shipped_law",
    "shipped_text",
    "spells",
]
