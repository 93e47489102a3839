"""Tables for spreadsheets: CSV in which nothing can be taken for a formula, and the names of columns."""

import csv
import io
from collections.abc import Iterable

__all__ = ["csv_text", "letters"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Header and rows. Text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([_text_only(words) for words in row] for row in rows)
    return written.getvalue()


def letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _text_only(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
