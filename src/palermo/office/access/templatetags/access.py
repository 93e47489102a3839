"""Words of people and rights in templates."""

from datetime import timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from palermo.access import ROLE_NAMES, STATE_NAMES, BodyKind, Role
from palermo.office.access.decision import decide
from palermo.office.access.keyring.contact import contact_thing
from palermo.office.access.models import Person, Term
from palermo.office.access.words import KINDS, body_name
from palermo.office.base.vocabulary import say

register = template.Library()
register.filter("body_name", body_name)


@register.inclusion_tag("sealed/_contact_link.html", takes_context=True)
def contact_link(context: dict[str, Any], person: Person) -> dict[str, Any]:
    """A link to somebody's contact data, for whoever may open them."""
    possible = decide(context["request"].user, "contact.opened", contact_thing(person)).possible
    return {"person": person if possible else None}


@register.filter
def role_word(role: str) -> str:
    return say(ROLE_NAMES[Role(role)])


@register.filter
def kind_word(kind: str) -> str:
    return str(KINDS[BodyKind(kind)])


@register.filter
def term_state(term: Term) -> str:
    """The state of a term by its own two ends; of a deputy's, that it rests while the other's does not run."""
    now = timezone.now()
    state, principal = term.state(now), term.deputy_for
    if state == "running" and principal is not None and principal.state(now) != "running":
        return _("rests while the other's term does not run")
    return say(STATE_NAMES[state])


@register.filter
def glass_state(state: str) -> str:
    return say(STATE_NAMES[state])


@register.filter
def term_lasts(term: Term) -> bool:
    """Whether it has not ended yet."""
    return term.state(timezone.now()) != "ended"


@register.filter
def minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)


@register.filter
def hours(span: timedelta) -> int:
    return span // timedelta(hours=1)
