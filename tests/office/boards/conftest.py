"""Fixtures of boards: those of outputs."""

from tests.office.outputs.conftest import on_the_day

__all__ = ["on_the_day"]
