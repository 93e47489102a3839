"""An office filled with real public plans, served on this machine.

`fill` prepares the office and may be called as often as one likes; `run` fills, reports to the terminal and serves.
"""

from palermo.demo.fill import Filled, fill
from palermo.demo.serve import run
from palermo.demo.year import Size

__all__ = ["Filled", "Size", "fill", "run"]
