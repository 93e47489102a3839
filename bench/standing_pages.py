"""How long the office works on the pages of one country, as everybody reads them: the country of the most asks.

Each page is asked of the office in this process, without a network. `anew`: the page is made anew, as for the first
reader after something was added; the placements, the clocks and the law stay read. `kept`: it is there already.

    .venv/bin/python bench/standing_pages.py
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from stock import open_home
from visiting import spread
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


def times(run: Callable[[], object], before: Callable[[], object]) -> Iterator[float]:
    """Seconds by the clock on the wall, once a round."""
    for _ in range(ROUNDS):
        before()
        start = time.perf_counter()
        run()
        yield time.perf_counter() - start


def measured(address: str) -> dict[str, Any]:
    from django.test import Client

    from palermo.office.base import kept_page

    client = Client(SERVER_NAME="localhost")

    def read() -> bytes:
        reply = client.get(address)
        if reply.status_code != 200:
            raise SystemExit(f"{address}: {reply.status_code}")
        return bytes(reply.getvalue())

    return {
        "bytes": len(read()),
        "anew": spread(times(read, kept_page.forget)),
        "kept": spread(times(read, lambda: None)),
    }


def main() -> None:
    told = arguments(__doc__, RESULT).parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as home:
        open_home(Path(home))
        write_down(told.output, load, **{name: measured(address) for name, address in PAGES.items()})


if __name__ == "__main__":
    main()
