"""A simulated year of a committee at work, in a country that does not exist.

`story` tells it: from a seed and a size, every act of everybody, in order. `play` has each done through the action that
people use. Bodies, persons, figures and files are invented; only the shape of the plan is that of a real one.
"""

from palermo.demo.year.acts import WHOLE, Act, Size, Year, last_whole_year
from palermo.demo.year.country import BODIES, PLACES
from palermo.demo.year.matrix import plan_of
from palermo.demo.year.playing import play
from palermo.demo.year.story import story

__all__ = [
    "BODIES",
    "PLACES",
    "WHOLE",
    "Act",
    "Size",
    "Year",
    "last_whole_year",
    "plan_of",
    "play",
    "story",
]
