"""Components that need more than an include. Documented in docs/explanation/components.md."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from palermo.core import Cell
from palermo.office.base import vocabulary

register = template.Library()
register.filter("tongue", vocabulary.tongue)
register.filter("in_tongue", vocabulary.in_tongue)


@register.filter
def say(value: object) -> str:
    """A Message, Cell, date, amount or list in the language of the page."""
    return vocabulary.say(value)


@register.filter
def verdict_word(verdict: str) -> str:
    return str(vocabulary.VERDICTS[str(verdict)])


@register.filter
def share_word(key: str) -> str:
    return str(vocabulary.SHARES[str(key)])


@register.filter
def severity_word(severity: str) -> str:
    return str(vocabulary.SEVERITIES[str(severity)])


@register.filter
def outcome_word(outcome: str) -> str:
    return str(vocabulary.OUTCOMES[str(outcome)])


@register.filter
def level_word(level: str) -> str:
    return str(vocabulary.LEVELS.get(str(level), level))


@register.inclusion_tag("components/verdict.html")
def verdict(key: str) -> dict[str, object]:
    """A verdict: a shape and its word, never colour alone."""
    return {"verdict": str(key), "word": verdict_word(key)}


@register.inclusion_tag("components/share.html")
def share(value: Any) -> dict[str, object]:
    """A share `n of m`, the unread counted apart, with a thin bar. Takes anything with n, of and unread."""
    return {
        "text": vocabulary.share_text(value.n, value.of),
        "unread_text": vocabulary.unread_text(getattr(value, "unread", 0)),
        "width": f"{100 * value.n / value.of:.1f}" if value.of else "0",
    }


@register.inclusion_tag("components/cell.html")
def cell(value: Cell[Any], lang: str = "") -> dict[str, object]:
    """A cell of a plan; blank, unread and inherited look and read differently. `lang`: the attribute of its words."""
    return {"cell": value, "words": vocabulary.say(value.value), "lang": lang}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | None) -> dict[str, object]:
    """All errors of a form at the top of the page, each a link to its field. Nothing when there are none."""
    return {"rows": list(_error_rows(form)) if form is not None else []}


def _error_rows(form: BaseForm) -> Iterable[dict[str, str]]:
    for text in form.non_field_errors():
        yield {"text": str(text), "target": ""}
    for field in form:
        for text in field.errors:
            yield {"text": f"{field.label}: {text}", "target": _target(field)}


def _target(field: BoundField) -> str:
    # a group of radios or checkboxes has no single input: the link goes to its fieldset
    return field.id_for_label or str(field.auto_id)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, object]:
    """Links to the pages of a list; the other filters in the address stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    pages = [number if isinstance(number, int) else None for number in numbers]
    return {"page": page, "pages": pages, "request": context.get("request")}


@register.simple_block_tag
def scroll(content: SafeString, label: str) -> SafeString:
    """A region that scrolls sideways on a narrow screen and can be reached by keyboard. Wrap tables in it."""
    return render_to_string("components/scroll.html", {"content": content, "label": label})


@register.simple_block_tag
def details(content: SafeString, summary: str, open: bool = False) -> SafeString:
    """Text that opens on demand."""
    return render_to_string("components/details.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def inset(content: SafeString, tone: str = "") -> SafeString:
    """Text set apart by a rule at its side; tone: '', 'warning'."""
    return render_to_string("components/inset.html", {"content": content, "tone": tone})
