"""Rules on indicators, by what a definition sheet must hold before collection starts."""

from collections.abc import Iterable

from palermo.core import Cell, Message, listed, mark
from palermo.core.when import When
from palermo.plan.audit.context import Context
from palermo.plan.audit.figures import figure, names_year
from palermo.plan.audit.lexicon import Wording
from palermo.plan.audit.rule import (
    CUT_OFF,
    NOT_ASKED,
    PASS,
    Answer,
    Level,
    Rule,
    Texts,
    fail,
    inherited,
    own,
    rule,
    stated,
    unread,
    worst,
)
from palermo.plan.model import Activity, Goal, Indicator, Objective

_I = Level.INDICATOR
_PIRS = "USAID indicator reference sheet (ADS 201maf)"
_NO_UNIT = fail(mark("{object} has no unit."))
_NO_FORMULA = fail(mark("{object} is a share but does not say of what: numerator or denominator is missing."))
_NO_BASELINE = fail(mark("{object} has neither a baseline nor a date by which there will be one."))
_NO_BASELINE_YEAR = fail(mark("{object} has a baseline without its year."))
_NO_TARGET = fail(mark("{object} has no target."))
_NO_TARGET_DATE = fail(mark("{object} has a target without a date."))
_NO_SOURCE = fail(mark("{object} does not say where the figure will be read."))
_NO_METHOD = fail(mark("{object} does not say how the figure is collected."))
_NO_FREQUENCY = fail(mark("{object} does not say how often it is measured."))
_NO_ROLE = fail(mark("{object} names no role that answers for the figure."))
_NO_SPLIT = fail(mark("{object} counts people but is not split at all."))


@rule(
    "I01 A",
    _I,
    Texts(
        title=mark("A unit, and for a share what it is a share of"),
        advice=mark("State the unit; for a percentage state numerator and denominator."),
        why=mark("A percentage of an unnamed whole rises when the whole shrinks."),
        good=mark("Percent: cases with a written decision / cases received in the year."),
        bad=mark("Percent of workers protected."),
    ),
    source=_PIRS + "; Akvo RSR",
    looks_at=("unit", "numerator", "denominator"),
)
def unit_stated(indicator: Indicator, context: Context) -> Answer:
    """A unit; with a percentage its two parts."""
    unit = own(indicator.unit)
    if unit is None:
        return stated(indicator.unit, "unit", _NO_UNIT)
    if not context.says(unit, "percent"):
        return PASS
    return worst(
        stated(indicator.numerator, "numerator", _NO_FORMULA),
        stated(indicator.denominator, "denominator", _NO_FORMULA),
    )


@rule(
    "I02 A",
    _I,
    Texts(
        title=mark("A baseline with its year"),
        advice=mark("Give the value and its year, or the date by which it will be measured."),
        why=mark("Without a starting point every later figure looks like progress."),
        good=mark("Baseline: 31 convictions (2023)."),
        bad=mark("Baseline: to be determined."),
    ),
    source=_PIRS + "; USAID OIG report 9-000-10-002-P (2009); UNDP",
    looks_at=("baseline", "baseline_date"),
)
def baseline_stated(indicator: Indicator, context: Context) -> Answer:
    """A value with its year; or, before there is a value, the date by which there will be."""
    value, day = _value(indicator.baseline, context), own(indicator.baseline_date)
    dated = day is not None and day.dated
    if value is None:
        if indicator.baseline.unread or (indicator.baseline_date.unread and not dated):
            return unread("baseline" if indicator.baseline.unread else "baseline_date")
        if indicator.baseline.given or indicator.baseline.blank:
            return _promised(day, context) if day is not None and dated else _NO_BASELINE
        return inherited("baseline")
    if dated or names_year(value):
        return PASS
    return unread("baseline_date") if indicator.baseline_date.unread else _NO_BASELINE_YEAR


def _promised(day: When, context: Context) -> Answer:
    if context.as_of and day.last and day.last < context.as_of:
        return fail(mark("{object} was to have its baseline by {day} and has none."), day=day.last)
    return PASS


def _value(cell: Cell[str], context: Context) -> str | None:
    """The words of a value, unless they say that there is none yet."""
    text = own(cell)
    if text is None or text[0].isdecimal():
        return text
    return None if context.is_only(text, "undecided") else text


@rule(
    "I03 A",
    _I,
    Texts(
        title=mark("A target with its date, and better than today"),
        advice=mark("Give the value to be reached and the date, beyond the baseline in the right direction."),
        why=mark("A target equal to the baseline is reached by doing nothing."),
        good=mark("From 31 convictions (2023) to 60 a year by December 2027."),
        bad=mark("Target: more convictions."),
    ),
    source="DFID logical framework (2009); Akvo RSR, direction of an indicator",
    looks_at=("target", "target_date", "baseline", "direction"),
)
def target_stated(indicator: Indicator, context: Context) -> Answer:
    """A value with its date; where both values are numbers, not the baseline's and not worse."""
    value = _value(indicator.target, context)
    if value is None:
        return _NO_TARGET if indicator.target.given else stated(indicator.target, "target", _NO_TARGET)
    if wrong := _not_better(value, indicator, context):
        return wrong
    day = own(indicator.target_date)
    if (day is not None and day.dated) or names_year(value):
        return PASS
    return unread("target_date") if indicator.target_date.unread else _NO_TARGET_DATE


def _not_better(target: str, indicator: Indicator, context: Context) -> Answer | None:
    baseline = _value(indicator.baseline, context)
    before, after = figure(baseline) if baseline else None, figure(target)
    if before is None or after is None:
        return None
    if before == after:
        text = mark("{object} has a target ({target}) equal to its baseline ({baseline}).")
        return fail(text, baseline=baseline, target=target)
    direction = own(indicator.direction)
    if direction is None:
        return None
    if context.says(direction, "up" if after < before else "down"):
        text = mark("{object} has a target ({target}) worse than its baseline ({baseline}).")
        return fail(text, baseline=baseline, target=target)
    return None


@rule(
    "I04 B",
    _I,
    Texts(
        title=mark("No target before there are figures"),
        advice=mark("Move the target behind the date of the baseline."),
        why=mark("A target for a year in which nothing can be counted is a guess with a number."),
        good=mark("Baseline by December 2025; first target December 2026."),
        bad=mark("Baseline by December 2026; target for 2025."),
    ),
    source="UNDP health guidance on baselines",
    looks_at=("target_date", "baseline_date", "baseline"),
)
def target_after_baseline(indicator: Indicator, context: Context) -> Answer:
    """Asked where both dates are on the calendar."""
    start, end = indicator.baseline_date, indicator.target_date
    base, aim = own(start), own(end)
    if base is None or aim is None:
        if start.unread or end.unread:
            return unread("baseline_date" if start.unread else "target_date")
        return NOT_ASKED
    if base.first is None or aim.last is None:
        return NOT_ASKED
    # once a value is there, only a target in an earlier time is too early
    earliest = base.first if _value(indicator.baseline, context) else base.last
    if earliest is None or aim.last > earliest:
        return PASS
    text = mark("{object} has a target for {target}, before there can be figures ({baseline}).")
    return fail(text, target=end.words, baseline=start.words)


@rule(
    "I05 B",
    _I,
    Texts(
        title=mark("Source and method are named"),
        advice=mark("Name the register, survey or file that holds the figure, who keeps it, and how it is counted."),
        why=mark("'Reports' is where a figure is told, not where it comes from."),
        good=mark("Source: court register of the Ministry of Justice. Method: count of final judgments."),
        bad=mark("Source: public reports."),
    ),
    source=_PIRS,
    looks_at=("source", "method"),
)
def source_named(indicator: Indicator, context: Context) -> Answer:
    """Both stated, and the source more than a word for any paper."""
    source, method = own(indicator.source), stated(indicator.method, "method", _NO_METHOD)
    if source is None:
        return worst(stated(indicator.source, "source", _NO_SOURCE), method)
    if context.is_only(source, "vague_sources"):
        return fail(mark("{object} gives '{words}' as its source, which names no source."), words=source)
    return method


@rule(
    "I06 B",
    _I,
    Texts(
        title=mark("Measured in step with the reports"),
        advice=mark("Choose a rhythm that fits the plan's reports and gives a figure before the plan ends."),
        why=mark("A figure that comes twice in five years comes too late to change anything."),
        good=mark("Every six months, with the half-year report."),
        bad=mark("Twice: baseline and end of plan."),
    ),
    source=_PIRS + "; ICMPD, monitoring and evaluation handbook 2010",
    looks_at=("frequency",),
)
def measured_in_step(indicator: Indicator, context: Context) -> Answer:
    """A rhythm that fits the reporting cycle, where there is one, and ends before the plan does."""
    told = own(indicator.frequency)
    if told is None:
        return stated(indicator.frequency, "frequency", _NO_FREQUENCY)
    months = context.rhythm(told)
    if months is None:
        return fail(mark("{object} is measured '{words}', which is no rhythm that reports can follow."), words=told)
    if context.months is not None and months > context.months:
        return fail(mark("{object} is measured '{words}': not once before the plan ends."), words=told)
    cycle = context.report_rhythm
    if months and cycle and months % cycle and cycle % months:
        text = mark("{object} is measured '{words}', out of step with the plan's reports ('{reports}').")
        return fail(text, words=told, reports=context.plan.reporting.words)
    return PASS


@rule(
    "I07 C",
    _I,
    Texts(
        title=mark("A role answers for the figure"),
        advice=mark("Name the post or unit, not a person."),
        why=mark("People leave; the post stays."),
        good=mark("Head of statistics, Ministry of Justice."),
        bad=mark("Mr So-and-so."),
    ),
    source=_PIRS,
    looks_at=("responsible",),
)
def role_named(indicator: Indicator, context: Context) -> Answer:
    """A role or body; a form of address without either is a person's name."""
    told = own(indicator.responsible)
    if told is None:
        return stated(indicator.responsible, "responsible", _NO_ROLE)
    if context.begins(told, "titles") and not context.says(told, "roles"):
        # the name is not repeated: what a finding says may be published
        return fail(mark("{object} names a person and no role."))
    return PASS


_SPLITS = {
    "splits.sex": Message(mark("sex")),
    "splits.age": Message(mark("age")),
    "splits.form": Message(mark("form of exploitation")),
    "splits.nationality": Message(mark("nationality")),
}
_EVALUATIONS = ("evaluation_leads", "evaluation_phrases")
_OF_VICTIMS = tuple(_SPLITS)
_OF_PEOPLE = _OF_VICTIMS[:2]


@rule(
    "I08 B",
    _I,
    Texts(
        title=mark("People are split"),
        advice=mark("Split the count by sex and age; of victims also by form of exploitation and nationality."),
        why=mark("A total hides whom the work does not reach, such as men, boys or people from abroad."),
        good=mark("Victims sheltered, by sex, age, form of exploitation and nationality."),
        bad=mark("Number of victims sheltered."),
    ),
    source=_PIRS + "; DFID logical framework; ICS-TIP classification",
    looks_at=("split", "text", "unit"),
)
def people_split(indicator: Indicator, context: Context) -> Answer:
    """Asked where people are counted. Form of exploitation and nationality are asked where they are victims."""
    text = own(indicator.text) or ""
    words = context.wording(text)
    unit = own(indicator.unit)
    if not (words.holds("people") or (unit and context.says(unit, "people"))):
        hidden = indicator.text.unread or indicator.text.truncated
        return (unread("text") if indicator.text.unread else CUT_OFF) if hidden else NOT_ASKED
    told = own(indicator.split)
    if told is None:
        return stated(indicator.split, "split", _NO_SPLIT)
    return _split(told, _OF_VICTIMS if words.holds("victims") else _OF_PEOPLE, context)


def _split(told: tuple[str, ...], wanted: tuple[str, ...], context: Context) -> Answer:
    # most indicators of a plan are split by the same things
    answer: Answer | None = context.splits.get((told, wanted))
    if answer is None:
        words = " ; ".join(told)
        by = [name for name in wanted if not context.says(words, name)]
        answer = context.splits[told, wanted] = _unsplit(by) if by else PASS
    return answer


def _unsplit(by: Iterable[str]) -> Answer:
    what = listed(_SPLITS[name] for name in by)
    return fail(mark("{object} counts people but is not split by {what}."), what=what)


@rule(
    "I09 B",
    _I,
    Texts(
        title=mark("More than a count of activities"),
        advice=mark("Give the goal at least one indicator of what becomes different for people or institutions."),
        why=mark("Trainings held can rise for years while nobody is better protected."),
        good=mark("Share of suspected cases that border officers refer."),
        bad=mark("Number of trainings held."),
    ),
    source="UNDG results-based management handbook 2011",
    looks_at=("indicators", "objectives"),
    judges=(Level.GOAL,),
)
def outcome_indicator(goal: Goal, context: Context) -> Answer:
    """At least one indicator under the goal that is neither a count of activities nor an evaluation to be made."""
    if goal.implicit:
        return NOT_ASKED
    objectives = goal.objectives.value or ()
    activities = [activity for objective in objectives for activity in objective.activities.value or ()]
    nodes: tuple[Goal | Objective | Activity, ...] = (goal, *objectives, *activities)
    cells = [node.indicators for node in nodes]
    indicators = [indicator for cell in cells for indicator in own(cell) or ()]
    if any(_is_outcome(indicator, context) for indicator in indicators):
        return PASS
    if goal.objectives.unread or any(objective.activities.unread for objective in objectives):
        return unread("objectives" if goal.objectives.unread else "activities")
    if any(cell.unread for cell in cells) or any(indicator.text.unread for indicator in indicators):
        return unread("indicators")
    if indicators:
        return fail(mark("{object} has only indicators that count activities."))
    return fail(mark("{object} has no indicator of what changes."))


def _is_outcome(indicator: Indicator, context: Context) -> bool:
    kind = own(indicator.kind)
    if kind is not None:
        if context.says(kind, "outcome_kinds"):
            return True
        if context.says(kind, "activity_kinds"):
            return False
    text = own(indicator.text)
    if text is None:
        return False
    told = context.wording(text)
    return not told.holds("activity_counts") and not _is_evaluation(told)


@rule(
    "I10 A",
    _I,
    Texts(
        title=mark("An evaluation is not an indicator"),
        advice=mark("Name the figure or state that the evaluation would find."),
        why=mark("That an evaluation will be made says nothing about what must come out of it."),
        good=mark("Share of trained officers who pass the test six months later."),
        bad=mark("Evaluation of the training."),
    ),
    source="Australian Institute of Criminology, criteria for indicators (TBP 59)",
    looks_at=("text",),
)
def not_an_evaluation(indicator: Indicator, context: Context) -> Answer:
    """An evaluation or assessment to be made in the place of a measure."""
    text = own(indicator.text)
    if text is None:
        return stated(indicator.text, "text", fail(mark("{object} has no wording.")))
    if _is_evaluation(context.wording(text)):
        return fail(mark("{object} says that an evaluation will be made: '{words}'."), words=text)
    return CUT_OFF if indicator.text.truncated else PASS


def _is_evaluation(words: Wording) -> bool:
    if words.hints.isdisjoint(_EVALUATIONS):
        return False
    if lead := words.begins("evaluation_leads"):
        rest = words.text[len(lead) :].lstrip()
        if not rest.strip(" .") or words.lexicon["evaluation_follows"].leads(rest):
            return True
    return words.holds("evaluation_phrases")


RULES: tuple[Rule, ...] = (
    *(unit_stated, baseline_stated, target_stated, target_after_baseline, source_named),
    *(measured_in_step, role_named, people_split, outcome_indicator, not_an_evaluation),
)
