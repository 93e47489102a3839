"""Print a page of ours to PDF by Debian's Chromium: it alone breaks Khmer lines between words.

A process of its own for each print, with a limit of time, of computing and of memory, and without a network: where the
machine allows it, it is given a network that leads nowhere, and everywhere no name is resolved and its proxy is deaf.
It is given nothing but one page, and the page may run no script and fetch nothing.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings

from palermo.core import Message, UserError, mark

BROWSERS = ("chromium-headless-shell", "chromium")  # the first is the same without windows, and starts faster
SECONDS = 60
MEMORY = 1536 * 1024**2  # bytes of each of its processes
_CUT_OFF = ("unshare", "--user", "--net", "--map-current-user", "--")
_LIMITS = ("prlimit", f"--data={MEMORY}", f"--cpu={SECONDS}", "--core=0", "--")
_SWITCHES = (
    "--headless",
    "--no-sandbox",  # it needs rights that the office is not given, and here is nothing foreign to keep in
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--no-pdf-header-footer",
)
_FAILED = Message(mark("The print could not be made. Print the page by your own browser instead."))
_BUSY = Message(mark("Another print is being made. Try again in a minute."))


def can_print() -> bool:
    """Whether this machine has what prints."""
    return _browser() is not None


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def print_pdf(html: str) -> bytes:
    """The page as a PDF, one at a time. Raises UserError where it cannot be made, or another is being made."""
    with _alone(), tempfile.TemporaryDirectory(prefix="palermo-print-") as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        switches = (*_SWITCHES, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}")
        _run((*_nowhere(), *_LIMITS, _browser() or BROWSERS[-1], *switches, page.as_uri()), folder)
        if not made.is_file():
            raise UserError(_FAILED)
        return made.read_bytes()


def _run(command: tuple[str, ...], folder: str) -> None:
    """Run it and whatever it starts, and end all of it when its time is over."""
    surroundings = {"HOME": folder, "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    try:
        running = subprocess.Popen(  # noqa: S603  # our own words
            command, env=surroundings, cwd=folder, start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet
        )
    except FileNotFoundError as error:
        raise UserError(_FAILED) from error
    try:
        running.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UserError(_FAILED) from error
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@cache
def _nowhere() -> tuple[str, ...]:
    """What gives a process a network that leads nowhere, where this machine allows it."""
    try:
        tried = subprocess.run((*_CUT_OFF, "true"), capture_output=True, check=False)  # noqa: S603  # our own words
    except FileNotFoundError:
        return ()
    return _CUT_OFF if tried.returncode == 0 else ()


@contextmanager
def _alone() -> Iterator[None]:
    """One print at a time on this machine: each takes a core and hundreds of megabytes."""
    with (Path(settings.PALERMO_HOME) / ".printing").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(_BUSY) from error
        yield
