"""How long the pages of a working office take with 10 and with 50 people at once, and what each asks and weighs.

The office is that of `stock.py`: 500 measures, 25 provinces, 10,000 reports. Everybody reads page after page, public
ones and those of the desk, of bodies and of the committee, and waits up to `--pause` seconds after each (half of that
on the average). Every ten seconds a body begins a report and sends it, so that what pages keep has to be brought up to
date.

    .venv/bin/python bench/office_pages.py
    bin/with-postgres --durable .venv/bin/python bench/office_pages.py
"""

import os
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from typing import Any

from places import PUBLIC, Place, cast, places, session_of
from stock import Stock, of_stock, stocked
from visiting import Visitor, database, fields_of, of_service, served, spread
from writing import RESULTS, write_down

READS = {10: 8, 50: 30}  # of each page, by how many people there are
BARS = {10: 150, 50: 300}  # milliseconds
CHANGE_EVERY = 10.0
SAID = {"claim": "running", "narrative": "As planned."}
# what asks for no rows: a transaction and, on PostgreSQL, whose rows it is shown
_AROUND = re.compile(r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT (set_config|coalesce\(current_setting)\(")
Cookies = dict[str, dict[str, str]]  # by who of the cast


class Changes:
    """Reports that bodies begin and send, one after the other."""

    def __init__(self, stock: Stock) -> None:
        from palermo.office.plan.work.models import Lead

        leads = Lead.objects.filter(reports__isnull=False).distinct().select_related("body", "plan").order_by("pk")
        self.waiting = iter(list(leads.exclude(pk__in=leads.filter(reports__period=stock.quarter))))
        self.quarter = stock.quarter

    def made_here(self) -> None:
        """By the action itself."""
        from django.contrib.auth.models import User

        from palermo.office.access.decision import SignedIn, remember
        from palermo.office.plan.work.actions import save_draft, send_report

        lead = next(self.waiting)
        by = User.objects.get(username=lead.body.key)
        remember(by, SignedIn(second_factor=True))
        saved = save_draft(by=by, lead=lead, period=self.quarter, content=dict(SAID), seen=0, now=datetime.now(UTC))
        send_report(by=by, report=saved.draft.report, seen=1, now=datetime.now(UTC))

    def sent(self, port: int, sessions: int) -> list[tuple[Visitor, str]]:
        """By the page, for each of some bodies: who, and the address of the form."""
        leads = [next(self.waiting) for _ in range(sessions)]
        return [
            (Visitor(port, dict(session_of(lead.body.key))), f"/duties/{lead.uid}/reports/{self.quarter}")
            for lead in leads
        ]


def asked(place: Place, name: str, changes: Changes) -> dict[str, Any]:
    """The questions to the database by a page that was not shown since a body sent a report, and by one that was.

    What was written comes into the log first, as it does in an office beside the pages.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from palermo.office.trail import integrate

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    client.cookies.load(session_of(name) if name else {})
    client.get(place.path)
    changes.made_here()
    integrate(datetime.now(UTC))
    found: dict[str, Any] = {}
    for state in ("after_a_change", "again"):
        begun = time.process_time()
        with CaptureQueriesContext(connection) as told:
            reply = client.get(place.path)
        statements = [each["sql"] for each in told]
        found[f"queries_{state}"] = sum(_AROUND.match(each) is None for each in statements)
        found[f"statements_{state}"] = len(statements)
        found[f"processor_ms_{state}"] = round(1000 * (time.process_time() - begun), 1)
        assert reply.status_code == 200, (place, reply.status_code)
    return found


def walk(port: int, people: int, pages: list[Place], cookies: Cookies, pause: float, chance: Random) -> dict[str, Any]:
    """Everybody reads until each page was read as often as it is to be."""
    turns = [place for place in pages for _ in range(READS[people])]
    chance.shuffle(turns)
    left, lock = iter(turns), threading.Lock()
    visitors = [Visitor(port) for _ in range(people)]
    weights: dict[Place, int] = {}

    def read(visitor: Visitor, seed: int) -> list[tuple[Place, float]]:
        own, found = Random(seed), []
        time.sleep(own.uniform(0, pause))
        while True:
            with lock:
                place = next(left, None)
            if place is None:
                return found
            visitor.cookies = dict(cookies[place.who])
            weights[place] = len(visitor.get(place.path).body)
            found.append((place, visitor.times[-1][1]))
            time.sleep(own.uniform(0, pause))

    begun = time.perf_counter()
    with ThreadPoolExecutor(people) as readers:
        told = [each for own in readers.map(read, visitors, range(people)) for each in own]
    took = time.perf_counter() - begun
    by_page: dict[Place, list[float]] = defaultdict(list)
    by_who: dict[str, list[float]] = defaultdict(list)
    for place, seconds in told:
        by_page[place].append(seconds)
        by_who[place.who].append(seconds)
    shown = {place: spread(times) for place, times in by_page.items()}
    return {
        "people": people,
        "bar_p95_ms": BARS[people],
        "requests": len(told),
        "requests_a_second": round(len(told) / took, 1),
        "faults": [fault for visitor in visitors for fault in visitor.faults],
        **spread(seconds for _, seconds in told),
        "pages_over_the_bar": sum(each["p95_ms"] > BARS[people] for each in shown.values()),
        "by_who": {who: {"requests": len(times), **spread(times)} for who, times in by_who.items()},
        "by_page": shown,
        "weights": weights,
    }


def changing(port: int, writers: list[tuple[Visitor, str]], over: threading.Event) -> Iterator[None]:
    """A report begun and sent every ten seconds, until it is over."""
    for visitor, address in writers:
        if over.wait(CHANGE_EVERY):
            return
        form = fields_of(visitor.get(address).text) | SAID
        saved = visitor.post(f"{address}/draft", form, script=True, expected=200)
        visitor.post(address, form | {"act": "send", "seen": str(saved.seen)})
        yield


def main() -> None:
    parser = of_stock(__doc__)
    parser.add_argument("--pause", type=float, default=4.0, help="seconds that somebody waits at most after a page")
    parser.add_argument("--people", type=int, nargs="*", default=list(READS), choices=list(READS))
    told = parser.parse_args()
    load, chance = os.getloadavg()[0], Random(told.seed)
    with stocked(told.stock, told.seed) as (home, stock):
        pages, names, changes = list(places(stock)), cast(stock), Changes(stock)
        costs = {place: asked(place, names.get(place.who, ""), changes) for place in pages}
        cookies = {PUBLIC: {}, **{who: session_of(name) for who, name in names.items()}}
        walks = []
        from django.db import connections

        with served(home) as port:
            writers, over = changes.sent(port, 60), threading.Event()
            connections.close_all()
            changer = threading.Thread(target=lambda: list(changing(port, writers, over)))
            changer.start()
            for place in pages:
                Visitor(port, dict(cookies[place.who])).get(place.path)
            walks = [walk(port, people, pages, cookies, told.pause, chance) for people in told.people]
            over.set()
            changer.join()
        if unsent := [fault for visitor, _ in writers for fault in visitor.faults]:
            raise SystemExit(f"Reports could not be sent: {unsent}")
    rows = [
        {
            "who": place.who,
            "page": place.path,
            "bytes": walks[0]["weights"].get(place),
            **costs[place],
            **{f"with_{each['people']}": each["by_page"][place] for each in walks},
        }
        for place in pages
    ]
    for each in walks:
        del each["by_page"], each["weights"]
    write_down(
        told.output or RESULTS / f"office_pages_{database()}.json",
        load,
        seed=told.seed,
        **of_service(),
        pause_s=[0, told.pause],
        a_change_every_s=CHANGE_EVERY,
        most_queries=max(max(row["queries_after_a_change"], row["queries_again"]) for row in rows),
        walks=walks,
        pages=rows,
    )


if __name__ == "__main__":
    main()
