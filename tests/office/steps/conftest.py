"""Fixtures of steps."""

import pytest
from django.utils import timezone

from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
