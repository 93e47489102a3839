"""From a tree of plain values to progress. What cannot be read becomes a finding, and is left out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from palermo.core import Finding, Message, Origin, mark
from palermo.plan.model import Plan
from palermo.plan.progress.faults import of_file
from palermo.plan.progress.model import WHOLE_PLACE, Progress, Work
from palermo.plan.progress.shapes import CYCLE, HEAD, WORK, Holds, Key, Shape
from palermo.plan.progress.states import LOWEST_LADDER
from palermo.plan.tree.branch import Branch, Twig, rooted
from palermo.plan.tree.values import Wanted

_DIGEST = re.compile(r"[0-9a-f]{64}")
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST_DIGITS = 40


def progress_from_tree(tree: Any, plan: Plan, *, file: str = "") -> tuple[Progress | None, tuple[Finding, ...]]:
    """Progress on `plan`. None where the tree is no progress at all; every other fault is a finding.

    `file` names the tree in findings and origins. What is read is not yet held against the plan: see `checked`.
    """
    fiscal = {"starts": plan.fiscal_start, "named_by": plan.fiscal_named_by}
    reader = _Reader(file, {HEAD.name: {"plan": plan.id}, CYCLE.name: fiscal})
    progress = reader.progress(tree if isinstance(tree, Branch) else rooted(tree))
    return progress, tuple(reader.findings)


class _Reader:
    """Walks one tree and gathers what it finds. `given`: what an entry holds of what the file leaves out."""

    def __init__(self, file: str, given: Mapping[str, Mapping[str, Any]]) -> None:
        self.file = file
        self.given = given
        self.findings: list[Finding] = []

    def find(self, rule: str, place: str, **params: object) -> None:
        self.findings.append(of_file(rule, Origin(self.file, "", place), **params))

    def wrong(self, place: str, key: str, wanted: str) -> None:
        self.find("F29", place, key=key, wanted=Message(wanted))

    def progress(self, tree: Any) -> Progress | None:
        head = tree.get("progress") if isinstance(tree, Branch) else None
        if not isinstance(head, Branch) or not isinstance(tree.get("activities", Twig()), Twig | None):
            self.find("F30", "")
            return None
        self.spelling(tree, ("progress", "activities"))
        works: dict[str, Work] = {}
        for work in self.entries(tree, Key("activities", Holds.ENTRIES, "", of=WORK)):
            if work.id in works:
                self.find("F31", work.origin.cell, id=work.id)
            works.setdefault(work.id, work)
        told: Progress = self.entry(head, HEAD)
        if told.cycle is not None and told.cycle.last < told.cycle.first:
            self.wrong(head["cycle"].places["until"], "until", mark("a day that is not before 'from'"))
            told = replace(told, cycle=None)
        return replace(told, activities=MappingProxyType(works))

    def entries(self, branch: Branch, key: Key) -> tuple[Any, ...]:
        found = branch.get(key.key)
        if found is None or key.of is None:
            return ()
        if not isinstance(found, Twig):
            self.wrong(branch.places[key.key], key.key, mark("a list of entries"))
            return ()
        read = (self.entry(part, key.of, place) for part, place in zip(found, found.places, strict=True))
        return tuple(each for each in read if each is not None)

    def entry(self, part: Any, shape: Shape, place: str = "") -> Any:
        """The entry as its class; None where it is none, or lacks what it needs."""
        if not isinstance(part, Branch):
            self.wrong(place, shape.name, mark("an entry"))
            return None
        self.spelling(part, tuple(key.key for key in shape.keys))
        told = dict(self.given.get(shape.name, {}))
        for key in shape.keys:
            value = self.value(part, key)
            if value is not None:
                told[key.field] = value
            elif key.needed:
                self.lacks(part, key, shape)
                return None
        if "origin" in shape.model.__dataclass_fields__:
            told["origin"] = Origin(self.file, "", part.place)
        return shape.model(**told)

    def lacks(self, part: Branch, key: Key, shape: Shape) -> None:
        if part.get(key.key) is not None:
            return  # it is there and wrong, which has been told
        self.find("F32", part.place, entry=shape.name, key=key.key)

    def value(self, part: Branch, key: Key) -> Any:
        """What stands behind a key; None where nothing does, or nothing that can be used."""
        found = part.get(key.key)
        if found is None:
            return None
        place = part.places[key.key]
        if key.of is not None and key.holds is Holds.ENTRIES:
            return self.entries(part, key)
        if key.of is not None:
            return self.entry(found, key.of, place)
        try:
            return _READ[key.holds](found, key)
        except Wanted as wanted:
            self.wrong(place, key.key, str(wanted))
            return None

    def spelling(self, branch: Branch, known: tuple[str, ...]) -> None:
        for key in branch:
            if key in known:
                continue
            if near := get_close_matches(key, known, n=1):
                self.find("F33", branch.places[key], key=key, near=near[0])
            else:
                self.find("F45", branch.places[key], key=key)


def _words(found: Any, _key: Key) -> str:
    if isinstance(found, str) and found.strip():
        return found.strip()
    raise Wanted(mark("words"))


def _levels(found: Any, key: Key) -> tuple[str, ...]:
    if isinstance(found, Twig):
        told = tuple(_words(part, key) for part in found)
        if len(set(told)) == len(told) >= LOWEST_LADDER:
            return told
    raise Wanted(mark("three levels or more, each once, the one that writes first"))


def _places(found: Any, _key: Key) -> Mapping[str, str]:
    if isinstance(found, Branch) and all(part is None or isinstance(part, str) for part in found.values()):
        return MappingProxyType({name: part or WHOLE_PLACE for name, part in found.items()})
    raise Wanted(mark("each place with the one above it"))


def _day(found: Any, key: Key) -> date:
    try:
        day = date.fromisoformat(_words(found, key))
    except ValueError as error:
        raise Wanted(mark("a day, as 2027-03-31")) from error
    if not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise Wanted(mark("a day of our time, as 2027-03-31"))
    return day


def _number(found: Any, key: Key) -> Decimal:
    try:
        number = Decimal(_words(found, key))
    except InvalidOperation as error:
        raise Wanted(mark("a number, as 1250 or 12.5")) from error
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS or number < 0:
        raise Wanted(mark("a number of 0 or more"))
    return number


def _whole(found: Any, key: Key) -> int:
    if isinstance(found, str) and _WHOLE.fullmatch(found) and key.least <= int(found) <= key.most:
        return int(found)
    raise Wanted(mark("a whole number in the range that the schema gives"))


def _wholes(found: Any, key: Key) -> tuple[int, ...]:
    return tuple(_whole(part, key) for part in found) if isinstance(found, Twig) else (_whole(found, key),)


def _flag(found: Any, _key: Key) -> bool:
    if isinstance(found, bool):
        return found
    raise Wanted(mark("true or false"))


def _choice(found: Any, key: Key) -> Any:
    if found in key.choices:
        return key.choices[key.choices.index(found)]
    raise Wanted(", ".join(key.choices))


def _digest(found: Any, _key: Key) -> str:
    if isinstance(found, str) and _DIGEST.fullmatch(found.lower()):
        return found.lower()
    raise Wanted(mark("a SHA-256 of 64 hexadecimal digits"))


_READ: Mapping[Holds, Callable[[Any, Key], Any]] = MappingProxyType(
    {
        Holds.WORDS: _words,
        Holds.DAY: _day,
        Holds.NUMBER: _number,
        Holds.WHOLE: _whole,
        Holds.WHOLES: _wholes,
        Holds.FLAG: _flag,
        Holds.CHOICE: _choice,
        Holds.DIGEST: _digest,
        Holds.LEVELS: _levels,
        Holds.PLACES: _places,
    }
)
