"""The command as a person runs it, inside this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from palermo.cli import app

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run `palermo` with these words."""
    runner = CliRunner()

    def command(*words: str, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(app, list(words), input=stdin, catch_exceptions=False)

    return command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PALERMO_TRACEBACK", raising=False)
    return tmp_path
