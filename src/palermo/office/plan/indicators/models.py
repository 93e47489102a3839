"""What the office keeps of an indicator beside the plan: the editions of its sheet. Values lie in reports."""

from typing import TYPE_CHECKING

from django.db import models

from palermo.office.access.models import MadeRecord
from palermo.office.plan.models import Plan

INDICATOR_ID = 200  # characters

if TYPE_CHECKING:  # each command loads the models, and few of them a plan
    from palermo import plan as library


class Sheet(MadeRecord):
    """One edition of the definition sheet of an indicator, whole. The newest counts."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sheets")
    indicator = models.CharField(max_length=INDICATOR_ID)  # its id in the plan
    content = models.JSONField()  # as the library's `sheet_to_tree` gives it
    reason = models.TextField()

    if TYPE_CHECKING:
        plan_id: int

    def __str__(self) -> str:
        return f"{self.plan_id} {self.indicator}"

    @property
    def said(self) -> "library.Sheet":
        """As the library takes it."""
        from palermo.plan import sheet_from_tree

        return sheet_from_tree(self.content)
