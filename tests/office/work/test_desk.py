"""One plan at work at the desk: the ledger of its activities, who leads each, what is put to whom."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.work.actions import amend_promise, refuse_lead, set_cycle
from palermo.office.plan.work.desk.naming import named_body
from palermo.office.plan.work.models import Lead
from palermo.office.trail.models import Entry
from palermo.plan import LADDER, Amended, Cycle, Every
from tests.office.cast import NOW, a_body, client_of, small_plan
from tests.office.pages.test_tongues import MARK, marked_plan
from tests.office.tongues import astray
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


def address(plan: Plan) -> str:
    return f"/desk/plans/{plan.slug}/work"


def shown(client: Client, path: str) -> str:
    reply = client.get(path)
    assert reply.status_code == 200
    return reply.content.decode()


def test_the_ledger_says_of_each_activity_who_leads_it_and_where_it_stands() -> None:
    plan = work.plan_at_work()
    work.accepted(plan)
    page = shown(client_of(work.secretary()), address(plan))
    assert "Each quarter, from 2024-01-01 to 2025-12-31. A report is due 15 days after its period has ended." in page
    assert "the body that reports → the secretariat → the chair of the committee" in re.sub(r"\s+", " ", page)
    rows = re.findall(r"<tr>\s*<td class=\"work-choice\".*?</tr>", page, re.DOTALL)
    assert len(rows) == 2
    assert "The police" in rows[0]
    assert "Accepted" in rows[0]
    assert "was to be finished by" in rows[0]  # the status comes with what decided it
    assert "nobody yet" in rows[1]
    assert "No record shows that it was put to its lead." in rows[1]


def test_without_a_cycle_the_page_says_what_to_do_first(
    officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    version = stored_plan()
    page = shown(officer_client, address(version.plan))
    assert "Nobody has said when reports are due." in page
    assert f"/desk/plans/{version.plan.slug}/cycle" in page
    assert address(version.plan) in shown(officer_client, f"/desk/plans/{version.plan.slug}/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("status=not_accepted", {"1.1.2"}),
        ("body=police", {"1.1.1"}),
        ("body=.", {"1.1.2"}),
        ("lead=Police", {"1.1.1", "1.1.2"}),
        ("body=.&status=late", set()),
    ],
)
def test_the_ledger_is_narrowed_by_status_body_and_the_lead_of_the_plan(asked: str, found: set[str]) -> None:
    plan = work.plan_at_work()
    work.accepted(plan)
    page = shown(client_of(work.secretary()), f"{address(plan)}?{asked}")
    assert set(re.findall(r'value="(1\.1\.\d)"', page)) == found


def test_the_lead_that_is_asked_for_proposes_its_body() -> None:
    plan = work.plan_at_work()
    work.police()
    page = shown(client_of(work.secretary()), f"{address(plan)}?lead=Police")
    assert '<option value="police" selected>' in page


def test_many_are_put_to_a_body_at_once_each_by_an_act_of_its_own() -> None:
    plan, body = work.plan_at_work(), work.police()
    client = client_of(work.secretary())
    reply = client.post(address(plan), {"activity": ["1.1.1", "1.1.2"], "body": body.key}, follow=True)
    assert "2 activities are put to The police." in reply.content.decode()
    assert {(lead.activity, lead.body_id) for lead in Lead.objects.all()} == {("1.1.1", body.pk), ("1.1.2", body.pk)}
    assert Entry.objects.filter(verb="lead.asked").count() == 2


def test_all_that_a_narrowed_page_shows_are_put_at_once() -> None:
    plan, body = work.plan_at_work(), work.police()
    work.asked(plan, body)
    client = client_of(work.secretary())
    reply = client.post(f"{address(plan)}?body=.", {"every": "on", "body": body.key})
    assert reply["Location"] == f"{address(plan)}?body=."
    assert Lead.objects.filter(activity="1.1.2").exists()
    assert Entry.objects.filter(verb="lead.asked").count() == 2


def test_what_is_refused_is_told_and_the_rest_stands() -> None:
    plan, body = work.plan_at_work(), work.police()
    work.asked(plan, body)
    reply = client_of(work.secretary()).post(address(plan), {"activity": ["1.1.1", "1.1.2"], "body": body.key})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "1.1.1: This cannot be done" in page
    assert "1 activity is put to The police." in page
    assert Lead.objects.get(activity="1.1.2").body == body
    assert page.count("nobody yet") == 0  # the ledger shows what stands now


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"body": "police"}, "Choose the activities first"),
        ({"activity": "1.1.1"}, "required"),
        ({"activity": "9"}, "9"),
    ],
)
def test_a_form_that_is_not_whole_says_what_is_missing(sent: dict[str, str], told: str) -> None:
    plan = work.plan_at_work()
    work.police()
    reply = client_of(work.secretary()).post(address(plan), sent)
    assert reply.status_code == 422
    assert told in reply.content.decode()
    assert not Lead.objects.exists()


def test_the_ledger_asks_few_questions_of_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = work.plan_at_work()
    lead = work.accepted(plan)
    work.sent(lead)
    work.offered(lead)
    client = client_of(work.secretary())
    client.get(address(plan))
    # session, person with terms, glasses, version, cycle, leads, reports, moves, changes, bodies
    with django_assert_num_queries(10):
        client.get(address(plan))


def test_on_a_khmer_page_the_words_of_an_english_plan_are_said_to_be_english(
    stored_plan: Callable[..., Version],
) -> None:
    version = stored_plan(marked_plan())
    set_cycle(by=work.secretary(), plan=version.plan, rule=work.RULE, ladder=LADDER, reason="As decided.", now=NOW)
    lead = work.accepted(version.plan)
    report, piece = work.sent(lead), work.offered(lead)
    client = client_of(work.secretary())
    client.get("/language/km")
    own = [f"{address(version.plan)}{rest}" for rest in ("", "/1.1.1", "/1.1.2")]
    reviewed = ["/review/", f"/review/reports/{report.uid}", f"/review/evidence/{piece.uid}"]
    for path in (*own, f"/desk/plans/{version.plan.slug}/cycle", *reviewed):
        page = shown(client, path)
        assert MARK in page
        assert list(astray(page, MARK)) == [], path


def test_the_chair_reads_it_and_puts_nothing() -> None:
    plan = work.plan_at_work()
    client = client_of(work.somebody(Role.CHAIR))
    page = shown(client, address(plan))
    assert "Put to this body" not in page
    closed = ('href="/desk/"', f'href="/desk/plans/{plan.slug}/"', f"/desk/plans/{plan.slug}/cycle")
    assert [link for link in closed if link in page] == []  # no way leads to a shut door
    reply = client.post(address(plan), {"activity": "1.1.1", "body": work.police().key})
    assert reply.status_code == 422
    assert "Only the secretariat may do this." in reply.content.decode()
    assert not Lead.objects.exists()


def test_nobody_else_comes_in(outsider_client: Client, public_client: Client) -> None:
    plan = work.plan_at_work()
    others = [work.somebody(Role.FOCAL_POINT, work.police()), work.somebody(Role.APPROVER, work.police())]
    for path in (address(plan), f"{address(plan)}/1.1.1"):
        for client in (outsider_client, *map(client_of, others)):
            assert client.get(path).status_code == 403
            assert client.post(path, {"activity": "1.1.1", "body": "police"}).status_code == 403
        assert public_client.get(path)["Location"].startswith("/sign-in?next=")
    assert not Lead.objects.exists()


def test_a_plan_means_the_one_body_that_has_its_words_for_a_name() -> None:
    plan = small_plan()
    police, ngo = work.police(), a_body("shelter", BodyKind.NGO)
    assert named_body(plan, "Police", [police, ngo]) == police
    assert named_body(plan, "THE  POLICE", [police, ngo]) == police
    assert named_body(plan, "Ministry", [police, ngo]) is None
    assert named_body(plan, "", [police, ngo]) is None
    other = a_body("other-police", BodyKind.POLICE)
    other.names = {"en": "Police"}
    assert named_body(plan, "Police", [police, other]) is None  # two are meant: nothing is guessed


def test_a_refusal_stands_in_the_ledger_with_its_reason() -> None:
    lead = work.asked()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    refuse_lead(by=by, lead=lead, reason="It is another's mandate.", now=NOW)
    page = shown(client_of(work.secretary()), address(lead.plan))
    assert "Refused" in page
    assert "It is another&#x27;s mandate." in page


def test_the_secretariat_of_another_body_reads_neither_its_evidence_nor_what_its_reports_say() -> None:
    plan = work.plan_at_work()
    told: dict[str, Any] = {"by": work.secretary(), "plan": plan, "now": NOW, "reason": "A long work."}
    whole = Cycle(Every.ONCE, date(2024, 1, 1), date(2060, 12, 31))
    set_cycle(**told, rule=whole, ladder=LADDER)
    amend_promise(**told, activity="1.1.1", what=Amended.END, new="2060-12-31")
    lead = work.accepted(plan)
    work.sent(lead, "once", obstacles=[{"what": "No room", "since": "2024-02-01", "blocked_by": "an illness"}])
    work.offered(lead)
    pages = [address(plan), f"{address(plan)}/1.1.1"]
    own = [shown(client_of(work.secretary()), page) for page in pages]
    assert [("an illness" in page, "The course" in page) for page in own] == [(True, False), (True, True)]
    others = client_of(work.somebody(Role.SECRETARIAT, a_body("labour", BodyKind.MINISTRY)))
    theirs = [shown(others, page) for page in pages]
    assert [("an illness" in page, "The course" in page) for page in theirs] == [(False, False), (False, False)]
