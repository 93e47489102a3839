"""Everything that changes what the office keeps of reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from django.utils import timezone

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body, Person
from palermo.office.plan.reminders.items import stored
from palermo.office.plan.reminders.models import Address, Digest, Outcome, QuietLifted, QuietSpan, Sending
from palermo.office.trail import Told, named
from palermo.plan import Reminder

TRIES = 3  # after so many a digest is given up


@dataclass(frozen=True, slots=True)
class OfAddress:
    """An act on the address of somebody. The public log shows neither whose it is nor what it is."""

    person: Person
    language: str

    def told(self) -> Told:
        return Told(named(self.person), {"person": self.person.pseudonym, "language": self.language}, closed=True)


@action("address.given", thing="person")
def give_address(*, by: By, person: Person, email: str, language: str, now: datetime) -> OfAddress:
    """Say where one wants to be reminded by mail; an address given before is forgotten."""
    told = {"email": email, "language": language, "made_at": now}
    Address.objects.update_or_create(person=person, defaults=told)
    return OfAddress(person, language)


@action("address.removed", thing="person")
def remove_address(*, by: By, person: Person, now: datetime) -> OfAddress:
    """Be reminded by mail no more; the address is deleted."""
    found = Address.objects.filter(person=person).first()
    if found is None:
        raise UserError(Message("You are not reminded by mail."))
    found.delete()
    return OfAddress(person, found.language)


@action("quiet.set", thing="body")
def set_quiet(*, by: By, body: Body, first: date, last: date, reason: str, now: datetime) -> QuietSpan:
    """Declare days on which nobody is reminded."""
    if last < first:
        raise UserError(Message("The last day lies before the first."))
    if last < timezone.localdate(now):
        raise UserError(Message("These days are over: whoever was reminded on them was."))
    told = {"first": first, "last": last, "reason": reason.strip()}
    return QuietSpan.objects.create(uid=token_hex(16), body=body, **told, made_by=actor(by, now).id, made_at=now)


@action("quiet.lifted", thing="span")
def lift_quiet(*, by: By, span: QuietSpan, reason: str, now: datetime) -> QuietLifted:
    """Let people be reminded on these days after all."""
    if QuietLifted.objects.filter(span=span).exists():
        raise UserError(Message("It holds no more already."))
    return QuietLifted.objects.create(span=span, reason=reason.strip(), made_by=actor(by, now).id, made_at=now)


@action("digest.made")
def make_digest(*, by: By, person: Person, items: Sequence[Reminder], now: datetime) -> Digest:
    """Keep what somebody is told."""
    told = {"person": person, "day": timezone.localdate(now), "items": stored(items)}
    return Digest.objects.create(**told, made_by=actor(by, now).id, made_at=now)


@action("sending.tried")
def note_sending(*, by: By, digest: Digest, failed: str | None, now: datetime) -> Sending:
    """Keep what became of a try to send it. `failed`: what the server said; None where it took the mail."""
    before = Sending.objects.filter(digest=digest).count()
    outcome = Outcome.SENT if failed is None else Outcome.GIVEN_UP if before + 1 >= TRIES else Outcome.FAILED
    said = (failed or "")[: Sending._meta.get_field("said").max_length]
    return Sending.objects.create(digest=digest, outcome=outcome, said=said, made_by=actor(by, now).id, made_at=now)
