"""What a run is asked to do, and what comes of it: the same in the office and in the process that runs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from palermo.core import Message, UserError, mark
from palermo.paper import paper_body
from palermo.prevalence import (
    Histories,
    Population,
    Strata,
    estimate,
    estimate_report,
    estimated_to_tree,
    read_lists,
    rearranged,
)

Told = Callable[[str, int, int], None]
LANGUAGES = ("en", "km")


@dataclass(frozen=True, slots=True)
class Asked:
    """The settings of a run. `strata`: columns of groups, each of them estimated by itself too."""

    lists: tuple[str, ...]
    methods: tuple[str, ...]
    strata: tuple[str, ...] = ()
    replicates: int = 1000
    seed: int = 1
    people: int | None = None
    source: str = ""
    year: str = ""
    language: str = "en"

    @property
    def population(self) -> Population | None:
        """With its source and year, or not at all."""
        return Population(self.people, self.source, self.year) if self.people else None

    def as_row(self) -> dict[str, Any]:
        """As it is stored."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Asked":
        """As it was stored."""
        told: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in row.items()}
        return cls(**told)


def histories_of(content: bytes, strata: tuple[str, ...]) -> Histories:
    """The people of a file. Raises UserError that names the first fault."""
    found, findings = read_lists(content, "lists.csv", strata=strata)
    if found is None:
        first = findings[0]
        raise UserError(Message(mark("{what} {advice}"), {"what": first.message, "advice": first.advice}))
    return found


def found_by(asked: Asked, content: bytes, told: Told) -> dict[str, bytes]:
    """All that a run leaves, by name: its figures as JSON, and its report inside and outside in each language."""
    histories = histories_of(content, asked.strata)
    omitted = [name for name in histories.table.lists if name not in asked.lists]
    histories = rearranged(histories, omitted)
    found = estimate(
        histories.table,
        methods=asked.methods,
        replicates=asked.replicates,
        seed=asked.seed,
        threads=1,  # the pages of the office come first
        told=told,
        duplicates=histories.duplicates,
        strata=Strata(histories.by, histories.strata) if histories.by else None,
    )
    left = {"figures": json.dumps(estimated_to_tree(found), ensure_ascii=False).encode()}
    for public, kind in ((False, "inside"), (True, "public")):
        paper = estimate_report(found, population=asked.population, public=public)
        for language in LANGUAGES:
            left[f"{kind}-{language}"] = paper_body(paper.chapters, language).encode()
    return left
