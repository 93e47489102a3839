"""Two plans side by side, in a terminal."""

from collections.abc import Iterator

from palermo.cli.show.lines import BLANK_LINE, Column, Line, paragraph, row
from palermo.cli.show.words import LEVELS
from palermo.core import Cell, Message, mark
from palermo.plan import FIELD_NAMES, Change, Comparison, Op, Pair, Plan, Span, cell_words

_ID, _KIND, _BETWEEN = 10, 24, 2
_NEITHER = {"blank": Message(mark("not stated")), "unread": Message(mark("not read"))}
_MARKS = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}


def comparison_lines(comparison: Comparison, width: int, language: str) -> Iterator[Line]:
    """What differs, item by item in the order of the new plan; what was dropped comes last."""
    old, new = comparison.old, comparison.new
    as_what = Message(mark("two versions of one plan")) if comparison.versions else Message(mark("two plans"))
    yield from paragraph(f"{old.title} ({old.id})", width, style="bold")
    yield from paragraph(f"→ {new.title} ({new.id})", width, style="bold")
    yield from paragraph(Message(mark("Compared as {what}."), {"what": as_what}).say(language), width, style="dim")
    yield BLANK_LINE
    for level, kinds in comparison.counts.items():
        told = " · ".join(f"{n} {kind.label.say(language)}" for kind, n in kinds.items())
        columns = (Column(_ID + _BETWEEN, "bold"), Column(width - _ID - 2 * _BETWEEN))
        yield from row(columns, (LEVELS[level].say(language), told))
    if not comparison.changed:
        yield from paragraph(Message(mark("Nothing is known to differ.")).say(language), width)
    for pair in comparison.each():
        yield BLANK_LINE
        yield from _item(pair, width, language)


def _item(pair: Pair, width: int, language: str) -> Iterator[Line]:
    node = pair.new or pair.old
    if node is None or isinstance(node, Plan):
        named = (LEVELS[pair.level].say(language), "")
    else:
        named = (node.id, cell_words(node.text))
    yield from row((Column(_ID, "bold"), Column(width - _ID - _BETWEEN)), named)
    columns = (Column(_ID), Column(_KIND, "yellow"), Column(width - _ID - _KIND - 2 * _BETWEEN))
    for change in pair.changes:
        yield from row(columns, ("", _label(change, language), _turn(change, language)))


def _label(change: Change, language: str) -> str:
    """The kind in words, with the field where the kind does not name it."""
    label = change.kind.label.say(language)
    if change.kind.value != "other":
        return label
    field = change.field.rpartition(".")[2]  # a field of a step is told by its own name
    return Message(mark("{what}: {field}"), {"what": label, "field": FIELD_NAMES[field]}).say(language)


def _turn(change: Change, language: str) -> str:
    if change.spans:
        turned = _marked(change.spans)
    else:
        sides = [_side(cell, language) for cell in (change.old, change.new) if cell is not None]
        turned = " → ".join(sides)
    return f"{change.item}: {turned}" if change.item and change.field != "steps" else turned


def _side(cell: Cell[object], language: str) -> str:
    return cell_words(cell) or _NEITHER.get(cell.presence, Message("")).say(language)


def _marked(spans: tuple[Span, ...]) -> str:
    """The words with [-what went-] and {+what came+}."""
    parts = []
    for span in spans:
        words = span.text.strip()
        before, after = _MARKS[span.op] if words else ("", "")
        parts.append(span.text.replace(words, f"{before}{words}{after}", 1) if words else span.text)
    return "".join(parts)
