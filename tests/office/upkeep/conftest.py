"""A whole office in a folder of its own, and the command that works on it: upkeep is done from outside."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.warm import CODE, PALERMO

Palermo = Callable[..., subprocess.CompletedProcess[str]]
FILL = """
import sys
from pathlib import Path
from palermo.cli.offices import set_up
from palermo.demo.fill import fill
from tests.office.stock import make_tables
set_up(Path(sys.argv[1]))
make_tables()
fill(Path(sys.argv[1]))
"""


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PALERMO, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass(frozen=True)
class Kept:
    """A backup, and the key file and public key that it is sealed to."""

    office: Path
    backup: Path
    key: Path
    public: str


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, warm: Path) -> Kept:
    """An office with the plans of the demonstration, backed up once; nobody changes it."""
    place = tmp_path_factory.mktemp("kept")
    subprocess.run([*CODE, FILL, place / "office"], check=True, cwd=ROOT)
    public = command("backup", "--new-key", place / "key.txt").stdout.strip()
    made = command("backup", place, "--home", place / "office", "--to", public)
    assert made.returncode == 0, made.stderr
    return Kept(place / "office", Path(made.stdout.strip()), place / "key.txt", public)


@pytest.fixture
def office(kept: Kept, tmp_path: Path) -> Path:
    """The same office, to be changed by the test."""
    return shutil.copytree(kept.office, tmp_path / "office")


@pytest.fixture
def palermo(warm: Path) -> Palermo:
    """The command, in a process of its own."""
    return command
