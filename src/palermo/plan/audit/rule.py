"""What a rule of the audit is, and the few answers that any rule can give."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from palermo.core import Cell, Message, Origin, Outcome, Presence, Severity, mark
from palermo.plan.audit.context import Context
from palermo.plan.names import FIELD_NAMES

T = TypeVar("T")
# looked up half a million times in a large plan; an enum's members are slow to reach
_GIVEN, _BLANK, _UNREAD = Presence.GIVEN, Presence.BLANK, Presence.UNREAD
_PASS, _FAIL, _UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN


class Level(StrEnum):
    """What a rule judges. Progress is judged on reports, not on the plan."""

    PLAN = "plan"
    GOAL = "goal"
    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    INDICATOR = "indicator"
    PROGRESS = "progress"


class Answer(NamedTuple):
    """What a rule says of one object. `text` is a msgid; the engine adds the field `object` to `params`.

    `origin` is where to look, where that is not in the plan.
    """

    outcome: Outcome
    text: str = ""
    params: Mapping[str, object] = MappingProxyType({})
    origin: Origin | None = None


PASS = Answer(Outcome.PASS)
NOT_ASKED = Answer(Outcome.NOT_APPLICABLE)  # the question does not arise

Test = Callable[[Any, Context], Answer]


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a rule cannot be asked yet. `over` says of what was given that it can."""

    reason: Message
    over: Callable[[Context], bool]


@dataclass(frozen=True, slots=True)
class Texts:
    """What a rule says to people: msgids in English."""

    title: str
    advice: str
    why: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with everything a person may ask of it.

    `level` is the section of the rule book it stands in, `judges` the objects it is put to. `looks_at` names the
    fields it reads. A rule that waits for its input is never passed meanwhile.
    """

    id: str
    level: Level
    severity: Severity
    title: Message
    advice: Message
    why: Message
    good: Message
    bad: Message
    source: str
    looks_at: tuple[str, ...]
    judges: tuple[Level, ...]
    test: Test
    wait: Wait | None = None

    @property
    def looked_at(self) -> tuple[Message, ...]:
        """The fields it reads, in words."""
        return tuple(FIELD_NAMES[name] for name in self.looks_at)

    def waits(self, given: Context) -> Message | None:
        """The reason why the rule cannot be asked of what was given yet, where it cannot."""
        wait = self.wait
        return None if wait is None or wait.over(given) else wait.reason

    def cells(self, node: object) -> dict[str, Cell[Any]]:
        """The cells of `node` that the rule looks at, by field."""
        found = ((field, getattr(node, field, None)) for field in self.looks_at)
        return {field: cell for field, cell in found if isinstance(cell, Cell)}

    def origin(self, node: object) -> Origin | None:
        """Where to look in the source: the first cell looked at that has a place, else the object's own words."""
        for field in (*self.looks_at, "text"):
            cell = getattr(node, field, None)
            if isinstance(cell, Cell) and cell.origin is not None:
                return cell.origin
        return None


def rule(
    id_and_severity: str,
    level: Level,
    texts: Texts,
    *,
    source: str,
    looks_at: Iterable[str] = (),
    judges: Iterable[Level] = (),
    wait: Wait | None = None,
) -> Callable[[Test], Rule]:
    """Make a function from (object, context) to an answer into a rule. "A01 A" is rule A01 of severity A."""
    name, letter = id_and_severity.split()

    def made(test: Test) -> Rule:
        return Rule(
            id=name,
            level=level,
            severity=Severity(letter),
            title=Message(texts.title),
            advice=Message(texts.advice),
            why=Message(texts.why),
            good=Message(texts.good),
            bad=Message(texts.bad),
            source=source,
            looks_at=tuple(looks_at),
            judges=tuple(judges) or (level,),
            test=test,
            wait=wait,
        )

    return made


def fail(text: str, **params: object) -> Answer:
    """The answer that the object is at fault. `text` may use the field `object`."""
    return Answer(_FAIL, text, params)


def unknown(text: str, **params: object) -> Answer:
    """The answer that nobody can say."""
    return Answer(_UNKNOWN, text, params)


CUT_OFF = unknown(mark("{object}: the wording was cut off in the source, so nobody can say."))
_ONLY_INHERITED = mark("{object}: {cell} only comes from the level above; it does not count as its own.")


@cache
def unread(field: str) -> Answer:
    """Unknown, because nobody could read that field."""
    return unknown(mark("{object}: nobody could read {cell}, so this cannot be judged."), cell=FIELD_NAMES[field])


@cache
def inherited(field: str) -> Answer:
    """A value shown from the level above is not the object's own, so it never passes."""
    return fail(_ONLY_INHERITED, cell=FIELD_NAMES[field])


def stated(cell: Cell[Any], field: str, blank: Answer) -> Answer:
    """Pass where the cell itself holds something; `blank` where it is empty."""
    presence = cell.presence
    if presence is _GIVEN:
        return blank if own(cell) is None else PASS
    if presence is _BLANK:
        return blank
    return unread(field) if presence is _UNREAD else inherited(field)


def holds(value: Any) -> bool:
    """Whether a value says anything: spaces and lists of nothing do not."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, tuple):
        return bool(value) and (_filled(value[0]) or any(map(_filled, value)))
    return value is not None


def _filled(part: object) -> bool:
    return not isinstance(part, str) or bool(part.strip())


def own(cell: Cell[T]) -> T | None:
    """The value where the cell itself holds one."""
    value = cell.value
    # asked more often than anything else, and mostly of words or of an empty cell
    if value is None or cell.presence is not _GIVEN:
        return None
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    return value if not isinstance(value, tuple) or holds(value) else None


def worst(*answers: Answer) -> Answer:
    """What several conditions say together: a fault decides, then what is not known, then pass."""
    return _first(answers, _FAIL, _PASS)


def best(*answers: Answer) -> Answer:
    """What several ways say of which one is enough: pass, then what is not known, then the first fault."""
    return _first(answers, _PASS, _FAIL)


def _first(answers: Iterable[Answer], decides: Outcome, yields: Outcome) -> Answer:
    found = NOT_ASKED
    for answer in answers:
        if answer.outcome is decides:
            return answer
        if found is NOT_ASKED or (found.outcome is yields and answer.outcome is _UNKNOWN):
            found = answer
    return found
