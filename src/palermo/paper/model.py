"""What a paper says, before it has any form: chapters with sentences, tables and pictures, every cell with its type.

Page, document, workbook and print show these figures and words and work out none of their own. `said` is the one way
from a cell to text.
"""

import re
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


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is read: `text` has its grouping and no more digits than it deserves."""

    text: str


NOTHING = Message(mark("Nothing is on record."))
CellValue = Message | Own | Figure | int | Decimal | date | None
Number = (int, Decimal, Figure)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a chapter's table; `activity` is the id of the one that it is about, where it is about one."""

    cells: tuple[CellValue, ...]
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke. Across, places are in percent of the picture's width; down, in pixels."""

    x: float
    y: float
    to_x: float
    to_y: float
    tone: str = "ink"
    width: float = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A round spot; an empty one where not `filled`."""

    x: float
    y: float
    radius: float
    tone: str = "accent"
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A bar: its upper left corner, how wide it is in percent and how high in pixels."""

    x: float
    y: float
    width: float
    height: float
    tone: str = "accent"


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a picture: on one line, so few. `anchor`: start, middle or end."""

    x: float
    y: float
    text: CellValue
    anchor: str = "start"
    tone: str = "ink"


Mark = Line | Dot | Box | Label


@dataclass(frozen=True, slots=True)
class Picture:
    """What a chapter's table looks like: as wide as there is room, its words never smaller. `height` in pixels."""

    description: Message
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with sentences and, where `columns` are named, a table. `empty`: what is said where it has no rows.

    `key` is stable, for addresses and names of sheets. A `picture` shows the figures of the table below it. On paper
    a chapter may begin a `new_page`.
    """

    key: str
    title: Message
    lines: tuple[Message, ...] = ()
    columns: tuple[Message, ...] = ()
    rows: tuple[Entry, ...] = ()
    empty: Message = NOTHING
    picture: Picture | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, what stands below it, and the chapters."""

    title: Message
    under: tuple[CellValue, ...]
    chapters: tuple[Chapter, ...]

    def chapter(self, key: str) -> Chapter | None:
        """The chapter of that key, where the paper has it."""
        return next((chapter for chapter in self.chapters if chapter.key == key), None)


def said(value: CellValue, language: str = "en") -> str:
    """A value as text: ours in `language`, the words of others as they are, a day as 2027-03-20."""
    if value is None:
        return ""
    if isinstance(value, Message):
        text = value.say(language)
    elif isinstance(value, Own | Figure):
        text = value.text
    else:
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return _UNWRITABLE.sub(" ", text)


def columns(*titles: str) -> tuple[Message, ...]:
    """The heads of a table."""
    return tuple(map(Message, titles))


def share(n: int, of: int) -> Message:
    """A share with its denominator; never a bare percentage."""
    return Message(mark("{n} of {of}"), {"n": n, "of": of})
