"""Words of the work on a plan in templates."""

from django import template

from palermo.core import Message
from palermo.office.base.vocabulary import say
from palermo.office.plan.work import words
from palermo.plan import PROOF_KINDS, Claim, Held, Status, Verb

register = template.Library()
register.filter("level_word", words.level_word)


@register.inclusion_tag("components/tag.html")
def status(key: str) -> dict[str, object]:
    """A status in a tag."""
    word, tone = words.STATUSES[Status(key)]
    return {"text": word, "tone": tone}


@register.inclusion_tag("components/tag.html")
def stands(held: Held, ladder: tuple[str, ...]) -> dict[str, object]:
    """The state of a lead's acceptance, a report or a piece of evidence in a tag."""
    return {"text": words.stands_word(held, ladder), "tone": words.STATE_TONES.get(held.state, "")}


@register.filter
def status_word(key: str) -> str:
    return str(words.STATUSES[Status(key)][0])


@register.filter
def done_word(verb: str) -> str:
    return str(words.DONE[Verb(verb)])


@register.filter
def claim_word(claim: str) -> str:
    return str(words.CLAIMS[Claim(claim)])


@register.filter
def proof_word(kind: str) -> str:
    return say(PROOF_KINDS.get(kind, Message(kind)))
