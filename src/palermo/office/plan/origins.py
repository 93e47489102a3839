"""Where the cells of a stored plan stood in the file it came from.

The stored content is our own JSON, whose places mean nothing to a reader. The file is kept, so its cells can be asked
again: a cell that says the same as the file has the file's place, any other was written in this office.
"""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from palermo.core import Cell
from palermo.plan import Plan, Step

Node = TypeVar("Node")


def with_origins(stored: Plan, source: Plan) -> Plan:
    """The stored plan with the places of the file it was read from; a rewritten cell has none."""
    if stored == source:
        return source  # places do not count in comparison: the same plan, with all of them
    return _placed(stored, source)


def _placed(node: Node, source: Any) -> Node:
    cells = {item.name: getattr(node, item.name) for item in fields(node)}  # type: ignore[arg-type]  # any node of the model
    changed = {name: _cell(cell, getattr(source, name, None)) for name, cell in cells.items() if isinstance(cell, Cell)}
    return replace(node, **changed)  # type: ignore[type-var]  # as above


def _cell(cell: Cell[Any], source: Cell[Any] | None) -> Cell[Any]:
    if source is not None and cell == source:
        return source
    value = cell.value
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        found = {_name(node, at): node for at, node in enumerate(source.value or ())} if source is not None else {}
        value = tuple(_placed(node, found.get(_name(node, at))) for at, node in enumerate(value))
    return Cell(value, cell.presence, cell.raw, cell.truncated)


def _name(node: Any, at: int) -> Hashable:
    """What a node is recognised by: its id, a step by its words, a cost line by its place."""
    return node.text.words if isinstance(node, Step) else getattr(node, "id", at)
