"""How long the work on a plan takes to read and to score: 500 measures, 10,000 reports, 49,000 moves.

The office is that of `stock.py`. What is measured is the processor time of one core: the first reading and scorecard of
a process that has just begun, the same after a body has sent a report, and the same when nothing was added.

    .venv/bin/python bench/progress.py
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from office_pages import Changes
from stock import Stock, of_stock, stocked
from visiting import database
from writing import RESULTS, write_down

ROUNDS = 5


def timed(run: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(stock: Stock) -> dict[str, Any]:
    from palermo.office.plan.readers import find_version, open_plan
    from palermo.office.plan.work import models, readers

    version, changes, today = find_version(stock.slug), Changes(stock), datetime.now(UTC).date()
    open_plan(version)
    found: dict[str, list[float]] = {name: [] for name in ("first_read", "first_scored", "read", "scored", "kept")}

    def read() -> None:
        readers.on_record(version.plan)

    def score() -> None:
        readers.scorecard(version, readers.on_record(version.plan), today)

    for _ in range(ROUNDS):
        readers.forget()
        found["first_read"].append(timed(read))
        found["first_scored"].append(timed(score))
        changes.made_here()
        found["read"].append(timed(read))
        found["scored"].append(timed(score))
        found["kept"].append(timed(score))
    middle = {name: statistics.median(times) for name, times in found.items()}
    return {
        "activities": models.Lead.objects.filter(place=None).count(),
        "parts": models.Lead.objects.exclude(place=None).count(),
        "reports": models.Report.objects.count(),
        "moves": models.Move.objects.count(),
        "first_read_s": round(middle["first_read"], 2),
        "first_scored_s": round(middle["first_scored"], 2),
        "read_after_a_report_s": round(middle["read"], 3),
        "scored_after_a_report_s": round(middle["scored"], 3),
        "kept_ms": round(1000 * middle["kept"], 1),
    }


def main() -> None:
    parser = of_stock(__doc__, RESULTS / "progress.json")
    told = parser.parse_args()
    load = os.getloadavg()[0]
    with stocked(told.stock, told.seed) as (_home, stock):
        figures = measure(stock)
    write_down(told.output, load, seed=told.seed, database=database(), rounds=ROUNDS, **figures)


if __name__ == "__main__":
    main()
