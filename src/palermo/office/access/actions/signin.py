"""What a person changes of how they sign in, and the end of sessions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from palermo.office.access.action import action
from palermo.office.access.decision import By
from palermo.office.access.models import Person, Session
from palermo.office.trail import Told


@dataclass(frozen=True, slots=True)
class Changed:
    """Something about a person that the trail tells of beside who they are. It names no secret."""

    person: Person
    what: dict[str, str | int]

    def told(self) -> Told:
        """The person, and what was changed."""
        told = self.person.told()
        return Told(told.object, {**told.content, "changed": self.what})


@action("factor.added", thing="person")
def add_factor(*, by: By, person: Person, enrol: Callable[[], Authenticator], now: datetime, but: str = "") -> Changed:
    """A second factor more: `enrol` stores what the person has just proved to hold. Sessions end, all but one."""
    kind = str(enrol().type)
    return Changed(person, {"factor": kind, "sessions": end_all(person, but)})


@action("factor.removed", thing="person")
def remove_factor(
    *, by: By, person: Person, factor: Authenticator, remove: Callable[[], None], now: datetime
) -> Changed:
    """A second factor less."""
    kind = str(factor.type)
    remove()
    return Changed(person, {"factor": kind})


@action("codes.renewed", thing="person")
def renew_codes(*, by: By, person: Person, renew: Callable[[], object], now: datetime) -> Changed:
    """New recovery codes in place of the old ones."""
    renew()
    return Changed(person, {"factor": str(Authenticator.Type.RECOVERY_CODES)})


@action("passphrase.changed", thing="person")
def change_passphrase(*, by: By, person: Person, passphrase: str, now: datetime) -> Changed:
    """A new passphrase. Every session of the person ends; the one they change it in is taken up again by its page."""
    person.user.set_password(passphrase)
    person.user.save(update_fields=["password"])
    return Changed(person, {"sessions": end_all(person)})


@action("sessions.ended", thing="person")
def end_sessions(*, by: By, person: Person, now: datetime, only: str = "", but: str = "") -> Changed:
    """End the sessions of a person at once: all, the one `only`, or all `but` one (both as the database knows them)."""
    if not only:
        return Changed(person, {"sessions": end_all(person, but)})
    ended, _each = Session.objects.filter(user_id=person.user_id, session_key=only).delete()
    return Changed(person, {"sessions": ended})


def end_all(person: Person, but: str = "") -> int:
    """End every session of a person but one, within the action that makes it due; how many there were."""
    return Session.objects.filter(user_id=person.user_id).exclude(session_key=but).delete()[0]
