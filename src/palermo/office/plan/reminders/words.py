"""What the rows of the table are called."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.office.plan.reminders.items import Item
from palermo.plan import Occasion

OCCASIONS: dict[Occasion, Promise] = {
    Occasion.OVERDUE: _("Overdue"),
    Occasion.TODAY: _("Due today"),
    Occasion.SOON: _("Due soon"),
    Occasion.RETURNED: _("Came back"),
    Occasion.ANSWER: _("Not answered"),
    Occasion.PROOF: _("Proof missing"),
    Occasion.REVIEW: _("Waiting for a decision"),
    Occasion.RESOLUTION: _("Owed to the committee"),
    Occasion.LEGAL_DAY: _("A legal day comes"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a digest are of one kind."""

    word: Promise
    count: int


def counted(items: Iterable[Item]) -> list[Counted]:
    """The items by kind, what presses most first; kinds that are not there are left out."""
    found = Counter(each.occasion for each in items)
    return [Counted(word, found[str(occasion)]) for occasion, word in OCCASIONS.items() if found[str(occasion)]]
