"""Which versions anybody may read: one rule, and for everybody else there is no such page."""

from collections.abc import Callable

import pytest
from django.test import Client

from palermo.office.plan.models import State, Version
from palermo.office.plan.readership import is_public
from tests.office.cast import small_plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import press_reports

PAGES = (
    "",
    "?print=1",
    "card",
    "record",
    "press-sheet",
    "files",
    "files/source",
    "files/yaml",
    "files/json",
    "files/audit-csv",
    "files/audit-json",
    "audit.json",
    "activities/1.1.1",
)


@pytest.mark.parametrize("state", State)
def test_a_version_is_public_once_any_state_is_claimed(state: State, stored_plan: Publish, claim: Claim) -> None:
    version = stored_plan()
    assert not is_public(version)
    claim(version, state)
    assert is_public(Version.objects.get(pk=version.pk))


def test_press_reports_are_public_as_they_come(stored_plan: Publish, public_client: Client) -> None:
    assert is_public(stored_plan(press_reports()))
    assert public_client.get("/plans/kh-press/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_an_unpublished_version_exists_for_the_public(
    page: str, stored_plan: Publish, public_client: Client, outsider_client: Client, officer_client: Client
) -> None:
    stored_plan()
    address = f"/plans/nz-test/v/1/{page}"
    assert officer_client.get(address).status_code == 200
    assert public_client.get(address).status_code == 404
    assert outsider_client.get(address).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_published_version_opens_without_signing_in(
    page: str, publish: Publish, public_client: Client
) -> None:
    publish()
    reply = public_client.get(f"/plans/nz-test/v/1/{page}")
    assert reply.status_code == 200
    assert not reply.cookies


def test_a_new_version_stays_with_the_secretariat_until_its_state_is_recorded(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client, officer_client: Client
) -> None:
    second = next_version(publish())
    assert "second wording" not in public_client.get("/plans/nz-test/").content.decode()
    assert "second wording" not in public_client.get("/").content.decode()
    assert public_client.get("/plans/nz-test/v/2/").status_code == 404
    officers = officer_client.get("/plans/nz-test/").content.decode()
    assert "second wording" in officers
    assert "Not public yet" in officers
    claim(second, State.DRAFT, "1 April 2024")
    assert "second wording" in public_client.get("/plans/nz-test/").content.decode()


def test_an_unpublished_plan_shows_nowhere(
    stored_plan: Publish, public_client: Client, outsider_client: Client, officer_client: Client
) -> None:
    stored_plan()
    stored_plan(small_plan("nz-other", "A small plan beside it"))
    for address in ("/", "/rules/A12", "/compare"):
        assert "A small plan" in officer_client.get(address).content.decode()
        for stranger in (public_client, outsider_client):
            assert "A small plan" not in stranger.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/plans/nz-test/", "/rules/", "/rules/A01", "/compare"])
def test_pages_take_no_form_posts(address: str, publish: Publish, public_client: Client) -> None:
    publish()
    assert public_client.post(address).status_code == 405
