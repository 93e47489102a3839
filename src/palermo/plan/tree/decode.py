"""From a tree of plain values to the model. What cannot be read becomes a finding and an unread cell."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from palermo.core import (
    BLANK,
    Cell,
    Finding,
    Message,
    Origin,
    Outcome,
    Presence,
    Severity,
    blank,
    mark,
    unread,
)
from palermo.plan.model import Activity, Basis, Cost, Generation, Goal, Indicator, Objective, Plan, Source, Step
from palermo.plan.tree.branch import Branch, Twig, bare, rooted
from palermo.plan.tree.fields import CHILD, NODES, NOT_RETRIEVED, PLAN, WITH_ID, WITH_MARKS, Field, Kind
from palermo.plan.tree.values import Wanted, Words, read_date, read_money_words, words_of

MODEL: dict[str, Any] = {
    "goal": Goal,
    "objective": Objective,
    "activity": Activity,
    "step": Step,
    "cost": Cost,
    "indicator": Indicator,
}
ID_SEPARATOR = {"goal": "", "objective": ".", "activity": "#", "indicator": ".i"}
MARK = "_inferred"
KNOWN = {
    name: {"code", "truncated", "implicit", *(key for field in fields for key in (field.key, *field.aliases))}
    for name, fields in NODES.items()
}
META_KEYS = {
    *("id", "title", "country", "issued_by", "language_of_source", "basis", "partly_read", "fiscal_year", "period"),
    *("budget_calendar", "source"),
    *(field.key for field in PLAN),
}
TOP_KEYS = {"meta", "agencies", "goals", "generations"}


def plan_from_tree(tree: Any, *, file: str = "") -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read a plan. `tree` is what YAML or JSON gave; `file` names it in findings and origins.

    Returns None for the plan only where the tree is no plan at all. Every other fault is a finding, and the cell
    it concerns is unread: nobody could read it, which is not the same as blank.
    """
    reader = _Reader(file)
    plan = reader.plan(tree if isinstance(tree, Branch) else rooted(tree))
    return plan, tuple(reader.findings)


class _Reader:
    """Walks one tree and gathers what it finds."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.ids: dict[str, set[str]] = {name: set() for name in WITH_ID}
        self.words = Words()

    def find(self, rule: str, text: str, advice: str, place: str, severity: Severity, **params: object) -> None:
        origin = Origin(self.file, "", place)
        message = Message(text, {"place": origin.inside if place else self.file, **params})
        self.findings.append(Finding(rule, severity, Outcome.FAIL, message, Message(advice), origin))

    def plan(self, tree: Any) -> Plan | None:
        if not isinstance(tree, Branch) or not isinstance(tree.get("meta"), Branch) or not _plan_like(tree):
            self.find(
                "F21",
                mark("{place}: this is not a plan: no 'meta' with 'goals' or 'generations' at the top."),
                mark("Start from the file that 'palermo plan read' prints, or from the published schema."),
                "",
                Severity.ERROR,
            )
            return None
        meta: Branch = tree["meta"]
        year = meta.get("fiscal_year")
        if isinstance(year, Branch):
            self.words = Words.of(year)
            if self.words.faulty:
                self.wrong(meta.places["fiscal_year"], "fiscal_year", mark("starts: 1 to 12, named_by: start or end"))
        told = self._told(tree, meta)
        # a plan known to be read in part says nothing by what is absent
        absent = unread() if told["partly_read"] else BLANK
        period = meta.get("period")
        inside = {**meta, **period} if isinstance(period, Branch) else dict(meta)
        cells: dict[str, Any] = {f.name: self.cell(inside, f, meta, absent) for f in PLAN}
        goals = self.cell(tree, Field("goals", "goals", Kind.GOALS, ""), tree, absent)
        return Plan(**told, **cells, goals=goals)

    def _told(self, tree: Branch, meta: Branch) -> dict[str, Any]:
        identity = self.text(meta, "id") or self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0] or "plan"
        extra = {key: bare(value) for key, value in tree.items() if key not in TOP_KEYS}
        if left := {key: bare(value) for key, value in meta.items() if key not in META_KEYS}:
            extra["meta"] = left
        self.spelling(meta, META_KEYS)
        self.spelling(tree, TOP_KEYS)
        return {
            "id": identity,
            "title": self.text(meta, "title") or identity,
            "country": self.text(meta, "country"),
            "issuer": self.text(meta, "issued_by"),
            "language": self.text(meta, "language_of_source") or "en",
            "basis": self.basis(meta),
            "partly_read": _partly_read(meta),
            "fiscal_start": self.words.fiscal_start,
            "fiscal_named_by": self.words.fiscal_named_by,
            "register": self.pairs(tree, "agencies"),
            "budget_calendar": self.pairs(meta, "budget_calendar"),
            "sources": tuple(self.source(source) for source in self.several(meta, "source")),
            "generations": tuple(self.generation(part) for part in self.several(tree, "generations")),
            "extra": extra,
        }

    def basis(self, meta: Branch) -> Basis:
        told = meta.get("basis")
        if told is None:
            retrieval = meta.get("retrieval")
            found = retrieval.get("plan_text_found") if isinstance(retrieval, Branch) else None
            return Basis.PRESS if found is False else Basis.PLAN
        if told in set(Basis):
            return Basis(told)
        self.wrong(meta.places["basis"], "basis", ", ".join(Basis))
        return Basis.PLAN

    def text(self, branch: Branch, key: str) -> str:
        """A plain word about the plan itself."""
        value = branch.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        self.wrong(branch.places[key], key, mark("words"))
        return ""

    def pairs(self, branch: Branch, key: str) -> dict[str, str]:
        value = branch.get(key)
        if value is None:
            return {}
        if isinstance(value, Branch) and all(isinstance(part, str) for part in value.values()):
            return dict(value)
        self.wrong(branch.places[key], key, mark("name: words"))
        return {}

    def several(self, branch: Branch, key: str) -> list[Branch]:
        value = branch.get(key)
        if value is None:
            return []
        if isinstance(value, Twig) and all(isinstance(part, Branch) for part in value):
            return list(value)
        self.wrong(branch.places[key], key, mark("a list of entries"))
        return []

    def source(self, branch: Branch) -> Source:
        return Source(*(self.text(branch, key) for key in ("what", "url", "pages")))

    def generation(self, branch: Branch) -> Generation:
        period = branch.get("period")
        start, end = (words_of(period.get(key)) for key in ("start", "end")) if isinstance(period, Branch) else ("", "")
        texts = {key: branch.get(key) for key in ("goals", "reported_intentions", "reported_lessons")}
        listed = {key: value for key, value in texts.items() if isinstance(value, Twig)}
        known = {"id", "title", "period", *listed}
        lines = {key: tuple(words_of(part) for part in value) for key, value in listed.items()}
        extra = {key: bare(value) for key, value in branch.items() if key not in known}
        return Generation(
            self.text(branch, "id"),
            self.text(branch, "title"),
            start,
            end,
            lines.get("goals", ()),
            lines.get("reported_intentions", ()),
            lines.get("reported_lessons", ()),
            extra,
        )

    def node(self, branch: Branch, name: str, parent: str, n: int) -> Any:
        fields = NODES[name]
        told: dict[str, Any] = {}
        known = KNOWN[name]
        if name in WITH_ID:
            known = known | {"id"}
            told |= self.identity(branch, name, parent, n)
        own = told.get("id", "")
        cells = {field.name: self.cell(branch, field, branch, BLANK, own) for field in fields}
        if branch.get("truncated") is True and "text" in cells and cells["text"].value is not None:
            text = cells["text"]
            cells["text"] = Cell(text.value, text.presence, text.raw, truncated=True, origin=text.origin)
        if name in WITH_MARKS:
            told["marks"] = tuple(key for key, value in branch.items() if key.endswith(MARK) and value is True)
            known = known | set(told["marks"])
        for key, where in (("also_in", "activity"), ("aims", "goal")):
            if name == where:
                told[key] = tuple(self.cell(branch, Field(key, key, Kind.SEVERAL, ""), branch, BLANK).value or ())
                known = known | {key}
        if name in ("goal", "objective"):
            told["implicit"] = branch.get("implicit") is True
        self.spelling(branch, known)
        told["extra"] = {key: bare(value) for key, value in branch.items() if key not in known}
        return MODEL[name](**told, **cells)

    def identity(self, branch: Branch, name: str, parent: str, n: int) -> dict[str, Any]:
        given = self.text(branch, "id")
        made = f"{parent}{ID_SEPARATOR[name]}{n}" if parent else str(n)
        wanted = given or made
        unique = wanted
        copies = 1
        while unique in self.ids[name]:
            copies += 1
            unique = f"{wanted}~{copies}"
        self.ids[name].add(unique)
        if unique != wanted:
            self.find(
                "F26",
                mark("{place}: the {level} id {id} stands twice; this one is called {unique} here."),
                mark("Give every goal, objective, activity and indicator an id of its own."),
                branch.place,
                Severity.B,
                level=name,
                id=wanted,
                unique=unique,
            )
        origin = Origin(self.file, "", branch.places.get("id", branch.place))
        if "code" in branch:
            code = self.cell(branch, Field("code", "code", Kind.WORDS, ""), branch, BLANK)
        elif given:
            code = Cell(given, origin=origin)
        else:
            code = blank(origin)
        return {"id": unique, "code": code}

    def cell(
        self, branch: Mapping[str, Any], field: Field, places: Branch, absent: Cell[Any], parent: str = ""
    ) -> Cell[Any]:
        key = field.key
        if key not in branch:
            if not field.aliases:  # asked of each field of a plan, most of which stand nowhere
                return absent
            key = next((alias for alias in field.aliases if alias in branch), "")
            if not key:
                return absent
        value = branch[key]
        place = places.places.get(key) or (value.place if isinstance(value, Branch) else places.place)
        origin = Origin(self.file, "", place)
        if value is None or value in ("", []):
            return blank(origin)
        if value == NOT_RETRIEVED:
            return unread(origin)
        presence, raw, truncated = Presence.GIVEN, "", False
        if isinstance(value, Branch):
            for word, kind in (("blank", Presence.BLANK), ("unread", Presence.UNREAD)):
                if set(value) == {word}:
                    return Cell(None, kind, words_of(value[word]), origin=origin)
            if "value" in value:
                raw, truncated = words_of(value.get("raw")), value.get("truncated") is True
                presence = Presence.INHERITED if value.get("inherited") is True else Presence.GIVEN
                value = value["value"]
        try:
            read = self.value(value, field.kind, place, parent)
        except Wanted as error:
            self.wrong(place, key, str(error))
            return unread(origin, raw or words_of(value))
        return Cell(read, presence, raw, truncated, origin)

    def value(self, value: Any, kind: Kind, place: str, parent: str) -> Any:
        match kind:
            case Kind.WORDS:
                if isinstance(value, str):
                    return value
                raise Wanted(mark("words"))
            case Kind.SEVERAL:
                parts = value if isinstance(value, Twig) else [value]
                if parts and all(isinstance(part, str) for part in parts):
                    return tuple(parts)
                raise Wanted(mark("words, or a list of words"))
            case Kind.DATE:
                return read_date(value, self.words)
            case Kind.MONEY:
                return read_money_words(value)
            case _:
                return self.children(value, CHILD[kind], place, parent)

    def children(self, value: Any, name: str, place: str, parent: str) -> tuple[Any, ...]:
        if isinstance(value, str | Branch) and name in ("step", "cost", "indicator"):
            alone, value = value, Twig()
            value.append(alone)
            value.places.append(place)
        if not isinstance(value, Twig):
            raise Wanted(mark("a list of entries"))
        nodes = []
        for n, (part, where) in enumerate(zip(value, value.places, strict=True), start=1):
            entry = _entry(part, name, where)
            if entry is None:
                self.wrong(where, name, mark("an entry with its fields"))
            else:
                nodes.append(self.node(entry, name, parent, n))
        return tuple(nodes)

    def spelling(self, branch: Branch, known: set[str]) -> None:
        """A key close to a known one is probably a slip; the value is kept but not read."""
        for key in branch:
            if key in known or key.endswith(MARK):
                continue
            if near := get_close_matches(key, known, 1, 0.85):
                self.find(
                    "F27",
                    mark(
                        "{place}: the key '{key}' is not known; did you mean '{near}'? Its value is kept but not read."
                    ),
                    mark("Correct the key, or leave it if it is a note of your own."),
                    branch.places[key],
                    Severity.B,
                    key=key,
                    near=near[0],
                )

    def wrong(self, place: str, key: str, wanted: str) -> None:
        self.find(
            "F22",
            mark("{place}: '{key}' cannot be read; it should hold {wanted}."),
            mark("Correct the value; until then it counts as not read, not as blank."),
            place,
            Severity.ERROR,
            key=key,
            wanted=Message(wanted),
        )


def _entry(part: Any, name: str, place: str) -> Branch | None:
    """A step, cost line or indicator may be written as bare words."""
    if isinstance(part, Branch):
        return part
    if isinstance(part, str) and name in ("step", "cost", "indicator"):
        entry = Branch(place)
        key = "money" if name == "cost" else "text"
        entry[key] = part
        entry.places[key] = place
        return entry
    return None


def _plan_like(tree: Branch) -> bool:
    return "goals" in tree or "generations" in tree


def _partly_read(meta: Branch) -> bool:
    if isinstance(told := meta.get("partly_read"), bool):
        return told
    retrieval = meta.get("retrieval")
    if not isinstance(retrieval, Branch):
        return False
    return any("not_read" in key for key in retrieval) or retrieval.get("plan_text_found") is False
