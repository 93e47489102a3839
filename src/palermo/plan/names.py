"""What the objects and fields of a plan are called in a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from palermo.core import Message, mark

OBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "plan": mark("The plan"),
        "goal": mark("Goal {id}"),
        "objective": mark("Objective {id}"),
        "activity": mark("Activity {id}"),
        "indicator": mark("Indicator {id}"),
    }
)
FIELD_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "activities": Message(mark("the activities")),
        "adopted": Message(mark("the date of adoption")),
        "baseline": Message(mark("the baseline")),
        "baseline_date": Message(mark("the date of the baseline")),
        "answers": Message(mark("the outside requests it answers")),
        "bodies": Message(mark("the bodies responsible")),
        "code": Message(mark("the code")),
        "coordinator": Message(mark("the coordinating body")),
        "costs": Message(mark("the cost")),
        "deliverable": Message(mark("the deliverable of the step")),
        "denominator": Message(mark("the denominator")),
        "direction": Message(mark("the direction")),
        "due": Message(mark("the date of the step")),
        "end": Message(mark("the end date")),
        "evaluation": Message(mark("the evaluation")),
        "evaluation_date": Message(mark("the date of the evaluation")),
        "frequency": Message(mark("the frequency")),
        "funded": Message(mark("the funded share")),
        "gap": Message(mark("the gap in funding")),
        "goals": Message(mark("the goals")),
        "indicators": Message(mark("the indicators")),
        "kind": Message(mark("the kind of work")),
        "lead": Message(mark("the lead body")),
        "method": Message(mark("the method")),
        "money_source": Message(mark("the source of money")),
        "monitoring": Message(mark("the monitoring body")),
        "numerator": Message(mark("the numerator")),
        "objectives": Message(mark("the objectives")),
        "outputs": Message(mark("the outputs")),
        "owner": Message(mark("who does the step")),
        "partners": Message(mark("the partners")),
        "period_end": Message(mark("the end of the plan")),
        "period_start": Message(mark("the start of the plan")),
        "places": Message(mark("the places")),
        "proof": Message(mark("the kind of proof")),
        "public_report": Message(mark("the date of the public report")),
        "reporting": Message(mark("the reporting rhythm")),
        "responsible": Message(mark("the role responsible")),
        "source": Message(mark("the source of the figure")),
        "split": Message(mark("the breakdown")),
        "start": Message(mark("the start date")),
        "steps": Message(mark("the steps")),
        "target": Message(mark("the target")),
        "target_date": Message(mark("the target date")),
        "text": Message(mark("the wording")),
        "timeframe": Message(mark("the timeframe")),
        "total_cost": Message(mark("the total cost")),
        "unit": Message(mark("the unit")),
        "year": Message(mark("the budget year")),
    }
)
