"""Whoever has lost phone and passphrase begins anew: their old ways in are gone, and a link lets them choose."""

from datetime import datetime, timedelta
from secrets import token_hex

from allauth.mfa.models import Authenticator

from palermo.office.access.action import action
from palermo.office.access.actions.invitations import digest_of
from palermo.office.access.actions.signin import end_all
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Person, Renewal, Reset

LASTS = timedelta(days=2)


@action("sign_in.reset", thing="person")
def reset_sign_in(*, by: By, person: Person, reason: str, token: str, now: datetime) -> Reset:
    """Take both factors of a person away and end their sessions. `token` is the secret in the link for a new start."""
    end_all(person)
    Authenticator.objects.filter(user_id=person.user_id).delete()
    person.user.set_unusable_password()
    person.user.save(update_fields=["password"])
    return Reset.objects.create(
        uid=token_hex(16),
        person=person,
        digest=digest_of(token),
        reason=reason.strip(),
        expires_at=now + LASTS,
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("sign_in.renewed", thing="reset")
def renew_sign_in(*, by: By, reset: Reset, passphrase: str, now: datetime) -> Renewal:
    """A new passphrase for whoever holds the link; a second factor they set up themselves, when they have signed in."""
    user = reset.person.user
    user.set_password(passphrase)
    user.save(update_fields=["password"])
    return Renewal.objects.create(reset=reset, made_at=now)


def find_reset(token: str) -> Reset:
    """The reset of this link. Raises Reset.DoesNotExist."""
    return Reset.objects.select_related("person__user", "person__body").get(digest=digest_of(token))
