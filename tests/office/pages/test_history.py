"""The history of a plan: who changed what, when and why, and what that did to its promises."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.office.plan.actions import restore_version
from palermo.office.plan.models import State, Version
from palermo.office.trail.models import Leaf
from palermo.plan import Plan
from tests.office.cast import NOW, small_plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import press_reports

ADDRESS = "/plans/nz-test/history"


def first(plan: Plan, **cells: object) -> Plan:
    """The plan with other cells in its first activity."""
    (goal,) = plan.each_goal()
    (_goal, objective, one), *rest = plan.each_activity()
    activities = (replace(one, **cells), *(activity for _goal, _objective, activity in rest))  # type: ignore[arg-type]  # any cells
    changed = replace(objective, activities=Cell(activities))
    return replace(plan, goals=Cell((replace(goal, objectives=Cell((changed,))),)))


EARLY = first(small_plan(), end=Cell(read_when("30 June 2025")))
LATE = first(EARLY, end=Cell(read_when("30 June 2027")), lead=Cell("Ministry"), text=Cell("Train nine officers"))


@pytest.fixture
def weakened(publish: Publish, next_version: Callable[..., Version], claim: Claim) -> Version:
    """A plan whose second version puts a deadline off and changes a lead."""
    version = next_version(publish(EARLY), LATE)
    claim(version, State.CONSULTED, "1 April 2024")
    return version


def text(client: Client) -> str:
    reply = client.get(ADDRESS)
    assert reply.status_code == 200
    return reply.content.decode()


def test_each_change_stands_with_its_reason_and_who_made_it(weakened: Version, public_client: Client) -> None:
    page = text(public_client)
    assert "Corrected." in page
    assert "secretariat, Committee" in page
    for words in ("deadline moved later", "lead body changed", "30 June 2025", "30 June 2027"):
        assert words in page
    assert "<del>1</del>" in page
    assert "<ins>nine</ins>" in page
    assert page.index("deadline moved later") < page.index("lead body changed")


def test_every_event_has_its_entry_and_proof(weakened: Version, public_client: Client) -> None:
    page = text(public_client)
    for verb in ("version.added", "plan.revised", "state.claimed"):
        leaf = Leaf.objects.filter(entry__verb=verb).order_by("index").first()
        assert leaf is not None
        assert f'href="/trail/entries/{leaf.index}"' in page
        assert f'href="/trail/proof/{leaf.entry.uid}"' in page


def test_newest_first_with_statements_among_versions(weakened: Version, public_client: Client) -> None:
    page = text(public_client)
    found = [page.index(words) for words in ("Called “Consulted on”: version 2", "Version 2<", "Version 1, the first")]
    assert found == sorted(found)


def test_a_wording_that_came_back_says_so(
    weakened: Version, officer: User, claim: Claim, public_client: Client, officer_client: Client
) -> None:
    earlier = Version.objects.get(plan=weakened.plan, number=1)
    third = restore_version(by=officer, version=earlier, newest=weakened, reason="A mistake.", now=NOW)
    claim(third)
    assert "Version 3: the wording of version 1 comes back" in text(public_client)
    assert "A mistake." in text(public_client)


def test_press_reports_are_not_called_changed(publish: Publish, public_client: Client) -> None:
    publish(press_reports())
    page = public_client.get("/plans/kh-press/history").content.decode()
    assert "the first that is shown" in page
    assert "Side by side" not in page


def test_a_long_history_is_parted(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    version = publish()
    for number in range(2, 6):
        version = next_version(version, small_plan(title=f"Wording {number}"))
        claim(version)
    assert "Version 5<" in text(public_client)
    assert "Version 1, the first" not in text(public_client)
    assert "Version 1, the first" in public_client.get(f"{ADDRESS}?page=2").content.decode()


def test_nobodys_name_stands_there(weakened: Version, officer: User, public_client: Client) -> None:
    assert re.findall(rf"\b{officer.username}\b", text(public_client)) == []


# who must not get in


def test_a_version_that_is_not_public_shows_to_the_secretariat_alone(
    publish: Publish,
    next_version: Callable[..., Version],
    public_client: Client,
    outsider_client: Client,
    officer_client: Client,
) -> None:
    next_version(publish(EARLY), LATE)
    assert "Not public yet" in text(officer_client)
    assert "30 June 2027" in text(officer_client)
    for stranger in (public_client, outsider_client):
        assert "30 June 2027" not in text(stranger)
        assert "Corrected." not in text(stranger)


def test_an_unpublished_plan_has_no_history(
    stored_plan: Publish, public_client: Client, outsider_client: Client, officer_client: Client
) -> None:
    stored_plan()
    assert public_client.get(ADDRESS).status_code == 404
    assert outsider_client.get(ADDRESS).status_code == 404
    assert officer_client.get(ADDRESS).status_code == 200
    assert public_client.get("/plans/nothing/history").status_code == 404


def test_only_the_secretariat_is_offered_to_bring_a_wording_back(
    weakened: Version, public_client: Client, outsider_client: Client, officer_client: Client
) -> None:
    offer = "/desk/plans/nz-test/v/1/restore"
    assert offer in text(officer_client)
    assert "/v/2/restore" not in text(officer_client)
    for stranger in (public_client, outsider_client):
        assert offer not in text(stranger)
        assert stranger.get(offer).status_code in (302, 403)
    assert public_client.post(ADDRESS).status_code == 405
