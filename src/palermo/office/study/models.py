"""What the office keeps of estimates. A table and what came of a run lie sealed in the compartment of their body.

No state is kept: a run has ended when its end is there, and a release stands where its moves have led.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord, SealedRecord

WORDS = 200


class Capture(MadeRecord):
    """A table of who was on which lists, as it was brought in. `strata`: its columns of groups, none of them a list."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    name = models.CharField(max_length=WORDS)
    lists = models.JSONField()
    strata = models.JSONField()
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    sealed_sha256 = models.CharField(max_length=64)

    if TYPE_CHECKING:
        body_id: int
        sealed_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="capture", id=self.uid, path=self.body.above, writers=frozenset({self.made_by}))


class Run(MadeRecord):
    """An estimate that was begun: `settings` are all that it hangs on besides the table and the version of palermo."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="runs")
    settings = models.JSONField()

    if TYPE_CHECKING:
        capture_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="run", id=self.uid, path=self.capture.body.above, writers=frozenset({self.made_by}))


class RunEnd(MadeRecord):
    """How a run ended: with what was found, sealed, or with why there is nothing."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="end")
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, null=True, related_name="+")
    sealed_sha256 = models.CharField(max_length=64)
    failed = models.TextField(blank=True)

    if TYPE_CHECKING:
        run_id: int
        sealed_id: int | None

    def __str__(self) -> str:
        return f"{self.run} {self.failed or 'ended'}"


class Release(MadeRecord):
    """Somebody asks that everybody may read what a run says, rounded and without the table."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="releases")
    title = models.CharField(max_length=WORDS)
    reason = models.TextField()

    if TYPE_CHECKING:
        run_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it: who ran it and who asks have both had a hand in it."""
        writers = frozenset({self.made_by, self.run.made_by})
        return Thing(kind="release", id=self.uid, path=self.run.capture.body.above, writers=writers)


class ReleaseMove(MadeRecord):
    """What somebody did with a release. `pages`: what everybody reads since it was published, by language."""

    DIGESTED = ("pages",)
    PUBLISH, REFUSE, WITHDRAW = "publish", "refuse", "withdraw"

    release = models.ForeignKey(Release, models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=8)
    reason = models.TextField(blank=True)
    pages: "models.JSONField[Any, Any]" = models.JSONField(default=dict)

    if TYPE_CHECKING:
        release_id: int

    class Meta(MadeRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["release", "verb"], name="release_moved_once")]

    def __str__(self) -> str:
        return f"{self.release} {self.verb}"
