"""Fixtures of the work on a plan."""

import pytest

from palermo.office.base.kept import Kept
from palermo.office.plan.indicators import readers as sheets
from palermo.office.plan.work import readers


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test begins with the rows of another taken back, and their numbers are given out anew."""
    monkeypatch.setattr(readers, "_SCORES", Kept(16))
    monkeypatch.setattr(readers, "_RECORDS", Kept(8))
    sheets.forget()
