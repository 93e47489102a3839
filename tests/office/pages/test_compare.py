"""Two plans or two versions side by side."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.office.plan.models import State, Version
from palermo.office.plan.readers import open_plan
from palermo.plan import Activity, Kind, Plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import every_kind, press_reports


def changed(plan: Plan, **fields: Any) -> Plan:
    """The plan with other cells in its first activity."""
    goal, objective, first = next(plan.each_activity())
    acts: tuple[Activity, ...] = (replace(first, **fields), *(objective.activities.value or ())[1:])
    rest = (objective, *(goal.objectives.value or ())[1:])
    new_goal = replace(goal, objectives=Cell((replace(rest[0], activities=Cell(acts)), *rest[1:])))
    return replace(plan, goals=Cell((new_goal, *(plan.goals.value or ())[1:])))


@pytest.fixture
def two(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> Callable[..., str]:
    """The comparison page of a plan with its next version, in which the first activity has other cells."""

    def page(**fields: Any) -> str:
        first = publish(every_kind())
        claim(next_version(first, changed(open_plan(first), **fields)), State.APPROVED, "1 April 2024")
        return public_client.get("/compare?old=nz-rich:1&new=nz-rich:2").content.decode()

    return page


def test_words_taken_out_and_put_in_are_marked(two: Callable[..., str]) -> None:
    html = two(text=Cell("Train 100 border officers"))
    assert "<del>200</del>" in html
    assert "<ins>100</ins>" in html


def test_what_weakens_a_promise_comes_first(two: Callable[..., str]) -> None:
    html = two(
        text=Cell("Train 100 border officers"), lead=Cell("Ministry of Works"), end=Cell(read_when("30 June 2026"))
    )
    assert html.index("deadline moved later") < html.index("lead body changed") < html.index("reworded")
    assert "30 June 2024" in html
    assert "30 June 2026" in html


def test_two_versions_of_a_plan_stand_ready_with_their_numbers_first(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    publish(every_kind())
    claim(next_version(publish()), State.APPROVED, "1 April 2024")
    html = public_client.get("/compare").content.decode()
    ready = re.findall(r'<option value="([^"]+)" selected>([^<]+)</option>', html)
    assert ready == [
        ("nz-test:1", "Version 1: A small plan"),
        ("nz-test:2", "Version 2: A small plan, second wording"),
    ]


def test_two_plans_stand_ready_where_none_has_versions(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    publish()
    html = public_client.get("/compare").content.decode()
    assert re.findall(r'<option value="([^"]+)" selected>', html) == ["nz-rich:1", "nz-test:1"]


def test_every_kind_of_change_has_its_rank() -> None:
    from palermo.office.plan.pages.differences import ORDER

    assert set(ORDER) == set(map(str, Kind))


def test_words_of_the_plan_are_escaped(two: Callable[..., str]) -> None:
    html = two(text=Cell("Train <script>alert(1)</script> border officers"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_nothing_is_called_changed_that_is_not(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    publish()
    html = public_client.get("/compare?old=nz-rich:1&new=nz-rich:1").content.decode()
    assert "Both sides are the same version." in html
    assert "<del>" not in html


def test_different_plans_are_told_to_be_different(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    publish()
    assert (
        "These are two different plans." in public_client.get("/compare?old=nz-rich:1&new=nz-test:1").content.decode()
    )


def test_press_reports_are_never_called_dropped(publish: Publish, stored_plan: Publish, public_client: Client) -> None:
    publish(every_kind())
    stored_plan(press_reports())
    html = public_client.get("/compare?old=nz-rich:1&new=kh-press:1").content.decode()
    assert "One side holds press reports" in html
    assert "dropped <" not in html


def test_with_one_version_there_is_nothing_to_compare(publish: Publish, public_client: Client) -> None:
    publish()
    assert "There is nothing to compare yet." in public_client.get("/compare").content.decode()


def test_a_version_not_yet_public_cannot_be_compared_by_others(
    publish: Publish, next_version: Callable[..., Version], public_client: Client, outsider_client: Client
) -> None:
    publish(every_kind())
    next_version(publish())
    for stranger in (public_client, outsider_client):
        html = stranger.get("/compare?old=nz-test:1&new=nz-test:2").content.decode()
        assert "second wording" not in html
        assert "nz-test:2" not in html.split("<form")[-1]
