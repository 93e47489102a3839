"""Fixtures of boards: those of outputs."""

from tests.office.outputs.conftest import nothing_kept

__all__ = ["nothing_kept"]
