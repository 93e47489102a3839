"""Components that know plans."""

from django import template

from palermo.office.plan.models import State
from palermo.office.plan.state import Standing

register = template.Library()

TONES = {"draft": "", "consulted": "half", "approved": "accent", "in_force": "good", "replaced": ""}


@register.inclusion_tag("components/state.html")
def state(key: str) -> dict[str, object]:
    """A state in a tag."""
    return {"text": State(key).label, "tone": TONES[key]}


@register.inclusion_tag("components/standing.html")
def standing(value: Standing) -> dict[str, object]:
    """The state as worked out; when claims contradict each other, all that is said, and that it does not agree."""
    tags = [{"text": State(key).label, "tone": "half" if value.ended else TONES[key]} for key in value.said]
    return {"standing": value, "tags": tags}
