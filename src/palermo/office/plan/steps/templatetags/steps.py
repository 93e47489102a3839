"""Words of steps in templates."""

from collections.abc import Iterable

from django import template

from palermo.office.plan.steps.readers import spelled
from palermo.plan import StepId

register = template.Library()
register.filter("step_word", spelled)


@register.filter
def steps_words(steps: Iterable[StepId]) -> str:
    """Several steps in a row."""
    return ", ".join(map(spelled, steps))


@register.filter
def chain_words(steps: Iterable[StepId]) -> str:
    """Steps that wait one for the other."""
    return " → ".join(map(spelled, steps))
