"""An office on PostgreSQL, each part of it in a role of its own: made, looked at, backed up and brought back."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.office.upkeep.conftest import FILL, command
from tests.source import ROOT
from tests.tools import need
from tests.warm import CODE

# somebody breaks a glass: rows of a compartment, which no role sees but by the policies
BREAK = """
import sys
from datetime import timedelta
from pathlib import Path
from palermo.cli.offices import set_up
set_up(Path(sys.argv[1]))
from django.contrib.auth.models import User
from django.utils import timezone
from palermo.office.access.actions import break_glass
from palermo.office.access.models import Body
from tests.office.cast import signed_in
now = timezone.now()
officer = signed_in(User.objects.get(), fresh_at=now)
break_glass(by=officer, body=Body.objects.get(), reason="Somebody is missing.", lasts=timedelta(hours=1), now=now)
"""
PYTHON = f'python() {{ {shlex.join(CODE)} "$@"; }}\n'
SCRIPT = """
set -eu
home=$1 warm=$2 fill=$3 glass=$4 roles=$5 reader=$PALERMO_DATABASE_BACKUP
server=${PALERMO_DATABASE##*host=}
cd "$home"
palermo() { "$warm/palermo" "$@"; }
administer() { psql -q -h "$server" -U owner -d postgres -v ON_ERROR_STOP=1 "$@"; }
as() { export PALERMO_DATABASE="postgresql://$1@/$2?host=$server"; }
administer -c 'ALTER ROLE palermo_owner NOBYPASSRLS NOCREATEDB'

as palermo palermo
palermo serve --home early --port 1 && exit 8
as palermo_owner palermo
palermo migrate --home early
palermo migrate --home early
as palermo palermo
python "$fill" "$home/office"
python "$glass" "$home/office"
palermo check --home office >checked || true
key=$(palermo backup --new-key key.txt 2>/dev/null)
PALERMO_DATABASE_BACKUP= palermo backup "$home" --home office --to "$key" && exit 9
other=${reader%%\\?*}/postgres?host=$server
PALERMO_DATABASE_BACKUP=$other palermo backup "$home" --home office --to "$key" && exit 10
made=$(palermo backup "$home" --home office --to "$key")
as palermo_owner palermo
palermo check --home office >checked-as-owner || true
palermo restore "$made" --key key.txt --home full && exit 11

administer -v base=second -f "$roles"
as palermo_owner second
palermo restore "$made" --key key.txt --home new
as palermo second
palermo trail verify --home new
python "$glass" "$home/new" && exit 12
exit 0
"""


@pytest.fixture
def postgres() -> str:
    """The program that PostgreSQL's own come with."""
    return need("initdb")


def test_three_roles_make_keep_and_bring_back_an_office(postgres: str, tmp_path: Path, warm: Path) -> None:
    words: list[str | Path] = [tmp_path, warm, FILL, BREAK, ROOT / "deploy" / "roles.sql"]
    done = subprocess.run(
        [ROOT / "bin" / "with-postgres", "bash", "-c", PYTHON + SCRIPT, "x", *words],
        env={**os.environ, "PALERMO_DATABASE": "", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = " ".join(done.stderr.split())
    assert "the role palermo may not change them" in said
    assert "row-level security" in said
    assert "PALERMO_DATABASE_BACKUP names the database postgres" in said
    assert "holds something already" in said
    assert "broken this glass already" in said
    assert "changes made." in done.stdout
    assert "Nothing to change." in done.stdout
    assert "all verified" in done.stdout
    assert not (tmp_path / "full").exists()
    in_office_role, in_owner_role = (
        " ".join((tmp_path / name).read_text().split()) for name in ("checked", "checked-as-owner")
    )
    assert "No backup was made" in in_office_role
    assert "PostgreSQL" not in in_office_role
    assert "who owns its tables" in in_owner_role


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PALERMO_DATABASE", "postgresql://nobody@/nothing?host=/nowhere")
    done = command("check", "--home", tmp_path)
    assert done.returncode == 1
    assert "The database does not answer" in done.stdout
