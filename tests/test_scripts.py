"""The shell scripts on a machine where something is missing, acted by small stand-ins."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.source import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files the scripts need, in a folder with a space in its name."""
    folder = tmp_path / "a clone"
    for name in ("bin", "requirements"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def stand_in(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def start(clone: Path, script: str, *arguments: str, python: Path | str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [clone / "bin" / script, *arguments],
        cwd=clone.parent,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def stamp(clone: Path, pins: str) -> None:
    text = f"{clone}\n" + "".join((clone / name).read_text() for name in (f"requirements/{pins}.txt", "pyproject.toml"))
    (clone / ".venv").mkdir(exist_ok=True)
    (clone / ".venv" / f"pins-{pins}").write_text(text)


def test_a_python_that_is_not_there_is_named(clone: Path) -> None:
    answer = start(clone, "run", python="python-of-nowhere")
    assert answer.returncode != 0
    assert "PYTHON=python-of-nowhere is not a Python of 3.11 or later" in answer.stderr


def test_a_debian_without_venv_is_told_which_package(clone: Path) -> None:
    python = stand_in(clone / "python", 'case "$2" in *ensurepip*) exit 1;; esac')
    answer = start(clone, "run", python="./python")
    assert python.exists()
    assert answer.returncode != 0
    assert "apt install python3.11-venv" in answer.stderr
    assert not (clone / ".venv").exists()


def test_an_installation_that_breaks_off_leaves_no_stamp(clone: Path) -> None:
    stand_in(clone / ".venv/bin/python", '[ "$1" = -c ]')
    answer = start(clone, "run")
    assert answer.returncode != 0
    assert "did not finish" in answer.stderr
    assert not (clone / ".venv/pins-office").exists()


def test_a_stamp_of_these_pins_installs_nothing(clone: Path) -> None:
    stamp(clone, "office")
    stand_in(clone / ".venv/bin/palermo", 'echo "palermo in $PWD:" "$@"')
    answer = start(clone, "run", "--port", "1")
    assert answer.stderr == ""
    assert answer.stdout == f"palermo in {clone}: serve --demo --year --port 1\n"


def test_another_place_is_installed_anew(clone: Path) -> None:
    stamp(clone, "office")
    moved = clone.rename(clone.parent / "moved")
    stand_in(moved / ".venv/bin/python", '[ "$1" = -c ]')
    answer = start(moved, "run")
    assert "installing requirements/office.txt" in answer.stderr


def test_with_arguments_only_pytest_runs(clone: Path) -> None:
    stamp(clone, "test")
    for name in ("ruff", "mypy", "pytest"):
        stand_in(clone / ".venv/bin" / name, f'echo {name} "$@"')
    assert start(clone, "test", "tests/unit", "-k", "dates").stdout == "pytest tests/unit -k dates\n"
    assert start(clone, "test").stdout == "pytest -n 2 --dist worksteal\n"


def test_a_check_runs_no_test(clone: Path) -> None:
    stamp(clone, "test")
    for name in ("ruff", "mypy", "lint-imports", "pytest"):
        stand_in(clone / ".venv/bin" / name, f'echo {name} "$@"')
    assert start(clone, "check").stdout.split() == [
        "ruff",
        "check",
        "ruff",
        "format",
        "--check",
        "mypy",
        "lint-imports",
    ]


def test_a_check_that_fails_stops_the_rest(clone: Path) -> None:
    stamp(clone, "test")
    stand_in(clone / ".venv/bin/ruff", "exit 3")
    stand_in(clone / ".venv/bin/mypy", "echo mypy")
    answer = start(clone, "check")
    assert answer.returncode == 3
    assert answer.stdout == ""
