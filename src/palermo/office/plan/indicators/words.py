"""The words of these pages: the fields of a sheet, and what changed from one edition to the next."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core import BLANK, Cell
from palermo.office.base.vocabulary import say
from palermo.office.plan.indicators.models import Sheet as Row
from palermo.plan import HOUSE_FIGURES, Counts, Defined, HouseFigure, Indicator, Sheet, as_planned

FIELDS = {
    "definition": gettext_lazy("What exactly is counted, and what is not"),
    "unit": gettext_lazy("Unit"),
    "numerator": gettext_lazy("Of a share: what is counted above"),
    "denominator": gettext_lazy("Of a share: what it is a share of"),
    "counts": gettext_lazy("A value is"),
    "people": gettext_lazy("People are counted"),
    "splits": gettext_lazy("Split by"),
    "source": gettext_lazy("Source: the register, survey or file that holds the figure"),
    "method": gettext_lazy("Method: how it is counted there"),
    "frequency": gettext_lazy("How often"),
    "responsible": gettext_lazy("Role that answers for the figure"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_date": gettext_lazy("Year of the baseline, or the day by which there will be one"),
    "direction": gettext_lazy("Better is"),
    "targets": gettext_lazy("Targets"),
    "kind": gettext_lazy("Kind of indicator"),
    "quality": gettext_lazy("How the figure is checked before it is reported"),
    "limits": gettext_lazy("What the figure cannot show"),
    "given_by": gettext_lazy("Activity whose reports tell the value"),
    "figure": gettext_lazy("Figure of the house"),
    "figure_of": gettext_lazy("Of what this body leads"),
}
COUNTS = {
    Counts.PERIOD: gettext_lazy("of its period alone"),
    Counts.SINCE: gettext_lazy("of all the time since the work began"),
}
DIRECTIONS = {"up": gettext_lazy("more"), "down": gettext_lazy("less")}
KINDS = {
    "activity": gettext_lazy("of what is done"),
    "output": gettext_lazy("of what is made"),
    "outcome": gettext_lazy("of what changes"),
    "impact": gettext_lazy("of what it leads to in the end"),
}
_WHERE_SAID = frozenset(
    {"given_by", "numerator", "denominator", "figure", "figure_of"}
)  # of most indicators there is none to say
_IN_THE_PLAN = {"targets": "target", "splits": "split"}  # what a field of the sheet is called there


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One field on a page: words of the sheet, or as long as it has none the cell of the plan.

    `planned` is what the plan says where the sheet says something else.
    """

    name: str
    label: str
    words: tuple[str, ...]
    cell: Cell[Any]
    planned: Cell[Any] | None


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that an edition changed."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionTold:
    """One edition with what it changed."""

    row: Row
    number: int
    changes: tuple[Changed, ...]


def sheet_rows(told: Defined, planned: Indicator, *, completed: bool) -> Iterator[SheetRow]:
    """Every field of the sheet; `completed`: somebody has given an edition, beside the `planned` indicator."""
    own, first = told.sheet if completed else Sheet(), as_planned(planned)
    for name, label in FIELDS.items():
        words, cell = spelled_field(name, getattr(own, name)), getattr(planned, _IN_THE_PLAN.get(name, name), BLANK)
        cell = cell if isinstance(cell, Cell) else BLANK
        as_there = words == spelled_field(name, getattr(first, name))
        if name in _WHERE_SAID and not words and (name not in ("numerator", "denominator") or not told.share):
            continue
        if name == "targets" and cell.given and planned.target_date.given:
            cell = Cell(f"{cell.words} ({planned.target_date.words})")
        differs = bool(words) and not as_there and cell.given
        yield SheetRow(name, str(label), () if as_there else words, cell, cell if differs else None)


def spelled_field(name: str, value: Any) -> tuple[str, ...]:
    """What a field says, line by line; nothing where it says nothing."""
    match name:
        case "counts":
            return (str(COUNTS[value]),) if value else ()
        case "people":
            return () if value is None else (_("yes") if value else _("no"),)
        case "splits":
            return tuple(f"{split.name}: {'; '.join(split.parts)}" if split.parts else split.name for split in value)
        case "targets":
            return tuple(_target(*target) for target in value)
        case "figure":
            return (say(HOUSE_FIGURES[HouseFigure(value)].title),) if value else ()
        case "direction":
            return (str(DIRECTIONS.get(value, value)),) if value else ()
        case "kind":
            return (str(KINDS.get(value, value)),) if value else ()
    return (value,) if value else ()


def _target(value: str, by: str, reason: str) -> str:
    words = _("%(value)s by %(day)s") % {"value": value, "day": by} if by else value
    return f"{words}: {reason}" if reason else words


def history(editions: tuple[Row, ...], planned: Indicator) -> list[EditionTold]:
    """Every edition of a sheet, the newest first."""
    told, before = [], as_planned(planned)
    for number, row in enumerate(editions, 1):
        after = row.said
        told.append(EditionTold(row, number, tuple(_changes(before, after))))
        before = after
    return told[::-1]


def _changes(before: Sheet, after: Sheet) -> Iterator[Changed]:
    for field in fields(Sheet):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now:
            words = spelled_field(field.name, was), spelled_field(field.name, now)
            yield Changed(str(FIELDS[field.name]), *words)
