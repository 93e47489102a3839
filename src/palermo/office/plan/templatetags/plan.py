"""Components that know plans."""

from typing import Any

from django import template
from django.conf import settings

from palermo.office.access.decision import decide
from palermo.office.plan.closed import document_thing
from palermo.office.plan.models import State, StateClaim
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


@register.inclusion_tag("components/proof.html", takes_context=True)
def proof(context: template.RequestContext, claim: StateClaim, slug: str) -> dict[str, Any]:
    """The document of a claim; of a closed one only that there is one, and the way to it for whoever may have it."""
    request = context.request
    asks = bool(claim.sealed_id) and settings.SESSION_COOKIE_NAME in request.COOKIES
    may = asks and decide(request.user, "document.opened", document_thing(claim)).possible
    return {"claim": claim, "slug": slug, "may": may}
