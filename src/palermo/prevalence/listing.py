"""What is known about each list, from a small table beside the counts: one row a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from palermo.core import DataError, Finding, Message, Origin, UserError, mark
from palermo.prevalence.complaints import MOST_TOLD, fault
from palermo.prevalence.reading import LIST, Histories
from palermo.prevalence.rows import Rows, rows_in
from palermo.prevalence.table import Listed, Table

# referred_from, never_with and only_with name other lists, several with semicolons between
COLUMNS = ("list", "covers", "since", "until", "victim", "referred_from", "never_with", "only_with")


@dataclass(frozen=True, slots=True)
class About:
    """Each list as it is described, and the patterns that cannot be."""

    lists: Mapping[str, Listed] = field(default_factory=dict)
    impossible: frozenset[int] = frozenset()


def read_about(
    content: bytes | Sequence[Sequence[str]], file: str, lists: Sequence[str]
) -> tuple[About | None, tuple[Finding, ...]]:
    """Read what is known of these lists. None, with the findings, where a row cannot be used.

    `never_with`: lists on which nobody of this list can be. `only_with`: lists on which everybody of this list is.
    """
    try:
        rows = rows_in(content, file)
        at = {name: rows.find(name) for name in COLUMNS} | {"list": rows.find(*LIST)}
        if at["list"] is None:
            raise DataError([fault("L10", Origin(file), column="list", columns=", ".join(rows.columns))])
        if faults := list(_faults(rows, at, lists)):
            raise DataError(faults)
    except DataError as error:
        return None, error.findings[:MOST_TOLD]
    known: dict[str, Listed] = {}
    impossible: frozenset[int] = frozenset()
    for row in rows.rows:
        words = {name: row[index] if index is not None else "" for name, index in at.items()}
        name = words["list"]
        known[name] = Listed(
            words["covers"],
            words["since"],
            words["until"],
            words["victim"],
            frozenset(_several(words["referred_from"])),
        )
        impossible |= never_together(lists, *((name, other) for other in _several(words["never_with"])))
        impossible |= {p for other in _several(words["only_with"]) for p in _without(lists, name, other)}
    return About(known, impossible), ()


def never_together(lists: Sequence[str], *groups: Sequence[str]) -> frozenset[int]:
    """The patterns with all lists of a group in them. Raises UserError for a list that is not there."""
    found: set[int] = set()
    for group in groups:
        if unknown := [name for name in group if name not in lists]:
            text = mark("There is no list '{name}'. The lists are: {lists}.")
            raise UserError(Message(text, {"name": unknown[0], "lists": ", ".join(lists)}))
        whole = sum(1 << lists.index(name) for name in {*group})
        found |= {pattern for pattern in range(1, 1 << len(lists)) if pattern & whole == whole}
    return frozenset(found)


def described(histories: Histories, about: About, file: str) -> tuple[Histories | None, tuple[Finding, ...]]:
    """The tables with what is known of their lists. None where people stand in a pattern that cannot be."""
    table = histories.table
    there = [pattern for pattern in sorted(about.impossible) if table.counts[pattern]]
    if there:
        return None, tuple(
            fault("L14", Origin(file), names=" + ".join(table.on_lists(pattern)), n=table.counts[pattern])
            for pattern in there[:MOST_TOLD]
        )

    def known(one: Table) -> Table:
        return replace(one, impossible=one.impossible | about.impossible, about={**one.about, **about.lists})

    strata = {stratum: known(one) for stratum, one in histories.strata.items()}
    return replace(histories, table=known(table), strata=strata), ()


def _faults(rows: Rows, at: Mapping[str, int | None], lists: Sequence[str]) -> Iterator[Finding]:
    columns = ", ".join(lists)
    for row, words in enumerate(rows.rows):
        for name in ("list", "referred_from", "never_with", "only_with"):
            index = at[name]
            for said in _several(words[index]) if index is not None else ():
                if said not in lists:
                    yield fault("L15", rows.origin(row, index), column=name, said=said, columns=columns)
        for name in ("since", "until"):
            index = at[name]
            if index is not None and words[index] and not _is_day(words[index]):
                yield fault("L16", rows.origin(row, index), column=name, said=words[index])
    index = at["list"]
    named = [words[index] for words in rows.rows] if index is not None else []
    for (_, one), (row, other) in combinations(enumerate(named), 2):
        if one == other:
            yield fault("L08", rows.origin(row), column=one)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _several(words: str) -> list[str]:
    return [name.strip() for name in words.split(";") if name.strip()]


def _without(lists: Sequence[str], one: str, other: str) -> frozenset[int]:
    on, off = 1 << lists.index(one), 1 << lists.index(other)
    return frozenset(pattern for pattern in range(1, 1 << len(lists)) if pattern & on and not pattern & off)
