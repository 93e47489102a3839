"""Entries get their places in batches, under one lock; the log they make is the one that other programs know."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pymerkle import InmemoryTree

from palermo.core import UserError
from palermo.office.trail import Told, append, integrate, integration
from palermo.office.trail.keys import FILE, public_keys
from palermo.office.trail.log import fetch, newest, tree
from palermo.office.trail.models import Checkpoint, Entry, Leaf, Tile, Waiting
from palermo.trail import bundle_path, read_bundle, read_checkpoint, signature_of
from tests.office.cast import NOW
from tests.office.unguarded import unguarded

pytestmark = pytest.mark.django_db


def write(count: int, minutes: Sequence[int] = ()) -> None:
    for n in range(count):
        at = NOW + timedelta(minutes=minutes[n] if minutes else 0)
        append(actor="p-1", verb="version.added", told=Told(f"version:{n}", {"number": n}), at=at)


def other_root(leaves: Sequence[str]) -> bytes:
    """The root by somebody else's program."""
    other = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        other.append_entry(leaf.encode())
    return bytes(other.get_root())


def leaves_in_order() -> list[str]:
    return list(Leaf.objects.order_by("index").values_list("entry__leaf", flat=True))


def test_nothing_waits_nothing_is_signed() -> None:
    assert integrate(NOW) is None
    assert newest() is None
    assert fetch("checkpoint") is None


@pytest.mark.parametrize("sizes", [[1], [3, 1, 5], [255, 1, 1], [256], [300, 300]])
def test_the_root_is_that_of_another_program(sizes: list[int]) -> None:
    for size in sizes:
        write(size)
        point = integrate(NOW)
        assert point is not None
        assert point == newest()
        assert bytes(point.root) == other_root(leaves_in_order())
    assert not Waiting.objects.exists()
    assert tree(sum(sizes)).root() == other_root(leaves_in_order())


def test_many_batches_make_the_same_log_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integration, "BATCH", 7)
    write(30)
    point = integrate(NOW)
    assert point is not None
    assert (point.size, list(Checkpoint.objects.values_list("size", flat=True))) == (30, [7, 14, 21, 28, 30])
    assert bytes(point.root) == other_root(leaves_in_order())


def test_doing_it_again_changes_nothing() -> None:
    write(3)
    point = integrate(NOW)
    assert integrate(NOW) is None
    assert newest() == point
    assert Leaf.objects.count() == 3


def test_a_batch_is_in_the_order_of_time_then_of_arrival() -> None:
    numbers = [append(actor="p", verb="a.b", told=Told(f"x:{n}", {}), at=NOW).number for n in range(3)]
    integrate(NOW)
    assert list(Leaf.objects.values_list("entry_id", flat=True)) == numbers


def test_a_checkpoint_is_signed_by_both_keys_and_never_older_than_its_entries() -> None:
    write(2, [0, 10])
    point = integrate(NOW)
    assert point is not None
    assert point.time == NOW + timedelta(minutes=10)
    head, _finding = read_checkpoint(fetch("checkpoint") or b"")
    assert head is not None
    assert (head[0].size, head[0].root) == (2, bytes(point.root))
    for key in public_keys():
        told = signature_of(key, *head)
        assert told is not None
        assert told.holds


def test_full_tiles_are_kept_and_partial_ones_are_made_of_them() -> None:
    write(600)
    integrate(NOW)
    assert [(tile.level, tile.index) for tile in Tile.objects.all()] == [(0, 0), (0, 1)]
    assert len(fetch("tile/0/001") or b"") == 8192
    assert len(fetch("tile/0/002.p/88") or b"") == 88 * 32
    assert fetch("tile/1/000.p/2") == b"".join(bytes(tile.root) for tile in Tile.objects.all())
    assert [json.loads(leaf)["object"] for leaf in read_bundle(fetch(bundle_path(2, 88)) or b"")][-1] == "version:599"


def test_there_is_nothing_beyond_the_log() -> None:
    write(600)
    integrate(NOW)
    beyond = ("tile/0/002.p/89", "tile/0/003", "tile/2/000", "tile/0/0", "nothing", "tile/entries/002")
    assert [path for path in beyond if fetch(path) is not None] == []


def test_a_crash_before_the_end_leaves_everything_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    write(3)
    with monkeypatch.context() as patch:
        patch.setattr(integration, "signed", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            integrate(NOW)
    assert (Leaf.objects.count(), Checkpoint.objects.count(), Waiting.objects.count()) == (0, 0, 3)
    assert integrate(NOW) is not None


def test_the_keys_of_another_log_are_refused(home: Path) -> None:
    write(1)
    integrate(NOW)
    (home / FILE).unlink()
    write(1)
    with pytest.raises(UserError, match="another log"):
        integrate(NOW)
    assert Waiting.objects.count() == 1


def test_damaged_keys_are_told_of_in_plain_words(home: Path) -> None:
    (home / FILE).write_text("PRIVATE+KEY+nonsense\n")
    write(1)
    with pytest.raises(UserError, match="damaged"):
        integrate(NOW)


def test_the_keys_are_their_owners_alone_and_the_name_is_the_operators(home: Path, settings: object) -> None:
    settings.PALERMO_ORIGIN = "trail.example.org/log"  # type: ignore[attr-defined]  # pytest-django's wrapper
    assert {key.name for key in public_keys()} == {"trail.example.org/log"}
    assert (home / FILE).stat().st_mode & 0o777 == 0o600
    settings.PALERMO_ORIGIN = "elsewhere"  # type: ignore[attr-defined]  # the name was chosen once
    assert {key.name for key in public_keys()} == {"trail.example.org/log"}


def test_a_name_that_cannot_be_one_is_refused(settings: object) -> None:
    settings.PALERMO_ORIGIN = "two words"  # type: ignore[attr-defined]  # pytest-django's wrapper
    with pytest.raises(UserError, match="PALERMO_ORIGIN"):
        public_keys()


def test_a_log_that_was_changed_does_not_grow() -> None:
    write(2)
    integrate(NOW)
    with unguarded():
        Checkpoint.objects.all()._raw_delete("default")
    write(1)
    with pytest.raises(UserError, match="palermo trail verify"):
        integrate(NOW)
    assert Waiting.objects.count() == 1


def test_entries_of_an_undone_transaction_never_reach_the_log() -> None:
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    assert integrate(NOW) is None
    assert not Entry.objects.exists()
