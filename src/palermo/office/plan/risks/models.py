"""What the office keeps of risks. A risk is never changed: what is noted of it later says how it stands.

Problems are not here: they are the obstacles that reports name.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord
from palermo.office.plan.work.models import Lead

if TYPE_CHECKING:  # each command loads the models, and few of them a plan
    from palermo.plan import RiskNote

WORDS = 300


class Risk(MadeRecord):
    """What could go wrong with an activity. `owner`: the body that looks after it; `response`: what is done about it.

    `likelihood` and `harm` are words: nothing is scored.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="risks")
    what = models.CharField(max_length=WORDS)
    likelihood = models.CharField(max_length=WORDS)
    harm = models.CharField(max_length=WORDS)
    owner = models.ForeignKey(Body, models.PROTECT, related_name="+")
    response = models.TextField()
    review = models.DateField()

    if TYPE_CHECKING:
        lead_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="risk", id=self.uid, path=self.lead.body.above, writers=frozenset({self.made_by}))


class RiskEntry(MadeRecord):
    """What was noted of a risk, as the library's `RiskNote`."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="entries")
    noted = models.CharField(max_length=8)
    reason = models.TextField()
    review = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.risk} {self.noted}"

    @property
    def note(self) -> "RiskNote":
        """As the library takes it. The day is the one at the office."""
        from palermo.plan import Noted, RiskNote

        return RiskNote(Noted(self.noted), timezone.localdate(self.made_at), self.reason, self.review)
