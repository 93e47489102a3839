"""From the model to a tree of plain values."""

from collections.abc import Mapping
from typing import Any

from palermo.core import Cell, Presence
from palermo.core.money import Money, read_money, write_money
from palermo.core.when import When, read_when, write_when
from palermo.plan.model import Generation, Plan, Source
from palermo.plan.tree.fields import CHILD, NODES, NOT_RETRIEVED, PLAN, Field, Kind

Tree = dict[str, Any]


def plan_to_tree(plan: Plan) -> Tree:
    """The plan as plain dicts, lists and strings; `plan_from_tree` reads it back to an equal plan."""
    meta: Tree = {"id": plan.id, "title": plan.title}
    meta |= {
        key: value
        for key, value in (("country", plan.country), ("issued_by", plan.issuer), ("language_of_source", plan.language))
        if value
    }
    meta["basis"] = str(plan.basis)
    meta["partly_read"] = plan.partly_read
    meta["fiscal_year"] = {"starts": plan.fiscal_start, "named_by": plan.fiscal_named_by}
    told = {field.key: _cell(getattr(plan, field.name), field, plan) for field in PLAN}
    meta["period"] = {"start": told.pop("start"), "end": told.pop("end")}
    meta |= told
    if plan.budget_calendar:
        meta["budget_calendar"] = dict(plan.budget_calendar)
    if plan.sources:
        meta["source"] = [_source(source) for source in plan.sources]
    meta |= plan.extra.get("meta", {})
    tree: Tree = {"meta": meta}
    if plan.register:
        tree["agencies"] = dict(plan.register)
    tree["goals"] = _cell(plan.goals, Field("goals", "goals", Kind.GOALS, ""), plan)
    if plan.generations:
        tree["generations"] = [_generation(generation) for generation in plan.generations]
    return tree | {key: value for key, value in plan.extra.items() if key != "meta"}


def _source(source: Source) -> Tree:
    return {"what": source.what} | {k: v for k, v in (("url", source.url), ("pages", source.pages)) if v}


def _generation(generation: Generation) -> Tree:
    told: Tree = {"id": generation.id}
    if generation.title:
        told["title"] = generation.title
    told["period"] = {"start": generation.period_start or None, "end": generation.period_end or None}
    if generation.goals:
        told["goals"] = [{"text": text} for text in generation.goals]
    if generation.intentions:
        told["reported_intentions"] = [{"text": text} for text in generation.intentions]
    if generation.lessons:
        told["reported_lessons"] = list(generation.lessons)
    return told | dict(generation.extra)


def _node(node: Any, name: str, plan: Plan) -> Tree:
    tree: Tree = {}
    if hasattr(node, "id"):
        tree["id"] = node.id
        if node.code != Cell(node.id):
            tree["code"] = _words(node.code)
    for field in NODES[name]:
        cell = getattr(node, field.name)
        if field.name == "text" and _plain(cell):
            tree["text"] = cell.value
            if cell.truncated:
                tree["truncated"] = True
        elif field.always or not _empty(cell):
            tree[field.key] = _cell(cell, field, plan)
    for mark in getattr(node, "marks", ()):
        tree[mark] = True
    for key in ("also_in", "aims"):
        if listed := getattr(node, key, ()):
            tree[key] = list(listed)
    if getattr(node, "implicit", False):
        tree["implicit"] = True
    return tree | dict(node.extra)


def _empty(cell: Cell[Any]) -> bool:
    return cell.blank and not cell.raw


def _plain(cell: Cell[Any]) -> bool:
    return cell.given and not cell.raw and cell.value != NOT_RETRIEVED


def _cell(cell: Cell[Any], field: Field, plan: Plan) -> Any:
    if cell.blank:
        return {"blank": cell.raw} if cell.raw else None
    if cell.unread:
        return {"unread": cell.raw} if cell.raw else NOT_RETRIEVED
    value = _value(cell.value, field.kind, plan)
    if cell.given and not cell.truncated and not cell.raw and value != NOT_RETRIEVED:
        return value
    told: Tree = {"value": value}
    if cell.raw:
        told["raw"] = cell.raw
    if cell.truncated:
        told["truncated"] = True
    if cell.presence is Presence.INHERITED:
        told["inherited"] = True
    return told


def _words(cell: Cell[str]) -> Any:
    return _cell(cell, Field("", "", Kind.WORDS, ""), Plan("", ""))


def _value(value: Any, kind: Kind, plan: Plan) -> Any:
    match kind:
        case Kind.WORDS:
            return value
        case Kind.SEVERAL:
            return list(value)
        case Kind.DATE:
            return _when(value, plan)
        case Kind.MONEY:
            return _money(value)
        case _:
            return [_node(child, CHILD[kind], plan) for child in value]


def _when(when: When, plan: Plan) -> str | Mapping[str, Any]:
    text = write_when(when)
    if text and _reads_as(text, plan) == when:
        return text
    told: Tree = {"raw": when.raw, "precision": str(when.precision)}
    for key in ("first", "last"):
        if day := getattr(when, key):
            told[key] = day.isoformat()
    for key in ("points", "partial"):
        if days := getattr(when, key):
            told[key] = [day.isoformat() for day in days]
    if when.ongoing:
        told["ongoing"] = True
    return told


def _reads_as(text: str, plan: Plan) -> When:
    """What the words say under the plan's own fiscal year."""
    return read_when(text, fiscal_start=plan.fiscal_start, fiscal_named_by=plan.fiscal_named_by)


def _money(money: Money) -> str | Mapping[str, Any]:
    text = write_money(money)
    if text and read_money(text) == money:
        return text
    told: Tree = {"raw": money.raw}
    for key in ("amount", "upper", "currency"):
        if (part := getattr(money, key)) is not None:
            told[key] = str(part)
    if money.none_needed:
        told["none_needed"] = True
    return told
