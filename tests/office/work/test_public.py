"""What anybody may read of the work on a plan."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from palermo.access import Role
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.models import State, Version
from palermo.office.plan.pages import public
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import (
    accept_evidence,
    amend_promise,
    drop_activity,
    publish_report,
    refuse_lead,
)
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.words import STATUSES
from palermo.plan import Amended
from tests.office.cast import NOW, a_body
from tests.office.work import cast

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
SECRET = "The minister's driver was ill"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())


def published_plan(lead: Lead) -> Version:
    version = find_version(lead.plan.slug)
    claim_state(
        by=cast.secretary(),
        version=version,
        state=State.IN_FORCE,
        when="1 January 2024",
        said_by="The committee",
        proof=Proof(source="Minutes"),
        now=NOW,
    )
    public.forget()
    return version


def address(version: Version, more: str = "") -> str:
    return f"/plans/{version.plan.slug}/v/{version.number}/progress{more}"


@pytest.fixture
def version() -> Version:
    """A plan of two activities: one blocked by what a report says, one that its lead has refused."""
    lead = cast.accepted()
    blocked = [{"what": SECRET, "since": "2024-02-01", "blocked_by": "an illness"}]
    report = cast.agreed(cast.sent(lead, narrative=SECRET, obstacles=blocked))
    accept_evidence(by=cast.secretary(), evidence=cast.offered(lead), now=NOW)
    cast.drafted(cast.accepted(lead.plan, a_body("labour"), "1.1.2"), narrative=SECRET)
    assert report.lead == lead
    return published_plan(lead)


def text(client: Client, where: str) -> str:
    reply = client.get(where)
    assert reply.status_code == 200
    return str(reply.content.decode())


def test_statuses_are_counted_one_by_one(client: Client, version: Version) -> None:
    page = text(client, address(version))
    assert page.count("1 of 2") >= 2
    for word, _tone in STATUSES.values():
        assert str(word) in page
    assert "Under way; last report: 2024-Q1" in page
    only = text(client, address(version, "?status=not_started"))
    assert ("1 of 2 activities are shown" in only, 'id="a1.1.2"' in only, 'id="a1.1.1"' in only) == (True, True, False)
    assert "2 of 2 activities are shown" in text(client, address(version, "?status=nothing&body=nobody"))
    assert "No activity of this plan answers" in text(client, address(version, "?status=done"))


def test_what_a_report_says_is_public_when_it_is_published_and_not_before(client: Client, version: Version) -> None:
    everything = [address(version, more) for more in ("", "/1.1.1", "/1.1.2", ".json", ".csv")]
    assert not any("driver" in text(client, where) for where in everything)
    report = Lead.objects.get(activity="1.1.1").reports.get()
    publish_report(by=cast.somebody(Role.CHAIR), report=report, now=NOW)
    said = {where: "driver" in text(client, where) for where in everything}
    assert [where.rsplit("progress", 1)[1] for where, there in said.items() if there] == ["", "/1.1.1", ".json", ".csv"]


def test_an_activity_says_what_decided_and_what_was_proved_and_changed(client: Client, version: Version) -> None:
    told: dict[str, Any] = {"plan": version.plan, "activity": "1.1.1", "now": NOW}
    amend_promise(**told, by=cast.secretary(), what=Amended.END, new="2025-06-30", reason="The room was not ready.")
    page = text(client, address(version, "/1.1.1"))
    for part in ("The police", "Proof accepted", "No accepted proof", "2025-06-30", "The room was not ready."):
        assert part in page
    assert page.count("What it says becomes public when") == 1
    assert "9177f5cc" in page
    cast.offered(Lead.objects.get(activity="1.1.2"))
    assert "9177f5cc" not in text(client, address(version, "/1.1.2")), "offered for it and not accepted"
    drop_activity(**told, by=cast.somebody(Role.CHAIR), reason="A law did it.")
    assert "A law did it." in text(client, address(version, "/1.1.1"))


def test_a_refusal_is_told_with_its_reason(client: Client) -> None:
    lead = cast.asked()
    refuse_lead(by=cast.somebody(Role.FOCAL_POINT, lead.body), lead=lead, reason="Not our mandate.", now=NOW)
    assert "Not our mandate." in text(client, address(published_plan(lead)))


def test_what_was_published_stays_public_when_another_body_takes_over(client: Client, version: Version) -> None:
    lead = Lead.objects.get(activity="1.1.1")
    publish_report(by=cast.somebody(Role.CHAIR), report=lead.reports.get(), now=NOW)
    cast.sent(cast.accepted(version.plan, a_body("labour"), "1.1.1"), narrative="Labour begins anew.")
    page = text(client, address(version, "/1.1.1"))
    assert ("driver" in page, "9177f5cc" in page) == (True, True), "it cannot be taken back"
    assert (page.count("2024-Q1 · "), "Labour begins" in page) == (2, False)
    assert page.count("No accepted proof") == 2, "who leads it now has proved nothing"


def test_reports_come_in_pages_and_each_is_on_one_of_them(
    client: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palermo.office.plan.work.public.activity.PAGE", 1)
    publish_report(by=cast.somebody(Role.CHAIR), report=Lead.objects.get(activity="1.1.1").reports.get(), now=NOW)
    cast.sent(cast.accepted(version.plan, a_body("labour"), "1.1.1"))
    pages = [text(client, address(version, f"/1.1.1?page={number}")) for number in (1, 2)]
    assert [(page.count("2024-Q1 · "), "Reports (2)" in page) for page in pages] == [(1, True), (1, True)]
    assert ["driver" in page for page in pages] == [False, True]
    assert 'rel="next" href="?page=2"' in pages[0]


def test_json_and_csv_hold_the_same_statuses(client: Client, version: Version) -> None:
    tree = json.loads(text(client, address(version, ".json")))
    rows = list(csv.DictReader(io.StringIO(text(client, address(version, ".csv")).removeprefix("\ufeff"))))
    assert {row["activity"]: row["status"] for row in rows} == {
        each["id"]: each["status"] for each in tree["activities"]
    }
    assert sum(tree["statuses"].values()) == tree["of"] == 2


def test_twelve_questions_at_most(client: Client, version: Version, django_assert_max_num_queries: Counting) -> None:
    for more in ("", "/1.1.1", ".json", ".csv"):
        public.forget()
        with django_assert_max_num_queries(12):
            client.get(address(version, more))


def test_a_plan_without_any_work_says_so(client: Client, stored_plan: Callable[..., Version]) -> None:
    version = stored_plan()
    claim_state(
        by=cast.secretary(),
        version=version,
        state=State.DRAFT,
        when="2024",
        said_by="The committee",
        proof=Proof(source="Minutes"),
        now=NOW,
    )
    page = text(client, address(version))
    assert "Nothing is on record of the work on this plan yet." in page
    assert "No record shows that it was put to its lead." in page


def test_who_must_not_get_in(client: Client) -> None:
    lead = cast.accepted()
    version = find_version(lead.plan.slug)
    for more in ("", "/1.1.1", ".json", ".csv"):
        assert client.get(address(version, more)).status_code == 404, "a version of which nothing is claimed"
    published_plan(lead)
    assert client.get(address(version, "/9.9.9")).status_code == 404
