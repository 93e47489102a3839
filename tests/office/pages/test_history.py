"""The history of a plan and of each activity: who changed what, when and why, and what that did to its promises."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from palermo.core import Cell
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.office.plan import readers
from palermo.office.plan.actions import restore_version
from palermo.office.plan.models import State, Version
from palermo.office.plan.readers import open_plan
from palermo.office.trail.models import Leaf
from palermo.plan import Cost, Indicator, Plan, Step
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


# of one activity


def of_activity(client: Client, number: str = "1.1.1", version: int = 1, page: int = 1) -> str:
    reply = client.get(f"/plans/nz-test/v/{version}/history/{number}?page={page}")
    assert reply.status_code == 200
    return reply.content.decode()


def headings(page: str) -> list[str]:
    return re.findall(r'<h3 id="e\d+">([^<]+)', page)


def test_an_activity_tells_what_changed_of_it_alone(weakened: Version, public_client: Client) -> None:
    page = of_activity(public_client)
    assert headings(page) == ["Version 2", "Version 1, the first that is shown"]
    for words in ("Corrected.", "secretariat, Committee", "deadline moved later", "30 June 2027", "<ins>nine</ins>"):
        assert words in page
    assert "Consulted on" not in page.partition("</h2>")[2]
    other = of_activity(public_client, "1.1.2")
    assert "Nothing has changed since it was first written down." in other
    assert headings(other) == ["Version 1, the first that is shown"]
    assert "Train 2 officers" in other.partition("<h3")[2]
    assert "30 June 2027" not in other


def test_it_tells_of_steps_indicators_and_costs(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    version = publish()
    for cells in (
        {"steps": Cell((Step(Cell("Write the course")),))},
        {"indicators": Cell((Indicator("1.1.1.i1", Cell("Officers trained")),))},
        {"costs": Cell((Cost(Cell(read_money("USD 900"))),))},
    ):
        claim(version := next_version(version, first(open_plan(version), **cells)))
    told = of_activity(public_client).split("<h3")[1:4]
    for words, part in zip(("900", "Officers trained", "Write the course"), told, strict=True):
        assert words in part
    assert len(headings(of_activity(public_client, "1.1.2"))) == 1


def test_where_it_first_stood_and_where_it_was_dropped(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    version = publish(small_plan(acts=1))
    for acts in (3, 3, 1):
        claim(version := next_version(version, small_plan(acts=acts, title=f"Wording {version.number}")))
    page = of_activity(public_client, "1.1.2", version=2)
    assert headings(page) == ["Version 4", "Version 2"]
    dropped, added = page.split("<h3")[1:]
    assert ">dropped<" in dropped
    assert 'href="/plans/nz-test/v/4/"' in dropped
    assert ">added<" in added
    assert 'href="/plans/nz-test/v/2/activities/1.1.2"' in added
    assert "Train 3 officers" not in page
    assert headings(of_activity(public_client, "1.1.2", version=3)) == headings(page)


def test_it_is_named_in_its_own_language_and_leads_back(weakened: Version, public_client: Client) -> None:
    public_client.get("/language/km")
    page = of_activity(public_client, version=2)
    assert re.search(r'<h1 class="activity-text" lang="en">Train nine officers</h1>', page)
    assert 'href="/plans/nz-test/v/2/activities/1.1.1"' in page
    there = public_client.get("/plans/nz-test/v/2/activities/1.1.1").content.decode()
    assert 'href="/plans/nz-test/v/2/history/1.1.1"' in there


def test_a_history_of_more_versions_than_stay_open_asks_no_more(
    publish: Publish,
    next_version: Callable[..., Version],
    claim: Claim,
    public_client: Client,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    version = publish(EARLY)
    for number in range(2, 35):
        claim(version := next_version(version, first(EARLY, text=Cell(f"Train {number} officers"))))
    public_client.get("/trail/")
    for read in (text, of_activity):
        readers.forget()
        with django_assert_max_num_queries(12):
            assert "Version 34<" in read(public_client)
    assert headings(of_activity(public_client, page=6))[-2:] == ["Version 2", "Version 1, the first that is shown"]


# who must not get in


def test_the_history_of_an_activity_shows_what_is_not_public_to_the_secretariat_alone(
    publish: Publish,
    next_version: Callable[..., Version],
    public_client: Client,
    outsider_client: Client,
    officer_client: Client,
) -> None:
    next_version(publish(EARLY), LATE)
    assert "30 June 2027" in of_activity(officer_client)
    assert "Not public yet" in of_activity(officer_client)
    for stranger in (public_client, outsider_client):
        assert "Nothing has changed" in of_activity(stranger)
        assert "30 June 2027" not in of_activity(stranger)
        assert stranger.get("/plans/nz-test/v/2/history/1.1.1").status_code == 404
        assert stranger.post("/plans/nz-test/v/1/history/1.1.1").status_code == 405


def test_an_unknown_activity_has_no_history(weakened: Version, public_client: Client) -> None:
    for address in ("v/1/history/9.9.9", "v/9/history/1.1.1"):
        reply = public_client.get(f"/plans/nz-test/{address}")
        assert reply.status_code == 404
        assert "There is no such page" in reply.content.decode()


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
