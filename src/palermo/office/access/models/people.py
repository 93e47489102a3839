"""Bodies, the people in them, and the terms for which they hold a role. All of it is the record: rows are only added.

People stand in other rows by their pseudonym, which is also what the trail calls them: a random name that is theirs
for good and says nothing of them.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from palermo.access import Role, Thing
from palermo.office.access.models.made import PSEUDONYM, MadeRecord
from palermo.office.base.record import Record
from palermo.office.trail import Told, columns, named

ROOT = "committee"  # the key of the body above all others; it never changes


class Body(MadeRecord):
    """A committee, ministry, agency, province or organisation, with a compartment of its own.

    `key` is what it is known by; `path` holds the keys from the topmost body down to this one. `led_by` is the body
    whose head leads it. `source`: where that it exists was read; empty where nobody has checked it.
    """

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=16)
    names = models.JSONField()  # by language
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="bodies")
    led_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=600, unique=True)
    enforces = models.BooleanField()
    source = models.CharField(max_length=500, blank=True)

    if TYPE_CHECKING:
        parent_id: int | None
        led_by_id: int | None

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=False) | models.Q(key=ROOT), name="one_body_stands_above_all"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the page, else in English, else the key."""
        return str(self.names.get(self.named_in) or self.key)

    @property
    def named_in(self) -> str:
        """The language of the name above."""
        page = get_language() or "en"
        return page if self.names.get(page) else "en"

    @property
    def above(self) -> tuple[str, ...]:
        """The keys from the topmost body down to this one."""
        return tuple(self.path.split("/"))

    def thing(self, at: datetime) -> Thing:
        return Thing(kind="body", id=self.key, path=self.above)


class Invitation(MadeRecord):
    """A one-time link to an account, with the term it brings. Only a digest of the link is kept; it was shown once."""

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=16)
    until = models.DateTimeField()  # of the term
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.uid} {self.role}"

    def state(self, at: datetime) -> str:
        """`open`, `accepted`, `withdrawn` or `expired`."""
        if hasattr(self, "accepted"):
            return "accepted"
        if hasattr(self, "withdrawal"):
            return "withdrawn"
        return "open" if at < self.expires_at else "expired"

    def thing(self, at: datetime) -> Thing:
        return Thing(kind="invitation", id=self.uid, path=self.body.above, state=self.state(at))


class Withdrawal(MadeRecord):
    """An invitation is taken back before anybody used it."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="withdrawal")

    def __str__(self) -> str:
        return self.invitation.uid


class Person(MadeRecord):
    """Somebody with an account, in the body that invited them. What is known of them beyond that is sealed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="person")
    pseudonym = models.CharField(max_length=PSEUDONYM, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="people")
    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="accepted")

    if TYPE_CHECKING:
        user_id: int
        body_id: int

    class Meta:
        ordering = ["user__username"]

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def closed(self) -> bool:
        """Whether the account is closed."""
        return not self.user.is_active

    def thing(self, at: datetime) -> Thing:
        state = "closed" if self.closed else "open"
        return Thing(kind="person", id=self.pseudonym, path=self.body.above, state=state, owner=self.pseudonym)


class Term(Record):
    """A role that a person holds in a body, from an instant to another. It may end earlier: see `Ending`.

    A deputy holds the role of `deputy_for` while that term runs. `follows` is the term that was handed over.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    role = models.CharField(max_length=16)
    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    since = models.DateTimeField()
    until = models.DateTimeField()
    deputy_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="deputies")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    given_by = models.CharField(max_length=PSEUDONYM)
    given_at = models.DateTimeField()

    if TYPE_CHECKING:
        person_id: int
        body_id: int
        deputy_for_id: int | None

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(since__lt=models.F("until")), name="terms_run_forward"),
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role if role is not Role.PUBLIC]),
                name="terms_are_of_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.role}"

    @property
    def end(self) -> datetime:
        """When it ends or ended, with all that was said since. Endings that were prefetched are used."""
        return min([self.until, *(ending.until for ending in self.endings.all())])

    def state(self, at: datetime) -> str:
        """`coming`, `running` or `ended`; a term that was ended before it began never runs."""
        if at >= self.end or self.end <= self.since:
            return "ended"
        return "coming" if at < self.since else "running"

    def thing(self, at: datetime) -> Thing:
        owner = self.person.pseudonym
        return Thing(kind="term", id=self.uid, path=self.body.above, state=self.state(at), owner=owner)

    def told(self) -> Told:
        return Told(named(self), columns(self))


class Ending(Record):
    """A term ends earlier than it was given for."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="endings")
    until = models.DateTimeField()
    reason = models.TextField()
    ended_by = models.CharField(max_length=PSEUDONYM)
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.term_id} until {self.until}"

    def told(self) -> Told:
        return Told(named(self), columns(self))


class Reset(MadeRecord):
    """Both factors of somebody are gone, and a one-time link lets them choose a new passphrase.

    Only a digest of the link is kept; it was shown once. A newer reset overtakes it.
    """

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="resets")
    digest = models.CharField(max_length=64, unique=True)
    reason = models.TextField()
    expires_at = models.DateTimeField()

    if TYPE_CHECKING:
        person_id: int

    def __str__(self) -> str:
        return self.uid

    def state(self, at: datetime) -> str:
        """`open`, `used` or `expired`."""
        if hasattr(self, "renewal"):
            return "used"
        overtaken = Reset.objects.filter(person_id=self.person_id, pk__gt=self.pk).exists()
        return "open" if at < self.expires_at and not overtaken and not self.person.closed else "expired"

    def thing(self, at: datetime) -> Thing:
        return Thing(kind="reset", id=self.uid, path=self.person.body.above, state=self.state(at))


class Renewal(Record):
    """The link of a reset was used: the person has a new passphrase."""

    reset = models.OneToOneField(Reset, models.PROTECT, related_name="renewal")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reset.uid

    def told(self) -> Told:
        return Told(named(self), columns(self))


class Closing(MadeRecord):
    """An account is closed, or opened again. The newest row of a person holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="closings")
    closed = models.BooleanField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.person_id} {'closed' if self.closed else 'open'}"
