"""How long the watch-list clock takes for every country and every report: 190 countries, 25 years.

Measured is the processor time of one core: reading what is shipped, replaying all of it, telling every country's clock
with its explanation, holding all placements against the law, and judging the forecast on five reports.

    .venv/bin/python bench/standing.py
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date

from palermo.standing import Law, Record, check, clock, evaluate, replay, shipped, shipped_law
from writing import RESULTS, arguments, write_down

ROUNDS = 9
DAY = date(2026, 1, 31)
RESULT = RESULTS / "standing.json"


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
    told = arguments(__doc__, RESULT).parse_args()
    load, record = os.getloadavg()[0], read_anew()
    write_down(
        told.output,
        load,
        countries=len(record.histories),
        ticks=replay_all(record),
        read_ms=timed(read_anew),
        replay_ms=timed(lambda: replay_all(record)),
        clocks_ms=timed(lambda: [clock(record, iso3, DAY) for iso3 in record.histories]),
        check_ms=timed(lambda: check(record)),
        forecast_judged_ms=timed(lambda: evaluate(record, 2021, 2025)),
    )


if __name__ == "__main__":
    main()
