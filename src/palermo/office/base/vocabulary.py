"""The words shown for the library's stable keys, once for all pages."""

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from palermo.core import Cell, Message

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


def language() -> str:
    """The language of the page being made."""
    return get_language() or "en"


def say(value: object) -> str:
    """Any value of the library in the language of the page; the words of the source are never translated."""
    if value is None:
        return ""
    if isinstance(value, Message):
        return value.say(language())
    if isinstance(value, Cell):
        return say_cell(value)
    if isinstance(value, tuple | list):
        return "; ".join(say(part) for part in value)
    raw = getattr(value, "raw", "")  # dates and money: as the source wrote them
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
