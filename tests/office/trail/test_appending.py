"""An act is written down in the transaction of its change, or not at all."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from palermo.office.trail import Told, append
from palermo.office.trail.models import Entry, Opening, Waiting
from palermo.trail import Entry as Act
from palermo.trail import Opening as Opener
from palermo.trail import leaf, opens
from tests.office.cast import NOW

TOLD = Told("version:17", {"title": "A small plan", "number": 1})


def act(row: Entry) -> Act:
    return Act(row.uid, row.time, row.actor, row.verb, row.object, row.digest, row.closed)


def opener(row: Entry) -> Opener:
    kept = Opening.objects.get(entry=row)
    assert kept.salt is not None
    assert kept.content is not None
    return Opener(bytes(kept.salt), json.loads(kept.content))


@pytest.mark.django_db
def test_an_act_becomes_an_entry_that_waits_for_its_place() -> None:
    row = append(actor="p-1", verb="version.added", told=TOLD, at=NOW)
    assert (row.actor, row.verb, row.object, row.time) == ("p-1", "version.added", "version:17", NOW)
    assert leaf(act(row)).decode() == row.leaf
    assert opens(act(row), opener(row))
    assert Waiting.objects.get().entry_id == row.pk


@pytest.mark.django_db
def test_a_small_content_cannot_be_guessed_from_its_digest() -> None:
    one, other = (append(actor="p-1", verb="version.added", told=TOLD, at=NOW) for _ in range(2))
    assert one.digest != other.digest
    assert one.uid != other.uid


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError, match=r"version\.added"):
        append(actor="p-1", verb="version.added", told=TOLD, at=NOW)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_what_is_undone_takes_its_entry_with_it() -> None:
    with transaction.atomic():
        append(actor="p-1", verb="version.added", told=TOLD, at=NOW)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert not Waiting.objects.exists()


@pytest.mark.django_db
def test_time_never_runs_back_and_the_entry_says_what_the_clock_said() -> None:
    append(actor="p-1", verb="version.added", told=TOLD, at=NOW)
    row = append(actor="p-1", verb="version.added", told=TOLD, at=NOW - timedelta(days=1))
    assert row.time == NOW
    assert opener(row).content == {**TOLD.content, "clock": "2024-02-29T09:00:00.000000Z"}
    assert opens(act(row), opener(row))


@pytest.mark.django_db
def test_the_leaf_of_a_closed_thing_says_neither_who_nor_what() -> None:
    row = append(actor="p-1", verb="document.opened", told=Told("document:5", {"why": "a"}, closed=True), at=NOW)
    assert set(json.loads(row.leaf)) == {"id", "time", "digest", "veiled"}
    assert opens(act(row), opener(row))


@pytest.mark.django_db
def test_a_content_that_is_not_to_be_kept_is_not_kept() -> None:
    row = append(actor="p-1", verb="document.opened", told=Told("document:5", {"why": "a"}, keep=False), at=NOW)
    kept = Opening.objects.get(entry=row)
    assert kept.content is None
    assert kept.salt is not None
    assert opens(act(row), Opener(bytes(kept.salt), {"why": "a"}))


@pytest.mark.django_db
def test_an_append_asks_once_and_writes_three_rows(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(4):  # type: ignore[operator]  # a fixture of pytest-django
        append(actor="p-1", verb="version.added", told=TOLD, at=NOW)
    assert connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_entries_of_a_test_with_transactions_can_be_cleared_away() -> None:
    with transaction.atomic():
        append(actor="p-1", verb="version.added", told=TOLD, at=NOW)
    assert Entry.objects.count() == 1
