"""What the trail costs an office: entries a second, a page that writes with it and without it, the log made of them.

An office is filled in a folder of its own. One process writes entries, each in a transaction of its own and many in
one; then the form that records a plan's state is posted, in turns with the trail and with nothing in its place; then
what was written is brought into the log, and the whole is checked with its record.

    .venv/bin/python bench/trail_office.py
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from pages import SLUG, fill, ms
from palermo.core import Finding
from writing import RESULTS, arguments, write_down

SEED = 20260101
APPENDS = 2_000
TOGETHER = 100  # entries in one transaction
POSTS = 60  # of the form, with the trail and without it
ENTRIES = 20_000
RESULT = RESULTS / "trail_office.json"
NOW = datetime(2026, 2, 1, tzinfo=UTC)


def rate(count: int, run: Callable[[], None]) -> int:
    """How many a second."""
    start = time.perf_counter()
    run()
    return round(count / (time.perf_counter() - start))


def write(count: int, together: int) -> None:
    """Entries about made-up things, so many in each transaction."""
    from django.db import transaction

    from palermo.office.trail import Told, append

    for first in range(0, count, together):
        with transaction.atomic():
            for n in range(first, min(first + together, count)):
                told = Told(f"desk:{n}", {"title": "A made-up thing", "number": n, "reason": "Because."})
                append(actor="0" * 32, verb="desk.opened", told=told, at=NOW)


def write_page() -> dict[str, Any]:
    """Milliseconds of a post of the form that records a state, in turns with the trail and without it."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from palermo.office.plan.models import StateClaim

    settings.DEMO = True  # signing in is one step
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="officer"))
    before = StateClaim.objects.count()
    address = f"/desk/plans/{SLUG}/v/1/claim"

    def post() -> tuple[float, float]:
        form = {"state": "draft", "when": "2025", "said_by": "Cabinet", "source": "Gazette", "note": ""}
        begun, used = time.perf_counter(), time.process_time()
        reply = client.post(address, form)
        assert reply.status_code == 302, (reply.status_code, reply.content[:2000])
        return time.perf_counter() - begun, time.process_time() - used

    post()
    told: dict[str, list[tuple[float, float]]] = {"with": [], "without": []}
    for _turn in range(POSTS):
        told["with"].append(post())
        with mock.patch("palermo.office.access.action.append"):  # all that an action does but its entry
            told["without"].append(post())
    stored = StateClaim.objects.count() - before
    assert stored == 1 + 2 * POSTS, stored
    wall = {name: statistics.median(wall for wall, _used in times) for name, times in told.items()}
    used = {name: statistics.median(used for _wall, used in times) for name, times in told.items()}
    return {
        **{f"{name}_ms": ms(value) for name, value in wall.items()},
        **{f"{name}_processor_ms": ms(value) for name, value in used.items()},
        "more": round(wall["with"] / wall["without"] - 1, 3),
        "more_processor": round(used["with"] / used["without"] - 1, 3),
        "posts": POSTS,
    }


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), asked.seed)
        write_down(asked.output, load, seed=asked.seed, **measure())


def measure() -> dict[str, Any]:
    """All figures, in an office that is filled."""
    from django.conf import settings
    from django.db import connection

    from palermo.office.trail import integrate
    from palermo.office.trail.checking import check
    from palermo.office.trail.publishing import publish
    from palermo.office.trail.witnesses import policy

    settings.TRAIL_WAKES = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    page = write_page()
    alone, batched = rate(APPENDS, lambda: write(APPENDS, 1)), rate(APPENDS, lambda: write(APPENDS, TOGETHER))
    write(ENTRIES, TOGETHER)
    waiting = ENTRIES + 2 * APPENDS
    integrated = rate(waiting, lambda: integrate(NOW) and None)
    published = rate(waiting, lambda: publish(Path(settings.PALERMO_HOME) / "log") and None)
    findings: list[Finding] = []
    checked = rate(waiting, lambda: findings.extend(check(policy(), datetime.now(UTC), tell=lambda _read: None)[1]))
    # the posts without the trail are found, and nothing else
    assert {finding.rule for finding in findings} == {"T51"}, findings[:3]
    return {
        "database": connection.vendor,
        "append_alone_per_s": alone,
        f"append_{TOGETHER}_together_per_s": batched,
        "write_page": page,
        "integrate_per_s": integrated,
        "publish_per_s": published,
        "check_per_s": checked,
    }


if __name__ == "__main__":
    main()
