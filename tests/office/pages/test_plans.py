"""The list of plans."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from palermo.core import BLANK, UNREAD, Cell
from palermo.core.when import When, read_when
from palermo.office.plan.models import State
from palermo.office.plan.pages.public import find_edition
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
    assert "New Zealand · from 2023, no end stated · Ministry of Works" in html
    assert "Approved" in html
    assert "2 activities: 1 verifiable, 1 promise only" in html
    assert 'aria-label="1 verifiable, 1 promise only"' in html
    assert "1 of 1" in html  # one lead of the one that could be read
    assert "1 not read" in html


def test_a_plan_in_force_past_its_period_says_so_wherever_its_state_stands(
    stored_plan: Publish, claim: Claim, public_client: Client, officer_client: Client
) -> None:
    past, open_ended = (small_plan(f"nz-{end}", f"Until {end}") for end in ("2023", "2999"))
    for plan, end in ((past, "2023"), (open_ended, "2999")):
        claim(stored_plan(replace(plan, period_end=Cell(read_when(end)))), State.IN_FORCE, "2021")
    for page in ("", "v/1/", "v/1/card", "v/1/record", "?print=1"):
        assert "its period ended (2023)" in public_client.get(f"/plans/nz-2023/{page}").content.decode(), page
        assert "its period ended" not in public_client.get(f"/plans/nz-2999/{page}").content.decode(), page
    for address, client in (("/", public_client), ("/desk/", officer_client), ("/desk/plans/nz-2023/", officer_client)):
        assert "its period ended (2023)" in client.get(address).content.decode(), address
        assert "its period ended (2999)" not in client.get(address).content.decode(), address
    public_client.get("/language/km")
    assert "រយៈពេលរបស់វាបានចប់ហើយ (2023)" in public_client.get("/plans/nz-2023/").content.decode()


def test_a_kept_page_does_not_outlive_its_day(publish: Publish, rf: RequestFactory) -> None:
    publish()
    edition = find_edition(rf.get("/"), "nz-test")
    assert edition.key == replace(edition).key
    assert edition.key != replace(edition, as_of=edition.as_of + timedelta(days=1)).key


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (Cell(read_when("2023")), Cell(read_when("2025")), "2023 to 2025"),
        (Cell(read_when("2023")), UNREAD, "from 2023, end not read"),
        (BLANK, Cell(read_when("2025")), "until 2025, no start stated"),
        (UNREAD, Cell(read_when("2025")), "until 2025, start not read"),
        (BLANK, BLANK, "period not stated"),
        (BLANK, UNREAD, "period not read"),
    ],
)
def test_a_period_is_told_as_far_as_it_is_known(
    start: Cell[When], end: Cell[When], told: str, publish: Publish, public_client: Client
) -> None:
    publish(replace(small_plan(), period_start=start, period_end=end))
    assert f"New Zealand · {told}</p>" in public_client.get("/").content.decode()


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
