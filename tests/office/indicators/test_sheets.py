"""A sheet is completed edition by edition, by the secretariat and the body that leads, and nothing of it is lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palermo.access import BodyKind, Role
from palermo.core import UserError
from palermo.office.access.refusal import Refused
from palermo.office.plan.indicators.actions import complete_sheet
from palermo.office.plan.indicators.models import Sheet as Row
from palermo.office.plan.models import Plan
from palermo.office.trail.models import Entry
from palermo.plan import Split, Target
from tests.office.cast import NOW, a_body, client_of
from tests.office.indicators import cast
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
FILLED = {
    "definition": "Each officer once.",
    "unit": "persons",
    "counts": "period",
    "people": "yes",
    "source": "Register of the academy",
    "method": "count",
    "frequency": "each quarter",
    "responsible": "Head of training",
    "baseline": "31",
    "baseline_date": "2023",
    "direction": "up",
    "kind": "output",
    "split_0_name": "sex",
    "split_0_parts": "female; male",
    "split_1_name": "",
    "split_1_parts": "",
    "target_0_value": "60",
    "target_0_by": "December 2025",
    "target_0_reason": "Two courses a year.",
    "quality": "A second person counts.",
    "limits": "Other courses.",
    "reason": "So that we count the same.",
    "seen": "0",
}


def address(plan: Plan, indicator: str = cast.OWN) -> str:
    return reverse("sheet", args=[plan.slug, indicator])


def text(reply: Any) -> str:
    content: bytes = reply.content
    return content.decode()


def test_what_the_plan_says_stands_in_the_form_and_what_the_sheet_lacks_above_it() -> None:
    plan = cast.stored()
    page = text(client_of(work.secretary()).get(address(plan)))
    assert 'name="unit" value="officers"' in page
    for rule in ("I02", "I03", "I05", "I06", "I08"):
        assert f"/rules/{rule}" in page, rule
    assert "It does not say what exactly is counted, and what is not." in page
    assert "Nobody has completed the sheet yet." in page


def test_an_edition_is_a_row_with_its_reason_and_the_rules_pass_on_it() -> None:
    plan, client = cast.stored(), client_of(work.secretary())
    assert (
        client.post(address(plan), {**FILLED, "split_1_name": "age", "split_1_parts": "under 18; over"}).status_code
        == 302
    )
    row = Row.objects.get()
    assert (row.said.splits[0], row.said.targets[0].reason) == (Split("sex", ("female", "male")), "Two courses a year.")
    assert Entry.objects.get(verb="sheet.completed").object == f"sheet:{row.pk}"
    page = text(client.get(address(plan)))
    assert "Nothing. Every rule on indicators passes." in page
    assert "So that we count the same." in page
    assert "<del>officers</del> <ins>persons</ins>" in page
    # the next one begins from it, and both stay
    second = {**FILLED, "seen": "1", "limits": "Courses of others.", "reason": "Clearer."}
    assert client.post(address(plan), second).status_code == 302
    assert [row.said.limits for row in Row.objects.all()] == ["Other courses.", "Courses of others."]


def test_the_body_that_leads_completes_it_too_and_no_other() -> None:
    plan = cast.stored()
    lead = work.accepted(plan)
    clerk = client_of(work.somebody(Role.FOCAL_POINT, lead.body))
    own = reverse("duty-sheet", args=[lead.uid, cast.OWN])
    assert own in text(clerk.get(reverse("duty", args=[lead.uid])))
    assert clerk.post(own, FILLED).status_code == 302
    assert Row.objects.get().made_by != ""
    assert clerk.get(reverse("duty-sheet", args=[lead.uid, cast.OF_GOAL])).status_code == 404, "told by nobody yet"
    other = work.somebody(Role.FOCAL_POINT, a_body("labour", BodyKind.MINISTRY))
    assert client_of(other).get(own).status_code == 404
    with pytest.raises(Refused):
        cast_by(other, plan)


def cast_by(by: Any, plan: Plan, **other: Any) -> Row:
    told: dict[str, Any] = {"indicator": cast.OWN, "reason": "Why.", "seen": 0, "now": NOW}
    return complete_sheet(by=by, plan=plan, sheet=replace(cast.SHEET, **other), **told)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a person": ({"responsible": "Mr Invented"}, "Name the role"),
    "one part": ({"splits": (Split("sex", ("female",)),)}, "two parts at least"),
    "the same part": ({"splits": (Split("sex", ("female", "female")),)}, "two parts at least"),
    "the same split": ({"splits": (Split("sex", ("f", "m")), Split("sex", ("a", "b")))}, "the same name"),
    "no reason": ({"targets": (Target("60", "2025"),)}, "why that much"),
    "elsewhere": ({"given_by": "9.9"}, "not below"),
}


def test_what_nobody_could_count_by_is_refused() -> None:
    plan, by = cast.stored(), work.secretary()
    for told, words in WRONG.values():
        with pytest.raises(UserError, match=words):
            cast_by(by, plan, **told)
    assert not Row.objects.exists()


def test_nobody_writes_over_an_edition_they_have_not_seen_and_none_says_nothing_new() -> None:
    plan = cast.stored()
    cast.completed(plan)
    with pytest.raises(UserError, match="in the meantime"):
        cast.completed(plan, limits="Others.")
    with pytest.raises(UserError, match="Nothing of the sheet"):
        cast.completed(plan, seen=1)
    reply = client_of(work.secretary()).post(address(plan), FILLED)
    assert (reply.status_code, "in the meantime" in text(reply)) == (422, True)
    assert "A second person counts." in text(reply), "what was written is still there"


def test_what_is_half_filled_in_is_told_at_its_field() -> None:
    plan, client = cast.stored(), client_of(work.secretary())
    half = {**FILLED, "target_0_reason": "", "split_1_parts": "a; b", "reason": ""}
    page = text(client.post(address(plan), half))
    for name in ("target_0_reason", "split_1_name", "reason"):
        assert f'id="id_{name}_error"' in page, name
    assert not Row.objects.exists()


def test_the_indicator_of_a_goal_is_told_by_the_activity_that_the_sheet_names() -> None:
    plan = cast.stored()
    client = client_of(work.secretary())
    page = text(client.get(address(plan, cast.OF_GOAL)))
    assert 'name="given_by"' in page
    assert 'name="given_by"' not in text(client.get(address(plan)))
    share: dict[str, Any] = {
        "numerator": "cases referred",
        "denominator": "suspected cases",
        "unit": "percent",
        "splits": (),
    }
    cast.completed(plan, cast.OF_GOAL, given_by="1.1.1", people=False, **share)
    lead = work.accepted(plan)
    form = text(client_of(work.somebody(Role.FOCAL_POINT, lead.body)).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))
    assert ("1.a: how many" in form, "1.a: of how many" in form) == (True, True)
    assert client.get(reverse("duty-sheet", args=[lead.uid, cast.OF_GOAL])).status_code == 200


def test_the_list_says_what_each_sheet_lacks(django_assert_max_num_queries: Counting) -> None:
    plan, client = cast.stored(), client_of(work.secretary())
    cast.completed(plan)
    page = text(client.get(reverse("sheets", args=[plan.slug])))
    rows = page[page.index("<tbody>") :].split("<tr>")[1:]
    goal = f'indicators/{cast.OF_GOAL}"'
    assert [("/rules/I03" in row, goal in row) for row in rows] == [(True, True), (False, False)]
    assert "1 activity of the plan has no indicator." in page
    for path in (reverse("sheets", args=[plan.slug]), address(plan)):
        with django_assert_max_num_queries(12):
            client.get(path)


def test_a_plan_without_indicators_says_so() -> None:
    plan = work.plan_at_work()
    page = text(client_of(work.secretary()).get(reverse("sheets", args=[plan.slug])))
    assert "The plan names no indicators." in page


def test_who_must_not_get_in(outsider_client: Client, public_client: Client) -> None:
    plan = cast.stored()
    lead = work.accepted(plan)
    paths = [address(plan), reverse("sheets", args=[plan.slug]), reverse("duty-sheet", args=[lead.uid, cast.OWN])]
    for path in paths:
        assert outsider_client.get(path).status_code == 403
        assert public_client.get(path)["Location"].startswith("/sign-in")
    chair = client_of(work.somebody(Role.CHAIR))
    page = chair.get(address(plan))
    assert (page.status_code, "Store this edition" in text(page)) == (200, False)
    for client in (chair, outsider_client):
        assert client.post(address(plan), FILLED).status_code == 403
    assert not Row.objects.exists()
    assert client_of(work.secretary()).get(address(plan, "9.9")).status_code == 404


def test_whoever_completes_a_sheet_may_let_the_house_count(outsider_client: Client) -> None:
    plan = cast.stored()
    lead = work.accepted(plan)
    desk, clerk = client_of(work.secretary()), client_of(work.somebody(Role.FOCAL_POINT, lead.body))
    assert "Reports that were filed in time" in text(desk.get(address(plan)))
    figure = {"figure": "on_time", "figure_of": "", "counts": "", "people": "", "split_0_name": "", "split_0_parts": ""}
    wrong = {**FILLED, **figure, "counts": "period"}
    assert "no report tells it" in text(desk.post(address(plan), wrong))
    own = reverse("duty-sheet", args=[lead.uid, cast.OWN])
    reply = clerk.post(own, {**FILLED, **figure}, follow=True)
    assert (reply.status_code, reply.redirect_chain) == (200, [(f"/duties/{lead.uid}", 302)])
    assert clerk.get(own).status_code == 404, "of what the house counts nothing is the body's any more"
    assert "Reports that were filed in time" in text(desk.get(address(plan)))
    assert outsider_client.post(address(plan), {**FILLED, **figure}).status_code == 403
