"""Tables of the tests: the public ones that are shipped, and random ones that are sparse."""

import csv
import json
from functools import cache
from typing import Any

from hypothesis import strategies as st

from palermo.prevalence import Model, Table, public_lists
from tests.source import ROOT

ORACLES = ROOT / "tests" / "oracles" / "mse"
NAMES = ("A", "B", "C", "D", "E", "F")


@cache
def shipped(name: str) -> Table:
    """A public table, without strata."""
    return public_lists(name, strata=()).table


@cache
def reference(task: str) -> dict[tuple[str, str], Any]:
    """What the anchors gave for a task, by table and settings."""
    values = json.loads((ORACLES / "reference_values.json").read_text())["values"]
    return {
        (each["table"], "".join(f"{k}={v}" for k, v in each["settings"].items())): each["result"]
        for each in values
        if each["task"] == task
    }


def published(method: str) -> list[dict[str, str]]:
    """Printed estimates whose method begins so."""
    rows = csv.DictReader((ORACLES / "published.csv").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["method"].startswith(method)]


@st.composite
def sparse_tables(draw: st.DrawFn, fewest: int = 2, most: int = 4, impossible: bool = True) -> Table:
    """Few people on many patterns, and now and then a pattern that cannot occur."""
    m = draw(st.integers(fewest, most))
    few = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 5, 20])
    cells = draw(st.lists(few, min_size=(1 << m) - 1, max_size=(1 << m) - 1).filter(any))
    gone = draw(st.sets(st.integers(1, (1 << m) - 1), max_size=2)) if impossible else set()
    gone = {cell for cell in gone if not cells[cell - 1]}
    return Table(NAMES[:m], (0, *cells), frozenset(gone))


@st.composite
def models(draw: st.DrawFn, m: int) -> Model:
    """Any hierarchical model of m lists but the saturated one."""
    return Model.of(m, draw(st.sets(st.integers(1, (1 << m) - 2), max_size=5)))
