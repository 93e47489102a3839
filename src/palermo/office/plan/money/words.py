"""The words of these pages for amounts, years and what became of money, once for all of them."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core import Presence
from palermo.plan import Between, FiscalYear, Spending, State

SPENDINGS = {
    Spending.COMMITTED: gettext_lazy("Committed"),
    Spending.SPENT: gettext_lazy("Spent"),
}
STATES = {
    State.OFFERED: (gettext_lazy("Waits for the secretariat"), "half"),
    State.ACCEPTED: (gettext_lazy("Accepted"), "good"),
    State.REFUSED: (gettext_lazy("Refused"), "bad"),
}


def amount_words(amount: Decimal, currency: str) -> str:
    """An amount with its currency; amounts of different currencies never stand for one another."""
    return f"{currency}\N{NO-BREAK SPACE}{amount:,}" if currency else f"{amount:,}"


def between_words(between: Between | None, currency: str) -> str:
    """An amount, a range, or that nobody can say."""
    if between is None:
        return _("cannot say")
    low = amount_words(between.low, currency)
    if between.low == between.high:
        return low
    return _("%(low)s to %(high)s") % {"low": low, "high": amount_words(between.high, currency)}


def year_words(year: FiscalYear) -> str:
    """A fiscal year, or that none is stated or read."""
    if year.presence is Presence.UNREAD:
        return _("year not read")
    return year.name or _("no year stated")
