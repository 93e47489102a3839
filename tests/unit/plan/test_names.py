"""Every field that a sentence may have to name has its name."""

from dataclasses import fields

import pytest

from palermo.core import Cell
from palermo.plan import FIELD_NAMES, Activity, Cost, Goal, Indicator, Objective, Plan, Step


@pytest.mark.parametrize("level", [Plan, Goal, Objective, Activity, Indicator, Step, Cost])
def test_every_cell_of_the_model_has_a_name(level: type) -> None:
    cells = {field.name for field in fields(level) if isinstance(field.default, Cell)}
    assert cells - set(FIELD_NAMES) == set()
