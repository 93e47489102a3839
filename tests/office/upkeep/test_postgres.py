"""An office on PostgreSQL is backed up and comes back; a database that holds something is never written over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.office.upkeep.conftest import FILL, command
from tests.source import ROOT
from tests.tools import need

SCRIPT = """
set -eu
home=$1
"$2" -c "$3" "$home/office"
cd "$home"
palermo() { "$python" -c 'from palermo.cli import main; main()' "$@"; }
python=$2
key=$(palermo backup --new-key key.txt 2>/dev/null)
made=$(palermo backup "$home" --home office --to "$key")
palermo restore "$made" --key key.txt --home full && exit 9
psql -q -h "${PALERMO_DATABASE##*host=}" -U owner -d postgres -c 'CREATE DATABASE second'
export PALERMO_DATABASE="postgresql://owner@/second?host=${PALERMO_DATABASE##*host=}"
palermo restore "$made" --key key.txt --home new
palermo trail verify --home new
"""


@pytest.fixture
def postgres() -> str:
    """The program that PostgreSQL's own come with."""
    return need("pg_dump")


def test_a_backup_comes_back_into_an_empty_database_alone(postgres: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "bin" / "with-postgres", "bash", "-c", SCRIPT, "x", tmp_path, sys.executable, FILL],
        env={**os.environ, "PALERMO_DATABASE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "holds something already" in done.stderr
    assert "all verified" in done.stdout
    assert not (tmp_path / "full").exists()


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PALERMO_DATABASE", "postgresql://nobody@/nothing?host=/nowhere")
    done = command("check", "--home", tmp_path)
    assert done.returncode == 1
    assert "The database does not answer" in done.stdout
