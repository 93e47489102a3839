"""Bring entries into the log in the background, soon after they were written.

A thread lives only while there is something to do. It waits a second, so that what is written together is signed
together. A process that was forked starts a thread of its own, and a fork waits until no connection is in use here.
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Thread

from django.conf import settings
from django.db import connection
from django.utils import timezone

from palermo.office.trail.integration import integrate

GATHER = 1.0  # seconds
LONGEST = 300.0  # between tries that fail; what waits stays, and any page of the log brings it in too
_LOG = logging.getLogger(__name__)


class Waker:
    """Whether a thread is at work, and whether something was written since it last looked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._working = False
        self._written = False
        self.asleep = False

    def wake(self) -> None:
        """Say that something was written."""
        with self._lock:
            self._written = True
            if self._working:
                return
            self._working = True
        Thread(target=self._work, name="trail", daemon=True).start()

    def _work(self) -> None:
        pause = GATHER
        while True:
            time.sleep(pause)
            with self._lock:
                if not self._written:
                    self._working = False
                    return
                self._written = False
            if _integrate():
                pause = GATHER
            else:
                pause = min(2 * pause, LONGEST)
                self._written = True


_BUSY = Lock()
_WAKER = Waker()


def wake() -> None:
    """Have what was written brought into the log in a second, unless the settings leave that to somebody else."""
    if settings.TRAIL_WAKES and not _WAKER.asleep:
        _WAKER.wake()


@contextmanager
def asleep() -> Iterator[None]:
    """Within it nobody is woken: who writes much in one go holds the database, and brings it in themselves."""
    _WAKER.asleep = True
    try:
        yield
    finally:
        _WAKER.asleep = False


def _integrate() -> bool:
    with _BUSY:
        try:
            integrate(timezone.now())
        except Exception:
            _LOG.exception("entries could not be brought into the log; trying again")
            return False
        finally:
            connection.close()
    return True


def _before_fork() -> None:
    _BUSY.acquire()


def _in_parent() -> None:
    _BUSY.release()


def _in_child() -> None:
    global _BUSY, _WAKER  # a forked process has none of its parent's threads
    _BUSY, _WAKER = Lock(), Waker()


os.register_at_fork(before=_before_fork, after_in_parent=_in_parent, after_in_child=_in_child)
