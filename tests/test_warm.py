"""A command that is run by the process that waits says and does what it does in a process of its own."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.warm import CODE, PALERMO
from tests.warm.client import SOCKET

WORDS = (
    ("trail", "verify", "--home", "nowhere"),
    ("plan", "audit", "missing.xlsx"),
    ("backup", "--new-key", "key"),
)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_it_says_what_it_says_by_itself(words: tuple[str, ...], warm: Path, tmp_path: Path) -> None:
    told, ours = [], {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    for name, more in (("warm", {SOCKET: os.environ[SOCKET]}), ("cold", {})):
        (place := tmp_path / name).mkdir()
        done = subprocess.run([*PALERMO, *words], cwd=place, env=ours | more, capture_output=True, check=False)
        told.append((done.returncode, done.stdout[:4], done.stderr, [path.name for path in place.iterdir()]))
    assert told[0] == told[1]
    assert told[0][0] == (0 if "key" in words else 2)


REST = "import os, sys; print(os.getcwd(), sys.argv[1], sys.stdin.read(), os.environ.get('MINE'), file=sys.stderr); "


@pytest.mark.parametrize(
    ("end", "code"), [("sys.exit(3)", 3), ("", 0), ("raise OSError", 1), ("os.kill(os.getpid(), 9)", 128 + 9)]
)
def test_folder_words_streams_surroundings_and_the_end_are_its_own(
    end: str, code: int, warm: Path, tmp_path: Path
) -> None:
    ours = {SOCKET: os.environ[SOCKET], "MINE": "so"}
    done = subprocess.run(
        [*CODE, REST + end, "word"], cwd=tmp_path, env=ours, input="said", capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr.splitlines()[0] == f"{tmp_path} word said so"
    assert done.stdout == ""


OFFICE = """
import sys; from pathlib import Path; from palermo.cli.offices import set_up; set_up(Path("office"))
from django.conf import settings; from django.db import connection
print(settings.PALERMO_HOME, connection.settings_dict["NAME"], settings.DEMO)
"""


def test_each_reads_the_settings_of_its_own_office(warm: Path, tmp_path: Path) -> None:
    for name, demo in (("a", "1"), ("b", "")):
        (place := tmp_path / name).mkdir()
        ours = {SOCKET: os.environ[SOCKET], "PALERMO_DEMO": demo}
        done = subprocess.run([*CODE, OFFICE], cwd=place, env=ours, capture_output=True, text=True, check=True)
        assert done.stdout == f"{place}/office {place}/office/palermo.sqlite3 {demo == '1'}\n"
