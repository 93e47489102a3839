"""What a run is asked to do, and what comes of it: the same in the office and in the process that runs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from palermo.core import Message, UserError, mark
from palermo.paper import paper_body
from palermo.prevalence import (
    Estimated,
    Histories,
    Population,
    Table,
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
    groups = [("", histories.table), *((", ".join(group), table) for group, table in histories.strata.items())]
    each = [(name, _estimated(asked, table, histories.duplicates, told)) for name, table in groups]
    tree = [{"group": name, **estimated_to_tree(found)} for name, found in each]
    left = {"figures": json.dumps(tree, ensure_ascii=False).encode()}
    for public, kind in ((False, "inside"), (True, "public")):
        for language in LANGUAGES:
            left[f"{kind}-{language}"] = "".join(_parts(asked, each, public, language)).encode()
    return left


def _estimated(asked: Asked, table: Table, duplicates: int, told: Told) -> Estimated:
    return estimate(
        table,
        methods=asked.methods,
        replicates=asked.replicates,
        seed=asked.seed,
        threads=1,  # the pages of the office come first
        told=told,
        duplicates=duplicates,
    )


def _parts(asked: Asked, each: list[tuple[str, Estimated]], public: bool, language: str) -> Iterator[str]:
    """The report of everybody, and below it that of each group under its name. A rate is one of everybody."""
    for at, (name, found) in enumerate(each):
        if public and name and found.table.n < _FEWEST:
            continue
        paper = estimate_report(found, population=None if name else asked.population, public=public)
        if name:
            yield f'<h2 class="group">{escape(name)}</h2>\n'
        yield paper_body(paper.chapters, language, prefix=f"g{at}-")


_FEWEST = 30  # people of a group: of fewer nothing leaves, not even how many were seen
