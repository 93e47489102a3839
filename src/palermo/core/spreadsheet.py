"""Tables for spreadsheets, as CSV in which nothing can be taken for a formula."""

import csv
import io
from collections.abc import Iterable

__all__ = ["csv_text"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Header and rows. Text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([_text_only(words) for words in row] for row in rows)
    return written.getvalue()


def _text_only(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
