"""Every period of an indicator as everybody sees it: what was published, made of places where they tell it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo import plan as library
from palermo.core import Finding
from palermo.office.access.models import Body
from palermo.office.base.vocabulary import say
from palermo.office.plan.indicators.values import Hidden, ToldValue, shown_parts, small_parts, told_values
from palermo.office.plan.work.called import called_in, names_of_places
from palermo.office.plan.work.inherited import place_of
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.rows import Told, ToldEvidence, ToldReport
from palermo.plan import Defined, HouseValue, Period, State, Value


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What one place tells in a period, or `why` it tells nothing. `findings`: what is to be looked at in its value."""

    place: Body
    told: ToldValue | None
    why: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One period: a published value, or `why` there is none.

    `places`: of an activity that was passed on, each that has a part; the value is then made of theirs by rule, and it
    is not of the whole where `missing` told nothing. `findings`: what is to be looked at in the value.
    """

    period: str
    told: ToldValue | None
    why: str = ""
    places: tuple[AtPlace, ...] = ()
    missing: tuple[Body, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def by_place(self) -> bool:
        """Whether any place told anything."""
        return any(at.told for at in self.places)


def slots(record: OnRecord, activity: str, measured: Defined, today: date) -> list[Slot]:
    """Every period that has begun, with what was published. What is missing is said, and never filled in."""
    made = _Slots(record, activity, measured, today)
    return list(map(made.of, made.periods))


def newest_slot(record: OnRecord, activity: str, measured: Defined, today: date) -> Slot | None:
    """The last period of which a value was published."""
    made = _Slots(record, activity, measured, today)
    return next((slot for slot in map(made.of, reversed(made.periods)) if slot.told), None)


def hidden_at_places(record: OnRecord, activity: str, measured: Sequence[Defined]) -> dict[str, dict[str, Hidden]]:
    """By period and indicator, the parts that are withheld of any place: who tells of the whole shows them neither."""
    found: dict[str, dict[str, Hidden]] = {}
    for told in measured:
        for part in record.parts.get(activity, ()):
            for report in _filed(part).values():
                value = _published(report, told, ())
                if value and value.value:
                    of_period = found.setdefault(report.row.period, {})
                    hidden = small_parts(value.value, told)
                    of_period[told.indicator.id] = of_period.get(told.indicator.id, frozenset()) | hidden
    return found


def _filed(told: Told | None) -> dict[str, ToldReport]:
    """The report of each period, whoever led then."""
    ever = reversed(told.ever) if told else ()
    return {report.row.period: report for led in ever for report in led.reports if report.filed}


def _evidence(told: Told | None) -> list[ToldEvidence]:
    return [piece for led in reversed(told.ever) for piece in led.evidence] if told else []


def _published(report: ToldReport, measured: Defined, evidence: Sequence[ToldEvidence]) -> ToldValue | None:
    """The value of a report that everybody may read."""
    if report.held.state is not State.PUBLISHED:
        return None
    values = told_values(report.content, (measured,), evidence, public=True)
    return next((each for each in values if each.indicator == measured.indicator.id and each.value), None)


class _Slots:
    """The periods of one indicator, with the reports that tell of it."""

    def __init__(self, record: OnRecord, activity: str, measured: Defined, today: date) -> None:
        self.measured, self.today = measured, today
        self.begun = {period.name: period for period in record.periods if period.first <= today}
        lead = record.activities.get(activity)
        self.reports, self.evidence = _filed(lead), _evidence(lead)
        gone = {row.place_id for row in record.of_parts if row.activity == activity and not row.what}
        passed = record.parts.get(activity, ())
        self.parts = {place_of(told.lead).key: told for told in passed if told.lead.place_id not in gone}
        self.places = {key: place_of(told.lead) for key, told in self.parts.items()}
        self.at_places = {key: _filed(told) for key, told in self.parts.items()}
        self.country = record.inheriting
        self.passed_on = bool(passed)

    @property
    def periods(self) -> Sequence[str]:
        """Those of which anything was told and those that have begun, in the order of time."""
        told = {name: None for reports in (self.reports, *self.at_places.values()) for name in reports}
        return *(name for name in told if name not in self.begun), *self.begun

    def of(self, name: str) -> Slot:
        own, why = self.value_of(self.reports.get(name), name, self.evidence)
        if not self.passed_on:
            return Slot(name, own, why, findings=self.faults(own))
        return self.made_of_places(name, own, why)

    def value_of(
        self, report: ToldReport | None, name: str, evidence: Sequence[ToldEvidence]
    ) -> tuple[ToldValue | None, str]:
        """The published value of a report, or why there is none."""
        if report is None:
            period: Period | None = self.begun.get(name)
            due = period.due if period and self.today <= period.due else None
            return None, _("due on %(day)s") % {"day": due} if due else _("no report")
        if report.held.state is not State.PUBLISHED:
            return None, _("not published yet")
        found = _published(report, self.measured, evidence)
        return found, "" if found else _("no value in the report")

    def made_of_places(self, name: str, own: ToldValue | None, why: str) -> Slot:
        """The value of all places in one period by rule, with what each tells."""
        each = []
        for key, told in self.parts.items():
            value, lacks = self.value_of(self.at_places[key].get(name), name, _evidence(told))
            each.append(AtPlace(self.places[key], value, lacks, self.faults(value)))
        told_here = [replace(at.told.value, place=at.place.key) for at in each if at.told and at.told.value]
        values = [*([own.value] if own and own.value else ()), *told_here]
        if not values:
            return Slot(name, None, why, tuple(each))
        made = library.spread(values, tuple(self.parts), self.country, percent=self.measured.share)
        total, missing = made.total, tuple(self.places[key] for key in made.total.missing if key in self.places)
        findings = called_in(made.findings, names_of_places(self.places))
        if total.why:
            return Slot(name, None, say(total.why), tuple(each), missing, findings)
        numbers = (total.number, total.numerator, total.denominator)
        whole = Value(self.measured.indicator.id, *numbers, cumulative=total.cumulative, parts=total.parts)
        return Slot(name, self.shown(whole, told_here), "", tuple(each), missing, findings)

    def shown(self, whole: Value, at_places: Sequence[Value]) -> ToldValue:
        """The value of all places, without the parts from which those of one could be told."""
        below, by_place = settings.PALERMO_WITHHELD_BELOW, [value.parts for value in at_places]
        away = library.withheld_of_whole(whole.parts, by_place, below) if self.measured.people else frozenset()
        return ToldValue(whole.indicator, self.measured, whole, shown_parts(whole, away))

    def faults(self, told: ToldValue | None) -> tuple[Finding, ...]:
        """What is wrong with the value by the sheet of today."""
        value = told.value if told else None
        return tuple(library.value_faults(value, self.measured)) if value else ()


def house_slots(
    measured: Defined, periods: Sequence[Period], today: date, counted: Callable[[date], HouseValue]
) -> list[Slot]:
    """Every period that has begun, with the figure of the house as it stood at its end. `counted`: of a day."""
    return list(_house_slots(measured, periods, today, counted))


def newest_house_slot(
    measured: Defined, periods: Sequence[Period], today: date, counted: Callable[[date], HouseValue]
) -> Slot | None:
    """The last period of which there is a figure."""
    return next((slot for slot in _house_slots(measured, tuple(reversed(periods)), today, counted) if slot.told), None)


def _house_slots(
    measured: Defined, periods: Sequence[Period], today: date, counted: Callable[[date], HouseValue]
) -> Iterator[Slot]:
    return (_of_house(measured, period, today, counted) for period in periods if period.first <= today)


def _of_house(measured: Defined, period: Period, today: date, counted: Callable[[date], HouseValue]) -> Slot:
    if period.last >= today:
        return Slot(period.name, None, _("counted after %(day)s") % {"day": period.last})
    made = counted(period.last)
    if made.value is None:
        return Slot(period.name, None, say(made.why))
    note = _("As the record stood on %(day)s.") % {"day": period.last}
    if made.unsaid:
        unsaid = ngettext("Of %(n)s nobody can say.", "Of %(n)s nobody can say.", made.unsaid) % {"n": made.unsaid}
        note = f"{note} {unsaid}"
    return Slot(period.name, ToldValue(measured.indicator.id, measured, made.value, note=note))
