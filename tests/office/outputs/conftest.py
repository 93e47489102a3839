"""Fixtures of outputs."""

from collections.abc import Iterator

import pytest

from palermo.office.base import kept_page
from palermo.office.base.kept import Kept
from palermo.office.plan.outputs import forms, sources
from palermo.office.plan.pages import public
from palermo.office.plan.work import readers
from tests.office.cast import NOW


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test begins with the rows of another taken back, and their numbers are given out anew. It is the day of NOW."""
    readers.forget()
    monkeypatch.setattr(sources, "_OUTPUTS", Kept(16))
    monkeypatch.setattr(forms, "_FILES", Kept(16))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())
    public.forget()
    kept_page.forget()
    yield
    public.forget()
    kept_page.forget()
