"""How long the public pages of a plan of 500 activities take with ten readers at once, what they weigh and ask.

An office is filled in a folder of its own and served on this machine as `bin/run` serves it; ten threads then read
each page a fixed number of times. Times are the reader's: from sending the request to the last byte of the reply.

    .venv/bin/python bench/pages.py
"""

import argparse
import gzip
import http.client
import json
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit_engine import Maker, processor

SEED = 20260101
ACTIVITIES = 500
READERS = 10
READS = 30  # of each page by each reader
RESULT = Path(__file__).parent / "results" / "pages.json"
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
    os.environ["PALERMO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.office.settings")
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from palermo.office.access.actions import accept_invitation
    from palermo.office.access.decision import CONSOLE, SignedIn, remember
    from palermo.office.access.founding import find_invitation, first_link
    from palermo.office.plan.actions import add_version, revise_plan, upload_plan
    from palermo.office.plan.files import read_file
    from palermo.office.plan.readers import open_plan
    from palermo.plan import write_json

    call_command("migrate", verbosity=0, interactive=False)
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

    from palermo.office.plan import readers
    from palermo.office.plan.pages import filters, fragment, judged, kept_page, public, rows

    for room in (readers, filters, fragment, judged, kept_page, public, rows):
        room.forget()
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


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The office, served as `bin/run` serves it: one process, eight threads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "palermo.office.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--worker-class", "gthread", "--threads", "8", "--log-level", "error"]
    server = subprocess.Popen(command, env={**os.environ, "PALERMO_HOME": str(home)})  # noqa: S603  # our own words, no shell
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(port: int) -> None:
    for _try in range(150):
        try:
            read(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/health")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")


def read(line: http.client.HTTPConnection, address: str) -> tuple[float, bytes]:
    """Seconds and packed bytes of one read."""
    start = time.perf_counter()
    line.request("GET", address, headers={"Accept-Encoding": "gzip"})
    reply = line.getresponse()
    body = reply.read()
    assert reply.status == 200, (address, reply.status)
    return time.perf_counter() - start, body


def reader(port: int, addresses: Sequence[str]) -> list[float]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return [read(line, address)[0] for address in addresses]
    finally:
        line.close()


def measure(port: int, pattern: str) -> dict[str, Any]:
    """One page: the first read alone, then all readers together."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    first, packed = read(line, pattern.format(n="first"))
    line.close()
    plain = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    turns = [[pattern.format(n=f"{who} {turn}").replace(" ", "+") for turn in range(READS)] for who in range(READERS)]
    with ThreadPoolExecutor(READERS) as readers:
        times = [t for told in readers.map(lambda addresses: reader(port, addresses), turns) for t in told]
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {
        "first_ms": ms(first),
        "p50_ms": ms(cuts[49]),
        "p95_ms": ms(cuts[94]),
        "p99_ms": ms(cuts[98]),
        "reads": len(times),
        "bytes": len(plain),
        "bytes_packed": len(packed),
    }


def furniture(port: int) -> dict[str, int]:
    """Packed bytes of what a first visit fetches beside the page; it is kept for a year."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    page = gzip.decompress(read(line, "/")[1]).decode()
    return {
        address.rsplit("/", 1)[-1]: len(read(line, address)[1])
        for address in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)))
    }


def ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--output", type=Path, default=RESULT)
    told = parser.parse_args()
    load = os.getloadavg()[0]  # what else the machine was doing: above zero, times are too long
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
    result = {
        "machine": {"processor": processor(), "cores": os.cpu_count(), "system": platform.platform()},
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "python": sys.version.split()[0],
        "versions": _versions("django", "gunicorn", "whitenoise"),
        "seed": told.seed,
        "activities": ACTIVITIES,
        "readers": READERS,
        "pages": rows,
        "furniture_bytes_packed": beside,
    }
    told.output.parent.mkdir(exist_ok=True)
    told.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _versions(*names: str) -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in names}


if __name__ == "__main__":
    main()
