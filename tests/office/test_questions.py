"""No page asks more than twelve questions of the database where something was added since it was shown last.

Nothing is kept then but plans that were opened, which never change, and what records are brought up to date from.
"""

import gc
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palermo.demo import fill
from palermo.demo.fill import OFFICER
from palermo.office.access.models import Body
from palermo.office.base.kept import Kept
from palermo.office.plan import readers as plans
from palermo.office.plan.models import Plan
from palermo.office.plan.money import readers as money
from palermo.office.plan.work import readers as work
from palermo.office.plan.work.actions import put_to_lead
from palermo.office.trail import integrate
from tests.browser import stock
from tests.browser.addresses import PLACES
from tests.office.cast import client_of, signed_in

MOST = 12


@pytest.fixture
def forget(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Keeps nothing but those, as where no test wraps everything in one transaction."""
    for room in (work, money):
        monkeypatch.setattr(room, "connection", SimpleNamespace(in_atomic_block=False))
    kept = [each for each in gc.get_objects() if isinstance(each, Kept) and each not in (work._LAST, plans._PLANS)]

    def forget() -> None:
        cache.clear()
        for each in kept:
            each.clear()

    return forget


def test_no_page_asks_more_than_twelve_questions(
    home: Path, db: None, forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(home)
    monkeypatch.setattr(stock, "NOW", datetime.now(UTC))
    told = stock.main(home, "outsider", "a long quiet outsider")
    officer = User.objects.get(username=OFFICER)
    clients, bodies = (
        {True: client_of(officer), False: Client()},
        cycle(Body.objects.filter(key__in=["labour", "inspectorate"])),
    )
    plan, over = Plan.objects.get(slug=stock.SLUG), {}
    for place in PLACES:
        client = clients[place.officer]
        forget()
        put_to_lead(by=signed_in(officer), plan=plan, activity="2.1.2", body=next(bodies), now=datetime.now(UTC))
        integrate(datetime.now(UTC))  # as is done in the background within a second
        with CaptureQueriesContext(connection) as asked:
            reply = client.get(place.path.format(**told))
            assert reply.status_code == place.status, place
            if len(asked) > MOST:
                over[place.path] = len(asked)
    assert not over
