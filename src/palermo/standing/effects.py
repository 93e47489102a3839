"""What a placement brings with it: the consequences that a law or a list names, in our own words."""

from dataclasses import dataclass
from functools import cache

from palermo.standing.shelf import shipped_rows


@dataclass(frozen=True, slots=True)
class Effect:
    """One consequence. `where`: the tier or the list that brings it."""

    id: str
    body: str
    where: str
    cite: str
    text: str


@cache
def _shipped() -> tuple[Effect, ...]:
    return tuple(Effect(**row) for row in shipped_rows("consequences.csv"))


def effects(body: str, where: str | None) -> tuple[Effect, ...]:
    """What a body's tier or list brings with it; nothing for one that brings nothing."""
    return tuple(each for each in _shipped() if (each.body, each.where) == (body, where))
