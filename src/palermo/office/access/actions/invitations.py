"""Inviting somebody, and accepting: the only way to an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex

from django.contrib.auth.models import User

from palermo.access import Role
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body, Invitation, Person, Term, Withdrawal
from palermo.office.trail import Told

LASTS = timedelta(days=7)


def digest_of(token: str) -> str:
    """What is kept of the secret in the link of an invitation."""
    return sha256(token.encode()).hexdigest()


@action("person.invited", thing="body")
def invite_person(*, by: By, body: Body, role: Role, until: datetime, token: str, now: datetime) -> Invitation:
    """Invite somebody to hold `role` in `body` until then. `token` is the secret in the link; only its digest stays."""
    if until <= now:
        raise UserError(Message("The term would be over before it began. Choose a later last day."))
    return Invitation.objects.create(
        uid=token_hex(16),
        digest=digest_of(token),
        body=body,
        role=role,
        until=until,
        expires_at=now + LASTS,
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("invitation.withdrawn", thing="invitation")
def withdraw_invitation(*, by: By, invitation: Invitation, now: datetime) -> Withdrawal:
    """Take an invitation back that nobody has accepted yet."""
    return Withdrawal.objects.create(invitation=invitation, made_by=actor(by, now).id, made_at=now)


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody has an account now, and the term that the invitation brought."""

    person: Person
    term: Term

    def told(self) -> Told:
        person, term = self.person.told(), self.term.told()
        return Told(person.object, {**person.content, "term": {"object": term.object, **term.content}})


@action("invitation.accepted", thing="invitation")
def accept_invitation(*, by: By, invitation: Invitation, user: User, now: datetime) -> Joined:
    """Give the account `user`, new or from before there were terms, to whoever holds the link; its term begins."""
    user.save()
    person = Person.objects.create(
        user=user,
        pseudonym=token_hex(16),
        body=invitation.body,
        invitation=invitation,
        made_by=invitation.made_by,
        made_at=now,
    )
    term = Term.objects.create(
        uid=token_hex(16),
        person=person,
        role=invitation.role,
        body=invitation.body,
        since=now,
        until=invitation.until,
        given_by=invitation.made_by,
        given_at=now,
    )
    return Joined(person, term)
