"""Cells and origins are values: they cannot be changed, and their own way of being made keeps every promise."""

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from palermo.core import BLANK, Cell, Origin, Presence

PLACE = Origin("plan.xlsx", "Matrix", "B7")
CELL = Cell("Train officers", Presence.INHERITED, "1. Train officers", truncated=True, origin=PLACE)


def test_every_field_is_set() -> None:
    assert [getattr(PLACE, one.name) for one in fields(PLACE)] == ["plan.xlsx", "Matrix", "B7"]
    told = [getattr(CELL, one.name) for one in fields(CELL)]
    assert told == ["Train officers", Presence.INHERITED, "1. Train officers", True, PLACE]
    assert [getattr(Cell(1), one.name) for one in fields(Cell)] == [1, Presence.GIVEN, "", False, None]


@pytest.mark.parametrize("value", [PLACE, CELL, BLANK])
def test_a_copy_is_equal_and_nothing_can_be_changed(value: Origin | Cell[str]) -> None:
    pickled = pickle.loads(pickle.dumps(value))  # noqa: S301 - what is loaded was made in the same line
    for copied in (copy.deepcopy(value), pickled, replace(value)):
        assert copied == value
        assert repr(copied) == repr(value)
        assert hash(copied) == hash(value)
    for one in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, one.name, None)


@pytest.mark.parametrize("presence", Presence)
def test_a_cell_has_no_value_exactly_when_it_is_blank_or_unread(presence: Presence) -> None:
    silent = presence in (Presence.BLANK, Presence.UNREAD)
    assert Cell(None if silent else "x", presence).presence is presence
    with pytest.raises(ValueError, match="cannot hold"):
        Cell("x" if silent else None, presence)


def test_words_that_the_value_says_are_not_kept_twice() -> None:
    assert Cell("x", raw="x").raw == ""
    assert replace(CELL, value="y", raw="y").raw == ""
    assert CELL.raw == "1. Train officers"
    assert Cell(None, Presence.BLANK, "n/a").raw == "n/a"


def test_where_a_cell_stood_is_no_part_of_what_it_says() -> None:
    assert replace(CELL, origin=None) == CELL
    assert replace(CELL, truncated=False) != CELL
