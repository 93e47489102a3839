"""The words of the desk: what a column may hold, what a row may be, the months."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from palermo.core import Message

# What a column of a matrix may hold, by the part of the plan it feeds. The keys are the library's.
COLUMN_GROUPS = (
    (
        _("Where a row stands"),
        {
            "goal": _("Goal"),
            "objective": _("Objective or outcome"),
            "output": _("Output"),
            "activity": _("Activity"),
            "text": _("Goals, objectives and activities in one column"),
            "code": _("Number"),
            "level": _("Level (goal, objective, activity)"),
            "id": _("Identifier"),
        },
    ),
    (
        _("Who"),
        {
            "lead": _("Lead body"),
            "responsible": _("Bodies responsible"),
            "partners": _("Partners"),
            "coordinator": _("Coordinating body"),
        },
    ),
    (
        _("When"),
        {
            "timeframe": _("Timeframe"),
            "tick": _("A period to be ticked (quarter, year)"),
            "start": _("Start"),
            "end": _("End"),
            "kind": _("Kind of work (once, repeated, continuous)"),
        },
    ),
    (
        _("Steps and proof"),
        {
            "step": _("Steps"),
            "step_owner": _("Who does the step"),
            "step_due": _("When the step is due"),
            "deliverable": _("Deliverable"),
            "step_proof": _("Proof of the step"),
            "proof": _("Proof (means of verification)"),
        },
    ),
    (
        _("Indicators"),
        {
            "indicator": _("Indicator"),
            "indicator_id": _("Identifier of the indicator"),
            "indicator_code": _("Number of the indicator"),
            "indicator_kind": _("Kind of indicator"),
            "unit": _("Unit"),
            "numerator": _("Numerator"),
            "denominator": _("Denominator"),
            "baseline": _("Baseline"),
            "baseline_date": _("Date of the baseline"),
            "target": _("Target"),
            "target_date": _("Date of the target"),
            "direction": _("Direction"),
            "indicator_source": _("Source of the figure"),
            "method": _("Method"),
            "frequency": _("How often measured"),
            "monitored_by": _("Who measures"),
            "split": _("Split by (sex, age and so on)"),
        },
    ),
    (
        _("Money"),
        {
            "cost": _("Cost"),
            "cost_year": _("Year of the cost"),
            "cost_source": _("Source of this cost line"),
            "money_source": _("Source of the money"),
        },
    ),
    (
        _("Other"),
        {
            "places": _("Places"),
            "answers": _("Outside requests it answers"),
            "also_in": _("Other plans that share it"),
            "aims": _("Aims of the goal"),
            "marks": _("Marks of palermo"),
            "remarks": _("Remarks"),
            "extra": _("Kept values of palermo"),
        },
    ),
)

COLUMN_WORDS = {name: word for _group, words in COLUMN_GROUPS for name, word in words.items()}

ROW_CHOICES = (
    ("", _("As proposed")),
    ("goal", _("A goal")),
    ("objective", _("An objective")),
    ("output", _("An output")),
    ("activity", _("An activity")),
    ("more", _("More of the row above")),
    ("total", _("A sum")),
    ("skip", _("Nothing of the plan")),
)

MONTHS = (
    (1, _("January")),
    (2, _("February")),
    (3, _("March")),
    (4, _("April")),
    (5, _("May")),
    (6, _("June")),
    (7, _("July")),
    (8, _("August")),
    (9, _("September")),
    (10, _("October")),
    (11, _("November")),
    (12, _("December")),
)


def column_choices() -> Sequence[tuple[object, object]]:
    """For a select: nothing, then the fields by group."""
    return [("", _("Not used; kept as written")), *((group, list(words.items())) for group, words in COLUMN_GROUPS)]


def in_words(why: Message) -> Message:
    """A reason of the library with the field in the words of this page."""
    field = str(why.params.get("field", ""))
    return Message(why.text, {**why.params, "field": str(COLUMN_WORDS.get(field, field))})
