"""Budget rounds: said at the desk, read by everybody, and what comes too late is seen when it is planned."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from palermo.access import Role
from palermo.core import UserError
from palermo.office.plan.models import Plan
from palermo.office.plan.money.actions import accept_cost, set_round
from palermo.office.plan.money.models import Round
from tests.office.cast import NOW, a_body, client_of, join
from tests.office.money import cast
from tests.office.money.test_board import where
from tests.office.money.test_pages import desk, published, text, writer
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]


def closes(plan: Plan, day: str = "06-30") -> Round:
    return set_round(by=work.secretary(), plan=plan, body="Police", day=day, reason="Circular 4.", now=NOW)


def test_what_comes_too_late_is_marked_where_it_is_planned_and_where_it_is_read(client: Client) -> None:
    row = cast.added()
    plan = row.lead.plan
    published(plan)
    own = f"/duties/{row.lead.uid}/money"
    assert "missed its budget round" not in text(writer(row.lead), own)
    assert "Nobody has said when the budget rounds" in text(client, where(plan, "rounds"))
    closes(plan)
    page = text(writer(row.lead), own)
    assert "that closed on 2023-06-30, and the need was on record only on 2023-09-15" in page
    assert "It comes too late for the budget round of its year, which closed on 2023-06-30" in page
    accept_cost(by=work.secretary(), cost=row, now=NOW)
    page = text(client, where(plan, "rounds"))
    assert page.count("2023-06-30") == 2
    assert ("2024-06-30" in page, "Buses for the officers" in page, "2024-03-01" in page) == (True, True, True)
    assert "missed its budget round" in text(client, where(plan, "money/1.1.1"))


def test_a_round_that_closed_later_is_missed_by_nothing(client: Client) -> None:
    plan = cast.plan()
    published(plan)
    closes(plan)
    closes(plan, "12-15")
    page = text(client, where(plan, "rounds"))
    assert ("2023-12-15" in page, "2024-12-15" in page, "2023-06-30" in page) == (False, True, False)
    assert "No line is known to have missed one" in page
    closes(plan, "")
    assert "Nobody has said when the budget rounds" in text(client, where(plan, "rounds"))


def test_the_secretariat_says_when_a_round_closes() -> None:
    plan = cast.plan()
    address = f"/desk/plans/{plan.slug}/rounds"
    for wrong in ({"day": "30 June"}, {"day": "13-40"}, {"reason": ""}, {"body": "nobody"}):
        told = {"body": "Police", "day": "06-30", "reason": "Circular 4."} | wrong
        assert desk().post(address, told).status_code == 422
    assert not Round.objects.exists()
    assert desk().post(address, {"body": "Police", "day": "០៦-៣០", "reason": "Circular 4."}).status_code == 302
    page = text(desk(), address)
    assert ("Circular 4." in page, "2024-06-30" in page) == (True, True)
    with pytest.raises(UserError, match="of which body"):
        set_round(by=work.secretary(), plan=plan, body=" ", day="06-30", reason="So.", now=NOW)


def test_few_queries_whoever_asks(client: Client, django_assert_max_num_queries: Counting) -> None:
    plan = cast.agreed().lead.plan
    published(plan)
    closes(plan)
    for reader, address in ((client, where(plan, "rounds")), (desk(), f"/desk/plans/{plan.slug}/rounds")):
        text(reader, address)
        with django_assert_max_num_queries(12):
            text(reader, address)


def test_who_must_not_get_in(client: Client, outsider_client: Client) -> None:
    plan = cast.plan()
    address = f"/desk/plans/{plan.slug}/rounds"
    told = {"body": "Police", "day": "06-30", "reason": "Because."}
    assert client.post(address, told).status_code == 302
    assert client_of(join("below", Role.SECRETARIAT, a_body("labour"))).post(address, told).status_code == 404
    for stranger in (outsider_client, client_of(work.somebody(Role.FOCAL_POINT, work.police()))):
        assert stranger.get(address).status_code == 403
        assert stranger.post(address, told).status_code == 403
    assert not Round.objects.exists()
    assert client.get(where(plan, "rounds")).status_code == 404, "the plan is not published"
