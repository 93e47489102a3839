"""What the office keeps of reminders. An `Address` is not part of the record: whoever gave it takes it away again."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord, Person

WORDS = 300


class Outcome(models.TextChoices):
    """What became of a try to send a digest. After GIVEN_UP nobody tries again."""

    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class Address(models.Model):
    """Where somebody wants to be reminded, and in which language: theirs, given for this and nothing else."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="reminded_at")
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=5)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)


class QuietSpan(MadeRecord):
    """Days on which nobody is reminded, as `body` decided."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=WORDS)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="quiet_spans_run_forward")
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.last}"

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="quiet", id=self.uid, path=self.body.above)


class QuietLifted(MadeRecord):
    """A quiet span holds no more."""

    span = models.OneToOneField(QuietSpan, models.PROTECT, related_name="lifted")
    reason = models.CharField(max_length=WORDS)

    def __str__(self) -> str:
        return str(self.span)


class Digest(MadeRecord):
    """What somebody was told on a day. `items` says which things, and never in which words: see `items`."""

    DIGESTED = ("items",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="digests")
    day = models.DateField()
    items = models.JSONField()

    if TYPE_CHECKING:
        person_id: int

    def __str__(self) -> str:
        return f"{self.person} {self.day}"


class Sending(MadeRecord):
    """One try to send a digest. `said`: the words of the server, without any address."""

    digest = models.ForeignKey(Digest, models.PROTECT, related_name="sendings")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    said = models.CharField(max_length=WORDS, blank=True)

    def __str__(self) -> str:
        return f"{self.digest} {self.outcome}"
