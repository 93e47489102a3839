"""Fixtures of steps."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from palermo.office.plan.pages import public
from palermo.office.plan.work import readers
from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test begins with the rows of another taken back, and their numbers are given out anew. It is the day NOW."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    readers.forget()
    public.forget()
    yield
    public.forget()
