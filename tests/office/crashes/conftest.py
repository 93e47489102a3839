"""An office of its own, on the kind of database that the tests run on, and those who work in it as programs."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import pytest

from tests.office.stock import TEMPLATE
from tests.source import ROOT
from tests.warm import MODULE, PALERMO

SMALL = "6m"


@dataclass(frozen=True)
class Office:
    """A folder and, on PostgreSQL, a database that nobody else uses."""

    home: Path
    database: str

    def run(self, *command: object) -> subprocess.CompletedProcess[str]:
        surroundings = {
            **os.environ,
            "PALERMO_HOME": str(self.home),
            "PALERMO_DATABASE": self.database,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        return subprocess.run(
            [*map(str, command)], env=surroundings, capture_output=True, text=True, check=False, cwd=ROOT
        )

    def on_a_small_disk(self, *command: object) -> subprocess.CompletedProcess[str]:
        """A command whose home is a disk of a few megabytes that nobody else sees.

        Where this machine lets nobody mount one, the command has to limit itself.
        """
        apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", self.home.parent]
        if self.run(*apart, *mount).returncode:
            return self.run(*command)
        return self.run(*apart, "sh", "-c", f'{" ".join(map(str, mount))} && exec "$@"', "sh", *command)

    def act(self, how: str, seed: int = 1) -> str:
        """What people were told who acted in this way."""
        done = self.run(*MODULE, "tests.office.crashes.acts", how, seed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def palermo(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The command, as whoever runs the office gives it."""
        return self.run(*PALERMO, *words)


@contextmanager
def own_office(home: Path) -> Iterator[Office]:
    """An office that is nowhere but in this folder and, on PostgreSQL, in a database that goes afterwards."""
    address = os.environ.get("PALERMO_DATABASE", "")
    if not address:
        yield Office(home, "")
        return
    import psycopg
    from psycopg.conninfo import make_conninfo

    name = f"crash_{token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        made = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        server.execute(f"CREATE DATABASE {name}" + f" TEMPLATE {TEMPLATE}" * bool(made))
        yield Office(home, make_conninfo(address, dbname=name))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, warm: Path) -> Iterator[Office]:
    """One office for all that is done to it: what one crash left behind, the next one meets."""
    with own_office(tmp_path_factory.mktemp("office") / "home") as made:
        yield made


@pytest.fixture
def new_office(tmp_path: Path) -> Iterator[Office]:
    """An office for one test."""
    with own_office(tmp_path / "home") as made:
        yield made
