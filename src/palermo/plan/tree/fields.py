"""Which key of a file holds which field of the model: one table for reading, writing, schema and manual."""

from dataclasses import dataclass
from enum import StrEnum

NOT_RETRIEVED = "NOT_RETRIEVED"  # stands in a file for a cell nobody could read


class Kind(StrEnum):
    """What a field holds."""

    WORDS = "words"
    SEVERAL = "list of words"
    DATE = "date"
    MONEY = "money"
    GOALS = "goals"
    OBJECTIVES = "objectives"
    ACTIVITIES = "activities"
    STEPS = "steps"
    INDICATORS = "indicators"
    COSTS = "cost lines"


@dataclass(frozen=True, slots=True)
class Field:
    """`key` in the file for attribute `name` of the model; `always` is written even when blank."""

    name: str
    key: str
    kind: Kind
    about: str
    always: bool = False
    aliases: tuple[str, ...] = ()


W, S, D, M = Kind.WORDS, Kind.SEVERAL, Kind.DATE, Kind.MONEY

PLAN = (
    Field("period_start", "start", D, "First year or day of the plan's period."),
    Field("period_end", "end", D, "Last year or day of the plan's period."),
    Field("adopted", "adopted", D, "Day on which the plan was adopted."),
    Field("monitoring", "monitoring", W, "The body that watches the plan."),
    Field("reporting", "reporting", W, "How often bodies report."),
    Field("public_report", "public_report", D, "When a report is made public."),
    Field("evaluation", "evaluation", W, "Who evaluates the plan from outside."),
    Field("evaluation_date", "evaluation_date", D, "When the evaluation is due."),
    Field("total_cost", "total_cost", M, "What the whole plan costs."),
    Field("funded", "funded", M, "How much of it is funded."),
    Field("gap", "gap", M, "How much of it nobody has promised."),
)

GOAL = (
    Field("text", "text", W, "The goal in the plan's words."),
    Field("coordinator", "coordinated_by", W, "The committee that coordinates; it is not a lead."),
    Field("bodies", "responsible", S, "Bodies named for the whole goal."),
    Field("costs", "budget", Kind.COSTS, "Money for the whole goal."),
    Field("indicators", "indicators", Kind.INDICATORS, "Indicators of the goal."),
    Field("objectives", "objectives", Kind.OBJECTIVES, "The objectives under the goal.", always=True),
)

OBJECTIVE = (
    Field("text", "text", W, "The objective in the plan's words."),
    Field("timeframe", "timeframe", D, "When it is to be reached."),
    Field("bodies", "responsible", S, "Bodies named for the objective."),
    Field("outputs", "outputs", S, "What exists afterwards that did not before."),
    Field("indicators", "indicators", Kind.INDICATORS, "Indicators of the objective."),
    Field("activities", "activities", Kind.ACTIVITIES, "The activities under the objective.", always=True),
)

ACTIVITY = (
    Field("text", "text", W, "The promise in the plan's words."),
    Field("lead", "lead", W, "The one body that answers for it.", always=True),
    Field("bodies", "responsible", S, "Every body named as responsible.", always=True),
    Field("partners", "partners", S, "Bodies that take part without answering for it."),
    Field("timeframe", "timeframe", D, "When, in one cell.", always=True),
    Field("start", "start", D, "When work starts."),
    Field("end", "end", D, "When work is to be finished."),
    Field("kind", "kind", W, "single, repeated or continuous."),
    Field("steps", "steps", Kind.STEPS, "The concrete pieces of work or deliverables.", always=True),
    Field("indicators", "indicators", Kind.INDICATORS, "Indicators of the activity.", always=True),
    Field("costs", "budget", Kind.COSTS, "What it costs, line by line.", always=True),
    Field("money_source", "money_source", W, "Who pays."),
    Field("proof", "means_of_verification", S, "Kinds of proof, stated before work starts.", always=True),
    Field("places", "places", S, "Provinces or places where the act happens."),
    Field("answers", "answers", S, "Asks of outside bodies that it answers."),
)

STEP = (
    Field("text", "text", W, "The piece of work."),
    Field("owner", "owner", W, "Who does it."),
    Field("due", "due", D, "By when.", aliases=("term",)),
    Field("deliverable", "deliverable", W, "What is handed over."),
    Field("proof", "proof", W, "What will prove it."),
)

COST = (
    Field("money", "money", M, "Amount with currency, or an explicit 'no extra cost'."),
    Field("year", "year", D, "The budget year."),
    Field("source", "source", W, "Who pays."),
)

INDICATOR = (
    Field("text", "text", W, "The indicator in the plan's words."),
    Field("unit", "unit", W, "What is counted."),
    Field("numerator", "numerator", W, "For a share: the part."),
    Field("denominator", "denominator", W, "For a share: the whole."),
    Field("baseline", "baseline", W, "The value before the plan.", always=True),
    Field("baseline_date", "baseline_date", D, "The year measured, or when a baseline will exist."),
    Field("target", "target", W, "The value to be reached.", always=True),
    Field("target_date", "target_date", D, "When it is to be reached."),
    Field("direction", "direction", W, "up or down: which way is better."),
    Field("source", "means_of_verification", W, "Where the figure will be read."),
    Field("method", "method", W, "How it is collected."),
    Field("frequency", "frequency", W, "How often."),
    Field("responsible", "monitored_by", W, "The role that answers for the figure."),
    Field("split", "disaggregation", S, "Sex, age, form of exploitation ..."),
    Field("kind", "kind", W, "activity, output, outcome or impact."),
)

NODES = {"goal": GOAL, "objective": OBJECTIVE, "activity": ACTIVITY, "step": STEP, "cost": COST, "indicator": INDICATOR}
CHILD = {
    Kind.GOALS: "goal",
    Kind.OBJECTIVES: "objective",
    Kind.ACTIVITIES: "activity",
    Kind.STEPS: "step",
    Kind.COSTS: "cost",
    Kind.INDICATORS: "indicator",
}
# nodes that have an id, and the marks and sharing that only some of them carry
WITH_ID = ("goal", "objective", "activity", "indicator")
WITH_MARKS = ("goal", "objective", "activity")
