"""What a page costs: queries that do not grow with the plan, and bytes a slow line can bear."""

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from palermo.office.base import kept
from palermo.office.plan.models import State, Version
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import large

Counting = Callable[[int], AbstractContextManager[object]]
QUERIES = 12
BYTES = 150_000
# with nothing in memory: plan, versions and claims; then the content of what is opened
PAGES = {
    "/": 5,
    "/plans/nz-large/": 5,
    "/plans/nz-large/?verdict=promise_only": 5,
    "/plans/nz-large/?words=district": 5,
    "/plans/nz-large/?print=1": 5,
    "/plans/nz-large/v/2/card": 5,
    "/plans/nz-large/v/2/record": 6,
    "/plans/nz-large/v/2/press-sheet": 7,
    "/plans/nz-large/history": 8,
    "/plans/nz-large/v/2/files": 7,
    "/plans/nz-large/v/2/audit.json": 5,
    "/plans/nz-large/v/2/activities/1.1.0": 5,
    "/plans/nz-large/v/2/history/1.1.0": 11,
    "/plans/nz-large/v/2/progress": 8,
    "/plans/nz-large/v/2/progress/1.1.0": 11,
    "/plans/nz-large/v/2/boards/": 8,
    "/plans/nz-large/v/2/boards/calendar": 8,
    "/plans/nz-large/v/2/boards/bodies": 8,
    "/plans/nz-large/v/2/boards/places": 9,
    "/plans/nz-large/v/2/outputs/became": 8,
    "/plans/nz-large/v/2/outputs/became?chapter=activities": 8,
    "/rules/": 4,
    "/rules/A12": 4,
    "/compare?old=nz-large:1&new=nz-large:2": 7,
}


@pytest.fixture
def two_versions(publish: Publish, next_version: Callable[..., Version], claim: Claim) -> Callable[[int], None]:
    def store(acts: int) -> None:
        claim(next_version(publish(large(acts))), State.APPROVED, "1 April 2024")

    return store


@pytest.mark.parametrize(("acts", "language"), [(10, "en"), (500, "km")])  # a letter of Khmer takes three bytes
def test_no_page_asks_more_of_the_database_for_a_larger_plan_or_is_too_heavy(
    acts: int,
    language: str,
    two_versions: Callable[[int], None],
    public_client: Client,
    django_assert_num_queries: Counting,
) -> None:
    two_versions(acts)
    public_client.get(f"/language/{language}")
    assert max(PAGES.values()) <= QUERIES
    public_client.get("/trail/")  # what waits for its place in the log is brought in first
    for address, number in PAGES.items():
        kept.forget()
        with django_assert_num_queries(number):
            reply = public_client.get(address)
        assert reply.status_code == 200
        if "print" not in address and "json" not in address:
            assert len(reply.content) < BYTES, address
            assert len(gzip.compress(reply.content)) < BYTES / 5, address


def test_a_kept_page_asks_once(
    two_versions: Callable[[int], None], public_client: Client, django_assert_num_queries: Counting
) -> None:
    two_versions(10)
    public_client.get("/plans/nz-large/")
    with django_assert_num_queries(1):
        public_client.get("/plans/nz-large/")


def test_paper_is_sent_small(two_versions: Callable[[int], None], public_client: Client) -> None:
    """The whole plan in one document is more than the bar when it is unpacked: some 330 kB, against 83 kB of a page of
    the ledger. What goes over the line is what a slow line bears, and that is far below it.
    """
    two_versions(500)
    plain = public_client.get("/plans/nz-large/?print=1").content
    assert len(plain) < 2.3 * BYTES
    reply = public_client.get("/plans/nz-large/?print=1", headers={"accept-encoding": "gzip"})
    assert reply["Content-Encoding"] == "gzip"
    assert len(reply.content) < BYTES / 10
