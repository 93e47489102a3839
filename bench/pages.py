"""How long the public pages of a plan of 500 activities take with ten readers at once, what they weigh and ask.

An office is filled in a folder of its own and served on this machine as `bin/run` serves it; ten threads then read
each page a fixed number of times. Times are the reader's: from sending the request to the last byte of the reply.

    .venv/bin/python bench/pages.py
"""

import os
import re
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit_engine import Maker
from stock import open_home
from visiting import Visitor, of_service, served, spread
from writing import RESULTS, arguments, write_down

SEED = 20260101
ACTIVITIES = 500
READERS = 10
READS = 30  # of each page by each reader
RESULT = RESULTS / "pages.json"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SLUG = "synthetic"
# {n} differs from one read to the next: nothing that was made before can be sent again
PAGES = {
    "list of plans": "/",
    "ledger": f"/plans/{SLUG}/",
    "ledger, second page": f"/plans/{SLUG}/?page=2",
    "ledger, filtered": f"/plans/{SLUG}/?verdict=promise_only&rule=A12",
    "ledger, words never searched before": f"/plans/{SLUG}/?words=sector+{{n}}",
    "ledger on paper, whole": f"/plans/{SLUG}/?print=1",
    "plan card": f"/plans/{SLUG}/v/2/card",
    "record": f"/plans/{SLUG}/v/2/record",
    "press sheet": f"/plans/{SLUG}/v/2/press-sheet",
    "files": f"/plans/{SLUG}/v/2/files",
    "one activity": f"/plans/{SLUG}/v/2/activities/{{activity}}",
    "rules": "/rules/",
    "one rule": "/rules/A12",
    "two versions compared": f"/compare?old={SLUG}:1&new={SLUG}:2",
}


def fill(home: Path, seed: int) -> str:
    """An office with two versions of a made-up plan, both public. Gives the id of an activity in it."""
    open_home(home)
    from django.contrib.auth.models import User

    from palermo.office.access.actions import accept_invitation
    from palermo.office.access.decision import CONSOLE, SignedIn, remember
    from palermo.office.access.founding import find_invitation, first_link
    from palermo.office.plan.actions import add_version, revise_plan, upload_plan
    from palermo.office.plan.files import read_file
    from palermo.office.plan.readers import open_plan
    from palermo.plan import write_json

    officer = User(username="officer")
    invitation = find_invitation(first_link(NOW) or "")
    accept_invitation(by=CONSOLE, invitation=invitation, user=officer, now=NOW)
    remember(officer, SignedIn(second_factor=True))
    file = read_file(write_json(Maker(seed).plan(ACTIVITIES)).encode(), f"{SLUG}.json")
    first = add_version(
        by=officer, upload=upload_plan(by=officer, file=file, now=NOW), file=file, reason="First.", now=NOW
    )
    changed = replace(open_plan(first), title="A made-up plan, second wording")
    second = revise_plan(by=officer, version=first, plan=changed, reason="Second.", now=NOW)
    for version, when in ((first, "2024"), (second, "2025")):
        _publish(officer, version, when)
    return [activity.id for _, _, activity in open_plan(second).each_activity()][ACTIVITIES // 2]


def _publish(officer: Any, version: Any, when: str) -> None:
    from palermo.office.plan.actions import claim_state
    from palermo.office.plan.actions.state import Proof

    proof = Proof(source="Gazette")
    claim_state(by=officer, version=version, state="approved", when=when, said_by="Cabinet", proof=proof, now=NOW)


def queries(address: str) -> int:
    """Questions to the database by a page that nothing is kept of."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from palermo.office.base import kept

    kept.forget()
    with CaptureQueriesContext(connection) as asked:
        reply = Client().get(address, headers={"host": "localhost"})
    assert reply.status_code == 200, address
    return len(asked)


def processor_ms(pattern: str, reads: int = 20) -> float:
    """Processor time of one read in the server, which no other work on the machine makes longer."""
    from django.test import Client

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    client.get(pattern.format(n="before"))
    start = time.process_time()
    for turn in range(reads):
        client.get(pattern.format(n=turn))
    return ms((time.process_time() - start) / reads)


def measure(port: int, pattern: str) -> dict[str, Any]:
    """One page: the first read alone, then all readers together."""
    early, readers = Visitor(port), [Visitor(port) for _ in range(READERS)]
    reply = early.get(pattern.format(n="first"))
    turns = [[pattern.format(n=f"{who} {turn}").replace(" ", "+") for turn in range(READS)] for who in range(READERS)]
    with ThreadPoolExecutor(READERS) as desks:
        list(desks.map(read, readers, turns))
    faults = [fault for visitor in (early, *readers) for fault in visitor.faults]
    assert not faults, faults[:3]
    times = [seconds for visitor in readers for _kind, seconds in visitor.times]
    told = {"reads": len(times), "bytes": len(reply.body), "bytes_packed": reply.size}
    return {"first_ms": ms(early.times[0][1]), **spread(times), **told}


def read(visitor: Visitor, addresses: Sequence[str]) -> None:
    for address in addresses:
        visitor.get(address)


def furniture(port: int) -> dict[str, int]:
    """Packed bytes of what a first visit fetches beside the page; it is kept for a year."""
    visitor = Visitor(port)
    page = visitor.get("/").text
    return {
        address.rsplit("/", 1)[-1]: visitor.get(address).size
        for address in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)))
    }


def ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--seed", type=int, default=SEED)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        activity = fill(home, told.seed)
        pages = {name: address.replace("{activity}", activity) for name, address in PAGES.items()}
        asked = {name: queries(address.format(n="0")) for name, address in pages.items()}
        cost = {name: processor_ms(address) for name, address in pages.items()}
        from django.db import connections

        connections.close_all()
        with served(home) as port:
            rows = [
                {"page": name, "queries": asked[name], "processor_ms": cost[name], **measure(port, pages[name])}
                for name in pages
            ]
            beside = furniture(port)
    write_down(
        told.output,
        load,
        seed=told.seed,
        **of_service(),
        activities=ACTIVITIES,
        readers=READERS,
        pages=rows,
        furniture_bytes_packed=beside,
    )


if __name__ == "__main__":
    main()
