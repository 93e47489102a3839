"""What was written is brought into the log in the background, by a thread that lives no longer than its work."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import OperationalError, connection, transaction

from palermo.office.trail import Told, append, integrate, waking
from palermo.office.trail.models import Checkpoint, Waiting
from tests.office.cast import NOW

PATIENCE = 20.0


@pytest.fixture
def awake(settings: object, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    settings.TRAIL_WAKES = True  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    monkeypatch.setattr(waking, "GATHER", 0.3)  # the tests' database lies in memory: two may not use it at once
    monkeypatch.setattr(waking, "_WAKER", waking.Waker())
    yield
    until(lambda: not workers())


def workers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "trail"]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def write() -> None:
    with transaction.atomic():
        append(actor="p-1", verb="version.added", told=Told("version:1", {}), at=NOW)


def test_what_is_written_reaches_the_log_and_the_thread_ends(awake: None) -> None:
    for _ in range(3):
        write()
    assert len(workers()) == 1
    until(lambda: not workers())
    assert Checkpoint.objects.get().size == 3


def test_an_undone_write_wakes_nobody(awake: None) -> None:
    with transaction.atomic():
        append(actor="p-1", verb="version.added", told=Told("version:1", {}), at=NOW)
        transaction.set_rollback(True)
    assert workers() == []


def test_without_the_setting_nobody_wakes(awake: None, settings: object) -> None:
    settings.TRAIL_WAKES = False  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    write()
    assert workers() == []
    assert Waiting.objects.count() == 1


def test_a_failure_is_tried_again(
    awake: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [OperationalError("disk full")]

    def fails_once(now: datetime) -> object:
        if failures:
            raise failures.pop()
        return integrate(now)

    monkeypatch.setattr(waking, "integrate", fails_once)
    write()
    until(lambda: not workers())
    assert not Waiting.objects.exists()
    assert "trying again" in caplog.text


def test_a_forked_process_has_a_waker_of_its_own_and_no_lock_that_is_held(awake: None) -> None:
    write()
    connection.close()
    before = id(waking._WAKER)
    child = os.fork()
    if child == 0:
        fresh = id(waking._WAKER) != before and not waking._BUSY.locked() and not workers()
        os._exit(0 if fresh else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    until(lambda: not workers())
    assert not Waiting.objects.exists()
