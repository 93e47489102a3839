"""What a government is held against: minimum standards, twelve criteria, six factors of effort, and the kinds of
concrete action that show them. All in our own words, with where they stand in the law.
"""

from dataclasses import dataclass
from functools import cache

from palermo.standing.shelf import shipped_rows


@dataclass(frozen=True, slots=True)
class Standard:
    """One of them. `kind`: minimum, criterion or effort. `category`: prosecution, protection, prevention, partnership,
    or another word where it is none of the four. `data_duty`: what is presumed where data are missing. `figures`: what
    it asks to be counted. `actions`: ids of the concrete actions that would show it.
    """

    id: str
    kind: str
    cite: str
    category: str
    text: str
    data_duty: str
    figures: tuple[str, ...]
    actions: tuple[str, ...]


@cache
def shipped_standards() -> tuple[Standard, ...]:
    """All of them in their order."""
    shown_by = {row["standard"]: tuple(row["actions"].split()) for row in shipped_rows("crosswalk.csv")}
    return tuple(
        Standard(
            row["id"],
            row["kind"],
            row["cite"],
            row["category"],
            row["text"],
            row["data_duty"],
            tuple(part for part in row["figures"].split("; ") if part),
            shown_by.get(row["id"], ()),
        )
        for row in shipped_rows("standards.csv")
    )
