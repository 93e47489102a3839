"""Which rows make up which goal, objective and activity: the tree of a plan before its cells are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from palermo.core import Cell, Finding, Origin, Presence, blank
from palermo.core.languages import fold
from palermo.plan.tables.cell_words import CellReader, Terms, read_cell
from palermo.plan.tables.columns import ACTIVITY, GOAL, OBJECTIVE, Split
from palermo.plan.tables.labels import Label, code_of, label
from palermo.plan.tables.layout import Format
from palermo.plan.tables.remarks import remark
from palermo.plan.tables.rows import Row, RowReader
from palermo.plan.tables.sheet import Sheet
from palermo.plan.tables.splitting import listed
from palermo.plan.tree.fields import Kind


@dataclass(slots=True)
class Draft:
    """A goal, objective or activity with the rows that tell of it, table by table."""

    level: str
    text: Cell[str]
    code: Cell[str]
    number: str = ""  # the code in plain digits
    identity: str = ""  # where a column gives one
    implicit: bool = False
    spots: list[tuple[Sheet, list[int]]] = field(default_factory=list)
    under: list["Draft"] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    outputs_cell: Cell[tuple[str, ...]] | None = None
    outputs_at: Origin | None = None
    output: str = ""
    above: str = ""

    def add(self, sheet: Sheet, row: int) -> None:
        """One more row that tells of it."""
        if self.spots and self.spots[-1][0] is sheet:
            if row not in self.spots[-1][1]:
                self.spots[-1][1].append(row)
        else:
            self.spots.append((sheet, [row]))
        sheet.owner[row] = id(self)


@dataclass(slots=True)
class Loose:
    """A row that fits nowhere."""

    sheet: Sheet
    row: int
    cells: Mapping[int, str]
    total: bool = False


class Placer:
    """Walks the tables in order and keeps the goal, objective and activity it is in."""

    def __init__(self, levels: Mapping[str, str], terms: Terms, findings: list[Finding]) -> None:
        self.levels = levels
        self.terms = terms
        self.words = CellReader(Kind.WORDS, Split.WHOLE, terms)
        self.findings = findings
        self.goals: list[Draft] = []
        self.loose: list[Loose] = []
        self.goal: Draft | None = None
        self.objective: Draft | None = None
        self.activity: Draft | None = None
        self.above = ""

    def table(self, sheet: Sheet) -> None:
        """Place every row of a table."""
        if sheet.layout.format is not Format.DOCX or sheet.mapping.goal:
            # the next sheet of a workbook starts anew; a table of a document often goes on with the one before
            self.goal = self.objective = None
        self.activity = None
        self._said_above(sheet)
        rows = RowReader(sheet.grid, sheet.mapping, self.levels).rows()
        inferred = [row for row in rows if row.inferred]
        if inferred:
            place = sheet.origin(inferred[0].index, max(0, inferred[0].column))
            self.findings.append(remark("M09", place, count=len(inferred)))
        for row in rows:
            if row.level not in ("blank", "skip"):
                self._row(sheet, row)

    def _said_above(self, sheet: Sheet) -> None:
        """The goal and objective that stand in the sheet's name or above the table."""
        origin = Origin(sheet.layout.file, sheet.table.name)
        for words, level in ((sheet.mapping.goal, GOAL), (sheet.mapping.objective, OBJECTIVE)):
            if words:
                self._enter(level, words, label(words), "", origin)

    def _row(self, sheet: Sheet, row: Row) -> None:
        if row.level not in (GOAL, OBJECTIVE, "total"):
            self._columns_above(sheet, row)
        match row.level:
            case "goal" | "objective":
                draft = self._headed(sheet, row)
                draft.add(sheet, row.index)
                self.activity = None
            case "output":
                self._output(sheet, row)
            case "above":
                self.above = row.text or self.above
                self.goal = self.objective = self.activity = None
            case "activity":
                self._activity(sheet, row)
            case "more" | "coded":
                self._more(sheet, row)
            case _:
                self._leave(sheet, row, total=row.level == "total")

    def _columns_above(self, sheet: Sheet, row: Row) -> None:
        """Goal and objective given in columns of their own, usually merged over their activities."""
        cells = sheet.grid.filled(row.index)
        for name in (GOAL, OBJECTIVE, "output"):
            for column in sheet.fields(name):
                text = cells.get(column.index, "")
                if not text or (row.column == column.index and row.level == name):
                    continue
                origin = sheet.origin(row.index, column.index)
                if name == "output":
                    self._output_said(text, origin)
                elif column is sheet.fields(name)[0]:
                    code = next((cells.get(one.index, "") for one in sheet.fields(f"{name}_code")), "")
                    self._enter(name, text, label(text), code, origin)

    def _headed(self, sheet: Sheet, row: Row) -> Draft:
        origin = sheet.origin(row.index, max(0, row.column))
        levelled = bool(sheet.fields("level"))
        draft = self._enter(row.level, row.text, row.label, row.code, origin, fresh=levelled)
        draft.implicit = draft.implicit or row.implicit
        for column in sheet.fields("output"):
            text = sheet.grid.own(row.index, column.index)
            if text and row.level == OBJECTIVE:
                place = sheet.origin(row.index, column.index)
                draft.outputs_cell = read_cell(text, Kind.SEVERAL, Split.LIST, self.terms, place)
        self._identify(sheet, row, draft)
        return draft

    def _identify(self, sheet: Sheet, row: Row, draft: Draft) -> None:
        for column in sheet.fields("id"):
            draft.identity = sheet.grid.own(row.index, column.index) or draft.identity

    def _enter(
        self, level: str, text: str, found: Label | None, code: str, origin: Origin, *, fresh: bool = False
    ) -> Draft:
        """Go into a goal or objective: one met before, or a new one. `fresh`: each row is one of its own."""
        words, number = self._worded(text, found, origin)
        held = self._code(code or number, origin)
        given = code_of(held.value or "")
        known = None if fresh else self._known(level, words, given)
        if known is None:
            known = Draft(level, words, held, given)
            self._append(known)
            self.activity = None
        elif known is not self.goal and known is not self.objective:
            if level == GOAL:
                self.goal, self.objective = known, None
            else:
                self.objective = known
            self.activity = None
        return known

    def _worded(self, text: str, found: Label | None, origin: Origin) -> tuple[Cell[str], str]:
        """The words without the label in front of them, which gives the code."""
        if found is None or not (found.number or found.rank):
            return self.words.read(text, origin), ""
        cell = self.words.read(found.rest, origin)
        if cell.value is None and not found.rest:
            # "Goal 1" alone: the goal has a number and no words
            return Cell(None, Presence.BLANK, text, origin=origin), found.number
        return Cell(cell.value, cell.presence, text, cell.truncated, origin), found.number

    def _known(self, level: str, words: Cell[str], number: str) -> Draft | None:
        siblings = self.goals if level == GOAL else self._siblings()
        for draft in siblings:
            same_words = words.value is not None and fold(words.value) == fold(draft.text.value or "")
            if (number and number == draft.number and (same_words or words.value is None)) or (
                same_words and number == draft.number
            ):
                return draft
        return None

    def _siblings(self) -> list[Draft]:
        if self.goal is not None:
            return self.goal.under
        return [objective for goal in self.goals for objective in goal.under]

    def _append(self, draft: Draft) -> None:
        if draft.level == GOAL:
            draft.above = self.above
            self.goals.append(draft)
            self.goal, self.objective = draft, None
        elif draft.level == OBJECTIVE:
            self._goal().under.append(draft)
            self.objective = draft
        else:
            self._objective().under.append(draft)
            self.activity = draft

    def _goal(self) -> Draft:
        if self.goal is None:
            self._append(Draft(GOAL, blank(), blank(), implicit=True))
        return self.goal if self.goal is not None else self.goals[-1]

    def _objective(self) -> Draft:
        goal = self._goal()
        if self.objective is None:
            self._append(Draft(OBJECTIVE, blank(), blank(), implicit=True))
        return self.objective if self.objective is not None else goal.under[-1]

    def _activity(self, sheet: Sheet, row: Row) -> None:
        origin = sheet.origin(row.index, max(0, row.column))
        found = row.label if row.label and self._numbers_it(row) else None
        words, number = self._worded(row.text, found, origin) if row.text else (blank(origin), "")
        code = self._code(row.code or number, origin)
        if not row.text:
            self.findings.append(remark("M15", origin))
        draft = Draft(ACTIVITY, words, code, code_of(code.value or ""), output=self._output_here())
        self._append(draft)
        draft.add(sheet, row.index)
        self._identify(sheet, row, draft)

    def _numbers_it(self, row: Row) -> bool:
        """Whether what looks like a label is the activity's own number: with a code beside it, only the same one."""
        if row.label is None or not row.label.rest:
            return False
        return not row.code or code_of(row.code) == row.label.number

    def _code(self, text: str, origin: Origin) -> Cell[str]:
        cell: Cell[str] = self.words.read(text, origin)
        return cell

    def _output_here(self) -> str:
        return self.objective.output if self.objective is not None else ""

    def _output(self, sheet: Sheet, row: Row) -> None:
        origin = sheet.origin(row.index, max(0, row.column))
        words, number = self._worded(row.text, row.label, origin)
        text = words.value or row.text
        self._output_said(f"{row.code or number} {text}".strip(), origin, whole=True)
        if rest := [c for c in sheet.grid.filled(row.index) if c != row.column and c != self._code_column(sheet)]:
            cells = sheet.grid.filled(row.index)
            self.loose.append(Loose(sheet, row.index, {column: cells[column] for column in rest}))

    def _code_column(self, sheet: Sheet) -> int:
        return next((column.index for column in sheet.fields("code")), -1)

    def _output_said(self, text: str, origin: Origin, *, whole: bool = False) -> None:
        objective = self._objective()
        said = [text] if whole else [part.text for part in listed(text)]
        objective.outputs += [one for one in said if one and one not in objective.outputs]
        objective.outputs_at = objective.outputs_at or origin
        objective.output = text
        self.activity = None if whole else self.activity

    def _more(self, sheet: Sheet, row: Row) -> None:
        """More of the node above, or an indicator's row that names its goal or objective by number."""
        node = self._numbered(row.code) if row.level == "coded" else self.activity or self.objective or self.goal
        if node is None:
            self._leave(sheet, row)
        else:
            node.add(sheet, row.index)

    def _numbered(self, code: str) -> Draft | None:
        wanted = code_of(code)
        every: Sequence[Draft] = [
            draft
            for goal in self.goals
            for draft in (goal, *(node for objective in goal.under for node in (objective, *objective.under)))
        ]
        return next((draft for draft in every if draft.number == wanted), None)

    def _leave(self, sheet: Sheet, row: Row, *, total: bool = False) -> None:
        cells = sheet.grid.filled(row.index)
        first = next(iter(cells))
        words = " | ".join(cells.values())
        short = words if len(words) < 80 else f"{words[:77]}..."
        self.findings.append(remark("M12" if total else "M04", sheet.origin(row.index, first), words=short))
        self.loose.append(Loose(sheet, row.index, cells, total))
