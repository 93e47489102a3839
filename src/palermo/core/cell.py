"""One value of a plan, with where it stood and whether it was there at all."""

import re
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar

from palermo.core.message import Message, mark

T_co = TypeVar("T_co", covariant=True)


class Presence(StrEnum):
    """Why a value is there or not. The four must never merge."""

    GIVEN = "given"
    BLANK = "blank"  # the source has the cell and it is empty, or has no such column: a defect of the plan
    UNREAD = "unread"  # nobody could read the cell: unknown
    INHERITED = "inherited"  # shown from the level above; never counts as the item's own


# these names spare the look-up in the enumeration, which every cell would pay for
_GIVEN, _BLANK, _UNREAD = Presence.GIVEN, Presence.BLANK, Presence.UNREAD
_WITHOUT_VALUE = (_BLANK, _UNREAD)


@dataclass(frozen=True, slots=True, init=False)
class Origin:
    """Where a value stood: the file, the sheet or table in it, the cell or line.

    A line is written `line 46`, a table of a document `table 2`, what stands over a table `above table 2`: the names
    that programs read. `told` and `inside` say the same in words that can be translated.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __init__(self, file: str, sheet: str = "", cell: str = "") -> None:
        _set_file(self, file)
        _set_sheet(self, sheet)
        _set_cell(self, cell)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.sheet, self.cell) if part)

    @property
    def line(self) -> int | None:
        """The number of the line, where the cell is one."""
        found = _LINE.fullmatch(self.cell)
        return int(found[1]) if found else None

    @property
    def told(self) -> Message:
        """The whole place."""
        return _joined(self.file, self._sheet(self.sheet), self._cell())

    @property
    def inside(self) -> Message:
        """The place inside the file."""
        return _joined(self._sheet(self.sheet), self._cell())

    def _cell(self) -> str | Message:
        return self.cell if self.line is None else Message(mark("line {n}"), {"n": self.line})

    def _sheet(self, name: str) -> str | Message:
        if found := _ABOVE.fullmatch(name):
            return Message(mark("above {table}"), {"table": self._sheet(found[1])})
        # a sheet of a workbook may be called so by its people, a table of a document has no name of its own
        found = _TABLE.fullmatch(name) if self.file.lower().endswith(".docx") else None
        return Message(mark("table {n}"), {"n": found[1]}) if found else name


_LINE, _TABLE, _ABOVE = re.compile(r"line (\d+)"), re.compile(r"table (\d+)"), re.compile(r"above (.+)")


def _joined(*parts: str | Message) -> Message:
    named = {f"part{n}": part for n, part in enumerate(parts) if part}
    template = ", ".join(f"{{{name}}}" for name in named)
    return Message(template, named)


@dataclass(frozen=True, slots=True, init=False)
class Cell(Generic[T_co]):
    """A value with its presence, its words as written and its origin.

    `value` is None exactly when the cell is BLANK or UNREAD. `raw` is kept only where it says more than the value;
    `words` gives what was written in every case. Two cells are equal when they say the same, wherever they stood:
    origin is left out of comparison so that a plan equals its own re-import.
    """

    value: T_co | None
    presence: Presence = Presence.GIVEN
    raw: str = ""
    truncated: bool = False
    origin: Origin | None = field(default=None, compare=False)

    def __init__(
        self,
        value: T_co | None,
        presence: Presence = Presence.GIVEN,
        raw: str = "",
        truncated: bool = False,
        origin: Origin | None = None,
    ) -> None:
        if (value is None) != (presence in _WITHOUT_VALUE):
            raise ValueError(f"a {presence} cell cannot hold {value!r}")
        _set_value(self, value)
        _set_presence(self, presence)
        _set_raw(self, "" if raw and raw == getattr(value, "raw", value) else raw)
        _set_truncated(self, truncated)
        _set_origin(self, origin)

    @property
    def words(self) -> str:
        """The words as written, as far as they were read."""
        if self.raw or self.value is None:
            return self.raw
        if isinstance(self.value, tuple):
            return "; ".join(str(part) for part in self.value)
        return str(getattr(self.value, "raw", self.value))

    @property
    def given(self) -> bool:
        return self.presence is _GIVEN

    @property
    def blank(self) -> bool:
        return self.presence is _BLANK

    @property
    def unread(self) -> bool:
        return self.presence is _UNREAD


# A long matrix makes these two by the hundred thousand. Their __init__ is written out, and sets the slots by their own
# setters, because the one that `dataclass` writes for a frozen class takes twice as long.
_set_file, _set_sheet, _set_cell = (getattr(Origin, one.name).__set__ for one in fields(Origin))
_set_value, _set_presence, _set_raw, _set_truncated, _set_origin = (
    getattr(Cell, one.name).__set__ for one in fields(Cell)
)


def blank(origin: Origin | None = None) -> Cell[Any]:
    """An empty cell."""
    return BLANK if origin is None else Cell(None, Presence.BLANK, origin=origin)


def unread(origin: Origin | None = None, raw: str = "") -> Cell[Any]:
    """A cell nobody could read."""
    return UNREAD if origin is None and not raw else Cell(None, Presence.UNREAD, raw, origin=origin)


BLANK: Cell[Any] = Cell(None, Presence.BLANK)
UNREAD: Cell[Any] = Cell(None, Presence.UNREAD)
