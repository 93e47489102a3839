"""Fixtures of what is said beside the record."""

import pytest
from django.utils import timezone

from palermo.office.base.kept import Kept
from palermo.office.plan.work import readers
from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which everything of the cast was done; nothing of an earlier test is kept."""
    monkeypatch.setattr(readers, "_SCORES", Kept(16))
    monkeypatch.setattr(readers, "_RECORDS", Kept(8))
    monkeypatch.setattr(timezone, "now", lambda: NOW)
