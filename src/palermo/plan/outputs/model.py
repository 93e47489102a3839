"""What an output says, before it has any form: chapters with sentences and tables, every cell with its type.

Page, document, workbook and print show these figures and words and work out none of their own. `said` is the one way
from a cell to text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from palermo.core import Message, mark

# what neither XML nor a spreadsheet can hold
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Own:
    """Words that are not ours: of a plan, a report, the name of a body. `language` is empty where nobody knows it."""

    text: str
    language: str = ""


NOTHING = Message(mark("Nothing is on record."))
CellValue = Message | Own | int | Decimal | date | None
Number = (int, Decimal)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a chapter's table; `activity` is the id of the one that it is about, where it is about one."""

    cells: tuple[CellValue, ...]
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with sentences and, where `columns` are named, a table. `empty`: what is said where it has no rows.

    `key` is stable, for addresses and names of sheets.
    """

    key: str
    title: Message
    lines: tuple[Message, ...] = ()
    columns: tuple[Message, ...] = ()
    rows: tuple[Entry, ...] = ()
    empty: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Output:
    """What is told of a plan, or of one body in it, as things stood on the day `as_of`.

    `about` names the body, or the year, where it is about one.
    """

    title: Message
    plan: Own
    as_of: date
    chapters: tuple[Chapter, ...]
    about: CellValue = None
    lines: tuple[Message, ...] = ()

    def chapter(self, key: str) -> Chapter | None:
        """The chapter of that key, where the output has it."""
        return next((chapter for chapter in self.chapters if chapter.key == key), None)

    def values(self) -> Iterator[CellValue]:
        """Every word and figure in reading order, each as often as it is shown; of an empty table what it says."""
        yield from (self.title, self.plan, self.about, *self.lines)
        for chapter in self.chapters:
            yield from (chapter.title, *chapter.lines)
            if chapter.rows:
                yield from chapter.columns
                yield from (cell for row in chapter.rows for cell in row.cells)
            elif chapter.columns:
                yield chapter.empty


def said(value: CellValue, language: str = "en") -> str:
    """A value as text: ours in `language`, the words of others as they are, a day as 2027-03-20."""
    if value is None:
        return ""
    if isinstance(value, Message):
        text = value.say(language)
    else:
        text = value.text if isinstance(value, Own) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return _UNWRITABLE.sub(" ", text)


def columns(*titles: str) -> tuple[Message, ...]:
    """The heads of a table."""
    return tuple(map(Message, titles))


def share(n: int, of: int) -> Message:
    """A share with its denominator; never a bare percentage."""
    return Message(mark("{n} of {of}"), {"n": n, "of": of})
