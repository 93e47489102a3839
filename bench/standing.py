"""How long the watch-list clock takes for every country and every report: 190 countries, 25 years.

Measured is the processor time of one core: reading what is shipped, replaying all of it, telling every country's clock
with its explanation, holding all placements against the law, and judging the forecast on five reports.

    .venv/bin/python bench/standing.py
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from audit_engine import processor
from palermo.standing import Law, Record, check, clock, evaluate, replay, shipped, shipped_law

ROUNDS = 9
DAY = date(2026, 1, 31)
RESULT = Path(__file__).parent / "results" / "standing.json"


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of processor time, the median of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        rounds.append(1000 * (time.process_time() - start))
    return round(statistics.median(rounds), 1)


def read_anew() -> Record:
    shipped.cache_clear()
    shipped_law.cache_clear()
    return shipped()


def replay_all(record: Record) -> int:
    # the law is taken anew, so that nothing of it is worked out before
    law = Law(*(getattr(record.law, name) for name in Law.__dataclass_fields__))
    return sum(len(replay(history, law, 2025)) for history in record.histories.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=RESULT)
    told = parser.parse_args()
    load = os.getloadavg()[0]  # what else the machine was doing: above zero, times are too long
    record = read_anew()
    result = {
        "machine": {"processor": processor(), "cores": os.cpu_count(), "system": platform.platform()},
        "load_before": round(load, 1),
        "python": sys.version.split()[0],
        "countries": len(record.histories),
        "ticks": replay_all(record),
        "read_ms": timed(read_anew),
        "replay_ms": timed(lambda: replay_all(record)),
        "clocks_ms": timed(lambda: [clock(record, iso3, DAY) for iso3 in record.histories]),
        "check_ms": timed(lambda: check(record)),
        "forecast_judged_ms": timed(lambda: evaluate(record, 2021, 2025)),
    }
    told.output.parent.mkdir(exist_ok=True)
    told.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
