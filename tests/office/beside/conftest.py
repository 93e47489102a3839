"""Fixtures of what is said beside the record."""

import pytest
from django.utils import timezone

from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which everything of the cast was done."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
