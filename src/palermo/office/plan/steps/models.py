"""What the office keeps of a step beside the plan. When it is due, the plan says, and the changes of its promise."""

from typing import TYPE_CHECKING

from django.db import models

from palermo.office.access.models import Body, MadeRecord
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import ACTIVITY_ID, proof_choices


class Arrangement(MadeRecord):
    """What was arranged for a step, whole. The newest of a step counts; where it says nothing, the plan does."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="arrangements")
    activity = models.CharField(max_length=ACTIVITY_ID)  # its id in the plan
    step = models.PositiveSmallIntegerField()  # its number in the activity, from 1
    owner = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    deliverable = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=10, blank=True, choices=proof_choices)
    after = models.JSONField(default=list)  # steps that it waits for, each as an activity and a number
    reason = models.TextField()

    if TYPE_CHECKING:
        plan_id: int
        owner_id: int | None

    def __str__(self) -> str:
        return f"{self.activity}/{self.step}"
