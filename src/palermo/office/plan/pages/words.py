"""The words shown for the fields of the plan model."""

from django.utils.translation import gettext_lazy as _

from palermo.core.languages import fold
from palermo.plan import Goal

FIELDS = {
    "text": _("Wording"),
    "code": _("Number"),
    "lead": _("Lead body"),
    "bodies": _("Bodies named"),
    "partners": _("Partners"),
    "timeframe": _("When"),
    "start": _("Start"),
    "end": _("End"),
    "kind": _("Kind of work"),
    "steps": _("Steps"),
    "indicators": _("Indicators"),
    "costs": _("Cost"),
    "money_source": _("Source of the money"),
    "proof": _("Proof"),
    "places": _("Places"),
    "answers": _("Answers to outside bodies"),
    "coordinator": _("Coordinated by"),
    "outputs": _("Outputs"),
    "above": _("Heading above"),
    "owner": _("Who"),
    "due": _("By when"),
    "deliverable": _("Deliverable"),
    "unit": _("Unit"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "baseline": _("Baseline"),
    "baseline_date": _("Date of the baseline"),
    "target": _("Target"),
    "target_date": _("Date of the target"),
    "direction": _("Direction"),
    "source": _("Source"),
    "method": _("Method"),
    "frequency": _("How often"),
    "responsible": _("Who measures"),
    "split": _("Split by"),
    "period_start": _("Begins"),
    "period_end": _("Ends"),
    "adopted": _("Adopted"),
    "monitoring": _("Watched by"),
    "reporting": _("Rhythm of reports"),
    "public_report": _("Public report"),
    "evaluation": _("Independent evaluation"),
    "evaluation_date": _("Date of the evaluation"),
    "total_cost": _("Total cost"),
    "funded": _("Funded"),
    "gap": _("Not funded"),
    "money": _("Amount"),
    "year": _("Year"),
    "title": _("Title"),
    "issuer": _("Issued by"),
    "country": _("Country"),
}

MARKS = {
    "id_inferred": _("The number was worked out from its neighbours, not read."),
    "text_inferred": _("The wording was put together from other places of the source, not read here."),
    "placement_inferred": _("Where it belongs was worked out, not read."),
}

TESTS = {
    "lead": _("One named lead body"),
    "step": _("At least one step or deliverable"),
    "date": _("An end date, or dated measuring points for ongoing work"),
    "proof": _("The kind of proof stated beforehand"),
}


def field_word(name: str) -> str:
    """The word for a field; `steps.due` says both."""
    above, _dot, below = name.partition(".")
    word = str(FIELDS.get(above, above))
    return f"{word}: {FIELDS.get(below, below)}" if below else word


def mark_word(mark: str) -> str:
    """A mark in words."""
    return str(MARKS.get(mark, mark.replace("_", " ")))


def goal_code(goal: Goal) -> str:
    """The number of a goal, where it says more than its words."""
    return "" if goal.implicit or fold(goal.id) == fold(goal.text.words) else goal.id


def goal_name(goal: Goal) -> str:
    """Number and words of a goal in one line, without the number that the words may repeat."""
    return f"{goal_code(goal)} {goal.text.value or goal.text.words}".strip()
