"""How long `bin/run` takes on a warm clone: from the command to the first page, the demonstration filled before.

.venv/bin/python bench/start.py
"""

import os
import statistics
import tempfile
from pathlib import Path

from visiting import free_port, started
from writing import RESULTS, arguments, write_down

RUN = Path(__file__).parent.parent / "bin" / "run"
RUNS = 5


def start(home: str) -> float:
    """Seconds from the command to the list of plans."""
    port = free_port()
    with started([str(RUN), "--home", home, "--port", str(port)], port, "/") as seconds:
        return seconds


def main() -> None:
    told = arguments(__doc__, RESULTS / "start.json").parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as home:
        first, *warm = (round(start(home), 2) for _ in range(1 + RUNS))
    write_down(told.output, load, filling_s=first, warm_s=warm, warm_median_s=statistics.median(warm))


if __name__ == "__main__":
    main()
