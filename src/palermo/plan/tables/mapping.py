"""How the cells of a file are to be read: proposed here, corrected by a person, applied by `plan_from_tables`."""

import dataclasses
from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from typing import Literal

from palermo.core import Message
from palermo.plan.tables.columns import Split

NO_REASON = Message("")
# what a person may say of a row that was taken for something else
ROW_LEVELS = ("goal", "objective", "output", "activity", "more", "total", "skip")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. An empty `field` keeps its cells as they are, under its header.

    `when` is the time its header names (a quarter under ticks, the year of a cost); `unit` what its header says of
    amounts ("million KHR"). `spread` counts a merged value for every row it covers. `revised` marks a column that our
    export added: where it says something, it outweighs the first column of the field.
    """

    index: int
    header: str
    field: str = ""
    also: tuple[str, ...] = ()
    when: str = ""
    unit: str = ""
    split: Split | None = None
    spread: bool = False
    revised: bool = False
    why: Message = dataclasses.field(default=NO_REASON, compare=False)
    score: float = dataclasses.field(default=0.0, compare=False)
    alternatives: tuple[str, ...] = dataclasses.field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table. `header` lists its header rows, `first` the first row below them (both from 0).

    `goal` and `objective` give words for tables that say them only in their sheet name or above. `rows` holds what a
    person says of single rows. `levels` says which words in front of a row ("goal", "outcome") mean which level.
    """

    name: str
    use: bool
    header: tuple[int, ...] = ()
    first: int = 0
    columns: tuple[Column, ...] = ()
    goal: str = ""
    objective: str = ""
    rows: Pairs[int, str] = dataclasses.field(default_factory=dict)
    why: Message = dataclasses.field(default=NO_REASON, compare=False)

    def with_field(self, *names: str) -> tuple[Column, ...]:
        """The columns that hold one of the fields."""
        return tuple(c for c in self.columns if c.field in names or any(name in c.also for name in names))


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole file. `levels` says which words in front of a row mean which level of a plan, the same in all tables."""

    tables: tuple[TableMapping, ...]
    plan_id: str = ""
    title: str = ""
    country: str = ""
    language: str = "en"
    period: str = ""
    currency: str = ""
    fiscal_start: int = 1
    fiscal_named_by: Literal["start", "end"] = "start"
    buddhist: bool | None = None
    levels: Pairs[str, str] = dataclasses.field(default_factory=dict)

    def table(self, name: str) -> TableMapping | None:
        """The mapping of the table of that name."""
        return next((table for table in self.tables if table.name == name), None)
