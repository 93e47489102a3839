"""The list of plans."""

from django.test import Client

from palermo.office.plan.models import State
from tests.office.cast import small_plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import every_kind, press_reports


def test_an_empty_office_says_how_plans_get_here(public_client: Client, db: None) -> None:
    html = public_client.get("/").content.decode()
    assert "No plan has been published yet." in html
    assert "secretariat" in html


def test_a_plan_shows_state_period_counts_and_shares(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/").content.decode()
    assert "New Zealand · 2023 to not stated · Ministry of Works" in html
    assert "Approved" in html
    assert "2 activities: 1 verifiable, 1 promise only" in html
    assert 'aria-label="1 verifiable, 1 promise only"' in html
    assert "1 of 1" in html  # one lead of the one that could be read
    assert "1 not read" in html


def test_press_reports_are_named_as_such_and_never_scored(stored_plan: Publish, public_client: Client) -> None:
    stored_plan(press_reports())
    html = public_client.get("/").content.decode()
    assert "Cambodia: press reports" in html
    assert "Cannot say" in html
    assert "nothing is scored" in html
    assert "tally" not in html


def test_several_plans_are_compared_in_a_chart_with_its_table(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    publish()
    html = public_client.get("/").content.decode()
    assert "<svg" in html
    assert "What the activities of each plan state" in html
    assert '<th scope="row">A plan of every kind</th><td class="number">1 of 1</td>' in html


def test_one_plan_alone_has_no_chart(publish: Publish, public_client: Client) -> None:
    publish()
    assert "Plans beside each other" not in public_client.get("/").content.decode()


def test_contradicting_claims_are_shown(publish: Publish, claim: Claim, public_client: Client) -> None:
    claim(publish(), State.DRAFT, "2025")
    html = public_client.get("/").content.decode()
    assert "The sources contradict each other" in html


def test_twenty_plans_make_a_page(stored_plan: Publish, claim: Claim, public_client: Client) -> None:
    for n in range(21):
        claim(stored_plan(small_plan(f"nz-{n:02}", f"Plan {n:02}")))
    assert "Plan 20" not in public_client.get("/").content.decode()
    assert "Plan 20" in public_client.get("/?page=2").content.decode()
