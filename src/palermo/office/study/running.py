"""Runs in the background: a process of its own for each, which holds a lock as long as it lives and says how far it is.

The process is given the table through a pipe and has no person's rights: it can end its run, and nothing else.
"""

import fcntl
import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from palermo.office.study.models import Run

_ROOM = 400  # bytes: what is said is shorter, and written at once


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: with what, and how many steps of how many are done."""

    what: str = ""
    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """Of the work that it is at."""
        return 100 * self.done // self.of if self.of else 0


def launch(run: Run, content: bytes) -> None:
    """Begin it. The table goes through a pipe, and is on no disk."""
    path = _place(run.uid)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(  # noqa: S603  # our own words
            (sys.executable, "-m", "palermo.office.study.process", run.uid, str(lock)),
            pass_fds=(lock,),
            start_new_session=True,  # it outlives the request, and the worker that answered it
            stdin=subprocess.PIPE,
        )
        if process.stdin:
            with suppress(BrokenPipeError), process.stdin as pipe:  # one that died at once is told as broken off
                pipe.write(content)
    finally:
        os.close(lock)


def say_progress(lock: int, progress: Progress) -> None:
    """Say how far it is, in the file whose lock the process holds."""
    said = json.dumps([progress.what, progress.done, progress.of])
    os.pwrite(lock, said.ljust(_ROOM).encode(), 0)


def progress_of(run: Run) -> Progress | None:
    """How far a run is that has not ended; None where nobody works at it any more."""
    try:
        with _place(run.uid).open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                said = file.read().decode().strip()
                return Progress(*json.loads(said)) if said else Progress()
    except FileNotFoundError:
        pass
    return None


def forget(uid: str) -> None:
    """Take away what said how far it was."""
    _place(uid).unlink(missing_ok=True)


def _place(uid: str) -> Path:
    return Path(settings.PALERMO_HOME) / "runs" / uid
