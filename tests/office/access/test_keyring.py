"""Keys of compartments: a key is a file and nothing else, and what it seals opens with it alone."""

import errno
import stat
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from palermo.access import Role, Share, Unreadable
from palermo.core import DataError, UserError
from palermo.office.access.actions import (
    ask_for_key,
    ask_for_record,
    destroy_key,
    erase_record,
    key_for,
    keys,
    make_key,
    recover_key,
    rotate_key,
    share_key,
)
from palermo.office.access.actions.keys import way_of
from palermo.office.access.decision import CONSOLE
from palermo.office.access.founding import found
from palermo.office.access.keyring import files
from palermo.office.access.keyring.sealing import newest_key, open_record, seal_record
from palermo.office.access.models import Body, CompartmentKey, KeyEnd, SealedField, SealedRecord
from palermo.office.access.refusal import Refused
from palermo.office.trail.models import Entry, Opening
from tests.office.cast import FOUNDED, NOW, join, signed_in
from tests.office.scenes import new_body

Committing = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
WHY = "The disk broke."


@pytest.fixture
def body(db: None) -> Body:
    return found(FOUNDED)


@pytest.fixture
def custodian(db: None) -> User:
    return signed_in(join("custodian", Role.CUSTODIAN), fresh_at=NOW)


@pytest.fixture
def second(db: None) -> User:
    return signed_in(join("second", Role.CUSTODIAN), fresh_at=NOW)


def sealed(body: Body, text: bytes = b"Bopha") -> SealedRecord:
    with transaction.atomic():
        return seal_record(key=key_for(body, NOW), kind="contact", fields={"name": text}, now=NOW)


def opened(record: SealedRecord) -> dict[str, bytes]:
    with transaction.atomic():
        return open_record(SealedRecord.objects.get(pk=record.pk))


def split_between(custodian: User, second: User, key: CompartmentKey, needed: int = 2) -> list[Share]:
    shares: list[Share] = []
    ask_for_key(by=second, key=key, act="key.shared", detail=way_of(needed, 3), reason=WHY, now=NOW)
    share_key(by=custodian, key=key, needed=needed, handed=3, reason=WHY, hand_out=shares.extend, now=NOW)
    return shares


def test_a_key_that_another_process_made_in_between_is_taken(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    key, not_yet = sealed(body).key, iter([None])
    monkeypatch.setattr(keys, "newest_key", lambda of: next(not_yet, newest_key(of)))
    with transaction.atomic():
        assert key_for(body, NOW) == key


def test_of_two_keys_made_at_once_one_is_made(body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process is through just when this one has looked for the last time and found none."""
    key, last, looks = sealed(body).key, keys._last_generation, 0

    def looked(of: Body) -> CompartmentKey | None:
        nonlocal looks
        looks += 1
        return newest_key(of) if looks > 2 else None

    monkeypatch.setattr(keys, "newest_key", looked)
    monkeypatch.setattr(keys, "_last_generation", lambda of: last(of) if looks == 2 else 0)
    with transaction.atomic():
        assert key_for(body, NOW) == key


def test_a_key_is_made_when_something_is_first_sealed_and_once(body: Body, home: Path) -> None:
    first, second = sealed(body), sealed(body)
    key = CompartmentKey.objects.get()
    assert first.key == second.key == key
    assert (key.made_by, key.generation, key.state()) == (CONSOLE.pseudonym, 1, "live")
    assert Entry.objects.filter(verb="key.made", actor="console").count() == 1
    assert opened(first) == {"name": b"Bopha"}


def test_a_key_is_a_file_of_its_owner_alone_and_never_in_the_database(body: Body, home: Path) -> None:
    sealed(body)
    key = CompartmentKey.objects.get()
    path = home / "keys" / "committee.1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    secret = bytes.fromhex(path.read_text())
    assert key.secret() == secret
    assert [one.name for one in (home / "keys").iterdir()] == ["committee.1"]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # a name of our own schema
            for row in cursor.fetchall():
                assert not any(value == secret or secret.hex() in str(value) for value in row)


def test_a_field_moved_to_another_place_does_not_open(body: Body) -> None:
    one, other = sealed(body), sealed(body, b"Dara")
    theirs = other.fields.get()
    SealedField.objects.filter(record=one).update(sealed=theirs.sealed)
    with pytest.raises(Unreadable):
        opened(one)
    SealedField.objects.filter(record=other).update(name="note")
    with pytest.raises(Unreadable):
        opened(other)
    third = sealed(body)
    SealedRecord.objects.filter(pk=third.pk).update(compartment="labour")
    with pytest.raises(Unreadable):
        opened(third)


@pytest.mark.parametrize("content", [None, "", "no hex", "ab" * 31, "ab" * 32])
def test_a_key_that_is_gone_or_another_is_lost_and_opens_nothing(content: str | None, body: Body, home: Path) -> None:
    record = sealed(body)
    path = home / "keys" / "committee.1"
    path.unlink() if content is None else path.write_text(content)
    assert record.key.state() == "lost"
    with pytest.raises(UserError, match="palermo keys recover committee"):
        opened(record)
    with pytest.raises(UserError, match="palermo keys recover committee"):
        sealed(body)


def test_a_second_key_beside_the_first_is_refused(body: Body, custodian: User) -> None:
    make_key(by=custodian, body=body, now=NOW)
    with pytest.raises(UserError, match="rotate it"):
        make_key(by=custodian, body=body, now=NOW)


def test_a_file_without_a_row_is_written_over(body: Body, custodian: User, home: Path) -> None:
    files.write("committee.1", b"x" * 32)  # as a crash before the commit leaves it
    assert make_key(by=custodian, body=body, now=NOW).state() == "live"


def full(_handle: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_key_that_cannot_be_written_leaves_nothing(
    body: Body, custodian: User, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = sealed(body)
    with monkeypatch.context() as patch:
        patch.setattr("palermo.office.access.keyring.files.os.fsync", full)
        with pytest.raises(UserError, match="No space left"):
            rotate_key(by=custodian, key=record.key, now=NOW)
    assert [one.name for one in (home / "keys").iterdir()] == ["committee.1"]
    assert CompartmentKey.objects.count() == 1
    assert opened(record) == {"name": b"Bopha"}


def test_an_old_key_that_stays_on_the_disk_is_told(home: Path) -> None:
    (home / "keys" / "committee.1").mkdir(parents=True)  # as what nobody can unlink
    with pytest.raises(UserError, match="Remove the file by hand"):
        files.remove("committee.1")


def test_rotation_changes_the_key_and_nothing_that_was_sealed(
    body: Body, custodian: User, home: Path, django_capture_on_commit_callbacks: Committing
) -> None:
    record = sealed(body)
    before = record.fields.values_list("sealed", flat=True).get(), record.wrapped
    with django_capture_on_commit_callbacks(execute=True):
        rotated = rotate_key(by=custodian, key=record.key, now=NOW)
    assert rotated.records == 1
    assert rotated.key.generation == 2
    assert opened(record) == {"name": b"Bopha"}
    record.refresh_from_db()
    assert record.fields.values_list("sealed", flat=True).get() == before[0]
    assert record.wrapped != before[1]
    assert [one.name for one in (home / "keys").iterdir()] == ["committee.2"]
    assert CompartmentKey.objects.get(generation=1).state() == "destroyed"


def test_a_rotation_leaves_nothing_to_the_old_key_however_much_there_is(
    body: Body, custodian: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palermo.office.access.keyring.sealing._MANY", 2)
    records = [sealed(body) for _each in range(5)]
    assert rotate_key(by=custodian, key=records[0].key, now=NOW).records == 5
    assert {tuple(opened(record).values()) for record in records} == {(b"Bopha",)}
    assert not SealedRecord.objects.filter(key=records[0].key).exists()


def test_the_old_key_stays_until_the_rotation_is_stored(body: Body, custodian: User, home: Path) -> None:
    record = sealed(body)
    place = transaction.savepoint()
    rotate_key(by=custodian, key=record.key, now=NOW)
    transaction.savepoint_rollback(place)
    assert opened(record) == {"name": b"Bopha"}


def test_a_key_is_split_by_two_persons_and_comes_back(body: Body, custodian: User, second: User, home: Path) -> None:
    record = sealed(body)
    shares = split_between(custodian, second, record.key)
    files.remove("committee.1")
    recover_key(by=custodian, key=record.key, shares=shares[1:], reason=WHY, now=NOW)
    assert opened(record) == {"name": b"Bopha"}


def test_too_few_and_foreign_shares_bring_nothing_back(body: Body, custodian: User, second: User) -> None:
    key = sealed(body).key
    shares = split_between(custodian, second, key)
    files.remove(key.name)
    for given, error in ((shares[:1], DataError), ([], UserError)):
        with pytest.raises(error):
            recover_key(by=custodian, key=key, shares=given, reason=WHY, now=NOW)
    newer = make_another(custodian)
    with pytest.raises(UserError, match="another key"):
        recover_key(by=custodian, key=key, shares=split_between(custodian, second, newer)[:2], reason=WHY, now=NOW)
    assert key.state() == "lost"


def make_another(custodian: User) -> CompartmentKey:
    return make_key(by=custodian, body=new_body(), now=NOW)


def nothing(_shares: Sequence[Share]) -> None:
    """Where shares are handed out to nobody."""


def test_one_custodian_alone_neither_splits_nor_destroys_nor_erases(body: Body, custodian: User, second: User) -> None:
    record = sealed(body)
    key = record.key
    by_one = {"by": custodian, "reason": WHY, "now": NOW}
    ask_for_key(key=key, act="key.shared", detail=way_of(2, 3), **by_one)  # type: ignore[arg-type]  # as they are named
    ask_for_key(key=key, act="key.destroyed", **by_one)  # type: ignore[arg-type]  # the same
    ask_for_record(body=body, uid=record.uid, act="record.erased", **by_one)  # type: ignore[arg-type]  # the same
    with pytest.raises(Refused, match="two persons"):
        share_key(key=key, needed=2, handed=3, hand_out=nothing, **by_one)  # type: ignore[arg-type]  # the same
    with pytest.raises(Refused, match="two persons"):
        destroy_key(key=key, **by_one)  # type: ignore[arg-type]  # the same
    with pytest.raises(Refused, match="two persons"):
        erase_record(body=body, uid=record.uid, **by_one)  # type: ignore[arg-type]  # the same
    assert opened(record) == {"name": b"Bopha"}


def test_an_asking_is_for_one_act_in_one_way_for_one_day_and_used_once(
    body: Body, custodian: User, second: User
) -> None:
    key = sealed(body).key
    ask_for_key(by=second, key=key, act="key.shared", detail=way_of(2, 3), reason=WHY, now=NOW)

    def split_in(needed: int, handed: int, after: timedelta = timedelta()) -> None:
        by = signed_in(custodian, fresh_at=NOW + after)
        share_key(by=by, key=key, needed=needed, handed=handed, reason=WHY, hand_out=nothing, now=NOW + after)

    with pytest.raises(Refused, match="two persons"):
        split_in(2, 2)
    with pytest.raises(Refused, match="two persons"):
        split_in(2, 3, timedelta(days=1))
    with pytest.raises(Refused, match="two persons"):
        destroy_key(by=signed_in(custodian, fresh_at=NOW), key=key, reason=WHY, now=NOW)
    split_in(2, 3, timedelta(hours=1))
    with pytest.raises(Refused, match="two persons"):
        split_in(2, 3, timedelta(hours=2))


def test_nobody_asks_for_what_they_may_not_do(body: Body, officer: User, custodian: User) -> None:
    key = sealed(body).key
    with pytest.raises(Refused):
        ask_for_key(by=signed_in(officer, fresh_at=NOW), key=key, act="key.destroyed", reason=WHY, now=NOW)
    with pytest.raises(Refused):
        ask_for_key(by=custodian, key=key, act="key.rotated", reason=WHY, now=NOW)


def test_a_destroyed_key_erases_all_that_it_opened(
    body: Body, custodian: User, second: User, home: Path, django_capture_on_commit_callbacks: Committing
) -> None:
    record, kept = sealed(body), SealedRecord.objects.count()
    ask_for_key(by=second, key=record.key, act="key.destroyed", reason=WHY, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        destroyed = destroy_key(by=custodian, key=record.key, reason=WHY, now=NOW)
    assert destroyed.records == kept
    assert list((home / "keys").iterdir()) == []
    assert not SealedField.objects.exists()
    with pytest.raises(UserError, match="erased"):
        opened(record)
    assert newest_key(body) is None
    assert sealed(body).key.generation == 2


def test_an_erased_record_is_gone_for_ever_and_another_can_take_its_place(
    body: Body, custodian: User, second: User
) -> None:
    with transaction.atomic():
        key = key_for(body, NOW)
        record = seal_record(key=key, kind="contact", fields={"name": b"Bopha"}, now=NOW, subject="somebody")
    ask_for_record(by=second, body=body, uid=record.uid, act="record.erased", reason=WHY, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        seal_record(key=key, kind="contact", fields={}, now=NOW, subject="somebody")
    erase_record(by=custodian, body=body, uid=record.uid, reason=WHY, now=NOW)
    assert (SealedRecord.objects.get(pk=record.pk).wrapped, SealedField.objects.count()) == (None, 0)
    with pytest.raises(UserError, match="Nothing is sealed here"):
        erase_record(by=custodian, body=body, uid=record.uid, reason=WHY, now=NOW)
    entry = Entry.objects.get(verb="record.erased")
    assert entry.closed
    assert "somebody" not in str(Opening.objects.get(entry=entry).content)
    seal_record(key=key, kind="contact", fields={}, now=NOW, subject="somebody")


def test_no_act_on_keys_is_anybody_elses(body: Body, officer: User, outsider: User) -> None:
    key = sealed(body).key
    for person in (officer, outsider):
        by = signed_in(person, fresh_at=NOW)
        with pytest.raises(Refused):
            rotate_key(by=by, key=key, now=NOW)
        with pytest.raises(Refused):
            make_key(by=by, body=body, now=NOW)
    with pytest.raises(Refused):
        rotate_key(by=CONSOLE, key=key, now=NOW)
    assert not KeyEnd.objects.exists()
