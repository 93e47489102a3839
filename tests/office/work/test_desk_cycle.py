"""How a plan is reported on: the periods are seen before the rule is stored, and every rule stays on record."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import Role
from palermo.office.plan.models import Plan
from palermo.office.plan.work.levels import APPROVED
from palermo.office.plan.work.models import Cycle
from tests.office.cast import client_of
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
SAID = {
    "every": "half",
    "first": "2026-07-01",
    "last": "2027-06-30",
    "starts": "7",
    "due_days": "20",
    "ladder": "approved",
    "reason": "The committee decided so.",
}


def address(plan: Plan) -> str:
    return f"/desk/plans/{plan.slug}/cycle"


def seen(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found
    return found[1]


def test_the_periods_are_shown_before_the_rule_is_stored() -> None:
    plan = work.plan_at_work()
    client = client_of(work.secretary())
    page = client.post(address(plan), SAID).content.decode()
    assert "FY2026-H1" in page
    assert "2027-07-20" in page  # the day on which the last report is due
    assert Cycle.objects.filter(plan=plan).count() == 1
    reply = client.post(address(plan), SAID | {"shown": seen(page), "store": "1"})
    assert reply.status_code == 302
    newest = Cycle.objects.filter(plan=plan).last()
    assert newest is not None
    assert (newest.every, newest.due_days, tuple(newest.ladder)) == ("half", 20, APPROVED)


def test_what_was_changed_since_is_shown_once_more() -> None:
    plan = work.plan_at_work()
    client = client_of(work.secretary())
    shown = seen(client.post(address(plan), SAID).content.decode())
    page = client.post(address(plan), SAID | {"every": "year", "shown": shown, "store": "1"}).content.decode()
    assert "Something was changed since the periods were shown." in page
    assert Cycle.objects.filter(plan=plan).count() == 1
    assert client.post(address(plan), SAID | {"every": "year", "shown": seen(page), "store": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"last": "2026-01-01"}, "The last day lies before the first."),
        ({"first": "9999-01-01", "last": "9999-12-31"}, "Choose a day between 1990 and 2200."),
        ({"last": "2090-01-01"}, "at most 30 years"),
        ({"due_days": "-1"}, "greater than or equal to 0"),
        ({"reason": ""}, "required"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_at_its_field(told: dict[str, str], why: str) -> None:
    plan = work.plan_at_work()
    reply = client_of(work.secretary()).post(address(plan), SAID | told)
    assert reply.status_code == 422
    assert why in reply.content.decode()


def test_the_form_begins_with_the_rule_of_now_and_shows_those_of_before() -> None:
    plan = work.plan_at_work()
    page = client_of(work.secretary()).get(address(plan)).content.decode()
    assert 'value="quarter" required id="id_every_0" checked' in page or re.search(r'value="quarter"[^>]*checked', page)
    assert "2025-Q4" in page
    assert "As the committee decided." in page
    assert "officer" in page


def test_a_plan_without_a_rule_begins_with_its_own_year(officer_client: Client, stored_plan: Any) -> None:
    version = stored_plan()
    page = officer_client.get(address(version.plan)).content.decode()
    assert '<option value="1" selected>January</option>' in page
    assert "Rules so far" not in page


def test_the_page_asks_few_questions_of_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = work.plan_at_work()
    client = client_of(work.secretary())
    client.get(address(plan))
    with django_assert_num_queries(6):  # session, person with terms, glasses, version, rules, names
        client.get(address(plan))


def test_nobody_but_the_secretariat_comes_in(outsider_client: Client, public_client: Client) -> None:
    plan = work.plan_at_work()
    others = [work.somebody(Role.CHAIR), work.somebody(Role.FOCAL_POINT, work.police())]
    for client in (outsider_client, *map(client_of, others)):
        assert client.get(address(plan)).status_code == 403
        assert client.post(address(plan), SAID).status_code == 403
    assert public_client.get(address(plan))["Location"].startswith("/sign-in?next=")
    assert Cycle.objects.filter(plan=plan).count() == 1
