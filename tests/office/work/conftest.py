"""Fixtures of the work on a plan."""

import pytest

from palermo.office.plan.indicators import readers as sheets
from palermo.office.plan.work import readers


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test begins with the rows of another taken back, and their numbers are given out anew."""
    readers.forget()
    sheets.forget()
