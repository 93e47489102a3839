"""The command as a process of its own: streams, pipes, start."""

import os
import subprocess
import sys
from pathlib import Path

from tests.unit.cli.plans import KHMER, PROMISE, plan_text, write

COMMAND = [sys.executable, "-c", "from palermo.cli import main; main()"]


def test_khmer_goes_through_a_pipe_whatever_the_locale(here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(PROMISE.replace("Strengthen cooperation where needed", KHMER)))
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run([*COMMAND, "plan", "audit", plan], env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert KHMER in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


def test_a_reader_that_leaves_early_is_no_error(here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(*(PROMISE.replace("1.1.2", f"1.1.{n}") for n in range(300))))
    with subprocess.Popen([*COMMAND, "plan", "audit", plan], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""


def test_help_loads_none_of_what_only_the_verbs_need() -> None:
    code = (
        "import sys; from palermo.cli import app; from typer.testing import CliRunner; "
        "assert CliRunner().invoke(app, ['plan', 'audit', '--help']).exit_code == 0; "
        "unwanted = ('rich', 'yaml', 'openpyxl', 'docx', 'django', 'http', 'cryptography', 'numpy'); "
        "rooms = ('palermo.plan', 'palermo.standing', 'palermo.trail', 'palermo.access', 'palermo.prevalence'); "
        "print(sorted(m for m in (*unwanted, *rooms) if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_office_opens_without_what_only_plans_need(here: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from palermo.cli.offices import set_up; set_up(Path('office')); "
        "print(sorted(m for m in ('yaml', 'openpyxl', 'docx', 'palermo.plan') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_full_disk_is_said_plainly(here: Path) -> None:
    with Path("/dev/full").open("w") as disk:
        command = [*COMMAND, "plan", "schema"]
        done = subprocess.run(command, stdout=disk, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "palermo: The disk is full, or takes nothing. Nothing was changed; make room, and try again.\n"
    )
