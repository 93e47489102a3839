"""Whoever changes, empties, deletes or puts in what is sealed past the office is found, though nobody opens it."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from palermo.access import Role
from palermo.core import Finding
from palermo.office.access.actions import (
    ask_for_key,
    ask_for_record,
    change_contact,
    destroy_key,
    erase_record,
    rotate_key,
)
from palermo.office.access.keyring import files
from palermo.office.access.keyring.contact import Contact
from palermo.office.access.keyring.sealing import newest_key
from palermo.office.access.models import ROOT, Body, CompartmentKey, SealedRecord
from palermo.office.plan.actions import Document, Proof, claim_state
from palermo.office.plan.models import State, StateClaim, Version
from palermo.office.trail import integrate
from palermo.office.trail.checking import check
from palermo.office.trail.erasing import erase
from palermo.office.trail.models import Entry
from palermo.office.trail.witnesses import policy
from tests.office.cast import NOW, join, signed_in, two_custodians
from tests.office.roles import as_office
from tests.office.unguarded import unguarded

WHY = "It should not have been kept."


class Kept(NamedTuple):
    """What is sealed in this office, and who looks after its key."""

    contact: SealedRecord
    document: SealedRecord
    sokha: User
    custodian: User
    second: User


@pytest.fixture
def kept(stored_plan: Callable[..., Version], officer: User) -> Kept:
    sokha, rith = (signed_in(join(name, Role.FOCAL_POINT)) for name in ("sokha", "rith"))
    for person, telephone in ((sokha, "012"), (sokha, "013"), (rith, "014")):
        contact = Contact(name=str(person), telephone=telephone)
        change_contact(by=person, person=person.person, contact=contact, now=NOW)
    proof = Proof(Document("minutes.pdf", b"%PDF-1.7", closed=True))
    claim = claim_state(
        by=officer, version=stored_plan(), state=State.DRAFT, when="2024", said_by="Ministry", proof=proof, now=NOW
    )
    assert claim.sealed is not None
    integrate(NOW)
    custodians = (signed_in(custodian, fresh_at=NOW) for custodian in two_custodians())
    sealed = SealedRecord.objects.get(subject=sokha.person.pseudonym, wrapped__isnull=False)
    return Kept(sealed, claim.sealed, sokha, *custodians)


def found() -> list[Finding]:
    integrate(NOW)
    with as_office():
        return list(check(policy(), NOW, tell=lambda _read: None)[1])


def told() -> list[str]:
    return [str(finding.message) for finding in found()]


def shell(statement: str, *given: Any) -> None:
    """The database shell, past the office."""
    with transaction.atomic(), unguarded(statement), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(statement, given)


def the_key() -> CompartmentKey:
    key = newest_key(Body.objects.get(key=ROOT))
    assert key is not None
    return key


def erase_by_two(kept: Kept, record: SealedRecord) -> None:
    body = Body.objects.get(key=ROOT)
    ask_for_record(by=kept.custodian, body=body, uid=record.uid, act="record.erased", reason=WHY, now=NOW)
    erase_record(by=kept.second, body=body, uid=record.uid, reason=WHY, now=NOW)


def destroy_by_two(kept: Kept) -> None:
    key = the_key()
    ask_for_key(by=kept.custodian, key=key, act="key.destroyed", reason=WHY, now=NOW)
    destroy_key(by=kept.second, key=key, reason=WHY, now=NOW)


# what the office itself does


def test_what_was_changed_by_its_owner_has_no_findings(kept: Kept) -> None:
    assert told() == []
    change_contact(by=kept.sokha, person=kept.sokha.person, contact=Contact(), now=NOW)
    assert told() == []
    change_contact(by=kept.sokha, person=kept.sokha.person, contact=Contact(name="Sokha"), now=NOW)
    assert told() == []


def test_a_rotated_key_leaves_nothing_to_find(kept: Kept) -> None:
    rotate_key(by=kept.custodian, key=the_key(), now=NOW)
    assert told() == []


@pytest.mark.parametrize("which", ["contact", "document"])
def test_what_two_custodians_erased_is_no_finding(kept: Kept, which: str) -> None:
    erase_by_two(kept, getattr(kept, which))
    assert told() == []


def test_a_destroyed_key_and_what_is_sealed_after_it_are_no_finding(kept: Kept) -> None:
    destroy_by_two(kept)
    assert told() == []
    change_contact(by=kept.sokha, person=kept.sokha.person, contact=Contact(name="Sokha"), now=NOW)
    assert told() == []


def test_a_lost_key_and_an_erased_opening_are_no_finding(kept: Kept) -> None:
    """Without the one nothing can be unwrapped; without the other nobody knows what was sealed."""
    files.remove(the_key().name)
    entry = Entry.objects.get(object=str(kept.contact))
    erase(actor="console", uid=entry.uid, reason=WHY, at=NOW)
    assert told() == []


# what somebody does past it

EMPTIED = "UPDATE access_sealedrecord SET wrapped = NULL WHERE id = %s"
TAMPERINGS = {
    "a field changed": ("UPDATE access_sealedfield SET sealed = name::bytea WHERE record_id = %s", "T50", "sealed"),
    "a field deleted": ("DELETE FROM access_sealedfield WHERE name IN ('name') AND record_id = %s", "T50", "sealed"),
    "a field renamed": ("UPDATE access_sealedfield SET name = name || 's' WHERE record_id = %s", "T50", "sealed"),
    "given to somebody else": ("UPDATE access_sealedrecord SET subject = 'other' WHERE id = %s", "T50", "subject"),
    "shown elsewhere": ("UPDATE access_sealedfield SET compartment = 'b' WHERE record_id = %s", "T50", "compartment"),
    "its key spoilt": ("UPDATE access_sealedrecord SET wrapped = uid::bytea WHERE id = %s", "T50", "wrapped"),
    "its name changed": ("UPDATE access_sealedrecord SET kind = 'other' WHERE id = %s", "T51", ""),
    "emptied": (EMPTIED, "T65", "no entry tells of its erasing"),
}


@pytest.mark.parametrize("which", ["contact", "document"])
@pytest.mark.parametrize("how", TAMPERINGS)
def test_who_writes_past_the_office_is_found_with_the_entry_that_told_of_it(kept: Kept, how: str, which: str) -> None:
    statement, rule, named = TAMPERINGS[how]
    record: SealedRecord = getattr(kept, which)
    if connection.vendor == "sqlite":
        statement = statement.replace("::bytea", "")
    shell(statement, record.pk)
    about = str(record) if which == "contact" else f"stateclaim:{StateClaim.objects.get(sealed=record).pk}"
    entry = Entry.objects.get(object=about).place.index
    first = found()[0]
    assert (first.rule, named in str(first.message)) == (rule, True)
    assert rule == "T51" or f"entry {entry} told" in str(first.message)


def test_what_was_deleted_is_named(kept: Kept) -> None:
    shell("DELETE FROM access_sealedfield WHERE record_id = %s", kept.contact.pk)
    shell("DELETE FROM access_sealedrecord WHERE id = %s", kept.contact.pk)
    assert [(finding.rule, str(kept.contact) in str(finding.message)) for finding in found()] == [("T52", True)]


def test_what_was_put_in_is_named(kept: Kept) -> None:
    shell(
        "INSERT INTO access_sealedrecord (uid, subject, compartment, key_id, kind, sealed_at, wrapped)"
        " SELECT 'new', 'new', compartment, key_id, kind, sealed_at, wrapped FROM access_sealedrecord WHERE id = %s",
        kept.contact.pk,
    )
    assert [(finding.rule, "contact:new" in str(finding.message)) for finding in found()] == [("T51", True)]


@pytest.mark.parametrize("how", ["changed", "erased", "destroyed"])
def test_what_was_erased_and_put_back_from_a_copy_is_named(kept: Kept, how: str) -> None:
    before = SealedRecord.objects.get(pk=kept.contact.pk).wrapped
    if how == "changed":
        change_contact(by=kept.sokha, person=kept.sokha.person, contact=Contact(name="S."), now=NOW)
    elif how == "erased":
        erase_by_two(kept, kept.contact)
    else:
        destroy_by_two(kept)
    # the database keeps one for each subject that can be opened
    shell("UPDATE access_sealedrecord SET subject = uid WHERE id > %s", kept.contact.pk)
    shell("UPDATE access_sealedrecord SET wrapped = %s WHERE id = %s", before, kept.contact.pk)
    assert "T66" in [finding.rule for finding in found()]


def test_emptied_with_the_end_of_an_earlier_key_for_an_excuse_is_found(kept: Kept) -> None:
    """A key that was destroyed before something was sealed erased nothing of it."""
    destroyed = the_key()
    destroy_by_two(kept)
    change_contact(by=kept.sokha, person=kept.sokha.person, contact=Contact(name="Sokha"), now=NOW)
    record = SealedRecord.objects.get(subject=kept.sokha.person.pseudonym, wrapped__isnull=False)
    shell("UPDATE access_sealedrecord SET wrapped = NULL, key_id = %s WHERE id = %s", destroyed.pk, record.pk)
    assert [finding.rule for finding in found()] == ["T65"]
