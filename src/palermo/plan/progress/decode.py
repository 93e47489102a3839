"""From a tree of plain values to progress. What cannot be read becomes a finding, and is left out."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark
from palermo.plan.model import Plan
from palermo.plan.progress.cycles import Cycle
from palermo.plan.progress.model import Progress, Work
from palermo.plan.progress.shapes import CYCLE, WORK, Holds, Key, Shape
from palermo.plan.progress.states import LADDER, LOWEST_LADDER
from palermo.plan.tree.branch import Branch, Twig, rooted

_DIGEST = re.compile(r"[0-9a-f]{64}")
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST_DIGITS = 40
TOP_KEYS = ("progress", "activities")
HEAD_KEYS = ("plan", "levels", "cycle", "places")


class _Wanted(Exception):
    """What should stand there, as a msgid or words."""


def progress_from_tree(tree: Any, plan: Plan, *, file: str = "") -> tuple[Progress | None, tuple[Finding, ...]]:
    """Progress on `plan`. None where the tree is no progress at all; every other fault is a finding.

    `file` names the tree in findings and origins. What is read is not yet held against the plan: see `checked`.
    """
    reader = _Reader(file)
    progress = reader.progress(tree if isinstance(tree, Branch) else rooted(tree), plan)
    return progress, tuple(reader.findings)


class _Reader:
    """Walks one tree and gathers what it finds."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def find(self, rule: str, text: str, advice: str, place: str, severity: Severity, **params: object) -> None:
        origin = Origin(self.file, "", place)
        message = Message(text, {"place": origin.inside if place else self.file, **params})
        self.findings.append(Finding(rule, severity, Outcome.FAIL, message, Message(advice), origin))

    def wrong(self, place: str, key: str, wanted: str) -> None:
        self.find(
            "F29",
            mark("{place}: '{key}' cannot be used as it is written; wanted: {wanted}. It is left out."),
            mark("Write it as the published schema says."),
            place,
            Severity.A,
            key=key,
            wanted=Message(wanted),
        )

    def progress(self, tree: Any, plan: Plan) -> Progress | None:
        head = tree.get("progress") if isinstance(tree, Branch) else None
        if not isinstance(head, Branch) or not isinstance(tree.get("activities", Twig()), Twig | None):
            self.find(
                "F30",
                mark("{place}: this is not progress: no 'progress' with 'activities' at the top."),
                mark("Start from the example in the manual, or from the published schema."),
                "",
                Severity.ERROR,
            )
            return None
        self.spelling(tree, TOP_KEYS)
        self.spelling(head, HEAD_KEYS)
        works: dict[str, Work] = {}
        for work in self.entries(tree, Key("activities", Holds.ENTRIES, "", of=WORK)):
            if work.id in works:
                self.find(
                    "F31",
                    mark("{place}: activity {id} stands twice; only the first is read."),
                    mark("Put what belongs to one activity into one entry."),
                    work.origin.cell if work.origin else "",
                    Severity.A,
                    id=work.id,
                )
            works.setdefault(work.id, work)
        named = head.get("plan")
        return Progress(
            plan=named if isinstance(named, str) and named else plan.id,
            ladder=self.ladder(head),
            cycle=self.cycle(head, plan),
            places=self.places(head),
            activities=MappingProxyType(works),
        )

    def ladder(self, head: Branch) -> tuple[str, ...]:
        if head.get("levels") is None:
            return LADDER
        told = self.value(head, Key("levels", Holds.SEVERAL, ""))
        if told is None:
            return LADDER
        if len(set(told)) == len(told) >= LOWEST_LADDER:
            return tuple(told)
        self.wrong(head.places["levels"], "levels", mark("three levels or more, each once, the one that writes first"))
        return LADDER

    def cycle(self, head: Branch, plan: Plan) -> Cycle | None:
        if head.get("cycle") is None:
            return None
        if not isinstance(head["cycle"], Branch):
            self.wrong(head.places["cycle"], "cycle", mark("an entry"))
            return None
        from_plan = {"starts": plan.fiscal_start, "named_by": plan.fiscal_named_by}
        made: Cycle | None = self.entry(head["cycle"], CYCLE, from_plan)
        if made is not None and made.last < made.first:
            self.wrong(head["cycle"].places["until"], "until", mark("a day that is not before 'from'"))
            return None
        return made

    def places(self, head: Branch) -> Mapping[str, str]:
        told = head.get("places")
        if told is None:
            return {}
        if isinstance(told, Branch) and all(part is None or isinstance(part, str) for part in told.values()):
            return MappingProxyType({name: part or "" for name, part in told.items()})
        self.wrong(head.places["places"], "places", mark("each place with the one above it"))
        return {}

    def entries(self, branch: Branch, key: Key) -> tuple[Any, ...]:
        found = branch.get(key.key)
        if found is None or key.of is None:
            return ()
        if not isinstance(found, Twig):
            self.wrong(branch.places[key.key], key.key, mark("a list of entries"))
            return ()
        read = (self.entry(part, key.of, {}, place) for part, place in zip(found, found.places, strict=True))
        return tuple(each for each in read if each is not None)

    def entry(self, part: Any, shape: Shape, fields: Mapping[str, Any], place: str = "") -> Any:
        """The entry as its class; None where it is none, or lacks what it needs."""
        if not isinstance(part, Branch):
            self.wrong(place, shape.name, mark("an entry"))
            return None
        self.spelling(part, tuple(key.key for key in shape.keys))
        told = dict(fields)
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
        self.find(
            "F32",
            mark("{place}: the {entry} lacks '{key}', so it is left out."),
            mark("Add the key."),
            part.place,
            Severity.A,
            entry=shape.name,
            key=key.key,
        )

    def value(self, part: Branch, key: Key) -> Any:
        """What stands behind a key; None where nothing does, or nothing that can be used."""
        found = part.get(key.key)
        if found is None:
            return None
        place = part.places[key.key]
        if key.of is not None and key.holds is Holds.ENTRIES:
            return self.entries(part, key)
        if key.of is not None:
            return self.entry(found, key.of, {}, place)
        try:
            return _READ[key.holds](found, key)
        except _Wanted as wanted:
            self.wrong(place, key.key, str(wanted))
            return None

    def spelling(self, branch: Branch, known: tuple[str, ...]) -> None:
        for key in branch:
            if key in known:
                continue
            near = get_close_matches(key, known, n=1, cutoff=0.6)
            place = branch.places[key]
            if near:
                self.find(
                    "F33",
                    mark("{place}: the key '{key}' is not known here, so it is not read; did you mean '{near}'?"),
                    mark("Correct the key."),
                    place,
                    Severity.C,
                    key=key,
                    near=near[0],
                )
            else:
                self.find(
                    "F45",
                    mark("{place}: the key '{key}' is not known here, so it is not read."),
                    mark("Take it out, or keep the note elsewhere."),
                    place,
                    Severity.C,
                    key=key,
                )


def _words(found: Any, _key: Key) -> str:
    if isinstance(found, str) and found.strip():
        return found.strip()
    raise _Wanted(mark("words"))


def _several(found: Any, key: Key) -> tuple[str, ...]:
    if isinstance(found, Twig):
        return tuple(_words(part, key) for part in found)
    raise _Wanted(mark("a list of words"))


def _day(found: Any, key: Key) -> date:
    try:
        day = date.fromisoformat(_words(found, key))
    except ValueError as error:
        raise _Wanted(mark("a day, as 2027-03-31")) from error
    if not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise _Wanted(mark("a day of our time, as 2027-03-31"))
    return day


def _number(found: Any, key: Key) -> Decimal:
    try:
        number = Decimal(_words(found, key))
    except InvalidOperation as error:
        raise _Wanted(mark("a number, as 1250 or 12.5")) from error
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS or number < 0:
        raise _Wanted(mark("a number of 0 or more"))
    return number


def _whole(found: Any, key: Key) -> int:
    if isinstance(found, str) and _WHOLE.fullmatch(found) and key.least <= int(found) <= key.most:
        return int(found)
    raise _Wanted(mark("a whole number in the range that the schema gives"))


def _wholes(found: Any, key: Key) -> tuple[int, ...]:
    return tuple(_whole(part, key) for part in found) if isinstance(found, Twig) else (_whole(found, key),)


def _flag(found: Any, _key: Key) -> bool:
    if isinstance(found, bool):
        return found
    raise _Wanted(mark("true or false"))


def _choice(found: Any, key: Key) -> Any:
    if not isinstance(found, str) or found not in key.choices:
        raise _Wanted(", ".join(key.choices))
    return key.into(found)


def _digest(found: Any, _key: Key) -> str:
    if isinstance(found, str) and _DIGEST.fullmatch(found.lower()):
        return found.lower()
    raise _Wanted(mark("a SHA-256 of 64 hexadecimal digits"))


_READ: Mapping[Holds, Callable[[Any, Key], Any]] = MappingProxyType(
    {
        Holds.WORDS: _words,
        Holds.SEVERAL: _several,
        Holds.DAY: _day,
        Holds.NUMBER: _number,
        Holds.WHOLE: _whole,
        Holds.WHOLES: _wholes,
        Holds.FLAG: _flag,
        Holds.CHOICE: _choice,
        Holds.DIGEST: _digest,
    }
)
