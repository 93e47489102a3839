"""What is on record here: the shipped placements with the corrections of this office laid over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from palermo.core import Finding
from palermo.office.base.kept import Kept
from palermo.office.standing.models import Correction, ForecastSwitch
from palermo.standing import (
    Change,
    Clock,
    Record,
    Situation,
    changes,
    clock,
    corrected,
    latest_out,
    shipped,
    situations,
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A file of corrections and what was found in it when it was laid over what came before."""

    row: Correction
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """The record as this office tells it. `key` names all that it depends on; `laid`: the files, the oldest first."""

    key: tuple[object, ...]
    record: Record
    laid: tuple[Laid, ...]


_HERE: Kept[Here] = Kept(4)
_CLOCKS: Kept[dict[str, Clock]] = Kept(4)
_CHANGES: Kept[tuple[Change, ...]] = Kept(64)
_SITUATIONS: Kept[dict[str, Situation]] = Kept(4)


def here() -> Here:
    """The record with every correction that was not withdrawn. One query."""
    rows = list(Correction.objects.filter(end__isnull=True))
    key = (str(settings.PALERMO_HOME), *(row.pk for row in rows))
    return _HERE.get(key, lambda: _laid_over(key, rows))


def _laid_over(key: tuple[object, ...], rows: Sequence[Correction]) -> Here:
    record, laid = shipped(), []
    for row in rows:
        record, findings = corrected(record, row.content.encode(), row.file_name)
        laid.append(Laid(row, findings))
    return Here(key, record, tuple(laid))


def clocks(told: Here, as_of: date) -> dict[str, Clock]:
    """The clock of every country that was in a report by the day."""
    return _CLOCKS.get((told.key, as_of), lambda: _clocks(told.record, as_of))


def _clocks(record: Record, as_of: date) -> dict[str, Clock]:
    histories = sorted(record.histories.items())
    return {iso3: clock(record, iso3, as_of) for iso3, each in histories if latest_out(each, record.law, as_of)}


def changes_of(told: Here, year: int) -> tuple[Change, ...]:
    """What the report of a year made of each country."""
    return _CHANGES.get((told.key, year), lambda: changes(told.record, year))


def situations_of(told: Here, year: int) -> dict[str, Situation]:
    """Where each country stands after the report of a year."""
    return _SITUATIONS.get((told.key, year), lambda: situations(told.record, year))


def forecast_shown() -> bool:
    """Whether everybody may read the forecast. One query."""
    newest = ForecastSwitch.objects.last()
    return newest is not None and newest.shown
