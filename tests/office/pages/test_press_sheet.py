"""The press sheet: one page in plain words."""

from collections.abc import Callable

from django.test import Client

from palermo.office.plan.models import State, Version
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import every_kind, press_reports


def test_it_says_who_does_what_and_what_is_not_said(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/plans/nz-rich/v/1/press-sheet").content.decode()
    for words in ("What this plan is", "Who does what by when", "What is not said", "Police", "30 June 2024"):
        assert words in html
    assert "What is new" not in html


def test_a_second_version_says_what_is_new(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    claim(next_version(publish()), State.APPROVED, "1 April 2024")
    assert "What is new" in public_client.get("/plans/nz-test/v/2/press-sheet").content.decode()


def test_of_press_reports_it_claims_nothing(stored_plan: Publish, public_client: Client) -> None:
    stored_plan(press_reports())
    html = public_client.get("/plans/kh-press/v/1/press-sheet").content.decode()
    assert "Press reports, not the plan" in html
    assert "Who does what by when" not in html


def test_what_is_new_is_not_told_before_it_is_public(
    publish: Publish, next_version: Callable[..., Version], public_client: Client, outsider_client: Client
) -> None:
    next_version(publish())
    for stranger in (public_client, outsider_client):
        assert stranger.get("/plans/nz-test/v/2/press-sheet").status_code == 404
