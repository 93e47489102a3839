"""Boards: what of a plan at work would rather be looked at than read. Figures only; the office draws them."""

from palermo.plan.boards.filing import AtPlace, Filing, Strip, by_place, proofs, strips
from palermo.plan.boards.grid import Tiles, tiles
from palermo.plan.boards.lanes import Deadline, Lane, deadlines, lanes, within

__all__ = [
    "AtPlace",
    "Deadline",
    "Filing",
    "Lane",
    "Strip",
    "Tiles",
    "by_place",
    "deadlines",
    "lanes",
    "proofs",
    "strips",
    "tiles",
    "within",
]
