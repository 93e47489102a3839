"""The database itself refuses to change or delete what is kept, whatever program asks."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from palermo.office.access.models import Glass, Look
from palermo.office.base.record import Record
from palermo.office.trail import Told, append
from palermo.office.trail.guards import lift_guards, missing_guards, set_guards
from palermo.office.trail.models import Checkpoint, Cosignature, Entry, Leaf, Opening, Tile, Witness
from tests.office.cast import NOW
from tests.office.scenes import SCENES, play

SWEEP = "TRUNCATE {table} CASCADE"


def kept_models() -> list[type[models.Model]]:
    """All in one test: the scenes that fill them take seconds."""
    return [*(model for model in apps.get_models() if issubclass(model, Record)), Opening]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE waits for them and no guard is asked
        cursor.execute(statement)


@pytest.fixture
def one_row_in_each(db: None) -> None:
    """Every table that is kept has a row, so that no refusal is one of an empty table."""
    for verb in SCENES:
        play(verb)
    entry = append(actor="p-1", verb="version.added", told=Told("version:1", {"number": 1}), at=NOW)
    glass = Glass.objects.earliest("pk")
    Look.objects.create(glass=glass, compartment=glass.compartment, entry=entry, kind="contact", thing="")
    Leaf.objects.create(index=0, entry=entry, hash=b"0" * 32)
    Tile.objects.create(level=0, index=0, hashes=b"0" * 8192, root=b"0" * 32)
    point = Checkpoint.objects.create(size=1, root=b"0" * 32, time=NOW, note="note")
    witness = Witness.objects.create(name="w", key="w+00+AA", trusted=True, since=NOW)
    Cosignature.objects.create(checkpoint=point, witness=witness, time=NOW, line="— w AA")


def test_raw_sql_neither_changes_nor_deletes_nor_replaces(one_row_in_each: None) -> None:
    swept = "INSERT OR REPLACE INTO {table} SELECT * FROM {table}" if connection.vendor == "sqlite" else SWEEP
    for model in kept_models():
        before, table = list(model._default_manager.values()), model._meta.db_table
        assert before, table
        for statement in ('UPDATE {table} SET "{key}" = "{key}"', "DELETE FROM {table}", swept):
            with pytest.raises(IntegrityError, match="are kept"):
                run(statement.format(table=table, key=model._meta.pk.column))
        assert list(model._default_manager.values()) == before, table


def test_every_kept_table_has_its_guards(db: None) -> None:
    assert missing_guards(model._meta.db_table for model in kept_models()) == []


@pytest.fixture
def entry(db: None) -> Entry:
    return append(actor="p-1", verb="version.added", told=Told("version:1", {"number": 1}), at=NOW)


def test_an_opening_loses_all_or_nothing(entry: Entry) -> None:
    for change in ("content = NULL", "salt = NULL", "content = '{}', salt = NULL", "entry_id = 99"):
        with pytest.raises(IntegrityError, match="are kept"):
            run(f"UPDATE trail_opening SET {change}")  # noqa: S608  # no word of anybody's is in it
    run("UPDATE trail_opening SET content = NULL, salt = NULL")
    assert set(Opening.objects.values_list("content", "salt")) == {(None, None)}


@pytest.fixture
def lifted(db: None) -> Iterator[None]:
    lift_guards(connection, ["trail_entry"])
    yield
    set_guards(connection, ["trail_entry"], erasing=None)


def test_a_lost_guard_is_noticed(lifted: None) -> None:
    assert missing_guards(["trail_entry", "trail_leaf"]) == ["trail_entry"]


def test_adding_passes(entry: Entry) -> None:
    append(actor="p-1", verb="version.added", told=Told("version:2", {"number": 2}), at=NOW)
    assert Entry.objects.count() == 2
