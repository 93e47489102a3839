"""The shell scripts on a machine where something is missing, acted by small stand-ins."""

import shutil
import subprocess
import time
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
    whole = start(clone, "test").stdout.splitlines()
    assert whole == ["ruff check", "ruff format --check", "pytest -n 2 --dist worksteal", "mypy"]


def test_a_check_that_fails_stops_the_rest(clone: Path) -> None:
    stamp(clone, "test")
    stand_in(clone / ".venv/bin/ruff", "exit 3")
    for name in ("mypy", "pytest"):
        stand_in(clone / ".venv/bin" / name, f"echo {name}")
    answer = start(clone, "test")
    assert answer.returncode == 3
    assert answer.stdout == ""


@pytest.mark.parametrize("broken", ["mypy", "pytest"])
def test_types_and_tests_fail_together_and_neither_is_mixed_into_the_other(broken: str, clone: Path) -> None:
    stamp(clone, "test")
    stand_in(clone / ".venv/bin/ruff", ":")
    stand_in(clone / ".venv/bin/mypy", "echo mypy begins; echo mypy ends >&2" + "; exit 3" * (broken == "mypy"))
    # mypy has long said all it has to say
    stand_in(clone / ".venv/bin/pytest", "echo pytest; sleep 0.5; echo passed" + "; exit 3" * (broken == "pytest"))
    answer = start(clone, "test")
    assert answer.returncode == 3
    assert answer.stdout.splitlines() == ["pytest", "passed", "mypy begins", "mypy ends"]


def test_who_breaks_off_the_tests_ends_mypy_too(clone: Path) -> None:
    stamp(clone, "test")
    told = clone / "told"
    stand_in(clone / ".venv/bin/ruff", ":")
    stand_in(
        clone / ".venv/bin/mypy", f"trap 'echo ended >\"{told}\"; exit' TERM\n:>'{told}'\nwhile :; do sleep 0.05; done"
    )
    stand_in(clone / ".venv/bin/pytest", f"until [ -e '{told}' ]; do sleep 0.05; done; kill -TERM $PPID")
    assert start(clone, "test").returncode == 130
    end = time.monotonic() + 30
    while told.read_text() != "ended\n":
        assert time.monotonic() < end
        time.sleep(0.05)
