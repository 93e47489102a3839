"""Contact data: changed by whoever it is about, opened with an entry for each opening."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from palermo.access import Thing
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.actions.keys import key_for
from palermo.office.access.decision import By
from palermo.office.access.keyring.contact import CONTACT, Contact, contact_from, contact_thing
from palermo.office.access.keyring.sealing import digests_of, drop, open_record, seal_record, sealed_for
from palermo.office.access.models import Person, SealedRecord
from palermo.office.trail import Told


class NothingKept(UserError):
    """No contact data of the person is kept."""

    def __init__(self) -> None:
        super().__init__(Message("No contact data is kept."))


@dataclass(frozen=True, slots=True)
class OfContact:
    """An act on somebody's contact data. The public log shows neither who did it nor to whom."""

    record: SealedRecord
    contact: Contact
    content: dict[str, Any]

    def told(self) -> Told:
        return Told(str(self.record), {"person": self.record.subject, **self.content}, closed=True)


def _contact(*, person: Person, **_rest: Any) -> Thing:
    return contact_thing(person)


@action("contact.changed", thing=_contact)
def change_contact(*, by: By, person: Person, contact: Contact, now: datetime) -> OfContact:
    """Seal new contact data in the place of what was there, which is erased. Nothing given erases alone."""
    before, fields = sealed_for(CONTACT, person.pseudonym), contact.fields()
    if before is not None:
        drop(before)
    if fields:
        record = seal_record(
            key=key_for(person.body, now), kind=CONTACT, fields=fields, now=now, subject=person.pseudonym
        )
        return OfContact(record, contact, {"sealed": digests_of(record)})
    if before is None:
        raise UserError(Message("Nothing is written here, and nothing was kept before."))
    return OfContact(before, contact, {"sealed": {}})


@action("contact.opened", thing=_contact)
def open_contact(*, by: By, person: Person, now: datetime) -> OfContact:
    """Somebody's contact data in clear, for whoever may see it. Raises NothingKept where there is none."""
    record = sealed_for(CONTACT, person.pseudonym)
    if record is None:
        raise NothingKept
    fields = open_record(record)
    return OfContact(record, contact_from(fields), {"opened": sorted(fields)})
