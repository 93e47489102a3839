"""The words shown for the library's stable keys, once for all pages."""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from palermo.core import Cell, Message
from palermo.core.money import Money

VERDICTS = {
    "verifiable": gettext_lazy("Verifiable"),
    "partly": gettext_lazy("Partly verifiable"),
    "promise_only": gettext_lazy("Promise only"),
    "cannot_say": gettext_lazy("Cannot say"),
}
SHARES = {
    "owned": gettext_lazy("One named lead body"),
    "dated": gettext_lazy("A date"),
    "stepped": gettext_lazy("Steps"),
    "costed": gettext_lazy("Cost"),
    "provable": gettext_lazy("Proof"),
}
SEVERITIES = {
    "error": gettext_lazy("Could not be used"),
    "A": gettext_lazy("Makes it unverifiable"),
    "B": gettext_lazy("Weakens it"),
    "C": gettext_lazy("Advice"),
}
OUTCOMES = {
    "pass": gettext_lazy("Passes"),
    "fail": gettext_lazy("Fails"),
    "unknown": gettext_lazy("Unknown: not read"),
    "not_applicable": gettext_lazy("Does not apply"),
}
LEVELS = {
    "plan": gettext_lazy("Plan"),
    "goal": gettext_lazy("Goal"),
    "objective": gettext_lazy("Objective"),
    "activity": gettext_lazy("Activity"),
    "step": gettext_lazy("Step"),
    "indicator": gettext_lazy("Indicator"),
}


# the spaces inside an amount, between its figures and its currency: USD 40,000; 1 250 000 KHR; 3 million
_INSIDE = re.compile(r"(?<=[A-Z$€£៛\d]) (?=\d)|(?<=\d) (?=[A-Z]{3}\b|[$€£៛]|[mb]illion)")


def language() -> str:
    """The language of the page being made."""
    return get_language() or "en"


def tongue(code: str) -> SafeString:
    """The attribute of an element with words in that language; nothing on a page in the same."""
    return _tongue(code, language())


@lru_cache(128)
def _tongue(code: str, page: str) -> SafeString:
    return SafeString("") if code == page else format_html(' lang="{}"', code)


def tongues(code: str) -> dict[str, SafeString]:
    """What templates need of a plan in that language: the attribute of its words, and of our own inside of them."""
    return {"lang": tongue(code), "own": format_html(' lang="{}"', language()) if tongue(code) else SafeString("")}


def in_tongue(words: str | Sequence[str], lang: str) -> SafeString:
    """Words, or a list of them, ready for a sentence in another language; `lang` is the attribute of theirs."""
    text = conditional_escape(words if isinstance(words, str) else ", ".join(words))
    return format_html("<span{}>{}</span>", lang, text) if lang else text


def say(value: object) -> str:
    """Any value of the library in the language of the page; the words of the source are never translated."""
    if value is None:
        return ""
    if isinstance(value, Message):
        return value.say(language())
    if isinstance(value, Cell):
        return say_cell(value)
    if isinstance(value, Money):
        return _INSIDE.sub("\N{NO-BREAK SPACE}", value.raw or str(value))
    if isinstance(value, tuple | list):
        return "; ".join(say(part) for part in value)
    raw = getattr(value, "raw", "")  # dates: as the source wrote them
    return str(raw or value)


def say_cell(cell: Cell[object]) -> str:
    """A cell in one line of text. Blank, unread and inherited are said in words, each in its own."""
    if cell.blank:
        return _("not stated")
    if cell.unread:
        return _("not read")
    words = say(cell.value)
    if not cell.given:
        return _("%(words)s (from the level above; not stated here)") % {"words": words}
    return _("%(words)s (cut off in the source)") % {"words": words} if cell.truncated else words


def share_text(n: int, of: int) -> str:
    """A share with its denominator; never a bare percentage."""
    if not of:
        return _("nothing to count")
    return _("%(n)s of %(of)s") % {"n": n, "of": of}


def unread_text(unread: int) -> str:
    """How many could not be read; empty when none."""
    if not unread:
        return ""
    return ngettext("%(n)s not read", "%(n)s not read", unread) % {"n": unread}
