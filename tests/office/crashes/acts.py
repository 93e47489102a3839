"""People who act in an office of their own, as a program that may die: `python -m tests.office.crashes.acts HOW SEED`.

The office is made in PALERMO_HOME where there is none. An act is a real one: a plan is uploaded, which writes a file, a
row and an entry. What was acknowledged, and only that, is told on the standard output, one line of JSON for each.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from palermo.cli.offices import set_up
from tests.office.stock import make_tables

ROUNDS = 25
MOST_BEFORE = 4  # acts that a process has seen acknowledged when its last instant is drawn
AT_ONCE = 25
Act = Callable[[], str]


def now() -> datetime:
    return datetime.now(UTC)


def act(at: datetime | None = None) -> str:
    """Upload a plan nobody has seen before; what is acknowledged of it."""
    from django.contrib.auth.models import User

    from palermo.office.plan.actions import upload_plan
    from tests.office.cast import plan_file, signed_in, small_plan

    officer = signed_in(User.objects.get(username="officer"))
    file = plan_file(small_plan(f"plan-{os.urandom(8).hex()}", acts=1))
    upload = upload_plan(by=officer, file=file, now=at or now())
    return json.dumps({"upload": upload.pk, "sha256": upload.file_sha256})


def acknowledge(told: str) -> None:
    os.write(sys.stdout.fileno(), f"{told}\n".encode())


def forked(run: Callable[[], None]) -> int:
    """Run something in a process of its own, which ends with it; the process."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException as error:  # whatever it is, the parent's work is not to be done twice
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(seed: int) -> None:
    """Processes that act over and over, each killed at an instant of chance: in its first act, or some acts later."""
    chance = Random(seed)  # noqa: S311  # a schedule, not a secret
    begun = time.perf_counter()
    acknowledge(act())
    takes = time.perf_counter() - begun
    for _ in range(ROUNDS):
        ours, theirs = os.pipe()

        def for_ever(told: int = theirs) -> None:
            while True:
                os.write(told, f"{act()}\n".encode())  # whole, or not at all

        child = forked(for_ever)
        os.close(theirs)
        with os.fdopen(ours) as said:
            lines = [said.readline() for _ in range(chance.randrange(MOST_BEFORE))]
            time.sleep(chance.uniform(0, 1.5 * takes))
            os.kill(child, signal.SIGKILL)
            for line in (*lines, *said):
                acknowledge(line.rstrip("\n"))
        assert ended(child) == -signal.SIGKILL


def at_each_statement(_seed: int) -> None:
    """An act, and what brings its entry into the log, killed before and after each statement put to the database."""
    from django.db import connection

    from palermo.office.trail import integrate

    def dies_at(last: int) -> None:
        asked = 0

        def count(execute: Any, *given: Any) -> Any:
            nonlocal asked
            die_if(asked == last)
            result = execute(*given)
            die_if(asked + 1 == last)
            asked += 2
            return result

        with connection.execute_wrapper(count):
            told = act()
            acknowledge(told)
            integrate(now())

    codes: list[int] = []
    while not codes or codes[-1] == -signal.SIGKILL:
        codes.append(ended(forked(lambda: dies_at(len(codes)))))
    assert codes[-1] == 0
    assert len(codes) > 40, "an act and its integration put more statements than that"


def die_if(it_is_time: bool) -> None:
    if it_is_time:
        os.kill(os.getpid(), signal.SIGKILL)


def at_once(_seed: int) -> None:
    """Two processes that act at the same time, while both bring what they wrote into the log."""

    def often() -> None:
        for _ in range(AT_ONCE):
            acknowledge(act())

    children = [forked(often), forked(often)]
    assert [ended(child) for child in children] == [0, 0]


def set_back(_seed: int) -> None:
    """Somebody acts; then the clock is set back by a day, and people act and the log is signed by that clock."""
    from palermo.office.trail import integrate

    acknowledge(act())
    integrate(now())
    for hours in (24, 12, 23):
        acknowledge(act(now() - timedelta(hours=hours)))
        integrate(now() - timedelta(hours=hours))


HOW: dict[str, Callable[[int], None]] = {made.__name__: made for made in (killed, at_each_statement, at_once, set_back)}


def open_office(home: Path, wakes: bool) -> None:
    """Set Django up, and make the office with its officer where there is none; acts wake who integrates, or do not."""
    set_up(home)
    from django.conf import settings
    from django.contrib.auth.models import User

    from palermo.access import Role
    from palermo.office.trail import waking
    from tests.office.cast import join

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TRAIL_WAKES = False
    make_tables()
    if not User.objects.exists():
        join("officer", Role.SECRETARIAT)
    settings.TRAIL_WAKES = wakes
    waking.GATHER = 0.01  # seconds: integration is killed as often as the acts


def acknowledged(said: str) -> Iterator[dict[str, Any]]:
    """What was acknowledged, by what the program printed."""
    return (json.loads(line) for line in said.splitlines())


if __name__ == "__main__":
    how = HOW[sys.argv[1]]
    # Where statements are counted, no thread may bring the entry in before the act's own process does.
    open_office(Path(os.environ["PALERMO_HOME"]), wakes=how is not at_each_statement)
    acknowledge(act())  # what it needs is in memory now, and those that are forked begin at once
    how(int(sys.argv[2]))
