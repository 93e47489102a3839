"""Making the digests of a day and sending those that somebody wants by mail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from palermo.office.access.decision import CONSOLE
from palermo.office.plan.reminders.actions import make_digest, note_sending
from palermo.office.plan.reminders.items import items_of
from palermo.office.plan.reminders.mail import mail_of
from palermo.office.plan.reminders.models import Address, Digest, Outcome, Sending
from palermo.office.plan.reminders.readers import last_days, owed, people_by_pseudonym, quiet, recipients
from palermo.office.plan.reminders.shown import Line, leads_of, lines_of
from palermo.plan import REMINDED_EACH, digests, is_quiet
from palermo.plan import Digest as Due

_OVER = Sending.objects.filter(digest=OuterRef("pk"), outcome__in=[Outcome.SENT, Outcome.GIVEN_UP])


@dataclass(frozen=True, slots=True)
class Reminded:
    """What was done, or would be: digests made, mails sent, tries that failed."""

    made: int = 0
    sent: int = 0
    failed: int = 0


def due(now: datetime) -> tuple[Due, ...]:
    """The digests of now. Nothing is kept."""
    return digests(owed(now), recipients(now), last_days(), quiet(), timezone.localdate(now))


def would_mail(found: Sequence[Due], now: datetime) -> int:
    """How many mails would go out if these digests were made now, those of earlier days that wait among them."""
    asked = {each.person for each in found}
    if not settings.EMAIL_HOST or is_quiet(quiet(), timezone.localdate(now)):
        return 0
    return Address.objects.filter(person__pseudonym__in=asked).count() + len(unsent(now))


def remind(now: datetime) -> Reminded:
    """Make the digests of now, and send every digest of these days that is asked for by mail and was not sent yet."""
    people = people_by_pseudonym()
    made = [make_digest(by=CONSOLE, person=people[each.person], items=each.items, now=now) for each in due(now)]
    if not settings.EMAIL_HOST or is_quiet(quiet(), timezone.localdate(now)):
        return Reminded(len(made))
    outcomes = [each.outcome for each in _send(unsent(now), now)]
    sent = outcomes.count(Outcome.SENT)
    return Reminded(len(made), sent, len(outcomes) - sent)


def unsent(now: datetime) -> QuerySet[Digest]:
    """The digests not older than a week that nobody has got by mail, of those who want it."""
    newer = Digest.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    since = timezone.localdate(now) - REMINDED_EACH
    rows = Digest.objects.filter(
        ~Exists(_OVER), ~Exists(newer), day__gt=since, person__reminded_at__isnull=False, person__user__is_active=True
    )
    return rows.select_related("person__reminded_at")


def _send(waiting: QuerySet[Digest], now: datetime) -> Iterator[Sending]:
    """Each in its own time: what was sent before a failure is noted. A server that is not there is asked once."""
    rows = list(waiting)
    leads = leads_of(item for row in rows for item in items_of(row.items))
    connection, down = get_connection(), ""
    for row in rows:
        told = lines_of(items_of(row.items), leads)
        address: Address = row.person.reminded_at
        try:
            if not down:
                connection.open()
        except (OSError, SMTPException) as error:
            down = said(error, address.email)
        failed = down or _failure(connection, address, told)
        yield note_sending(by=CONSOLE, digest=row, failed=failed, now=now)
    connection.close()


def _failure(connection: BaseEmailBackend, address: Address, told: Sequence[Line]) -> str | None:
    try:
        mail_of(address, told, connection).send()
    except (OSError, SMTPException) as error:
        connection.close()
        return said(error, address.email)
    return None


def said(error: Exception, email: str) -> str:
    """What the server said, without the address that it was said of. Never empty."""
    match error:
        case SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            told = f"{code} {_text(words)}"
        case SMTPResponseException():
            told = f"{error.smtp_code} {_text(error.smtp_error)}"
        case _:
            told = str(error)
    hidden = told.replace(email, "(address)").replace(email.lower(), "(address)")
    return " ".join(hidden.split()) or type(error).__name__


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
