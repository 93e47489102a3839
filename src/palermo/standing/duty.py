"""The duty to tell figures: what criteria C1 and C7 ask for and nobody has told. What is missing is presumed undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from palermo.standing.law import Law, reporting_period
from palermo.standing.shelf import shipped_rows
from palermo.standing.standards import Standard, shipped_standards


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was told of a country. `value` is as it was told, "" where only words were; `period` in its words.

    Cases, persons and complaints are never added up, so a figure always has its `unit`.
    """

    iso3: str
    report_year: int | None
    indicator: str
    value: str
    unit: str
    period: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyFigure:
    """One figure that a criterion asks for; `id` is the indicator it is told under."""

    id: str
    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Needed:
    """Whether a figure was told for a period. `presumed`: the criterion that says what a missing one means."""

    figure: DutyFigure
    told: tuple[Figure, ...]
    presumed: Standard

    @property
    def missing(self) -> bool:
        """Whether no value was told."""
        return not any(each.value for each in self.told)


@dataclass(frozen=True, slots=True)
class Duty:
    """The duty of one period: what is done from `first` to `last` is judged in the report of `report_year`."""

    report_year: int
    first: date
    last: date
    needed: tuple[Needed, ...]

    @property
    def missing(self) -> tuple[DutyFigure, ...]:
        """What nobody has told."""
        return tuple(each.figure for each in self.needed if each.missing)


@cache
def shipped_figures() -> tuple[Figure, ...]:
    """Figures that are shipped, each with its period and source."""
    return tuple(
        Figure(
            report_year=int(row["report_year"]) if row["report_year"] else None,
            **{name: value for name, value in row.items() if name != "report_year"},
        )
        for row in shipped_rows("figures.csv")
    )


@cache
def duty_figures() -> tuple[DutyFigure, ...]:
    """The figures that are asked for."""
    return tuple(DutyFigure(**row) for row in shipped_rows("duty_figures.csv"))


def data_duty(law: Law, iso3: str, report_year: int, figures: Iterable[Figure]) -> Duty:
    """What of the duty is met for a report, by the figures that are on record."""
    standards = {each.id: each for each in shipped_standards()}
    own = [each for each in figures if (each.iso3, each.report_year) == (iso3, report_year)]
    return Duty(
        report_year,
        *reporting_period(law, report_year),
        tuple(
            Needed(each, tuple(one for one in own if one.indicator == each.id), standards[each.criterion])
            for each in duty_figures()
        ),
    )
