"""What the office keeps of how a plan answers asks, beside what the plan itself says."""

from django.db import models

from palermo.office.access.models import MadeRecord
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import ACTIVITY_ID
from palermo.office.standing.models import ASK_ID


class AnswerLink(MadeRecord):
    """Somebody says that an activity answers an ask, or no longer. The newest row of the two counts.

    `suggested`: the words of the two are alike, and a program had proposed it before a person accepted it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="answers")
    activity = models.CharField(max_length=ACTIVITY_ID)  # its id in the plan
    ask = models.CharField(max_length=ASK_ID)
    linked = models.BooleanField()
    suggested = models.BooleanField(default=False)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.activity} {self.ask}"
