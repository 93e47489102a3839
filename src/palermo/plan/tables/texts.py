"""What to write into cells so that reading them gives the same again: every text is read back before it is used."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from palermo.core import BLANK, Cell, Presence
from palermo.plan.tables.cell_words import Terms, read_cell, texts_for
from palermo.plan.tables.columns import ACTIVITY, FIELDS, PARTS_AT, PRIMARY, Group, Split
from palermo.plan.tables.entries import EntryReader, finished, indicator_id
from palermo.plan.tables.layout import Format, Layout, Table, clean
from palermo.plan.tables.mapping import Column, TableMapping
from palermo.plan.tables.nodes import NodeReader
from palermo.plan.tables.sheet import Sheet
from palermo.plan.tables.splitting import Part, listed, numbered
from palermo.plan.tree.fields import Kind

LISTS = {
    Group.STEP: ("steps", Kind.STEPS),
    Group.INDICATOR: ("indicators", Kind.INDICATORS),
    Group.COST: ("costs", Kind.COSTS),
}
# the lead column stands there so that no lead is inferred from the others
_ALONE = (Column(0, "", "lead"),)


class Writer:
    """Finds the words of cells under the terms of one plan, and remembers what it has found."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.known: dict[tuple[str, str, Cell[Any]], str | None] = {}

    def words(self, cell: Cell[Any], kind: Kind = Kind.WORDS, split: Split = Split.WHOLE) -> str:
        """The text of a cell that is read by itself, such as a code or a thing said of the whole plan."""
        if cell == BLANK:
            return ""
        texts = texts_for(cell, kind, self.terms)
        return next(text for text in texts if read_cell(text, kind, split, self.terms) == cell)

    def node(self, level: str, node: Any) -> dict[str, str]:
        """Field and text of everything that columns say of a goal, objective or activity itself."""
        texts = {}
        for name, about in FIELDS.items():
            if about.group is not Group.NODE or level not in about.at or name in _other_names(level):
                continue
            attribute, kind = about.at[level]
            text = self.of_field(name, level, getattr(node, attribute), kind)
            if text:
                texts[name] = text
        for group in PARTS_AT[level]:
            texts |= self.entries(group, getattr(node, LISTS[group][0]), node.id)
        return texts

    def of_field(self, name: str, level: str, cell: Cell[Any], kind: Kind) -> str:
        """The text of one column for one node. Raises ValueError where no text would be read as the cell."""
        if cell == BLANK:
            return ""
        key = (name, level, cell)
        if key not in self.known:
            texts = texts_for(cell, kind, self.terms)
            self.known[key] = next((text for text in texts if self._reads(text, name, level, cell)), None)
        text = self.known[key]
        if text is None:
            raise ValueError(f"no words say {cell!r}")
        return text

    def _reads(self, text: str, name: str, level: str, cell: Cell[Any]) -> bool:
        if not text:
            return False
        column = Column(1, "", name)
        sheet = _row_of({1: text}, (*_ALONE, column) if name != "lead" else (column,))
        read = NodeReader(sheet, self.terms, []).read(level, [0])
        attribute = FIELDS[name].at[level][0]
        return read.pop(attribute, BLANK) == cell and all(other.blank and not other.raw for other in read.values())

    def entries(self, group: Group, cell: Cell[Any], parent: str) -> dict[str, str]:
        """Field and text of the steps, indicators or cost lines of a node, in parallel lists where they are several."""
        if cell == BLANK:
            return {}
        kind = LISTS[group][1]
        for texts in self._ways(group, cell, kind):
            if texts and self.entries_read(group, texts, parent) == cell:
                return texts
        raise ValueError(f"no words say {cell!r}")

    def _ways(self, group: Group, cell: Cell[Any], kind: Kind) -> Iterator[dict[str, str]]:
        if cell.presence is Presence.GIVEN and cell.value and not any(entry.extra for entry in cell.value):
            for with_ids, lone in product((False, True), (False, True) if len(cell.value) == 1 else (True,)):
                yield self._parallel(group, cell.value, with_ids=with_ids, numbers=lone)
        for text in texts_for(cell, kind, self.terms):
            yield {PRIMARY[group]: text} if text else {}

    def _parallel(self, group: Group, entries: Sequence[Any], *, with_ids: bool, numbers: bool) -> dict[str, str]:
        texts = {}
        for name, about in FIELDS.items():
            if about.group is not group or (about.name == "id" and not with_ids):
                continue
            said = [self._part(getattr(entry, about.name), about.kind) for entry in entries]
            parts = [Part(text, n) for n, text in enumerate(said, start=1) if text or name == PRIMARY[group]]
            if any(part.text for part in parts):
                texts[name] = numbered([Part(p.text or "[blank]", p.number) for p in parts]) if numbers else said[0]
        return texts

    def _part(self, cell: Cell[Any] | str, kind: Kind) -> str:
        if isinstance(cell, str):
            return cell
        return self.words(cell, kind, Split.WORDS if kind is Kind.SEVERAL else Split.WHOLE)

    def entries_read(self, group: Group, texts: Mapping[str, str], parent: str) -> Cell[Any]:
        """What the texts of a group would be read as."""
        columns = tuple(Column(n, "", name) for n, name in enumerate(texts))
        sheet = _row_of(dict(enumerate(texts.values())), columns)
        found = EntryReader(sheet, group, self.terms, []).read([0])
        return finished(group, found, lambda entry, n: indicator_id(entry, parent, n))


def _other_names(level: str) -> tuple[str, ...]:
    """Fields that only read what another field writes."""
    return ("tick",) if level == ACTIVITY else ("tick", "lead")


def _row_of(cells: Mapping[int, str], columns: tuple[Column, ...]) -> Sheet:
    """A table of one row, to read a text back from."""
    width = max(cells, default=0) + 1
    table = Table("", (tuple(cells.get(n) for n in range(width)),))
    layout = Layout("", Format.XLSX, (table,))
    return Sheet(layout, table, TableMapping("", use=True, columns=columns))


def list_text(texts: Sequence[str]) -> str | None:
    """A list as one cell, None where it would not be read as the same list."""
    for text in ("\n".join(texts), numbered([Part(part, n) for n, part in enumerate(texts, start=1)])):
        if text and clean(text) == text and tuple(part.text for part in listed(text)) == tuple(texts):
            return text
    return None
