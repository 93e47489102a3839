"""The words of these pages for what is due."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.office.plan.work.words import STATE_TONES, STATES
from palermo.plan import State

UNSENT = frozenset({State.NEW, State.DRAFT, State.RETURNED})


def report_word(state: State) -> str:
    """The state of a report; of one that nobody has begun, that there is none."""
    return _("No report") if state is State.NEW else str(STATES[state])


def report_tone(state: State, due: date, today: date) -> str:
    """The tone of that word: what is late asks first."""
    return "bad" if state in UNSENT and due < today else STATE_TONES.get(state, "")


def due_words(due: date, today: date) -> str:
    """How far off the day is on which something is due."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("due in %(n)s day", "due in %(n)s days", days) % {"n": days}
