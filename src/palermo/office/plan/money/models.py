"""What the office keeps of money: lines that the plan lacks, postings to lines, and the moves that accept them.

The lines of the plan itself are not copied: they are read from it. Nothing here is changed; a wrong posting is
followed by another that corrects it. What a body writes lies in its own compartment, and is public once accepted.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, MadeRecord
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import Lead, MoveRecord

AMOUNT = 30  # characters of a number: exact on every database
LINE = 40
SOURCE = 200


def spending_choices() -> list[tuple[str, str]]:
    """What can become of money."""
    from palermo.plan import Spending

    return [(str(each), str(each)) for each in Spending]


class CostLine(MadeRecord):
    """Money that an activity takes and the plan does not name. `year`: the first day of its fiscal year."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="costs")
    what = models.CharField(max_length=300)
    amount = models.CharField(max_length=AMOUNT)
    currency = models.CharField(max_length=3)
    year = models.DateField(null=True)
    source = models.CharField(max_length=SOURCE, blank=True)
    reason = models.TextField()

    if TYPE_CHECKING:
        lead_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="cost", id=self.uid, path=self.lead.body.above, writers=frozenset({self.made_by}))


class Posting(MadeRecord):
    """Money committed to a line or spent of it. `line`: its id, within the activity.

    `year` is the fiscal year of the line as it was then, kept for the day when the plan has the line no more:
    `{"presence": "given", "name": "2027", "first": "2027-01-01"}`.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="postings")
    line = models.CharField(max_length=LINE)
    year = models.JSONField()
    spending = models.CharField(max_length=10, choices=spending_choices)
    amount = models.CharField(max_length=AMOUNT)
    currency = models.CharField(max_length=3)
    day = models.DateField()
    giver = models.CharField(max_length=SOURCE)
    document = models.CharField(max_length=300)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    reason = models.TextField(blank=True)

    if TYPE_CHECKING:
        lead_id: int
        corrects_id: int | None

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="posting", id=self.uid, path=self.lead.body.above, writers=frozenset({self.made_by}))


class MoneyMove(MoveRecord):
    """What somebody did to a line or a posting: offered, accepted or refused it."""

    line = models.ForeignKey(CostLine, models.PROTECT, null=True, related_name="moves")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="moves")

    if TYPE_CHECKING:
        line_id: int | None
        posting_id: int | None

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(line__isnull=False, posting=None) | models.Q(posting__isnull=False, line=None),
                name="money_a_move_is_of_one_thing",
            )
        ]


class Round(MadeRecord):
    """The last day of a body's budget round, MM-DD. The newest of a body counts, before what the plan says.

    `body`: as the plan calls it, or as the office does where the plan does not. An empty `day`: there is no round.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    body = models.CharField(max_length=SOURCE)
    day = models.CharField(max_length=5, blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.body} {self.day}"
