"""Rules on objectives and goals: what will exist, by which year, seen by which indicator, and that it is a change."""

from palermo.core import mark
from palermo.plan.audit.context import Context
from palermo.plan.audit.lexicon import Asked, Wording
from palermo.plan.audit.rule import (
    CUT_OFF,
    NOT_ASKED,
    PASS,
    Answer,
    Level,
    Rule,
    Texts,
    fail,
    own,
    rule,
    stated,
    unknown,
    unread,
)
from palermo.plan.model import Goal, Objective

_O = Level.OBJECTIVE
_NO_OUTPUT = fail(mark("{object} names no output between itself and its activities."))
_NO_YEAR = fail(mark("{object} has no target year."))
_NO_GOAL = fail(mark("{object} has no wording."))
_WORK: tuple[Asked, ...] = ("acts", "acts_or_nouns", "soft", "intentions", "themes")
_THEME = 3  # words or fewer name a theme


@rule(
    "O01 B",
    _O,
    Texts(
        title=mark("Outputs are named"),
        advice=mark(
            "Say what will exist because of the activities: a register, 200 trained officers, an act in force."
        ),
        why=mark("A jump from activity to outcome hides whether the work could ever bring the outcome about."),
        good=mark("Output: a screening form in use at all nine border posts."),
        bad=mark("From 'train officers' straight to 'fewer people are exploited'."),
    ),
    source="ILO NAP toolkit 2020, tool 16; UNDG results-based management handbook 2011",
    looks_at=("outputs",),
)
def outputs_named(objective: Objective, context: Context) -> Answer:
    """At least one output."""
    return NOT_ASKED if objective.implicit else stated(objective.outputs, "outputs", _NO_OUTPUT)


@rule(
    "O02 B",
    _O,
    Texts(
        title=mark("A target year"),
        advice=mark("Give the year of the whole objective; for a part of it, say which part is due when."),
        why=mark("'Partially' by a year is kept by whatever happens to be ready in that year."),
        good=mark("Workers told of their rights in three sectors by 2023, in all by 2025."),
        bad=mark("2023 (partially), 2025."),
    ),
    source="IMPACT OSS, 'time-bound'",
    looks_at=("timeframe",),
)
def target_year(objective: Objective, context: Context) -> Answer:
    """A date on the calendar, and no part of it left open."""
    if objective.implicit:
        return NOT_ASKED
    when = own(objective.timeframe)
    if when is None:
        return stated(objective.timeframe, "timeframe", _NO_YEAR)
    if not when.dated:
        return fail(mark("{object} says '{words}', which is no date on a calendar."), words=objective.timeframe.words)
    if when.partial:
        return fail(mark("{object} says '{words}' but not which part is due then."), words=objective.timeframe.words)
    return PASS


@rule(
    "O03 A",
    _O,
    Texts(
        title=mark("At least one indicator"),
        advice=mark("Give the objective one indicator with baseline and target, or each activity its own."),
        why=mark("An indicator of the goal alone cannot tell which objective brought it about."),
        good=mark("Objective 1.3: share of cases entered in the register within seven days."),
        bad=mark("Four indicators for four goals, none for the fourteen objectives."),
    ),
    source="Akvo RSR, IATI completeness check; UNODC/ILO on operational plans",
    looks_at=("indicators", "activities"),
)
def has_indicator(objective: Objective, context: Context) -> Answer:
    """One at the objective itself or at an activity under it; the goal's do not count."""
    if objective.implicit:
        return NOT_ASKED
    activities = objective.activities.value or ()
    if own(objective.indicators) or any(own(activity.indicators) for activity in activities):
        return PASS
    if objective.indicators.unread or any(activity.indicators.unread for activity in activities):
        return unread("indicators")
    if objective.activities.unread:
        return unread("activities")
    goal = context.goal_of[objective.id]
    if own(goal.indicators):
        return fail(mark("{object} has no indicator; only goal {goal} has."), goal=goal.id)
    return fail(mark("{object} has no indicator, and neither has any of its activities."))


@rule(
    "O04 C",
    Level.GOAL,
    Texts(
        title=mark("The goal is a change"),
        advice=mark("Say who will be better off and how, not what will be done."),
        why=mark("A goal worded as work is reached by working, whether or not anybody is better off."),
        good=mark("Victims reach shelter within a day of being found."),
        bad=mark("Prevention. Train officials."),
    ),
    source="UNDG results-based management handbook 2011",
    looks_at=("text",),
)
def goal_is_change(goal: Goal, context: Context) -> Answer:
    """A change in people or institutions: not an act, and not the name of a theme."""
    if goal.implicit:
        return NOT_ASKED
    if "text_inferred" in goal.marks:
        return unknown(mark("{object}: its wording was worked out from other pages, not read."))
    text = own(goal.text)
    if text is None:
        return stated(goal.text, "text", _NO_GOAL)
    words = context.wording(text)
    if words.holds("changes"):
        return PASS
    if any(map(words.begins, _WORK)):
        return fail(mark("{object} says what is done, not what changes: '{words}'."), words=text)
    if goal.text.truncated:
        return CUT_OFF
    return fail(mark("{object} names a theme and no change: '{words}'."), words=text) if _is_theme(words) else PASS


def _is_theme(words: Wording) -> bool:
    return words.lexicon.spaced and len(words.text.split()) <= _THEME


RULES: tuple[Rule, ...] = (outputs_named, target_year, has_indicator, goal_is_change)
