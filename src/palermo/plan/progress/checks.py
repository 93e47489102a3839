"""Progress held against its plan: ids that are there, moves that may be made, parts that add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark
from palermo.plan.model import Activity, Indicator, Plan
from palermo.plan.progress.cycles import periods
from palermo.plan.progress.model import Amended, Amendment, Evidence, Progress, Report, Value, Work
from palermo.plan.progress.states import OF_ACTIVITY, Machine, Moved, replayed

# id: what is found, what to do
_FAULTS = {
    "F34": (
        mark("The progress is on plan '{told}', and the plan given is '{plan}'."),
        mark("Give the plan that it is about, or correct the id."),
    ),
    "F35": (
        mark("{object}: there is no step {step} in the plan, so this counts for nothing."),
        mark("Give the number of a step as the plan lists them, from 1."),
    ),
    "F36": (
        mark("{object}: there are two reports for {period}; the one that stands first counts."),
        mark("Write on in the report that is there."),
    ),
    "F37": (
        mark("{object}: the cycle has no period '{period}'; it has {first} to {last}."),
        mark("Name the period as the cycle makes it."),
    ),
    "F38": (
        mark("{object}: '{new}' is not a day, so the deadline stands as it was."),
        mark("Write it as 2027-03-31."),
    ),
    "F39": (
        mark("{object}: a value of {indicator} is not one number, one share with both parts, or one percentage."),
        mark("Give one of the three."),
    ),
    "F40": (
        mark("{object}: by {split}, the parts of {indicator} make {total}, and the whole is {whole}."),
        mark("Correct the figures, or say in 'note' why they differ."),
    ),
    "F41": (
        mark("{object}: move {number} does not count: {why}."),
        mark("Take it out, or record what was really done, by whom and in whose name."),
    ),
    "F42": (
        mark("{object} is not in the plan, so nothing of it counts."),
        mark("Give its id as the plan has it."),
    ),
    "F43": (
        mark("{object}: there is no indicator '{indicator}' in the plan."),
        mark("Give the id of the indicator as the plan has it."),
    ),
    "F44": (
        mark("{object}: a piece of evidence does not say which step it proves, so it proves none."),
        mark("Give the numbers of the steps as the plan lists them, from 1."),
    ),
}


def checked(progress: Progress, plan: Plan) -> tuple[Finding, ...]:
    """What of the progress does not fit the plan, and which moves are refused. None of it counts."""
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
            yield _found("F34", "", None, told=self.progress.plan, plan=self.plan.id)
        for work in self.progress.activities.values():
            activity = self.activities.get(work.id)
            if activity is None:
                yield _found("F42", work.id, work.origin)
            else:
                yield from self.of_work(work, activity)

    def of_work(self, work: Work, activity: Activity) -> Iterator[Finding]:
        yield from _refused(Machine.ACTIVITY, work.moves, OF_ACTIVITY, work.id, work.origin)
        steps = len(activity.steps.value or ())
        seen: set[str] = set()
        for report in work.reports:
            yield from self.of_report(report, work.id, steps)
            if report.period in seen:
                yield _found("F36", work.id, report.origin, period=report.period)
            seen.add(report.period)
        for evidence in work.evidence:
            yield from self.of_evidence(evidence, work.id, steps)
        for change in work.changes:
            yield from self.of_change(change, work.id, steps)

    def of_report(self, report: Report, id_: str, steps: int) -> Iterator[Finding]:
        yield from _refused(Machine.REPORT, report.moves, self.progress.ladder, id_, report.origin)
        if self.periods and report.period not in self.periods:
            ends = {"first": self.periods[0], "last": self.periods[-1]}
            yield _found("F37", id_, report.origin, period=report.period, **ends)
        for done in report.done:
            if done.step > steps:
                yield _found("F35", id_, report.origin, step=done.step)
        for value in report.values:
            yield from of_value(value, self.indicators.get(value.indicator), id_)

    def of_evidence(self, evidence: Evidence, id_: str, steps: int) -> Iterator[Finding]:
        yield from _refused(Machine.EVIDENCE, evidence.moves, self.progress.ladder, id_, evidence.origin)
        for step in evidence.proves:
            if step > steps:
                yield _found("F35", id_, evidence.origin, step=step)
        if steps and not evidence.proves:
            yield _found("F44", id_, evidence.origin)

    def of_change(self, change: Amendment, id_: str, steps: int) -> Iterator[Finding]:
        if change.what is Amended.TARGET:
            if change.of not in self.indicators:
                yield _found("F43", id_, change.origin, indicator=change.of)
            return
        if change.what is Amended.STEP and not (change.of.isdecimal() and 1 <= int(change.of) <= steps):
            yield _found("F35", id_, change.origin, step=change.of or "?")
        try:
            date.fromisoformat(change.new)
        except ValueError:
            yield _found("F38", id_, change.origin, new=change.new)


def of_value(value: Value, indicator: Indicator | None, id_: str) -> Iterator[Finding]:
    """Whether a value is one thing, of an indicator there is, and its parts add up or say why not."""
    if indicator is None:
        yield _found("F43", id_, value.origin, indicator=value.indicator)
    share = value.numerator is not None and value.denominator is not None
    told = [value.number is not None, share, value.percent is not None]
    halves = (value.numerator is None) != (value.denominator is None)
    if sum(told) != 1 or halves or (share and not value.denominator):
        yield _found("F39", id_, value.origin, indicator=value.indicator)
    whole = value.number if value.number is not None else value.numerator
    if whole is None or value.note:
        return
    for split in dict.fromkeys(part.split for part in value.parts):
        total = sum((part.number for part in value.parts if part.split == split), Decimal(0))
        if total != whole:
            figures = {"indicator": value.indicator, "split": split, "total": total, "whole": whole}
            yield _found("F40", id_, value.origin, **figures)


def _refused(
    machine: Machine, moves: Sequence[Moved], ladder: Sequence[str], id_: str, origin: Origin | None
) -> Iterator[Finding]:
    for number, why in replayed(machine, moves, ladder)[1]:
        yield _found("F41", id_, origin, number=number + 1, why=why)


def _found(rule: str, id_: str, origin: Origin | None, **params: object) -> Finding:
    text, advice = _FAULTS[rule]
    named: dict[str, object] = {"object": Message(mark("Activity {id}"), {"id": id_}), **params}
    if origin:
        named["object"] = Message(mark("Activity {id} ({place})"), {"id": id_, "place": origin.inside})
    level = "activity" if id_ else ""
    return Finding(rule, Severity.A, Outcome.FAIL, Message(text, named), Message(advice), origin, level, id_)
