"""Fixtures of money."""

import pytest

from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())
