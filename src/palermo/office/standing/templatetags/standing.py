"""Words of standing, in templates."""

from django import template

from palermo.office.base.vocabulary import say
from palermo.office.standing import words
from palermo.standing import AskBasis, Mark, Tier

register = template.Library()
register.filter("body_word", words.body_word)
register.filter("category_word", words.category_word)
register.filter("list_word", words.list_word)
register.filter("short_tier", words.short)


@register.filter
def tier_word(tier: Tier | str | None) -> str:
    """A tier in words; a dash where nobody could read it."""
    return say(Tier(tier).words) if tier else "–"


@register.inclusion_tag("components/tag.html")
def marked(mark: Mark) -> dict[str, object]:
    """How a fact came to us, in a tag."""
    return {"text": say(mark.words), "tone": "" if mark.sure else "half"}


@register.inclusion_tag("components/tag.html")
def rests_on(basis: AskBasis) -> dict[str, object]:
    """What the words of an ask rest on, in a tag."""
    return {"text": say(basis.words), "tone": "half" if basis is AskBasis.RECALLED else ""}
