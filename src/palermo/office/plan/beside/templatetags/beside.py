"""Words of what is said beside the record, in templates."""

from django import template
from django.utils.safestring import SafeString

from palermo.office.base.kept_rows import drawn
from palermo.office.base.vocabulary import say
from palermo.office.plan.beside import words
from palermo.office.plan.beside.reading import Uttering
from palermo.office.plan.work.words import CLAIMS
from palermo.plan import GAP_WORDS, About, Agreement, Claim, Gap, Seen

register = template.Library()


@register.inclusion_tag("components/tag.html")
def seen(key: str) -> dict[str, object]:
    """What a body sees, in a tag."""
    word, tone = words.SEEN[Seen(key)]
    return {"text": word, "tone": tone}


@register.inclusion_tag("components/tag.html")
def claimed(claim: Claim) -> dict[str, object]:
    """What the leading body claims, in a tag."""
    return {"text": CLAIMS[claim], "tone": ""}


@register.inclusion_tag("components/tag.html")
def apart(key: Gap) -> dict[str, object]:
    """How a view lies to a claim, in a tag."""
    return {"text": say(GAP_WORDS[key]), "tone": words.GAPS[key]}


@register.inclusion_tag("components/tag.html")
def agreement(key: Agreement) -> dict[str, object]:
    """What the record makes of a claim, in a tag."""
    word, tone = words.AGREEMENTS[key]
    return {"text": word, "tone": tone}


@register.filter
def about_word(about: str) -> str:
    return str(words.ABOUT[About(about)])


@register.simple_tag
def uttered(each: Uttering, desk: bool = False) -> SafeString:
    """A statement beside the record; at the `desk` with the ways to what it claims and to its copy."""
    row = each.row
    about = {
        "uid": row.uid,
        "said_by": row.said_by,
        "said_on": row.said_on,
        "place": row.place,
        "words": row.words,
        "activity": row.activity,
        "resolution": row.resolution.words if row.resolution else "",
        "address": row.address,
        "sha256": row.sha256,
        "contrasts": each.contrasts,
        "desk": bool(desk),
    }
    return drawn("beside/_uttering.html", (row.pk, bool(desk)), about)
