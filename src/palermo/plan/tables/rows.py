"""What each row of a table is: a goal, an objective, an output, an activity, more of the row above, or none of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from palermo.core.languages import fold, fold_digits
from palermo.plan.tables.columns import FIELDS, Group
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.labels import RANKS, Label, code_of, label, prefix
from palermo.plan.tables.mapping import TableMapping
from palermo.plan.tables.vocabulary import says

SECTION = "section"
_LETTERED = re.compile("[IVXLC]+|[A-Z]")
_CODE = re.compile(r"[0-9A-Z]{1,4}(?:[.-][0-9A-Za-z]{1,3})*\.?")
_WIDE = 3  # a text merged over this many columns is a heading, not a cell of a column
_PARTS = (Group.STEP, Group.INDICATOR, Group.COST)


@dataclass(slots=True)
class Row:
    """One row below the header. `column` is where its own text stands, -1 where it has none."""

    index: int
    level: str
    text: str = ""
    column: int = -1
    code: str = ""
    label: Label | None = None
    implicit: bool = False
    inferred: bool = False


def level_of(rank: str, levels: Mapping[str, str]) -> str:
    """The level of a plan that a word in front of a row stands for."""
    if rank in levels:
        return levels[rank]
    if rank in ("output", "activity"):
        return rank
    return "goal" if rank in ("part", "goal") else "objective"


def levels_from(ranks: Sequence[str], *, goals_elsewhere: bool, objectives_elsewhere: bool) -> dict[str, str]:
    """Levels for the words seen in front of rows: of three and more the last two are goal and objective."""
    seen = [rank for rank in RANKS if rank in set(ranks) and rank not in ("output", "activity")]
    if objectives_elsewhere and not goals_elsewhere:
        return {rank: "goal" if n == len(seen) - 1 else "above" for n, rank in enumerate(seen)}
    if goals_elsewhere:
        below = [rank for rank in seen if rank not in ("part", "goal")]
        return dict.fromkeys(seen, "goal") | dict.fromkeys(below[:-1], "above") | dict.fromkeys(below[-1:], "objective")
    if len(seen) < 2:
        return {rank: level_of(rank, {}) for rank in seen}
    return dict.fromkeys(seen[:-2], "above") | {seen[-2]: "goal", seen[-1]: "objective"}


class RowReader:
    """Classifies the rows of one table."""

    def __init__(self, grid: Grid, mapping: TableMapping, levels: Mapping[str, str]) -> None:
        self.grid = grid
        self.mapping = mapping
        self.levels = levels
        self.main = [column.index for column in mapping.with_field("activity", "text")]
        self.code = next((column.index for column in mapping.with_field("code")), -1)
        self.level = next((column.index for column in mapping.with_field("level")), -1)
        self.above = {
            column.index: column.field for column in mapping.columns if column.field in ("goal", "objective", "output")
        }
        self.parts = [c.index for c in mapping.columns if c.field and not c.revised and FIELDS[c.field].group in _PARTS]
        self.headers = [self._folded(row) for row in mapping.header]
        self.openings = {header[0] for header in self.headers if header}

    def rows(self) -> list[Row]:
        """Every row from the first below the header, in order."""
        rows = [self._row(index) for index in range(self.mapping.first, self.grid.height)]
        for row, after in pairwise(rows):
            self._heads(row, after)
        self._sections(rows)
        return rows

    def _row(self, index: int) -> Row:
        cells = self.grid.filled(index)
        told = self.mapping.rows.get(index, "")
        if not cells:
            return Row(index, "blank")
        if told in ("skip", "total"):
            return Row(index, told)
        main = next((column for column in self.main if column in cells), -1)
        code = cells.get(self.code, "")
        if self.level >= 0 and (row := self._levelled(index, cells, main)):
            return row
        if told:
            return self._told(index, told, cells, main)
        if self._not_data(index, cells):
            return Row(index, "skip")
        if says(first := next(iter(cells.values())), "total") or says(cells.get(main, ""), "total"):
            return Row(index, "total", first)
        return self._plain(index, cells, main, code)

    def _levelled(self, index: int, cells: dict[int, str], main: int) -> Row | None:
        """A row of a table with a column that says the level."""
        said = cells.get(self.level, "")
        rank, implicit = _rank_said(said)
        if not rank:
            return None
        level = level_of(rank, self.levels)
        return Row(index, level, cells.get(main, ""), main, cells.get(self.code, ""), None, implicit)

    def _told(self, index: int, told: str, cells: dict[int, str], main: int) -> Row:
        column = main if main in cells else next(iter(cells))
        if column == self.code and len(cells) > 1 and _CODE.fullmatch(fold_digits(cells[column])):
            column = next(other for other in cells if other != self.code)
        text = cells[column]
        return Row(index, told, text, column, cells.get(self.code, "") if column != self.code else "", label(text))

    def _not_data(self, index: int, cells: dict[int, str]) -> bool:
        """The header again on a new page, or a row that only numbers the columns."""
        if len(cells) < 2:
            return False
        column, first = next(iter(cells.items()))
        if (column, fold(first)) in self.openings:
            return self._folded(index) in self.headers
        if len(cells) < 3 or code_of(first.strip("()[] ")) != "1":
            return False
        return [code_of(text.strip("()[] ")) for text in cells.values()] == [str(n + 1) for n in range(len(cells))]

    def _folded(self, index: int) -> tuple[tuple[int, str], ...]:
        return tuple((column, fold(text)) for column, text in self.grid.filled(index).items())

    def _plain(self, index: int, cells: dict[int, str], main: int, code: str) -> Row:
        column = main if main >= 0 else self._only(cells)
        first = next(iter(cells))
        if column < 0 and (said := label(cells[first])) and said.rank:
            column = first
        text = cells.get(column, "")
        if column == self.code:
            code = ""
        found = label(text) if text else None
        if found and found.rank and (found.rest or len(cells) == 1):
            return Row(index, level_of(found.rank, self.levels), text, column, code, found)
        if self._is_section(index, cells, column, code, found):
            return Row(index, SECTION, text, column, code, found)
        if main >= 0:
            return Row(index, "activity", text, main, code, found)
        return self._without_text(index, cells, code)

    def _only(self, cells: dict[int, str]) -> int:
        """The one text of a row that has nothing in its main column, apart from its code."""
        others = [column for column in cells if column != self.code]
        if len(others) == 1:
            return others[0]
        return next(iter(cells)) if len(cells) == 1 else -1

    def _is_section(self, index: int, cells: dict[int, str], column: int, code: str, found: Label | None) -> bool:
        if column < 0 or column in self.above or len(cells) > 2:
            return False
        if any(other not in (column, self.code) for other in cells):
            return False
        span = self.grid.blocks.get((index, column))
        if span and span.right - span.left + 1 >= min(_WIDE, max(2, self.grid.width // 2)) and not span.tall:
            return True
        if column in self.parts and self.main:
            return False
        if column not in self.main:
            return len(cells) == 1 and (column in (0, self.code) or bool(found)) and bool(self.main)
        # activities are numbered; a letter or a Roman numeral stands before what is above them
        lettered = _LETTERED.fullmatch(code_of(code)) is not None
        return lettered or (found is not None and bool(found.rest) and _LETTERED.fullmatch(found.number) is not None)

    def _without_text(self, index: int, cells: dict[int, str], code: str) -> Row:
        covered = any(not self.grid.starts(index, column) for column in self.main)
        above = next((column for column in self.above if column in cells), -1)
        if not self.main and above >= 0:
            text = cells[above]
            return Row(index, self.above[above], text, above, code, label(text))
        filled_parts = any(column in cells for column in self.parts)
        if code and self.main and not covered:
            return Row(index, "activity", "", self.main[0], code)
        if not self.main and code:
            return Row(index, "coded", "", -1, code)
        if covered or filled_parts:
            return Row(index, "more")
        if above >= 0:
            return Row(index, "above")
        return Row(index, "unplaced")

    def _heads(self, row: Row, after: Row) -> None:
        """A row with nothing but code and text, whose code the next row continues, is a heading."""
        if row.level != "activity" or after.level not in ("activity", SECTION) or not row.text:
            return
        own = code_of(row.code or (row.label.number if row.label else ""))
        next_code = code_of(after.code or (after.label.number if after.label else ""))
        if prefix(next_code, own) and set(self.grid.filled(row.index)) <= {row.column, self.code, *self.above}:
            row.level = SECTION

    def _sections(self, rows: list[Row]) -> None:
        """Give headings without a telling word their level: the broader number is the goal."""
        heads = [row for row in rows if row.level == SECTION]
        if not heads:
            return
        above = set(self.above.values())
        goals = bool(self.mapping.goal) or "goal" in above or any(row.level == "goal" for row in rows)
        objectives = "objective" in above or any(row.level == "objective" for row in rows)
        keys = sorted({key for row in heads if (key := _breadth(row)) is not None})
        for row, after in zip_longest(rows, rows[1:]):
            if row.level != SECTION:
                continue
            row.inferred = True
            key = _breadth(row)
            if goals or objectives:
                row.level = "objective" if goals and not objectives else "goal" if not goals else "objective"
            elif key is not None and len(keys) > 1:
                row.level = "goal" if key == keys[0] else "objective" if key == keys[1] else "output"
            elif key is None and keys:
                row.level = "goal"
            elif key is None and after is not None and _unnumbered_pairs(heads):
                row.level = "goal" if after.index == row.index + 1 and after in heads else "objective"
            else:
                row.level = "objective" if key == 2 else "goal"


def _unnumbered_pairs(heads: list[Row]) -> bool:
    """Whether somewhere one heading stands right under another."""
    return any(after.index == row.index + 1 for row, after in pairwise(heads))


def _breadth(row: Row) -> int | None:
    """How broad a heading's number is: Roman numerals and letters before 1, 1 before 1.1; None without a number."""
    number = code_of(row.code) or (row.label.number if row.label else "")
    if not number:
        return None
    return 0 if number.isalpha() else number.count(".") + 1


@lru_cache(maxsize=256)
def _rank_said(text: str) -> tuple[str, bool]:
    """The rank that the cell of a level column names, and whether it says that the level is implicit."""
    plain = fold(text).split("(")
    implicit = len(plain) > 1 and says(plain[1].strip(") "), "implicit")
    word = plain[0].strip() if implicit else fold(text)
    return next((rank for rank in RANKS if says(word, "levels", rank)), ""), implicit
