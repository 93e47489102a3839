"""What the rules on money wait for."""

from palermo.core import Message, mark
from palermo.plan.audit.rule import Wait

YEAR_WAITS = Wait(
    Message(mark("The plan's record carries no budget calendar; with one, this rule is asked.")),
    over=lambda given: bool(given.plan.budget_calendar),
)
