"""The commands as people run them, on an office in a folder, up to what an older copy of it gives away."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.warm import MODULE, PALERMO


class Desk:
    """Somebody at a terminal in an empty folder, with an office in `var`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "var"
        dropped = {"PALERMO_DATABASE", "PALERMO_HOME", "DJANGO_SETTINGS_MODULE"}
        self._environment = {name: value for name, value in os.environ.items() if name not in dropped}
        self._environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])

    def act(self, count: int, word: str = "") -> None:
        """Write entries, as the office does when people act."""
        self._run([*MODULE, "tests.office.trail.office", str(self.home), str(count), word], 0)

    def palermo(self, *words: str, code: int = 0) -> str:
        """What `palermo trail` prints on both streams."""
        return self._run([*PALERMO, "trail", *words], code)

    def _run(self, command: list[str], code: int) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )
        said = " ".join((done.stdout + done.stderr).split())
        assert done.returncode == code, said
        return said


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, warm: Path) -> Path:
    """An office with three entries that nobody has brought into the log."""
    made = Desk(tmp_path_factory.mktemp("office"))
    made.act(3)
    return made.home


@pytest.fixture
def desk(tmp_path: Path, office: Path) -> Desk:
    made = Desk(tmp_path)
    shutil.copytree(office, made.home)
    return made


def test_a_log_is_brought_in_published_proved_and_verified(desk: Desk) -> None:
    assert "3 entries, signed" in desk.palermo("integrate")
    assert desk.palermo("integrate") == ""
    assert "verifies" in desk.palermo("verify")
    assert "3 entries in log" in desk.palermo("publish", "log")
    assert "verifies" in desk.palermo("verify", "log")
    desk.palermo("prove", "1", "--output", "one.tlog-proof")
    assert "desk.opened" in desk.palermo("verify", "one.tlog-proof", "--policy", "log/policy")
    desk.palermo("prove", "2", "--sealed", "--output", "sealed.tlog-proof")
    assert "file_sha256" not in desk.palermo("verify", "sealed.tlog-proof", "--policy", "log/policy")


REFUSED = {
    ("prove",): "Name an entry",
    ("prove", "7"): "no entry 7",
    ("prove", "--file", "unknown"): "No entry tells of this file",
    ("prove", "1", "--home", "nowhere"): "no office in nowhere",
    ("verify", "--home", "."): "no office in .",
    ("verify", "--home", "empty"): "holds no office yet",
    ("cosign", "nothing"): "nothing is not there",
    ("trust", "w", "nonsense"): "not the public key of a witness",
    ("dismiss", "w"): "no witness of this name",
    ("erase", "1", "--reason", " "): "Say why",
}


def test_what_cannot_be_done_is_said_in_plain_words(desk: Desk) -> None:
    (desk.folder / "unknown").write_bytes(b"nobody told of it")
    (desk.folder / "empty").mkdir()
    (desk.folder / "empty" / "palermo.sqlite3").touch()
    for words, told in REFUSED.items():
        said = desk.palermo(*words, code=2)
        assert told in said
        assert "Traceback" not in said


def test_an_erasing_is_told_and_cannot_be_done_twice(desk: Desk) -> None:
    assert "is erased" in desk.palermo("erase", "1", "--reason", "A name stood in it.")
    assert "erased already" in desk.palermo("erase", "1", "--reason", "Again.", code=2)
    desk.palermo("integrate")
    assert "verifies" in desk.palermo("verify")
    desk.palermo("prove", "3", "--output", "told.tlog-proof")
    desk.palermo("publish", "log")
    assert "A name stood in it." in desk.palermo("verify", "told.tlog-proof", "--policy", "log/policy")


def test_a_witness_is_taken_in_cosigns_and_finds_an_older_copy_and_a_fork(desk: Desk) -> None:
    witness = ("witness", "log", "--folder", "watch", "--name", "watch.example")
    desk.palermo("publish", "log")
    for key in desk.palermo("witness", "--folder", "watch", "--name", "watch.example", "--key").split():
        desk.palermo("trust", f"watch-{len(key)}", key)
    desk.palermo("publish", "log")
    desk.palermo(*witness, "--output", "cosigned")
    assert desk.palermo("cosign", "cosigned").count("5 entries") == 2
    assert "No cosignature is new" in desk.palermo("cosign", "cosigned")
    desk.palermo("publish", "log")
    assert (desk.folder / "log" / "checkpoint").read_text().count("\N{EM DASH} watch.example ") == 2
    assert "verifies" in desk.palermo("verify")

    shutil.copy(desk.home / "palermo.sqlite3", desk.folder / "backup")
    desk.act(4, "one course")
    desk.palermo("publish", "log")
    desk.palermo(*witness, "--output", "cosigned")
    for left in desk.home.glob("palermo.sqlite3-*"):
        left.unlink()
    shutil.copy(desk.folder / "backup", desk.home / "palermo.sqlite3")

    # rolled back: the folder is kept, and another one shows the witness fewer entries than it saw
    assert "older copy" in desk.palermo("publish", "log", code=2)
    desk.palermo("publish", "short")
    assert "Nothing was signed" in desk.palermo("witness", "short", *witness[2:], code=1)
    assert "are gone" in desk.palermo("verify", "--against", "log", code=1)

    # forked: as many entries again, and others than the witness saw
    desk.act(6, "another course")
    desk.palermo("publish", "forked")
    said = desk.palermo("witness", "forked", *witness[2:], code=1)
    assert "entry 5 is another" in said
    assert "another course" in desk.palermo("publish", "log", code=2)
    assert "split view" in desk.palermo("verify", "--against", "log", code=1)


def test_what_is_changed_through_the_database_shell_is_named(desk: Desk) -> None:
    import sqlite3

    desk.palermo("integrate")
    with sqlite3.connect(desk.home / "palermo.sqlite3") as shell:
        shell.execute("DROP TRIGGER trail_entry_kept_update")
        shell.execute("UPDATE trail_entry SET actor = 'p-2', leaf = replace(leaf, 'p-1', 'p-2') WHERE number = 2")
    shell.close()
    said = desk.palermo("verify", code=1)
    assert "The first bad entry is 1" in said
    assert "lost the triggers" in said
