"""How long a workbook of 10,000 rows takes to be read, mapped and audited, on one core.

The matrix is made up for it: the same seed makes the same file. Wall time and processor time are both written down,
since other work on the machine lengthens the one far more than the other.

    .venv/bin/python bench/read_xlsx.py
"""

import io
import os
import random
import sys
from importlib.metadata import version

import openpyxl

from palermo.plan import audit
from palermo.plan.tables import plan_from_tables, propose, read_layout
from writing import RESULTS, arguments, timed, write_down

ROWS = 10_000
RUNS = 3
SEED = 20260102
LIMIT_S = 3.0
RESULT = RESULTS / "read_xlsx.json"
PER_OBJECTIVE, PER_GOAL = 20, 1_000
HEADERS: tuple[str, ...] = (
    "No.",
    "Goal",
    "Objective",
    "Activity",
    "Steps",
    "Lead agency",
    "Partners",
    "Start date",
    "End date",
)
HEADERS += ("Budget (USD)", "Means of verification", "Indicator")
BODIES = [f"Ministry of {name}" for name in ("Labour", "Justice", "Interior", "Shelters", "Roads", "Ports", "Trade")]


class Maker:
    """Makes rows of a matrix."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def name(self) -> str:
        """A name of a place that hardly any other has."""
        return "".join(self.random.choice("bdgklmnprst") + self.random.choice("aeiou") for _ in range(4)).capitalize()

    def row(self, number: int) -> list[object]:
        pick, name = self.random.choice, self.name
        goal, objective = number // PER_GOAL + 1, number // PER_OBJECTIVE + 1
        first_of_goal, first = number % PER_GOAL == 0, number % PER_OBJECTIVE == 0
        verb = pick(["Train 40 officers of", "Publish the register of", "Open a counter in", "Inspect the farms of"])
        return [
            f"{goal}.{objective}.{number % PER_OBJECTIVE + 1}",
            f"Goal {goal}: Safer lives in {name()}" if first_of_goal else None,
            f"Objective {goal}.{objective}: Fewer cases in {name()}" if first else None,
            f"{verb} {name()}, {name()} and {name()}",
            f"1. Draft a paper for {name()}\n2. Hold a meeting in {name()}\n3. Sign it in {name()}",
            pick(BODIES),
            f"{pick(BODIES)}, {pick(BODIES)}",
            f"{pick(range(1, 13)):02}/{pick([2025, 2026])}",
            f"{pick([2027, 2028])}-0{pick(range(1, 10))}-15",
            pick(range(1, 500)) * 100,
            "Attendance list; register extract",
            f"Cases found in {name()}",
        ]


def workbook(rows: int, seed: int) -> bytes:
    maker = Maker(seed)
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("Matrix")
    sheet.append(HEADERS)
    for number in range(rows):
        sheet.append(maker.row(number))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def measured(content: bytes) -> dict[str, dict[str, float]]:
    """One run from bytes to audit."""
    (layout, findings), opened = timed(lambda: read_layout(content, "matrix.xlsx"))
    assert layout is not None, findings
    mapping, mapped = timed(lambda: propose(layout))
    (plan, _), built = timed(lambda: plan_from_tables(layout, mapping, plan_id="matrix"))
    assert plan is not None
    assert sum(1 for _ in plan.each_activity()) > 0
    _, audited = timed(lambda: audit(plan))
    steps = {"open": opened, "map": mapped, "build": built, "audit": audited}
    total = {unit: round(sum(step[unit] for step in steps.values()), 3) for unit in opened}
    return steps | {"total": total}


def main() -> int:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=RUNS)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    content = workbook(told.rows, SEED)
    runs = [measured(content) for _ in range(told.runs)]
    best = min(runs, key=lambda run: run["total"]["processor_s"])
    within = best["total"]["wall_s"] < LIMIT_S
    write_down(
        told.output,
        load,
        versions={name: version(name) for name in ("python-calamine", "openpyxl")},
        rows=told.rows,
        columns=len(HEADERS),
        bytes=len(content),
        seed=SEED,
        limit_s=LIMIT_S,
        within_limit=within,
        best=best,
        runs=runs,
    )
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
