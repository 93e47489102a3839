"""What is proposed for an agenda is what the record says on the day, and is taken over by a tick."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.office.plan.committee.actions import call_meeting, refuse_resolution
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.models import Meeting
from palermo.office.plan.committee.readers import sitting_of
from palermo.office.plan.models import Plan
from palermo.office.plan.work import readers
from tests.office.cast import NOW, a_body, client_of
from tests.office.committee import cast as committee
from tests.office.work import cast as work

AFTER = datetime(2026, 3, 1, 9, 0, tzinfo=NOW.tzinfo)  # the plan ended in December 2024
STUCK = {"what": "No teacher", "since": "2024-02-01", "blocked_by": "the ministry of education"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(monkeypatch, NOW)


def move_to(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)


def plan_in_trouble() -> Plan:
    """One activity is blocked and asks for a letter, the other was refused by its lead."""
    plan = work.plan_at_work()
    work.sent(work.accepted(plan), asks="A letter to the minister.", obstacles=[STUCK])
    work.asked(plan, a_body("labour", BodyKind.MINISTRY), activity="1.1.2")
    return plan


def page_of(meeting: Meeting, client: Client | None = None) -> str:
    reply = (client or client_of(work.secretary())).get(f"/committee/meetings/{meeting.uid}/agenda")
    assert reply.status_code == 200
    return reply.content.decode()


def sent(meeting: Meeting, status: int = 302, form: dict[str, Any] | None = None, **more: Any) -> str:
    address = f"/committee/meetings/{meeting.uid}/agenda"
    told = {"seen": committee.agenda_of(meeting), **(form or {}), **more}
    reply = client_of(work.secretary()).post(address, told)
    assert reply.status_code == status, reply.content.decode()
    return reply.content.decode()


def test_what_is_blocked_undecided_and_asked_is_proposed_in_this_order() -> None:
    meeting = committee.called(plan=plan_in_trouble())
    page = page_of(meeting)
    keys = ["blocked:1.1.1", "undecided:1.1.2", "plea:1.1.1"]
    assert [page.index(f'value="{key}"') for key in keys] == sorted(page.index(f'value="{key}"') for key in keys)
    assert page.count('name="take"') == 3
    assert "No teacher" in page
    assert "The police asks: A letter to the minister." in page


def test_what_is_late_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = committee.called(plan=plan_in_trouble())
    move_to(monkeypatch, AFTER)
    assert 'value="late:1.1.1"' in page_of(meeting)


def test_a_tick_takes_it_over_and_it_is_proposed_no_more() -> None:
    meeting = committee.called(plan=plan_in_trouble())
    place = {f"place-{committee.ITEM.id}": 7}
    sent(meeting, take=["plea:1.1.1", "blocked:1.1.1"], own="The budget", form=place)
    items = sitting_of(meeting).items
    assert [each.words for each in items] == [
        "Who trains the officers",
        "1.1.1 Train 1 officers",
        "1.1.1 Train 1 officers",
        "The budget",
    ]
    assert [each.key for each in items] == ["", "blocked:1.1.1", "plea:1.1.1", ""]
    assert "the ministry of education" in items[1].told
    page = page_of(meeting)
    assert page.count('name="take"') == 1
    places = {f"place-{each.id}": 4 - n for n, each in enumerate(items)}
    sent(meeting, form={**places, f"gone-{committee.ITEM.id}": "on"})
    assert [each.key for each in sitting_of(meeting).items] == ["", "plea:1.1.1", "blocked:1.1.1"]
    page = client_of(work.secretary()).get(f"/committee/meetings/{meeting.uid}").content.decode()
    assert page.index("The budget") < page.index("A letter to the minister.")


def test_nothing_can_be_ticked_that_is_not_proposed() -> None:
    meeting = committee.called(plan=plan_in_trouble())
    page = sent(meeting, 422, take=["late:9.9.9"], form={f"place-{committee.ITEM.id}": 1})
    assert "9.9.9 is not one of the available choices" in page


def test_earlier_resolutions_are_proposed_once_they_press(monkeypatch: pytest.MonkeyPatch) -> None:
    first = committee.held()
    refused = committee.taken(first, words="Open the shelter.")
    refuse_resolution(by=committee.owner_of(refused), resolution=refused, reason="Not our mandate.", now=NOW)
    committee.taken(first, words="Train forty.")
    committee.confirmed(committee.taken(first, words="Print the law."))
    second = committee.called(day=committee.TODAY + timedelta(60))
    page = page_of(second)
    assert "Open the shelter." in page
    assert "Train forty." not in page
    move_to(monkeypatch, committee.LATER)
    page = page_of(second)
    assert "Train forty." in page
    assert "It was due on 2024-03-31 and is taken and not answered." in page
    assert "Print the law." not in page


def test_the_body_of_a_place_is_proposed_what_it_leads_itself() -> None:
    plan = plan_in_trouble()
    province = a_body("province", BodyKind.PROVINCE)
    when = When(committee.TODAY, committee.PLACE)
    meeting = call_meeting(by=work.secretary(), body=province, when=when, plan=plan, now=NOW).meeting
    assert 'name="take"' not in page_of(meeting)
    work.asked(plan, province, activity="1.1.2")
    assert 'value="undecided:1.1.2"' in page_of(meeting)


def test_who_reads_no_reports_of_a_body_is_proposed_nothing_that_they_say() -> None:
    plan = plan_in_trouble()
    group = a_body("group", BodyKind.COMMITTEE)
    own, when = work.somebody(Role.SECRETARIAT, group), When(committee.TODAY, committee.PLACE)
    meeting = call_meeting(by=own, body=group, when=when, plan=plan, now=NOW).meeting
    page = page_of(meeting, client_of(own))
    assert "A letter to the minister." not in page
    assert "No teacher" not in page
    assert 'value="undecided:1.1.2"' in page


def test_twelve_questions_at_most_once_the_record_is_kept(
    django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    committee.taken(committee.held())
    meeting, client = committee.called(plan=plan_in_trouble()), client_of(work.secretary())
    monkeypatch.setattr(readers, "connection", SimpleNamespace(in_atomic_block=False))  # as where no test wraps it
    page_of(meeting, client)
    with django_assert_max_num_queries(12):
        page_of(meeting, client)


def test_nobody_but_the_secretariat_sets_an_agenda() -> None:
    meeting = committee.called()
    address = f"/committee/meetings/{meeting.uid}/agenda"
    assert client_of(work.somebody(Role.CHAIR)).get(address).status_code == 403
    assert client_of(work.somebody(Role.FOCAL_POINT, work.police())).get(address).status_code == 404
    assert Client().get(address).headers["Location"].startswith("/sign-in")
