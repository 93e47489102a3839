"""What differs between two items taken for one: each cell of the model, with the kind of change it makes."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from palermo.core import Cell, Presence
from palermo.core.languages import fold, fold_digits
from palermo.core.money import Money
from palermo.core.when import When
from palermo.plan.compare.change import Change, Kind, Node
from palermo.plan.compare.pairing import Item, pair
from palermo.plan.compare.wording import Span, word_changes
from palermo.plan.model import Activity, Cost, Indicator, Objective, Plan, Step

CHILDREN = {"goals", "objectives", "activities", "indicators"}  # compared as items of their own
_DEADLINES = {Activity: {"timeframe", "end"}, Objective: {"timeframe"}, Step: {"due"}, Indicator: {"target_date"}}
_PLAN_DEADLINES = {"period_end"}
_COSTS = {"costs", "total_cost", "funded", "gap"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def words_of(cell: Cell[str]) -> str:
    """The text of a cell; empty where there is none."""
    return cell.value or ""


def differences(old: Node | Step, new: Node | Step, *, versions: bool) -> Iterator[Change]:
    """Changes of one item's own cells and steps; its children of other levels are compared apart."""
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in CHILDREN or not isinstance(before, Cell):
            continue
        if field.name == "steps":
            yield from _steps(before, after, versions=versions)
        elif key(before) != key(after) and (versions or field.name != "code"):
            yield _change(field.name, before, after, old)


def key(cell: Cell[Any]) -> object:
    """What a cell says, however it was written down."""
    return cell.presence, _said(cell.value)


def _said(value: object) -> object:
    match value:
        case When():
            told = (value.precision, value.first, value.last, value.points, value.ongoing, value.partial)
            return told if value.dated else (*told, value.raw)
        case Money():
            return (value.amount, value.upper, value.currency, value.none_needed)
        case Cost():
            return (key(value.money), key(value.year), key(value.source))
        case str():
            return " ".join(value.split())
        case tuple():
            return tuple(sorted((_said(part) for part in value), key=repr))
        case _:
            return value


def _change(name: str, old: Cell[Any], new: Cell[Any], node: Node | Step) -> Change:
    if old.unread or new.unread or (name == "text" and _cut_off(old, new)):
        return Change(Kind.CANNOT_SAY, name, old, new)
    if name in _DEADLINES.get(type(node), ()) or (isinstance(node, Plan) and name in _PLAN_DEADLINES):
        return Change(_deadline(old, new), name, old, new)
    if name == "target" and isinstance(node, Indicator):
        return Change(_target(old, new, node), name, old, new)
    if name == "code" and old.given and new.given:
        return Change(Kind.RENUMBERED, name, old, new)
    named = {"lead": Kind.LEAD, "text": Kind.REWORDED} | dict.fromkeys(_COSTS, Kind.COST)
    spans: tuple[Span, ...] = ()
    if isinstance(old.value, str) and isinstance(new.value, str):
        spans = word_changes(old.value, new.value)
    return Change(named.get(name, Kind.OTHER), name, old, new, spans=spans)


def _cut_off(old: Cell[str], new: Cell[str]) -> bool:
    """A wording cut off by the reader that the other side only goes on with may well be the same wording."""
    before, after = fold(words_of(old)), fold(words_of(new))
    return (old.truncated and after.startswith(before)) or (new.truncated and before.startswith(after))


def _deadline(old: Cell[When], new: Cell[When]) -> Kind:
    own_before, own_after = old.presence is Presence.GIVEN, new.presence is Presence.GIVEN
    if own_before != own_after:
        return Kind.DEADLINE_SET if own_after else Kind.DEADLINE_REMOVED
    before = old.value.last if old.value else None
    after = new.value.last if new.value else None
    if before is None or after is None or before == after:
        return Kind.DEADLINE_CHANGED
    return Kind.DEADLINE_LATER if after > before else Kind.DEADLINE_EARLIER


def _target(old: Cell[str], new: Cell[str], node: Indicator) -> Kind:
    """Raised or lowered where both targets are one number in the same words, such as "50 %" and "40 %"."""
    before, after = _number(words_of(old)), _number(words_of(new))
    if before is None or after is None or before[1] != after[1] or before[0] == after[0]:
        return Kind.TARGET_CHANGED
    more = after[0] > before[0]
    return Kind.TARGET_RAISED if more != (words_of(node.direction) == "down") else Kind.TARGET_LOWERED


def _number(text: str) -> tuple[float, str] | None:
    """The only number of a text, and the words around it."""
    plain = fold(fold_digits(text))
    found = _NUMBER.findall(plain)
    if len(found) != 1:
        return None
    figure = found[0]
    figure = re.sub("[.,]", "", figure) if _THOUSANDS.fullmatch(figure) else figure.replace(",", ".")
    # 1.234.5 is no number anybody writes
    return (float(figure), _NUMBER.sub("#", plain)) if figure.count(".") <= 1 else None


def _steps(old: Cell[tuple[Step, ...]], new: Cell[tuple[Step, ...]], *, versions: bool) -> Iterator[Change]:
    if old.unread or new.unread:
        if old.unread != new.unread:
            yield Change(Kind.CANNOT_SAY, "steps", old, new)
        return
    before, after = old.value or (), new.value or ()
    for match in pair(_items(before), _items(after), versions=True):
        a = before[match.old] if match.old is not None else None
        b = after[match.new] if match.new is not None else None
        if a is None and b is not None:
            yield Change(Kind.STEP_ADDED, "steps", None, b.text, words_of(b.text))
        elif b is None and a is not None:
            yield Change(Kind.STEP_REMOVED, "steps", a.text, None, words_of(a.text))
        elif a is not None and b is not None:
            for change in differences(a, b, versions=versions):
                yield Change(
                    change.kind, f"steps.{change.field}", change.old, change.new, words_of(b.text), change.spans
                )


def _items(steps: tuple[Step, ...]) -> list[Item]:
    # a step has no number, and its place is its name only where it has no words
    texts = [words_of(step.text) or words_of(step.deliverable) for step in steps]
    return [Item(text or f"{at}", text) for at, text in enumerate(texts)]
