"""The product itself, started as its people start it, in a folder of its own."""

import json
import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.source import ROOT
from tests.warm import CODE, MODULE
from tests.warm import PALERMO as WARM

PALERMO = Path(sys.executable).with_name("palermo")
FIRST_START = re.compile(r"account: (?P<name>\S+), password (?P<password>\S+)")
LINK = re.compile(r"/invitation/(?P<token>\S+)")
READY = "Open http"
PATIENCE = 90.0
AGED = "strftime('%Y-%m-%d %H:%M:%f', {column}, ?)"
# of the two offices that are served, that of a committee makes its own
TABLES = """
import sys; from pathlib import Path; from palermo.cli.offices import set_up; from tests.office.stock import make_tables
set_up(Path(sys.argv[1])); make_tables()
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office that answers, and what was stocked in it."""

    address: str
    officer: Account
    outsider: Account
    log: Path
    home: Path
    stock: Mapping[str, Any] = field(default_factory=dict)

    def invite(self, body: str, role: str) -> str:
        """Whoever runs the machine invites somebody: the secret in the link."""
        command = [*WARM, "people", "invite", body, "--role", role, "--until", "2060-12-31"]
        command += ["--home", str(self.home)]
        told = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=True).stdout
        found = LINK.search(told)
        assert found, told
        return found["token"]

    def pass_by(self, table: str, columns: tuple[str, ...], minutes: int) -> int:
        """So much time passes for what lies in a table; how many rows that are."""
        changes = ", ".join(f"{column} = {AGED.format(column=column)}" for column in columns)
        return self.change(f"UPDATE {table} SET {changes}", *[f"-{minutes} minutes"] * len(columns))  # noqa: S608  # our own words

    def change(self, statement: str, *given: str) -> int:
        """Change rows behind the back of the office: what takes hours is over at once. How many rows were."""
        with closing(sqlite3.connect(self.home / "palermo.sqlite3", timeout=20)) as database, database:
            return database.execute(statement, given).rowcount


@contextmanager
def served(folder: Path) -> Iterator[Office]:
    """Serve a new office with the demo plans and those of `stock`; stop it afterwards."""
    home, log, port = folder / "home", folder / "office.log", _free_port()
    subprocess.run([*CODE, TABLES, home], cwd=folder, env=_environment(), check=True)
    with _running(home, log, port, "--demo") as running:
        told = _wait(running, log, FIRST_START)
        outsider = Account("outsider", secrets.token_urlsafe(12))
        stock = _filled(home, "stock", outsider.name, told_to_it=outsider.password)
        officer = Account(told["name"], told["password"])
        yield Office(f"http://127.0.0.1:{port}", officer, outsider, log, home, stock)


@contextmanager
def founded(folder: Path) -> Iterator[Office]:
    """Serve a new office as a committee does, in which nobody has an account yet.

    Its stock are the links of invitations: that of the first start, and those of `invitations`.
    """
    home, log, port = folder / "home", folder / "office.log", _free_port()
    nobody = Account("", "")
    with _running(home, log, port) as running:
        first = _wait(running, log, LINK)["token"]
        stock = {**_filled(home, "invitations"), "first": first}
        # browsers take a passkey for a name, and for this machine by its name
        yield Office(f"http://localhost:{port}", nobody, nobody, log, home, stock)


@contextmanager
def _running(home: Path, log: Path, port: int, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        running = subprocess.Popen(
            [PALERMO, "serve", *options, "--home", home, "--port", str(port)],
            cwd=home.parent,
            env=_environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(20)
        finally:
            running.kill()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PALERMO_", "DJANGO_"))}
    sources = os.pathsep.join((str(ROOT / "src"), str(ROOT)))  # of this very tree, wherever palermo is installed from
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONPATH": sources}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(running: subprocess.Popen[bytes], log: Path, first: re.Pattern[str]) -> re.Match[str]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        said = log.read_text("utf-8")
        told = first.search(said)
        if told and READY in said and _answers(said):
            return told
        time.sleep(0.05)
    raise AssertionError(f"the office did not start:\n{log.read_text('utf-8')}")


def _answers(said: str) -> bool:
    at = re.search(r"Open http://([\d.]+):(\d+)/", said)
    assert at, said
    with socket.socket() as probe:
        return probe.connect_ex((at[1], int(at[2]))) == 0


def _filled(home: Path, module: str, *words: str, told_to_it: str = "") -> dict[str, Any]:
    """Fill in a process of its own: Django takes one folder a process, and this one may have another."""
    done = subprocess.run(
        [*MODULE, f"tests.browser.{module}", home, *words],
        cwd=ROOT,
        env=_environment(),
        input=told_to_it,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
