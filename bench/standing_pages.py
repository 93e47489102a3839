"""How long the office works on the pages of one country, as everybody reads them: the country of the most asks.

Each page is asked of the office in this process, without a network. `anew_ms`: the page is made anew, as for the first
reader after something was added; the placements, the clocks and the law stay read. `kept_ms`: it is there already.

    .venv/bin/python bench/standing_pages.py
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from writing import RESULTS, arguments, write_down

ROUNDS = 100
RESULT = RESULTS / "standing_pages.json"
COUNTRY = "/standing/KHM/"
PAGES = {
    "country": COUNTRY,
    "asks": f"{COUNTRY}asks",
    "dates and figures": f"{COUNTRY}dates",
    "beside others": f"{COUNTRY}compare?with=THA&with=VNM",
    "all countries": "/standing/",
}


def set_up(home: Path) -> None:
    """An office of which nobody has written anything yet."""
    os.environ["PALERMO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.office.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def spread(run: Callable[[], object], before: Callable[[], object]) -> dict[str, float]:
    """Milliseconds by the clock on the wall: the median and what 95 of 100 stay under."""
    rounds = []
    for _ in range(ROUNDS):
        before()
        start = time.perf_counter()
        run()
        rounds.append(1000 * (time.perf_counter() - start))
    return {"p50": round(statistics.median(rounds), 1), "p95": round(statistics.quantiles(rounds, n=20)[-1], 1)}


def measured(address: str) -> dict[str, Any]:
    from django.test import Client

    from palermo.office.base import kept_page

    client = Client(SERVER_NAME="localhost")

    def read() -> bytes:
        reply = client.get(address)
        if reply.status_code != 200:
            raise SystemExit(f"{address}: {reply.status_code}")
        return b"".join(reply) if reply.streaming else reply.content

    size = len(read())
    return {
        "bytes": size,
        "anew_ms": spread(read, kept_page.forget),
        "kept_ms": spread(read, lambda: None),
    }


def main() -> None:
    told = arguments(__doc__, RESULT).parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as home:
        set_up(Path(home))
        write_down(told.output, load, **{name: measured(address) for name, address in PAGES.items()})


if __name__ == "__main__":
    main()
