"""What a file says of the whole plan, above its matrix or in a small table beside it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from palermo.core import BLANK, Cell, Origin
from palermo.core.languages import fold
from palermo.core.when import When
from palermo.plan.model import Basis, Generation, Plan, Source
from palermo.plan.tables.cell_words import Terms, read_cell
from palermo.plan.tables.columns import Split
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.layout import Layout, Table
from palermo.plan.tables.mapping import Mapping
from palermo.plan.tables.vocabulary import each_word, spellings
from palermo.plan.tree.fields import PLAN, Kind

_SIGN = re.compile(r"\s*[:៖=]\s*")
_KINDS = {about.name: about.kind for about in PLAN}
LONGEST_LABEL = 60


@dataclass(slots=True)
class Told:
    """Labels found and what stands beside them."""

    mapping: Mapping
    said: dict[str, tuple[str, Origin]] = field(default_factory=dict)

    @property
    def extra(self) -> dict[str, Any]:
        """What our own matrix keeps of the plan in JSON."""
        told: dict[str, Any] = self._json("extra", dict)
        return told

    @property
    def register(self) -> dict[str, str]:
        """Short names of bodies and their full names, one pair a line."""
        if told := self._json("register", dict):
            return {str(name): str(full) for name, full in told.items()}
        pairs = [_SIGN.split(line, maxsplit=1) for line in self.text("register").split("\n") if line.strip()]
        return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2 and pair[0].strip()}

    def text(self, name: str) -> str:
        """The words beside a label, "" without."""
        return self.said[name][0] if name in self.said else ""

    def plain(self, name: str) -> str:
        """The words beside a label that is no cell of the model."""
        return plain_words(self.text(name))

    def plan(self, plan_id: str, terms: Terms) -> Plan:
        """A plan with everything but its goals."""
        cells = {name: self._cell(name, terms) for name in _KINDS}
        start, end = _ends(self.mapping.period, terms)
        for name, text in (("period_start", start), ("period_end", end)):
            if cells[name].blank and text:
                cells[name] = Cell(terms.when(text))
        basis = self.text("basis")
        return Plan(
            plan_id,
            self.mapping.title or plan_id,
            country=self.mapping.country,
            issuer=self.plain("issuer"),
            language=self.mapping.language,
            basis=Basis(basis) if basis in set(Basis) else Basis.PLAN,
            partly_read=fold(self.text("partly_read")) in ("true", "yes"),
            fiscal_start=terms.fiscal_start,
            fiscal_named_by=terms.fiscal_named_by,
            register=self.register,
            budget_calendar=self._json("budget_calendar", dict),
            sources=tuple(Source(**source) for source in self._json("sources", list)),
            generations=tuple(_generation(told) for told in self._json("generations", list)),
            extra=self.extra,
            **cells,
        )

    def _cell(self, name: str, terms: Terms) -> Cell[Any]:
        if name not in self.said:
            return BLANK
        text, origin = self.said[name]
        return read_cell(text, _KINDS[name], Split.WHOLE, terms, origin)

    def _json(self, name: str, kind: type[Any]) -> Any:
        try:
            told = json.loads(self.text(name) or "null")
        except (ValueError, RecursionError):
            told = None
        return told if isinstance(told, kind) else kind()


def plain_words(text: str) -> str:
    """Words as they are, out of the JSON that our export puts around those with odd spaces."""
    return str(read_cell(text, Kind.WORDS, Split.WHOLE, Terms()).value or "") if text.startswith("{") else text


def told_of_plan(layout: Layout, mapping: Mapping) -> Told:
    """What stands above the headers of the tables used, and in tables of labels and values."""
    told = Told(mapping)
    for table in layout.tables:
        about = mapping.table(table.name)
        used = about is not None and about.use
        end = (about.header[0] if about.header else about.first) if about is not None and used else len(table.rows)
        for name, text, origin in labelled(layout, table, end, matrix=used):
            told.said.setdefault(name, (text, origin))
    return told


def labelled(layout: Layout, table: Table, end: int, *, matrix: bool = True) -> Iterator[tuple[str, str, Origin]]:
    """Field, words and place of each label in the rows before `end` and in the lines above the table."""
    for line in table.before:
        label, sign, text = _parted(line)
        if sign and text and (name := labels().get(fold(label))):
            yield name, text, Origin(layout.file, f"above {table.name}")
    if not matrix and table.width > 3:
        return
    grid = Grid(table)
    for row in range(end):
        cells = list(grid.filled(row).items())
        if not cells:
            continue
        (column, first), *others = cells
        label, sign, text = _parted(first)
        if len(others) == 1 and (name := labels().get(fold(label))) and not text:
            yield name, others[0][1], layout.origin(table, row, others[0][0])
        elif not others and sign and text and (name := labels().get(fold(label))):
            yield name, text, layout.origin(table, row, column)


def _parted(text: str) -> tuple[str, str, str]:
    """A label, its sign, and the words behind it."""
    found = _SIGN.search(text[: LONGEST_LABEL + 3])
    if not found:
        return text if len(text) <= LONGEST_LABEL else "", "", ""
    return text[: found.start()], found[0], text[found.end() :].strip()


@cache
def labels() -> dict[str, str]:
    """Folded label to the field of the plan it names."""
    return {fold(word): name for name, words in spellings("plan").items() for _, word in each_word(words)}


def _ends(period: str, terms: Terms) -> tuple[str, str]:
    """The words for the first and last day of a period, no more exact than it is given."""
    if not period:
        return "", ""
    when: When = terms.when(period)
    if when.first is None:
        return "", ""
    start = str(when.first.year) if (when.first.month, when.first.day) == (1, 1) else when.first.isoformat()
    if when.last is None:
        return start, ""
    end = str(when.last.year) if (when.last.month, when.last.day) == (12, 31) else when.last.isoformat()
    return start, end


def _generation(told: dict[str, Any]) -> Generation:
    listed = {name: tuple(told.get(name, ())) for name in ("goals", "intentions", "lessons")}
    return Generation(**(told | listed))
