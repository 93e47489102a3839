"""How each act of the simulated year is done: by the action that people use. Nothing here knows another way.

Imported once Django is set up.
"""

from collections.abc import Mapping
from datetime import UTC

from palermo.demo.year.acts import Act, Happening
from palermo.demo.year.doing import copies, meetings, papers, voices, work
from palermo.demo.year.doing.stage import Doing, Stage

__all__ = ["Stage", "do"]

_DOINGS: Mapping[Act, Doing] = {
    **work.DOINGS,
    **copies.DOINGS,
    **papers.DOINGS,
    **meetings.DOINGS,
    **voices.DOINGS,
}


def do(stage: Stage, told: Happening) -> None:
    """One act."""
    by = stage.people.get(told.who)  # nobody where it is the machine
    _DOINGS[told.act](stage, told, {"by": by, "now": told.at.replace(tzinfo=UTC)})
