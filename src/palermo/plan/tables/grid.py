"""A table as people see it: every value in the words it is shown in, and which block each cell belongs to."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from palermo.plan.tables.layout import Scalar, Span, Table, address

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_CURRENCY = re.compile("[$€£¥₭₫฿៛₱₹]|USD|KHR|EUR|MYR|THB|RM|CFA|FCFA")


class Grid:
    """Reads one table by row and column, counted from 0."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.height = len(table.rows)
        self.width = table.width
        self.blocks: dict[tuple[int, int], Span] = {
            (row, column): span
            for span in table.merges
            for row in range(span.top, span.bottom + 1)
            for column in range(span.left, span.right + 1)
        }
        self.shaded = frozenset(table.shaded)
        self.rows: dict[int, dict[int, str]] = {}

    def own(self, row: int, column: int) -> str:
        """What stands in the very cell, in the words it is shown in."""
        rows = self.table.rows
        if row >= len(rows) or column >= len(rows[row]) or (value := rows[row][column]) is None:
            return ""
        if isinstance(value, str):
            return value
        code = self.table.formats.get(address(row, column), "") if self.table.formats else ""
        return shown(value, code)

    def seen(self, row: int, column: int) -> str:
        """What people see there: the value of the block it belongs to."""
        span = self.blocks.get((row, column))
        return self.own(span.top, span.left) if span else self.own(row, column)

    def starts(self, row: int, column: int) -> bool:
        """Whether the cell is not covered by a block that began before it."""
        span = self.blocks.get((row, column))
        return span is None or (span.top, span.left) == (row, column)

    def filled(self, row: int) -> dict[int, str]:
        """Column and words of the cells that hold something of their own in a row."""
        if row not in self.rows:
            values = self.table.rows[row] if row < self.height else ()
            self.rows[row] = {
                column: text
                for column, value in enumerate(values)
                if value is not None and (text := value if isinstance(value, str) else self.own(row, column))
            }
        return self.rows[row]

    def coloured(self, row: int, column: int) -> bool:
        """Whether the cell is empty and has a colour."""
        return bool(self.shaded) and address(row, column) in self.shaded


def shown(value: Scalar, code: str = "") -> str:
    """A value in words; `code` is the number format that the spreadsheet shows it with."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date():
            return _day(value, code)
        case _:
            return _number(value, _LITERAL.sub("", code), code) if code else plain_number(value)


def plain_number(value: float) -> str:
    """A number without exponent or needless zeros."""
    if isinstance(value, int):
        return str(value)
    # a double holds 15 digits; 0.1 + 0.2 is shown as 0.3 by every spreadsheet
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: float, bare: str, code: str) -> str:
    first = bare.split(";", maxsplit=1)[0]
    decimals = len(found[1]) if (found := re.search(r"\.(0+)", first)) else 0
    if "%" in first:
        text = (
            f"{Decimal(plain_number(value)) * 100:.{decimals}f}" if decimals else plain_number(round(value * 100, 10))
        )
        return f"{text}%"
    sign = _currency(code)
    # 1.10 as a code is not 1.1; elsewhere the zeros do no harm
    text = f"{value:.{decimals}f}" if decimals and not sign else plain_number(value)
    return f"{text} {sign}".strip()


@lru_cache(maxsize=512)
def _currency(code: str) -> str:
    first = code.split(";", maxsplit=1)[0]
    if found := _LOCALE.search(first):
        return found[1].strip()
    return found[0] if (found := _CURRENCY.search(first)) else ""


def _day(value: date, code: str) -> str:
    """A day in no more detail than it is shown: mmm-yy shows a month, yyyy a year."""
    parts = _LOCALE.sub("", _LITERAL.sub("", code)).lower().split(";")[0]
    if parts and "d" not in parts and "y" in parts:
        return f"{value:%Y-%m}" if "m" in parts else f"{value:%Y}"
    return (value.date() if isinstance(value, datetime) else value).isoformat()
