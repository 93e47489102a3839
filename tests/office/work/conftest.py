"""Fixtures of the work on a plan."""

from types import SimpleNamespace

import pytest

from palermo.office.plan.work import readers


@pytest.fixture
def between_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no test wraps everything in one transaction: what was read is kept."""
    monkeypatch.setattr(readers, "connection", SimpleNamespace(in_atomic_block=False))
