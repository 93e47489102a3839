"""What the office keeps of the work on a plan. Only a `Draft`, which is not yet part of the record, may change or go.

No state is kept: the moves are, and `palermo.plan.progress` works out what they lead to. What a body does lies in its
own compartment; what concerns a plan as a whole lies in the committee's.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.db import models
from django.utils import timezone

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, Body, MadeRecord, SealedRecord
from palermo.office.base.prepared import Prepared
from palermo.office.plan.models import Plan
from palermo.office.trail import Told, columns, named

if TYPE_CHECKING:  # each command loads the models, and few of them a plan
    from palermo.plan import Cycle as Rule
    from palermo.plan import Moved


class Made(Protocol):
    """A move, as far as who made it is asked."""

    @property
    def verb(self) -> str: ...

    @property
    def made_by(self) -> str: ...


Choices = list[tuple[str, str]]
ACTIVITY_ID = 200  # characters
_OF_A_PART = frozenset({"place_id", "ends", "steps", "targets"})  # columns


def _same(words: Iterable[str]) -> Choices:
    return [(str(word), str(word)) for word in words]


def every_choices() -> Choices:
    """How often a plan can be reported on."""
    from palermo.plan import Every

    return _same(Every)


def proof_choices() -> Choices:
    """The kinds of evidence."""
    from palermo.plan import PROOF_KINDS

    return _same(PROOF_KINDS)


def verb_choices() -> Choices:
    """The moves."""
    from palermo.plan import Verb

    return _same(Verb)


def amended_choices() -> Choices:
    """What of an activity can be changed."""
    from palermo.plan import Amended

    return _same(Amended)


class Cycle(MadeRecord):
    """How a plan is reported on: when, and level by level by whom. The newest of a plan holds.

    `every`, `first`, `last`, `starts`, `due_days` and `named_by` are those of the library's `Cycle`; `ladder` names the
    levels from the one that writes upwards.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="cycles")
    every = models.CharField(max_length=8, choices=every_choices)
    first = models.DateField()
    last = models.DateField()
    starts = models.PositiveSmallIntegerField(default=1)
    due_days = models.PositiveSmallIntegerField(default=30)
    named_by = models.CharField(max_length=5, default="start")
    ladder = models.JSONField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.every} {self.first} {self.last}"

    if TYPE_CHECKING:
        plan_id: int

    @property
    def rule(self) -> "Rule":
        """As the library takes it."""
        from palermo.plan import Cycle as Rule
        from palermo.plan import Every

        every, of = Every(self.every), (self.first, self.last, self.starts, self.due_days)
        return Rule(every, *of, "end" if self.named_by == "end" else "start")


class Lead(MadeRecord):
    """An activity of a plan and the body that it is put to. The newest of an activity counts: others handed over.

    With a `place` it is the part of the activity that the place has inherited; of each place the newest counts. Its own
    last day, steps and targets are empty where those of the activity hold: `steps` as `{"text", "due"}`, `targets` as
    `{"indicator", "target", "reason"}`.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="leads")
    activity = models.CharField(max_length=ACTIVITY_ID)  # its id in the plan
    body = models.ForeignKey(Body, models.PROTECT, related_name="leads")
    place = models.ForeignKey(Body, models.PROTECT, null=True, related_name="parts")
    ends = models.DateField(null=True)
    steps = models.JSONField(default=list)
    targets = models.JSONField(default=list)

    if TYPE_CHECKING:
        plan_id: int
        body_id: int
        place_id: int | None

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "activity"], name="work_lead_of_activity")]

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="lead", id=self.uid, path=self.body.above)

    @cached_property
    def passed_by(self) -> str:
        """The key of the body that leads the activity of which this is a part; empty of the activity itself."""
        if self.place_id is None:
            return ""
        own = Lead.objects.filter(plan=self.plan_id, activity=self.activity, place=None).order_by("-pk")
        return own.values_list("body__key", flat=True).first() or ""

    def told(self) -> Told:
        """What is put to a lead for the whole country says nothing of a place."""
        content = columns(self)
        if self.place_id is None:
            content = {name: value for name, value in content.items() if name not in _OF_A_PART}
        return Told(named(self), content)


class Report(MadeRecord):
    """What a body says of an activity it leads, in a period. `uid` is its receipt number."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="reports")
    period = models.CharField(max_length=20)

    if TYPE_CHECKING:
        lead_id: int

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["lead", "period"], name="work_one_report_a_period")]

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        lead = self.lead
        return Thing(
            kind="report", id=self.uid, path=lead.body.above, passed_by=lead.passed_by, writers=_writers_at(self)
        )


class Draft(models.Model):
    """What is being written for a report. `edition` counts the times it was saved: who saves names the one they saw."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="draft")
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    saved_by = models.CharField(max_length=PSEUDONYM)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.report} {self.edition}"

    def told(self) -> Told:
        """What the trail says of it: of the report, and of the draft no more than its digest."""
        return Told(named(self.report), {"draft": columns(self, digested=("content",))})


class Filed(MadeRecord):
    """What a report said when it was sent. It may be sent again after it was returned; the newest counts."""

    DIGESTED = ("content",)

    report = models.ForeignKey(Report, models.PROTECT, related_name="filed")
    content = models.JSONField()  # see `content`

    def __str__(self) -> str:
        return f"{self.report} {self.pk}"


class Evidence(MadeRecord):
    """A file offered as proof of steps, sealed in the compartment of the body that offers it.

    `sha256` is the digest of the file itself: the same file offered twice is known by it. `sealed_sha256` is the one
    over all that is sealed. The archive copy of a web page has its `address`, and the day on which it was seen so.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=proof_choices)
    title = models.CharField(max_length=300)
    proves = models.JSONField(default=list)  # numbers of steps, from 1
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    address = models.URLField(max_length=500, blank=True, default="")
    seen_on = models.DateField(null=True)
    sealed = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    sealed_sha256 = models.CharField(max_length=64)

    if TYPE_CHECKING:
        lead_id: int
        sealed_id: int

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        lead = self.lead
        return Thing(
            kind="evidence", id=self.uid, path=lead.body.above, passed_by=lead.passed_by, writers=_writers_at(self)
        )

    def told(self) -> Told:
        """What is no web page says nothing of one."""
        content = columns(self)
        if not self.address:
            del content["address"], content["seen_on"]
        return Told(named(self), content)


class MoveRecord(MadeRecord):
    """What somebody did to a thing, in the name of a level. Each room keeps the moves at its own things."""

    verb = models.CharField(max_length=8, choices=verb_choices)
    level = models.CharField(max_length=60)
    reason = models.TextField(blank=True)

    class Meta(MadeRecord.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.verb} {self.level}"

    @property
    def moved(self) -> "Moved":
        """As the library takes it. The day is the one at the office."""
        from palermo.plan import Moved, Verb

        on = timezone.localdate(self.made_at)
        return Moved(Verb(self.verb), self.made_by, self.level, on, self.reason)


class Move(MoveRecord):
    """What somebody did to a lead's acceptance, a report or a piece of evidence."""

    lead = models.ForeignKey(Lead, models.PROTECT, null=True, related_name="moves")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="moves")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="moves")

    if TYPE_CHECKING:
        lead_id: int | None
        report_id: int | None
        evidence_id: int | None

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lead__isnull=False, report=None, evidence=None)
                | models.Q(report__isnull=False, lead=None, evidence=None)
                | models.Q(evidence__isnull=False, lead=None, report=None),
                name="work_a_move_is_of_one_thing",
            )
        ]


class Amendment(MadeRecord):
    """A moved deadline, a changed target, or the end of an activity that is given up, as the library's `Amendment`.

    `what` is empty where the activity is dropped. `place`: whose part it is of, where it is of no more than that.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    activity = models.CharField(max_length=ACTIVITY_ID)
    place = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=8, blank=True, choices=amended_choices)
    of = models.CharField(max_length=ACTIVITY_ID, blank=True)
    new = models.CharField(max_length=300, blank=True)
    reason = models.TextField()

    if TYPE_CHECKING:
        plan_id: int
        place_id: int | None

    def __str__(self) -> str:
        return f"{self.activity} {self.what}"

    @property
    def on(self) -> date:
        """The day at the office."""
        return timezone.localdate(self.made_at)

    def told(self) -> Told:
        content = columns(self)
        if self.place_id is None:
            del content["place_id"]
        return Told(named(self), content)


def writers_of(moves: Iterable["Made"]) -> frozenset[str]:
    """Who has written at it."""
    from palermo.plan import Verb

    return frozenset(move.made_by for move in moves if move.verb in (Verb.WRITE, Verb.SEND, Verb.OFFER))


class _Hand(NamedTuple):
    verb: str
    made_by: str


_HANDS = {
    Report: Prepared(lambda report: Move.objects.filter(report=report).order_by().values_list(*_Hand._fields)),
    Evidence: Prepared(lambda evidence: Move.objects.filter(evidence=evidence).order_by().values_list(*_Hand._fields)),
}


def _writers_at(row: Report | Evidence) -> frozenset[str]:
    """The same, of the moves as they are now, unless they were prefetched."""
    if "moves" in getattr(row, "_prefetched_objects_cache", {}):
        return writers_of(row.moves.all())
    return writers_of(_Hand(*each) for each in _HANDS[type(row)](row.pk))
