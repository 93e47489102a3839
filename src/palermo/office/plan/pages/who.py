"""Who did something, in the words that the public may read: role and body, never a person's name."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from palermo.access import ROLE_NAMES, Role
from palermo.office.access.decision import CONSOLE
from palermo.office.access.models import Term
from palermo.office.access.words import body_name
from palermo.office.base.vocabulary import say

Act = tuple[str, datetime]  # a pseudonym and a moment


def who_acted(acts: Iterable[Act]) -> Mapping[Act, str]:
    """The hat that each wore then: the secretariat's before any other; empty where none is known."""
    wanted = set(acts)
    terms = Term.objects.filter(person__pseudonym__in={actor for actor, _at in wanted})
    rows = list(terms.select_related("body", "person").prefetch_related("endings"))
    return {(actor, at): _hat(rows, actor, at) for actor, at in wanted}


def _hat(rows: list[Term], actor: str, at: datetime) -> str:
    if actor == CONSOLE.pseudonym:
        return _("operator, at the machine itself")
    worn = [row for row in rows if row.person.pseudonym == actor and row.since <= at < row.end]
    if not worn:
        return ""
    chosen = min(worn, key=lambda row: row.role != Role.SECRETARIAT)
    words = {"role": say(ROLE_NAMES[Role(chosen.role)]), "body": "{}"}
    return format_html(_("%(role)s, %(body)s") % words, body_name(chosen.body))
