"""A table proposed anew when a person says which rows are its headers."""

from collections.abc import Sequence

from palermo.core import Message, UserError, mark
from palermo.plan.tables.grid import Grid
from palermo.plan.tables.header_rows import header_at
from palermo.plan.tables.layout import Table
from palermo.plan.tables.mapping import TableMapping
from palermo.plan.tables.propose_columns import propose_columns


def propose_below(table: Table, header: Sequence[int], first: int | None = None) -> TableMapping:
    """The mapping of a table whose header rows (from 0) are known. `first` is the first row of the plan below them.

    Raises UserError where the table has no such rows.
    """
    rows = tuple(sorted(set(header)))
    below = rows[-1] + 1 if first is None and rows else first or 0
    if not rows or rows[-1] >= len(table.rows) or below <= rows[-1] or below >= len(table.rows):
        raise UserError(
            Message(
                mark("The table has {n} rows; name header rows among them, and a row below them."),
                {"n": len(table.rows)},
            )
        )
    grid = Grid(table)
    columns = propose_columns(grid, header_at(grid, rows), below, "")
    return TableMapping(
        table.name, True, rows, below, columns, why=Message(mark("you said which rows are its headers"))
    )
