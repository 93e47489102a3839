"""Fixtures of money."""

from collections.abc import Iterator

import pytest

from palermo.office.base.kept import Kept
from palermo.office.plan.pages import public
from palermo.office.plan.work import readers
from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept: a test begins with the rows of another taken back, and their numbers are given out anew."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())
    monkeypatch.setattr(readers, "_SCORES", Kept(16))
    monkeypatch.setattr(readers, "_RECORDS", Kept(8))
    public.forget()
    yield
    public.forget()
