"""The words of one cell to a value of the model with its presence, and back to words that read the same."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, Literal

from palermo.core import Cell, Origin, Presence
from palermo.core.languages import fold
from palermo.core.money import Money, read_money
from palermo.core.when import When, read_when, write_when
from palermo.plan.model import Activity, Cost, Goal, Objective, Plan
from palermo.plan.tables.columns import Split
from palermo.plan.tables.layout import clean
from palermo.plan.tables.splitting import Part, bodies, listed, numbered, words_apart
from palermo.plan.tables.vocabulary import each_word, folded, longest, says, spellings
from palermo.plan.tree import NOT_RETRIEVED, plan_from_tree, plan_to_tree
from palermo.plan.tree.fields import NODES, Kind

CUT = "[cut off]"
# a value, the presence where there is none, the words kept beside it, and whether its end was cut off
Understood = tuple[Any, Presence | None, str, bool]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words of a whole file take for granted."""

    fiscal_start: int = 1
    fiscal_named_by: Literal["start", "end"] = "start"
    buddhist: bool | None = None
    currency: str = ""
    known: frozenset[str] = frozenset()  # folded short names from the plan's register
    memo: dict[tuple[Kind, Split, str], dict[str, Understood]] = field(default_factory=dict, compare=False, repr=False)

    def when(self, text: str) -> When:
        """A time in these terms."""
        return read_when(
            text, fiscal_start=self.fiscal_start, fiscal_named_by=self.fiscal_named_by, buddhist=self.buddhist
        )

    def money(self, text: str, unit: str = "") -> Money:
        """An amount; what the header says of it ("million KHR") is added to bare numbers, so that they speak alone."""
        return _money(text, unit or self.currency)


@lru_cache(maxsize=4096)
def _money(text: str, unit: str) -> Money:
    read = read_money(text)
    if read.amount is None or read.currency is not None or not unit:
        return read
    spoken = read_money(f"{text} {unit}")
    return spoken if spoken.amount is not None else read


class CellReader:
    """Reads cells that hold one kind of thing, are taken apart in one way, and have one unit: those of a column.

    What a text was understood as is remembered in the terms, as long as they live; plain words are not, as hardly two
    cells of words say the same.
    """

    __slots__ = ("kind", "plain", "split", "terms", "understood", "unit")

    def __init__(self, kind: Kind, split: Split, terms: Terms, unit: str = "") -> None:
        self.kind, self.split, self.terms, self.unit = kind, split, terms, unit
        self.plain = kind is Kind.WORDS
        self.understood = terms.memo.setdefault((kind, split, unit), {})

    def read(self, text: str, origin: Origin | None = None, presence: Presence = Presence.GIVEN) -> Cell[Any]:
        """The value of a cell. Dashes, "n/a", "to be determined" and the like are blank; their words are kept."""
        if not text:
            return Cell(None, Presence.BLANK, origin=origin)
        if text[0] == "{" and (cell := from_json(text, self.kind, self.terms)) is not None:
            return replace(cell, origin=origin)
        if self.plain and text[-1] != "]" and not _may_say_nothing(text):
            return Cell(text, presence, "", False, origin)
        value, absent, raw, cut = self.understood.get(text) or self._understand(text)
        return Cell(value, absent or presence, raw, cut, origin)

    def _understand(self, text: str) -> Understood:
        if (found := _nothing(text, self.kind)) is None:
            cut, plain, raw = _cut(text) if text[-1] == "]" else (False, text, "")
            match self.kind:
                case Kind.DATE:
                    value: Any = self.terms.when(plain)
                case Kind.MONEY:
                    value = self.terms.money(plain, self.unit)
                case Kind.SEVERAL:
                    value = parts_of(plain, self.split, self.terms)
                    raw = raw or _raw(plain, self.split)
                case _:
                    value = plain
            found = value, None, raw, cut
        self.understood[text] = found
        return found


def read_cell(
    text: str, kind: Kind, split: Split, terms: Terms, origin: Origin | None = None, *, unit: str = ""
) -> Cell[Any]:
    """The value of a single cell; see `CellReader` for those of a whole column."""
    return CellReader(kind, split, terms, unit).read(text, origin)


def nothing_said(text: str, kind: Kind) -> Cell[Any] | None:
    """A blank or unread cell where the words say no more than that, with those words."""
    if (found := _nothing(text, kind)) is None:
        return None
    value, presence, raw, _ = found
    return Cell(value, presence or Presence.BLANK, raw)


def _nothing(text: str, kind: Kind) -> Understood | None:
    if not _may_say_nothing(text):
        return None
    unread = says(text, "unread")
    # "none" under a cost may be the answer that none is needed
    if not unread and (not says(text, "blank") or (kind is Kind.MONEY and read_money(text).none_needed)):
        return None
    # our own spellings say nothing beyond the presence itself
    raw = "" if text in (NOT_RETRIEVED, "[blank]") else text
    return None, Presence.UNREAD if unread else Presence.BLANK, raw, False


def _may_say_nothing(text: str) -> bool:
    most, words = _for_nothing()
    return len(text) <= most and fold(text) in words


@cache
def _for_nothing() -> tuple[int, frozenset[str]]:
    """How long words for a blank or unread cell may be, and those words as they are compared."""
    return max(longest("unread"), longest("blank")), folded("unread") | folded("blank")


def parts_of(text: str, split: Split, terms: Terms) -> tuple[str, ...]:
    """The several things of a cell; the text itself where taking it apart leaves nothing."""
    match split:
        case Split.BODIES:
            found = bodies(text, terms.known)
        case Split.WORDS:
            found = words_apart(text)
        case Split.LIST:
            found = tuple(part.text for part in listed(text) if part.text)
        case _:
            found = ()
    return found or (text,)


def _raw(text: str, split: Split) -> str:
    """The words of a list are kept beside its parts where these do not say them."""
    return "" if split is Split.WHOLE or text == _listed_anew(text) else text


@lru_cache(maxsize=4096)
def _listed_anew(text: str) -> str:
    """A list as we write it, from a cell that may be one."""
    return _numbered_text(tuple(part.text for part in listed(text)))


def _numbered_text(texts: tuple[str, ...]) -> str:
    if len(texts) == 1 and tuple(part.text for part in listed(texts[0])) == texts:
        return texts[0]
    return numbered([Part(text, n) for n, text in enumerate(texts, start=1)])


def _cut(text: str) -> tuple[bool, str, str]:
    """Whether the end of the text was cut off in the source, the text before that remark, and its words if not ours."""
    for _, word in each_word(spellings("cut")):
        if text.endswith(word) and len(text) > len(word):
            before = text[: -len(word)].rstrip()
            return True, before, "" if text == f"{before} {CUT}" else text
    return False, text, ""


def texts_for(cell: Cell[Any], kind: Kind, terms: Terms) -> Iterator[str]:
    """Ways to write a cell, the plainest first; the last says everything. The first that reads back is the one."""
    plain = (cell.raw, NOT_RETRIEVED if cell.unread else "[blank]") if cell.value is None else _plain_texts(cell, kind)
    yield from (text for text in plain if text and clean(text) == text)
    yield _to_json(cell, kind, terms)


def _plain_texts(cell: Cell[Any], kind: Kind) -> Iterator[str]:
    mark = f" {CUT}" if cell.truncated else ""
    if cell.raw:
        yield cell.raw
        yield cell.raw + mark
    match cell.value:
        case When():
            yield write_when(cell.value) + mark
        case Money():
            yield cell.value.raw + mark
        case tuple() if kind is Kind.SEVERAL:
            yield _numbered_text(cell.value) + mark
            yield "; ".join(cell.value) + mark
        case str():
            yield cell.value + mark


_NODE_OF: dict[Kind, tuple[str, str]] = {
    Kind.WORDS: ("activity", "lead"),
    Kind.SEVERAL: ("activity", "partners"),
    Kind.DATE: ("activity", "timeframe"),
    Kind.MONEY: ("cost", "money"),
    Kind.STEPS: ("activity", "steps"),
    Kind.INDICATORS: ("activity", "indicators"),
    Kind.COSTS: ("activity", "costs"),
}
_KEYS = {(node, field.name): field.key for node, fields in NODES.items() for field in fields}
_TELLING = frozenset({"value", "blank", "unread"})
_ENVELOPE = frozenset({"value", "raw", "truncated", "inherited", "blank", "unread"})


def _to_json(cell: Cell[Any], kind: Kind, terms: Terms) -> str:
    """The cell as our YAML would hold it, on one line."""
    node, name = _NODE_OF[kind]
    tree = plan_to_tree(_plan_with(node, name, cell, terms))
    activity = tree["goals"][0]["objectives"][0]["activities"][0]
    value = activity["budget"][0]["money"] if node == "cost" else activity[_KEYS[node, name]]
    enveloped = isinstance(value, dict) and not _TELLING.isdisjoint(value)
    told = value if enveloped else {"value": value}
    text = json.dumps(told, ensure_ascii=False)
    # signs that no spreadsheet can hold are spelled out
    return text if clean(text) == text else json.dumps(told)


def _plan_with(node: str, name: str, cell: Cell[Any], terms: Terms) -> Plan:
    held: dict[str, Any] = {"costs": Cell((Cost(money=cell),))} if node == "cost" else {name: cell}
    activity = Activity("a", Cell("a"), **held)
    objective = Objective("o", Cell("o"), activities=Cell((activity,)))
    goal = Goal("g", Cell("g"), objectives=Cell((objective,)))
    return Plan("p", "p", goals=Cell((goal,)), fiscal_start=terms.fiscal_start, fiscal_named_by=terms.fiscal_named_by)


@lru_cache(maxsize=1024)
def from_json(text: str, kind: Kind, terms: Terms) -> Cell[Any] | None:
    """What `_to_json` wrote; None where the text is anything else."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not told or not set(told) <= _ENVELOPE:
        return None
    node, name = _NODE_OF[kind]
    key = _KEYS[node, name]
    held = {"budget": [{"money": told}]} if node == "cost" else {key: told}
    activity = {"id": "a", "text": "a"} | held
    tree = {
        "meta": {"id": "p", "fiscal_year": {"starts": str(terms.fiscal_start), "named_by": terms.fiscal_named_by}},
        "goals": [{"id": "g", "text": "g", "objectives": [{"id": "o", "text": "o", "activities": [activity]}]}],
    }
    plan, findings = plan_from_tree(tree)
    if plan is None or findings:
        return None
    _, _, read = next(plan.each_activity())
    cell: Cell[Any] = read.costs.value[0].money if node == "cost" and read.costs.value else getattr(read, name)
    return cell
