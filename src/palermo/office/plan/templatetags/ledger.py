"""What the public pages draw often: cells in a ledger, the strip of a plan, two wordings with what changed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.core import Cell
from palermo.office.base.vocabulary import VERDICTS, in_tongue, say
from palermo.office.plan.pages.rows import Rows
from palermo.office.plan.pages.words import mark_word
from palermo.plan import Activity, Change, Cost, Indicator, Op, Plan, Step

register = template.Library()

# top and height of a verdict's bar, of ten: what is verifiable stands tall, a bare promise lies on the line
_BARS = {"verifiable": (0, 10), "partly": (5, 5), "promise_only": (8, 2), "cannot_say": (4, 2)}
_APART = 120  # up to here each activity has a bar of its own; beyond, neighbours of one verdict share one


@register.filter
def written(cell: Cell[Any], own: str = "") -> SafeString:
    """A cell inside an element that is marked with the plan's language; `own` is the attribute of our words there.

    Short: as `{% cell %}` says it, in fewer bytes since a page has a thousand of them.
    """
    return _told(cell, "", own)


@register.filter
def shown(cell: Cell[Any], lang: str = "") -> SafeString:
    """A cell among words of ours; `lang` is the attribute of the plan's words."""
    return _told(cell, lang, "")


def _told(cell: Cell[Any], lang: str, own: str) -> SafeString:
    if cell.blank:
        return format_html('<i class="cell-blank"{}>{}</i>', own, _("not stated"))
    if cell.unread:
        return format_html('<i class="cell-unread"{}>{}</i>', own, _("not read"))
    words = in_tongue(_words(cell.value), lang)
    if not cell.given:
        note = _("from the level above; not stated here")
        return format_html('<i class="cell-inherited">{}</i> <small{}>({})</small>', words, own, note)
    if cell.truncated:
        return format_html("{} <small{}>({})</small>", words, own, _("cut off in the source"))
    return words


def _words(value: object) -> str:
    """A value in one line, whatever it holds: steps and indicators by their words, costs by their amounts."""
    if isinstance(value, tuple):
        return "; ".join(_words(part) for part in value)
    if isinstance(value, Step | Indicator):
        return value.text.words
    return say(value.money if isinstance(value, Cost) else value)


@register.simple_tag
def drawn(rows: Rows, activity: Activity) -> SafeString:
    """The row of an activity."""
    return rows.row(activity)


@register.filter
def mark_text(mark: str) -> str:
    """What of an item is not as read, in words."""
    return mark_word(mark)


@register.filter
def counted(counts: Mapping[Any, int]) -> str:
    """Verdicts with their counts in words: `12 promise only, 2 partly`; those without any are left out."""
    by_key = {str(key): count for key, count in counts.items()}
    said = ((by_key[key], str(word).lower()) for key, word in VERDICTS.items() if by_key.get(key))
    return ", ".join(_("%(n)s %(verdict)s") % {"n": n, "verdict": verdict} for n, verdict in said)


@register.filter
def findings_text(count: int) -> str:
    return ngettext("%(n)s finding", "%(n)s findings", count) % {"n": count}


@register.filter
def named(body: str, plan: Plan) -> str:
    """A body by its full name where the plan's register has it."""
    return str(plan.register.get(body, body))


@register.simple_tag
def tally(edition: Any) -> SafeString:
    """The plan as a strip: one bar an activity, in order, a gap between goals. The words stand beside it."""
    verdicts = edition.audit.verdicts
    paths: dict[str, list[str]] = {key: [] for key in _BARS}
    right = 0
    goals = [list(rows) for _key, rows in groupby(edition.plan.each_activity(), key=lambda row: row[0].id)]
    total = sum(map(len, goals))
    for rows in goals:
        for key, length in _runs((str(verdicts[activity.id]) for _g, _o, activity in rows), together=total > _APART):
            top, height = _BARS[key]
            paths[key].append(f"M{right} {top}h{length * 10 - 2}v{height}h-{length * 10 - 2}z")
            right += length * 10
        right += 6
    drawn = format_html_join("", '<path class="tally-{}" d="{}"/>', ((k, "".join(d)) for k, d in paths.items() if d))
    label = counted(edition.audit.card.verdicts)
    return format_html(
        '<svg class="tally" viewBox="0 0 {} 10" width="{}" height="20" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>',
        max(right - 8, 1),
        right * 14 // 10,
        label,
        drawn,
    )


def _runs(verdicts: Iterable[str], *, together: bool) -> Iterable[tuple[str, int]]:
    if not together:
        return ((key, 1) for key in verdicts)
    return ((key, len(list(group))) for key, group in groupby(verdicts))


@register.simple_tag
def side(change: Change, which: str, lang: str = "") -> SafeString:
    """One side of a changed wording: deletions on the old side, insertions on the new one."""
    own = {"old": Op.DELETE, "new": Op.INSERT}[which]
    tag = {"old": "del", "new": "ins"}[which]
    parts: Sequence[SafeString] = [
        format_html("<{}>{}</{}>", mark_safe(tag), span.text, mark_safe(tag))  # noqa: S308  # one of two constants
        if span.op is own
        else conditional_escape(span.text)
        for span in change.spans
        if span.op in (own, Op.KEEP)
    ]
    return in_tongue(format_html_join("", "{}", ((part,) for part in parts)), lang)
