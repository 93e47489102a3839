"""Backup, restore and recovery of keys by the commands of the manual, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.tools import need

pytestmark = pytest.mark.usefixtures("warm")
BOOK = (sys.executable, "-m", "tests.office.upkeep.keys_by_the_book")


def followed(*command: str | Path) -> None:
    env = {**os.environ, "PALERMO_DATABASE": "", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_page_on_keys_does_what_it_says(tmp_path: Path) -> None:
    followed(*BOOK, tmp_path)


def test_it_does_so_on_postgresql(tmp_path: Path) -> None:
    need("initdb")
    followed(ROOT / "bin" / "with-postgres", *BOOK, tmp_path)
