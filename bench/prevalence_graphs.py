"""Decomposable graphs: every n0 up to 30 n on five and on six lists, and a grid that ends by itself.

Each table is done in a process of its own, once to load the kernels (or to compile them, on a clean clone) and then
several times; measured are processor seconds and the most memory that the whole process held.

    .venv/bin/python bench/prevalence_graphs.py
"""

import json
import os
import resource
import subprocess
import sys

from estimates import seconds, shipped
from palermo.prevalence import Estimate, decomposable_graphs
from writing import RESULTS, arguments, write_down

ROUNDS = 5
RESULT = RESULTS / "prevalence_graphs.json"
TABLES = ("uk_2013_5lists", "netherlands_5lists", "kosovo_1999_4lists", "uk_2013_6lists", "netherlands_6lists")


def megabytes() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def measured(name: str) -> dict[str, object]:
    table, at_rest = shipped(name), megabytes()
    first = seconds(lambda: decomposable_graphs(table, grid=range(1, 9)))
    loaded, grid = megabytes(), range(1, 30 * table.n + 1)
    every = seconds(lambda: decomposable_graphs(table, grid=grid), ROUNDS)
    freely = seconds(lambda: decomposable_graphs(table), ROUNDS)
    held = megabytes()
    said = decomposable_graphs(table)
    return {
        "points": len(grid),
        "first_call_s": round(first, 2),
        "every_n0_s": round(every, 3),
        "free_grid_s": round(freely, 3),
        "memory_mb": {"imported": at_rest, "first_call": loaded, "most": held},
        "said": [said.total, *said.intervals[95]] if isinstance(said, Estimate) else said.code,
    }


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--table")
    told = parser.parse_args()
    if told.table:
        print(json.dumps(measured(told.table)))
        return
    load, tables = os.getloadavg()[0], {}
    for name in TABLES:
        command = [sys.executable, __file__, "--table", name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own words
        tables[name] = json.loads(done.stdout)
    write_down(told.output, load, rounds=ROUNDS, tables=tables)


if __name__ == "__main__":
    main()
