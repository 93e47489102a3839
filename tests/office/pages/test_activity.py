"""One activity: its cells and where they stood, its verdict and why, what to do."""

from dataclasses import replace

import pytest
from django.test import Client

from palermo.core import Cell
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_plan
from palermo.plan import Activity, Plan
from tests.office.pages.conftest import Publish
from tests.office.pages.rich import every_kind


@pytest.fixture
def rich(publish: Publish, public_client: Client) -> Client:
    publish(every_kind())
    return public_client


def test_the_four_tests_explain_the_verdict(rich: Client) -> None:
    good = rich.get("/plans/nz-rich/v/1/activities/1.1.1").content.decode()
    assert good.count('class="test test-pass"') == 4
    assert "All four tests pass" in good
    poor = rich.get("/plans/nz-rich/v/1/activities/1.1.2").content.decode()
    assert 'class="test test-unknown"' in poor  # the lead was not read
    assert 'class="test test-fail"' in poor


def test_a_finding_has_its_weight_its_advice_and_its_rule(rich: Client) -> None:
    html = rich.get("/plans/nz-rich/v/1/activities/1.1.2").content.decode()
    assert '<a class="finding-rule" href="/rules/A12">A12</a>' in html
    assert "Makes it unverifiable" in html
    assert 'class="finding-advice"' in html


def test_findings_on_an_indicator_stand_with_its_activity(rich: Client) -> None:
    assert "1.1.1.i1" in rich.get("/plans/nz-rich/v/1/activities/1.1.1").content.decode()


def test_cells_name_their_place_and_fields_without_a_cell_are_listed(rich: Client) -> None:
    html = rich.get("/plans/nz-rich/v/1/activities/1.1.1").content.decode()
    assert "plan.json, " in html
    assert "The source has no cell for:" in html
    assert "not stated" not in html.split("The source has no cell for:")[1].split("</p>")[0]


def test_before_and_after_follow_the_plan(rich: Client) -> None:
    first = rich.get("/plans/nz-rich/v/1/activities/1.1.1").content.decode()
    assert 'rel="next" href="/plans/nz-rich/v/1/activities/1.1.2"' in first
    assert 'rel="prev"' not in first
    last = rich.get("/plans/nz-rich/v/1/activities/1.1.2").content.decode()
    assert 'rel="prev" href="/plans/nz-rich/v/1/activities/1.1.1"' in last
    assert 'rel="next"' not in last


def _renamed(plan: Plan, name: str) -> Plan:
    goal, objective, first = next(plan.each_activity())
    acts: tuple[Activity, ...] = (replace(first, id=name), *(objective.activities.value or ())[1:])
    changed = replace(goal, objectives=Cell((replace(objective, activities=Cell(acts)),)))
    return replace(plan, goals=Cell((changed,)))


@pytest.mark.parametrize("name", ["1.1#1", "1/1 a", "ក១"])
def test_any_number_a_ministry_gives_has_an_address(name: str, publish: Publish, public_client: Client) -> None:
    version: Version = publish(_renamed(every_kind(), name))
    assert next(open_plan(version).each_activity())[2].id == name
    ledger = public_client.get("/plans/nz-rich/").content.decode()
    address = ledger.split('<th scope="row"><a href="')[1].split('"')[0]
    assert public_client.get(address).status_code == 200


def test_an_activity_that_is_not_there_gets_no_page(rich: Client, outsider_client: Client) -> None:
    for client in (rich, outsider_client):
        assert client.get("/plans/nz-rich/v/1/activities/9.9").status_code == 404
