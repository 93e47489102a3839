"""Fixtures of money."""

from collections.abc import Iterator

import pytest

from palermo.office.plan.pages import public
from palermo.office.plan.work import readers
from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept: a test begins with the rows of another taken back, and their numbers are given out anew."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())
    readers.forget()
    public.forget()
    yield
    public.forget()
