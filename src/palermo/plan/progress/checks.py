"""Progress held against its plan: ids that are there, moves that may be made, parts that add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from palermo.core import Finding, Message, Origin, mark
from palermo.plan.model import Activity, Indicator, Plan
from palermo.plan.progress.cycles import periods
from palermo.plan.progress.faults import of_activity, of_progress
from palermo.plan.progress.model import Amended, Amendment, Evidence, PlacePart, Progress, Report, Value, Work
from palermo.plan.progress.rollup import DEEPEST, Places
from palermo.plan.progress.states import OF_ACTIVITY, OF_PART, Machine, Moved, replayed, through_lead
from palermo.plan.progress.terms import day_of, step_of


def checked(progress: Progress, plan: Plan) -> tuple[Finding, ...]:
    """What of the progress does not fit the plan, and which moves are refused. Each finding says what becomes of it."""
    return tuple(_Check(progress, plan).each())


@dataclass
class _Check:
    progress: Progress
    plan: Plan

    def __post_init__(self) -> None:
        self.activities = {activity.id: activity for _, _, activity in self.plan.each_activity()}
        self.indicators = {indicator.id: indicator for _, indicator in self.plan.each_indicator()}
        cycle = self.progress.cycle
        self.periods = [period.name for period in periods(cycle)] if cycle else None

    def each(self) -> Iterator[Finding]:
        if self.progress.plan != self.plan.id:
            yield of_progress("F34", told=self.progress.plan, plan=self.plan.id)
        if (circle := Places(self.progress.places).circle) is not None:
            yield of_progress("F50", place=circle, most=DEEPEST)
        for work in self.progress.activities.values():
            activity = self.activities.get(work.id)
            if activity is None:
                yield of_activity("F42", work.id, work.origin)
            else:
                yield from self.of_work(work, activity)

    def of_work(self, work: Work, activity: Activity) -> Iterator[Finding]:
        steps = None if activity.steps.unread else len(activity.steps.value or ())
        yield from self.of_record(work, steps, OF_ACTIVITY, self.progress.ladder)
        places: set[str] = set()
        for part in work.parts:
            if part.place in places:
                yield of_activity("F52", work.id, part.origin, place=part.place)
            places.add(part.place)
            yield from (_in_part(found, part.place) for found in self.of_part(part, activity, steps))

    def of_part(self, part: PlacePart, activity: Activity, steps: int | None) -> Iterator[Finding]:
        for own in part.targets:
            indicator = self.indicators.get(own.indicator)
            if indicator is None:
                yield of_activity("F43", activity.id, part.origin, indicator=own.indicator)
            elif own.target != indicator.target.words and not own.reason:
                yield of_activity("F53", activity.id, part.origin, indicator=own.indicator)
        ladder = through_lead(self.progress.ladder)
        yield from self.of_record(part.of(activity.id), len(part.steps) or steps, OF_PART, ladder)

    def of_record(
        self, work: Work, steps: int | None, asked_by: Sequence[str], ladder: Sequence[str]
    ) -> Iterator[Finding]:
        """What was recorded of an activity or of one part. `ladder`: of its reports and its evidence."""
        yield from _refused(Machine.ACTIVITY, work.moves, asked_by, work.id, work.origin)
        seen: set[str] = set()
        for report in work.reports:
            yield from self.of_report(report, work.id, steps, ladder)
            if report.period in seen:
                yield of_activity("F36", work.id, report.origin, period=report.period)
            seen.add(report.period)
        for evidence in work.evidence:
            yield from self.of_evidence(evidence, work.id, steps, ladder)
        for change in work.changes:
            yield from self.of_change(change, work.id, steps)

    def of_report(self, report: Report, id_: str, steps: int | None, ladder: Sequence[str]) -> Iterator[Finding]:
        yield from _refused(Machine.REPORT, report.moves, ladder, id_, report.origin)
        if self.periods and report.period not in self.periods:
            ends = {"first": self.periods[0], "last": self.periods[-1]}
            yield of_activity("F37", id_, report.origin, period=report.period, **ends)
        for done in report.done:
            if done.step > (steps or 0):
                yield _no_step(done.step, steps, id_, report.origin)
        for value in report.values:
            yield from _of_value(value, self.indicators.get(value.indicator), id_)

    def of_evidence(self, evidence: Evidence, id_: str, steps: int | None, ladder: Sequence[str]) -> Iterator[Finding]:
        yield from _refused(Machine.EVIDENCE, evidence.moves, ladder, id_, evidence.origin)
        for step in evidence.proves:
            if step > (steps or 0):
                yield _no_step(step, steps, id_, evidence.origin)
        if steps and not evidence.proves:
            yield of_activity("F44", id_, evidence.origin)

    def of_change(self, change: Amendment, id_: str, steps: int | None) -> Iterator[Finding]:
        if change.what is Amended.TARGET:
            if change.of not in self.indicators:
                yield of_activity("F43", id_, change.origin, indicator=change.of)
            return
        if change.what is Amended.STEP and not step_of(change, steps or 0):
            yield _no_step(change.of or "?", steps, id_, change.origin)
        if day_of(change) is None:
            yield of_activity("F38", id_, change.origin, new=change.new)


def _of_value(value: Value, indicator: Indicator | None, id_: str) -> Iterator[Finding]:
    """Whether a value is one thing, of an indicator there is, and its parts add up or say why not."""
    if indicator is None:
        yield of_activity("F43", id_, value.origin, indicator=value.indicator)
    if not value.is_one_thing:
        yield of_activity("F39", id_, value.origin, indicator=value.indicator)
    whole = value.number if value.number is not None else value.numerator
    if whole is None or value.note:
        return
    for split in dict.fromkeys(part.split for part in value.parts):
        total = sum((part.number for part in value.parts if part.split == split), Decimal(0))
        if total != whole:
            figures = {"indicator": value.indicator, "split": split, "total": total, "whole": whole}
            yield of_activity("F40", id_, value.origin, **figures)


def _in_part(found: Finding, place: str) -> Finding:
    """The finding, said of the part of a place."""
    whole = found.message.params.get("object", "")
    named = Message(mark("{object}, part of {place}"), {"object": whole, "place": place})
    return replace(found, message=Message(found.message.text, {**found.message.params, "object": named}))


def _no_step(step: int | str, steps: int | None, id_: str, origin: Origin | None) -> Finding:
    """That the plan has no such step; where nobody could read its steps, that."""
    return of_activity("F51" if steps is None else "F35", id_, origin, step=step)


def _refused(
    machine: Machine, moves: Sequence[Moved], ladder: Sequence[str], id_: str, origin: Origin | None
) -> Iterator[Finding]:
    for number, why in replayed(machine, moves, ladder)[1]:
        yield of_activity("F41", id_, origin, number=number + 1, why=why)
