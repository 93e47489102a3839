"""A comparison as plain values, for JSON."""

from typing import Any

from palermo.core import Cell
from palermo.plan.compare.change import Change, Comparison, Node, Pair
from palermo.plan.model import Cost, Plan, Step

Tree = dict[str, Any]


def comparison_to_tree(comparison: Comparison, language: str = "en") -> Tree:
    """Plain dicts, lists and strings; only items that differ are listed, counts are of items, not of changes."""
    return {
        "old": _plan(comparison.old),
        "new": _plan(comparison.new),
        "versions": comparison.versions,
        "changed": comparison.changed,
        "counts": {level: {str(kind): n for kind, n in kinds.items()} for level, kinds in comparison.counts.items()},
        "items": [_pair(pair, language) for pair in comparison.each()],
    }


def _plan(plan: Plan) -> Tree:
    return {"id": plan.id, "title": plan.title}


def _pair(pair: Pair, language: str) -> Tree:
    return {
        "level": pair.level,
        "old": _id(pair.old),
        "new": _id(pair.new),
        "paired_by": str(pair.how),
        "likeness": round(pair.likeness, 3),
        "changes": [_change(change, language) for change in pair.changes],
    }


def _id(node: Node | None) -> str | None:
    return None if node is None else node.id


def _change(change: Change, language: str) -> Tree:
    tree: Tree = {
        "kind": str(change.kind),
        "label": change.kind.label.say(language),
        "field": change.field,
        "old": _cell(change.old),
        "new": _cell(change.new),
    }
    if change.item:
        tree["item"] = change.item
    if change.spans:
        tree["words"] = [[str(span.op), span.text] for span in change.spans]
    return tree


def _cell(cell: Cell[Any] | None) -> Tree | None:
    if cell is None:
        return None
    return {"presence": str(cell.presence), "text": cell_words(cell), "origin": str(cell.origin or "")}


def cell_words(cell: Cell[Any]) -> str:
    """What a cell says, as it was written; steps and cost lines one after another."""
    if cell.raw or not isinstance(cell.value, tuple):
        return cell.words
    return "; ".join(filter(None, map(_part, cell.value)))


def _part(part: Any) -> str:
    match part:
        case Step():
            return part.text.words
        case Cost():
            return ", ".join(cell.words for cell in (part.money, part.year, part.source) if cell.words)
        case _:
            return str(part)
