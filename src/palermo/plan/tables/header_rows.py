"""Which rows of a table are its header: one, two languages, or groups over columns."""

from dataclasses import dataclass

from palermo.core.languages import fold
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.headers import LIKELY, LONGEST, match
from palermo.plan.tables.labels import label
from palermo.plan.tables.periods import names_period
from palermo.plan.tables.preamble import labels

_SEARCHED = 60
_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows of a table, and for each column the words over it, outermost first."""

    rows: tuple[int, ...]
    words: dict[int, tuple[str, ...]]
    fields: int


def find_header(grid: Grid) -> Header | None:
    """The header; None where no row has at least two words that headers use."""
    scores = [_score(grid, row) for row in range(min(grid.height, _SEARCHED))]
    best = max(range(len(scores)), key=lambda row: (scores[row], -row), default=-1)
    if best < 0 or scores[best] < 2:
        return None
    top = bottom = best
    while top > 0 and bottom - top + 1 < _MOST_ROWS and _belongs_above(grid, top - 1, scores):
        top -= 1
    while bottom + 1 < grid.height and bottom - top + 1 < _MOST_ROWS and _belongs_below(grid, top, bottom + 1):
        bottom += 1
    return header_at(grid, tuple(range(top, bottom + 1)), int(scores[best]))


def header_at(grid: Grid, rows: tuple[int, ...], fields: int = 0) -> Header:
    """The header that stands in known rows. `fields` counts the things its words were found to name."""
    words = {column: _over(grid, rows, column) for column in range(grid.width)}
    return Header(rows, {column: texts for column, texts in words.items() if texts}, fields)


def _over(grid: Grid, rows: tuple[int, ...], column: int) -> tuple[str, ...]:
    """The words over a column, a block that reaches over several rows or columns said once."""
    texts: list[str] = []
    blocks = []
    for row in rows:
        span = grid.blocks.get((row, column))
        text = grid.seen(row, column)
        if text and (span is None or span not in blocks):
            texts.append(text)
            blocks.append(span)
    return tuple(texts)


def _score(grid: Grid, row: int) -> float:
    """How many different things the cells of a row name as headers do."""
    fields: set[str] = set()
    periods = 0
    cells = grid.filled(row)
    if len(cells) == 2 and fold(next(iter(cells.values())).rstrip(":៖ ")) in labels():
        return 0
    for text in cells.values():
        # "Goal 1: ..." is a row of the plan, whatever word it begins with
        if len(text) > LONGEST or ((found := label(text)) and found.rest and found.number):
            continue
        if matches := match(text):
            fields.add(matches[0].field)
        elif names_period(text):
            periods += 1
    return len(fields) + (1 if periods > 1 and fields else 0.1 * periods)


def _names_headers(grid: Grid, row: int) -> bool:
    cells = [text for text in grid.filled(row).values() if len(text) <= LONGEST]
    named = [text for text in cells if ((found := match(text)) and found[0].score >= LIKELY) or names_period(text)]
    return bool(cells) and len(named) * 2 > len(cells)


def _belongs_above(grid: Grid, row: int, scores: list[float]) -> bool:
    """A row right above that names headers too: groups, or the other language."""
    if scores[row] >= 2:
        return True
    tall = any(
        span.top == row and span.bottom > row and grid.own(span.top, span.left)
        for column in range(grid.width)
        if (span := grid.blocks.get((row, column)))
    )
    wide = [
        column
        for column in grid.filled(row)
        if (span := grid.blocks.get((row, column))) and span.wide and span.right - span.left + 1 < grid.width
    ]
    return tall or (bool(wide) and _names_headers(grid, row))


def _belongs_below(grid: Grid, top: int, row: int) -> bool:
    """A row right below that goes on with the header: under its groups, or the same in another language."""
    reached = any(
        (span := grid.blocks.get((row, column))) is not None and top <= span.top < row and span.tall
        for column in range(grid.width)
    )
    if reached:
        return True
    cells = grid.filled(row)
    going_on = [column for column, text in cells.items() if _goes_on(grid, row, column, text)]
    return len(cells) > 1 and len(going_on) * 2 > len(cells)


def _goes_on(grid: Grid, row: int, column: int, text: str) -> bool:
    if len(text) > LONGEST:
        return False
    found = match(text)
    above = grid.blocks.get((row - 1, column))
    if above is not None and above.wide and above.right - above.left + 1 < grid.width:
        return bool(found) or names_period(text) or len(text) <= 2
    over = match(grid.seen(row - 1, column))
    return bool(found and over) and found[0].field in {one.field for one in over}
