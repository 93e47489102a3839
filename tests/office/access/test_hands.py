"""Who lets people in may be behind them: two accounts that one hand let in are no two persons."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from palermo.access import Ask, Role
from palermo.office.access.actions import (
    ask_for_key,
    ask_for_record,
    destroy_key,
    erase_record,
    key_for,
    renew_sign_in,
    reset_sign_in,
    share_key,
)
from palermo.office.access.actions.keys import way_of
from palermo.office.access.decision import CONSOLE, By, actor, decide, with_hands
from palermo.office.access.founding import found
from palermo.office.access.keyring.sealing import open_record, seal_record
from palermo.office.access.models import Reset, SealedRecord
from palermo.office.access.refusal import Refused
from tests.office.cast import FOUNDED, NOW, join, passphrase, signed_in

WHY = "The disk broke."


@pytest.fixture
def record(officer: User) -> SealedRecord:
    """Something that the committee keeps closed."""
    with transaction.atomic():
        return seal_record(key=key_for(found(FOUNDED), NOW), kind="contact", fields={"name": b"Bopha"}, now=NOW)


def let_in(name: str, by: By, role: Role = Role.CUSTODIAN) -> User:
    if isinstance(by, User):
        by = signed_in(by, fresh_at=FOUNDED)
    return signed_in(join(name, role, by=by), fresh_at=NOW)


def came_back(person: User, by: By, *, renewed: bool = True) -> None:
    """Their sign-in was reset, and whoever held the link took it up."""
    if isinstance(by, User):
        by = signed_in(by, fresh_at=NOW)
    reset = reset_sign_in(by=by, person=person.person, reason=WHY, token=f"{Reset.objects.count()}", now=NOW)
    if renewed:
        renew_sign_in(by=AnonymousUser(), reset=reset, passphrase=passphrase("river"), now=NOW)


def tries(record: SealedRecord, one: User, other: User) -> list[Callable[[], object]]:
    """All that takes two persons: the one has asked for each, and the other is to do it."""
    key, uid = record.key, record.uid
    for act, detail in (("key.shared", way_of(2, 3)), ("key.destroyed", "")):
        ask_for_key(by=one, key=key, act=act, detail=detail, reason=WHY, now=NOW)
    ask_for_record(by=one, body=key.body, uid=uid, act="record.erased", reason=WHY, now=NOW)
    return [
        lambda: share_key(by=other, key=key, needed=2, handed=3, reason=WHY, hand_out=lambda _shares: None, now=NOW),
        lambda: erase_record(by=other, body=key.body, uid=uid, reason=WHY, now=NOW),
        lambda: destroy_key(by=other, key=key, reason=WHY, now=NOW),
    ]


def test_one_secretariat_with_two_sham_custodians_gets_nowhere(record: SealedRecord, officer: User) -> None:
    one, other = let_in("one", officer), let_in("other", officer)
    for act in tries(record, one, other):
        with pytest.raises(Refused, match="let in by the same hand"):
            act()
    with transaction.atomic():
        assert open_record(SealedRecord.objects.get(pk=record.pk)) == {"name": b"Bopha"}


def test_nor_through_a_sham_secretariat_or_a_new_start(record: SealedRecord, officer: User) -> None:
    deep = let_in("deep", let_in("sham", officer, Role.SECRETARIAT))
    taken_over = let_in("taken-over", CONSOLE)
    came_back(taken_over, officer)
    for one, other in ((let_in("one", officer), deep), (deep, taken_over), (taken_over, let_in("two", officer))):
        for act in tries(record, one, other):
            with pytest.raises(Refused, match="let in by the same hand"):
                act()


def test_two_whom_two_hands_let_in_are_two(record: SealedRecord, officer: User) -> None:
    for act in tries(record, let_in("one", officer), let_in("other", CONSOLE)):
        act()


def test_two_of_the_secretariat_whom_the_machine_let_in_are_two_hands(record: SealedRecord, officer: User) -> None:
    head = let_in("head", CONSOLE, Role.SECRETARIAT)
    for act in tries(record, let_in("one", officer), let_in("other", head)):
        act()


def hands(person: User) -> frozenset[str]:
    return with_hands(actor(person, NOW)).brought_by


def test_a_new_start_adds_its_hand_once_somebody_came_back_by_it(officer: User) -> None:
    head = let_in("head", officer, Role.SECRETARIAT)
    person = let_in("person", CONSOLE)
    assert hands(person) == frozenset()
    came_back(person, head, renewed=False)
    came_back(person, CONSOLE)
    assert hands(person) == frozenset()
    came_back(person, head)
    assert hands(person) == {head.person.pseudonym, officer.person.pseudonym}


def test_nothing_else_asks_who_let_whom_in(record: SealedRecord, officer: User) -> None:
    custodian, thing = let_in("one", officer), record.key.thing(NOW)
    asked = replace(thing, asks=(Ask(by=actor(officer, NOW), act="key.destroyed", at=NOW),))
    for one, more in ((thing, 0), (asked, 1)):
        with CaptureQueriesContext(connection) as told:
            assert decide(custodian, "key.destroyed", one, at=NOW, reason=WHY).conditions
        assert sum("access_reset" in query["sql"] for query in told) == more
