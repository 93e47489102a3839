"""Two processes at the key of one compartment: nothing that was sealed is lost, on either database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.tools import need

# Runs here, or beside a PostgreSQL of its own.
SCRIPT = """
import subprocess, sys, time
from tests.warm import MODULE
home = sys.argv[1]
def start(what):
    command = [*MODULE, "tests.office.upkeep.keys_at_once", home, what]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
def ended(*processes):
    for process in processes:  # all may go on before anybody is waited for: one of them waits for another
        process.stdin.write("\\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=300)
        assert process.returncode == 0, process.args
ended(start("found"))
first, second = start("seal"), start("seal")  # both need the key that is not there yet
ended(first, second)
sealing = start("seal")
assert sealing.stdout.readline() == "held\\n"
rotating = start("rotate")
assert rotating.stdout.readline() == "rotating\\n"
time.sleep(0.5)  # it waits for the other by now; where it did not, it would be through
ended(sealing, rotating)
told = start("look").communicate("\\n", timeout=300)[0].strip()
assert told == "2 Bopha Bopha Bopha", told
"""


@pytest.mark.parametrize("before", [(), (str(ROOT / "bin" / "with-postgres"),)], ids=["sqlite", "postgresql"])
def test_who_seals_and_who_rotates_wait_for_each_other(before: tuple[str, ...], tmp_path: Path, warm: Path) -> None:
    if before:
        need("initdb")
    env = {**os.environ, "PALERMO_DATABASE": "", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command: list[str | Path] = [*before, sys.executable, "-c", SCRIPT, tmp_path / "office"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
