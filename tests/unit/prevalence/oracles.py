"""The public tables, and what others got from them."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import palermo.prevalence
from palermo.prevalence import Table

SHIPPED = Path(palermo.prevalence.__file__).parent / "shipped"
ORACLES = Path(__file__).parents[2] / "oracles" / "mse"


@cache
def shipped(name: str) -> Table:
    """A public table by the name of its file."""
    with (SHIPPED / f"{name}.csv").open(encoding="utf-8") as file:
        lists, *rows = csv.reader(file)
    counts = [0] * (1 << (len(lists) - 1))
    for *on, count in rows:
        counts[sum(int(cell) << bit for bit, cell in enumerate(on))] += int(count)
    return Table(tuple(lists[:-1]), tuple(counts))


@cache
def _references() -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = json.loads((ORACLES / "reference_values.json").read_text(encoding="utf-8"))["values"]
    return values


def references(task: str) -> list[dict[str, Any]]:
    """The runs of one task of the anchors: table, settings, result."""
    return [run for run in _references() if run["task"] == task]


def published(method: str) -> list[dict[str, str]]:
    """Printed estimates whose method begins so."""
    with (ORACLES / "published.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["method"].startswith(method)]
