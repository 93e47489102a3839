"""The record of a version and its plan card."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from palermo.office.plan.models import State, Version
from tests.office.cast import small_plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import every_kind


def test_states_stand_in_order_with_dates_and_documents(publish: Publish, claim: Claim, public_client: Client) -> None:
    version = publish()
    claim(version, State.CONSULTED, "May 2023", document=b"minutes", name="minutes.pdf", said_by="Ministry of Works")
    html = public_client.get("/plans/nz-test/v/1/record").content.decode()
    assert html.index("May 2023") < html.index("12 March 2024")
    assert "minutes.pdf" in html
    assert "SHA-256" in html
    assert "Ministry of Works" in html
    assert "contradict" not in html


def test_a_contradiction_is_shown_with_both_readings(publish: Publish, claim: Claim, public_client: Client) -> None:
    claim(publish(), State.DRAFT, "2025", said_by="A newspaper")
    html = public_client.get("/plans/nz-test/v/1/record").content.decode()
    assert "“Draft” by A newspaper (2025)" in html
    assert "“Approved” by Cabinet office (12 March 2024)" in html


def test_versions_say_why_and_compare_with_the_one_before(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    claim(next_version(publish()), State.APPROVED, "1 April 2024")
    html = public_client.get("/plans/nz-test/v/2/record").content.decode()
    assert "Corrected." in html
    assert 'href="/plans/nz-test/v/1/record"' in html
    assert "/compare?old=nz-test:1&amp;new=nz-test:2" in html


def test_sources_and_what_is_not_as_read_are_visible(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/plans/nz-rich/v/1/record").content.decode()
    assert "printed book" in html
    assert "https://example.org/plan.pdf" in html
    assert "The number was worked out from its neighbours, not read." in html
    assert "The end of the wording was cut off in the source." in html


def test_the_names_of_officers_are_not_published(publish: Publish, officer: User, public_client: Client) -> None:
    publish()
    User.objects.filter(pk=officer.pk).update(username="jo-from-room-7")
    for page in ("", "record", "files", "card", "audit.json"):
        assert "jo-from-room-7" not in public_client.get(f"/plans/nz-test/v/1/{page}").content.decode()


def test_the_card_has_shares_charts_and_every_rule_not_passed(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/plans/nz-rich/v/1/card").content.decode()
    assert "There is no single score" in html
    assert html.count("<svg") >= 2
    assert "Verdicts by goal" in html
    assert '<a href="/plans/nz-rich/v/1/?rule=A12#ledger">1</a>' in html
    assert "Findings about the plan, its goals and its objectives" in html
    assert "1 not read" in html


def test_a_plan_without_activities_is_not_called_press(publish: Publish, public_client: Client) -> None:
    publish(small_plan(acts=0))
    assert "No activity was read, so there is nothing to score." in public_client.get("/").content.decode()
    assert public_client.get("/plans/nz-test/v/1/card").status_code == 200


def test_a_version_not_yet_public_is_not_named_to_others(
    publish: Publish, next_version: Callable[..., Version], public_client: Client, outsider_client: Client
) -> None:
    next_version(publish())
    for stranger in (public_client, outsider_client):
        html = stranger.get("/plans/nz-test/v/1/record").content.decode()
        assert "Version 2" not in html
        assert "Corrected." not in html
