"""How many processes answer for an office."""

import os

import pytest

from palermo.core import UserError
from palermo.office.serving import MOST, processes


@pytest.mark.parametrize(
    ("cores", "said", "expected"), [(2, "", 2), (64, "", MOST), (2, "1", 1), (2, "9", 9), (2, "0", 1)]
)
def test_each_core_has_a_process_unless_the_operator_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, cores: int, said: str, expected: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(cores)))
    monkeypatch.setenv("PALERMO_PROCESSES", said)
    assert processes() == expected


def test_what_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALERMO_PROCESSES", "many")
    with pytest.raises(UserError, match="PALERMO_PROCESSES has to be a number"):
        processes()
