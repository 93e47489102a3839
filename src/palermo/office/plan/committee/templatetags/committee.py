"""Words of the committee in templates."""

from django import template

from palermo.office.base.vocabulary import say, tongue
from palermo.office.plan.committee import words
from palermo.office.plan.committee.readers import Resolved, Sitting
from palermo.plan import SIDE_WORDS, Deed, Ground, Side

register = template.Library()


@register.inclusion_tag("committee/_stage.html")
def stage(each: Resolved) -> dict[str, object]:
    """Where a resolution stands in a tag, and that it is late in another."""
    word, tone = words.STAGES[each.course.stage]
    return {"text": word, "tone": tone, "late": each.late}


@register.inclusion_tag("components/tag.html")
def ground(key: str) -> dict[str, object]:
    """Why an item stands on an agenda, in a tag."""
    word, tone = words.GROUNDS[Ground(key)]
    return {"text": word, "tone": tone}


@register.inclusion_tag("committee/_when.html")
def when(sitting: Sitting) -> dict[str, object]:
    """The day, hour and place of a meeting."""
    return {"call": sitting.call}


@register.filter
def item_lang(code: str) -> str:
    """The attribute of an item's words, which are a plan's or one's own."""
    return tongue(code) if code else ""


@register.filter
def deed_word(deed: str) -> str:
    return str(words.DONE[Deed(deed)])


@register.filter
def side_word(side: str) -> str:
    return say(SIDE_WORDS[Side(side)])


@register.filter
def presence_word(presence: str) -> str:
    return str(words.PRESENCES[presence])
