"""Where scenes are kept: for every action of the office one in which it is allowed."""

from collections.abc import Callable
from typing import Any

from palermo.office.access.decision import By

Given = dict[str, Any]
Scene = tuple[By, Given]
SCENES: dict[str, Callable[[], Scene]] = {}


def scene(verb: str) -> Callable[[Callable[[], Scene]], Callable[[], Scene]]:
    def keep(play: Callable[[], Scene]) -> Callable[[], Scene]:
        SCENES[verb] = play
        return play

    return keep
