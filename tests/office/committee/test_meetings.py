"""A meeting from its call to its approved minutes; what is approved is never changed, and who may not gets no page."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.core import UserError
from palermo.office.access.actions import give_term
from palermo.office.access.refusal import Refused
from palermo.office.plan.committee.actions import (
    approve_minutes,
    call_meeting,
    cancel_meeting,
    move_meeting,
    set_agenda,
    take_attendance,
    take_resolution,
    write_minutes,
)
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.items import Item
from palermo.office.plan.committee.models import Agenda, Attendance, Meeting, Minute
from palermo.office.plan.committee.readers import sitting_of
from tests.office.cast import FOR_LONG, NOW, a_body, client_of, host, join
from tests.office.committee import cast as committee
from tests.office.committee.cast import DUE, ITEM, PLACE, TODAY
from tests.office.desk.matrices import closed
from tests.office.tongues import astray
from tests.office.work import cast as work

PLACED = {f"place-{ITEM.id}": 1}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def told(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


def sent(client: Client, address: str, status: int = 302, form: dict[str, Any] | None = None, **more: Any) -> str:
    reply = client.post(address, {**(form or {}), **more})
    assert reply.status_code == status, reply.content.decode()[:3000]
    return reply.content.decode()


def secretariat() -> Client:
    return client_of(work.secretary())


def chair() -> Client:
    return client_of(work.somebody(Role.CHAIR))


def strangers() -> list[Client]:
    """A focal point of another body, and its secretariat."""
    labour = a_body("labour", BodyKind.MINISTRY)
    return [client_of(work.somebody(role, labour)) for role in (Role.FOCAL_POINT, Role.SECRETARIAT)]


def at(meeting: Meeting, *more: str) -> str:
    return "/".join(["/committee/meetings", meeting.uid, *more])


def test_a_meeting_is_called_by_its_form(officer: User, outsider_client: Client, public_client: Client) -> None:
    client = client_of(officer)
    assert "No meeting is called." in told(client, "/committee/")
    page = sent(client, "/committee/call", 422, body="committee", day="2024-02-01", place="The hall")
    assert "Choose today or a later day." in page
    sent(client, "/committee/call", body="committee", day="2024-03-08", begins="09:30", place=PLACE, notice="Bring it.")
    meeting = Meeting.objects.get()
    page = told(client, at(meeting))
    assert "2024-03-08, 09:30, The blue hall" in page
    assert "Nothing is on the agenda yet." in page
    assert "0 items on the agenda" in told(client, "/committee/")
    for address in ("/committee/", "/committee/call"):
        assert closed(address, outsider_client, public_client)
    assert all(one.get(at(meeting)).status_code == 404 for one in strangers())


def test_it_is_moved_or_cancelled_with_a_reason_and_the_first_call_stays(officer: User) -> None:
    meeting, client = committee.called(day=TODAY + timedelta(3)), client_of(officer)
    assert "This field is required." in sent(client, at(meeting, "move"), 422, day="2024-03-09", place="The green hall")
    sent(client, at(meeting, "move"), day="2024-03-09", place="The green hall", reason="The hall is taken.")
    assert "The hall is taken." in told(client, at(meeting))
    sent(client, at(meeting, "cancel"), reason="The chair is ill.")
    page = told(client, at(meeting))
    assert "The meeting was cancelled:" in page
    assert "Set the agenda" not in page
    assert [call.place for call in meeting.calls.all()] == [PLACE, "The green hall", "The green hall"]
    with pytest.raises(UserError, match="cancelled"):
        set_agenda(by=officer, meeting=meeting, items=[ITEM], seen=0, now=NOW)
    for address in ("move", "cancel"):
        assert [one.get(at(meeting, address)).status_code for one in strangers()] == [404, 404]
        assert chair().get(at(meeting, address)).status_code == 403


def test_a_meeting_that_took_place_is_neither_moved_nor_cancelled() -> None:
    meeting, by = committee.held(), work.secretary()
    with pytest.raises(UserError, match="has taken place"):
        cancel_meeting(by=by, meeting=meeting, reason="It was short.", now=NOW)
    with pytest.raises(UserError, match="has taken place"):
        move_meeting(by=by, meeting=meeting, when=When(TODAY, PLACE), reason="It was short.", now=NOW)


def test_an_agenda_is_ordered_and_loses_no_item_that_was_talked_about() -> None:
    minute = committee.minuted()
    meeting, by = minute.meeting, work.secretary()
    budget, seen = Item("b" * 16, "The budget"), committee.agenda_of(minute.meeting)
    with pytest.raises(UserError, match="stays on the agenda"):
        set_agenda(by=by, meeting=meeting, items=[budget], seen=seen, now=NOW)
    with pytest.raises(UserError, match="twice"):
        set_agenda(by=by, meeting=meeting, items=[ITEM, ITEM], seen=seen, now=NOW)
    with pytest.raises(UserError, match="in a few words"):
        set_agenda(by=by, meeting=meeting, items=[ITEM, Item("c" * 16, " ")], seen=seen, now=NOW)
    set_agenda(by=by, meeting=meeting, items=[budget, ITEM], seen=seen, now=NOW)
    with pytest.raises(UserError, match="in the meantime"):
        set_agenda(by=by, meeting=meeting, items=[ITEM, budget], seen=seen, now=NOW)
    assert [each.words for each in sitting_of(meeting).items] == ["The budget", ITEM.words]


def test_who_was_there_is_written_down_once_the_day_has_come_and_read_by_few() -> None:
    meeting, by = committee.called(), work.secretary()
    member = join("member", Role.FOCAL_POINT)
    ahead = committee.called(day=TODAY + timedelta(1))
    with pytest.raises(UserError, match="once that day has come"):
        take_attendance(by=by, meeting=ahead, presences={by.person.pseudonym: "present"}, now=NOW)
    elsewhere = work.somebody(Role.FOCAL_POINT, work.police()).person.pseudonym
    with pytest.raises(UserError, match="held no term"):
        take_attendance(by=by, meeting=meeting, presences={elsewhere: "present"}, now=NOW)
    client, name = secretariat(), member.person.pseudonym
    assert "Nothing of this is new." in sent(client, at(meeting, "attendance"), 422)
    sent(client, at(meeting, "attendance"), form={name: "excused"})
    sent(client, at(meeting, "attendance"), form={name: "present", by.person.pseudonym: "present"})
    rows = Attendance.objects.values_list("person__pseudonym", "presence")
    assert sorted(rows) == sorted([(name, "excused"), (name, "present"), (by.person.pseudonym, "present")])
    assert "Present" in told(chair(), at(meeting, "attendance"))
    assert client_of(member).get(at(meeting)).status_code == 200, "members read the meeting"
    assert client_of(member).get(at(meeting, "attendance")).status_code == 403, "and not who was there"
    assert all(one.get(at(meeting, "attendance")).status_code == 404 for one in strangers())


def test_minutes_are_written_anew_until_the_chair_approves_and_never_after() -> None:
    meeting, client = committee.held(), secretariat()
    address = at(meeting, "items", ITEM.id)
    sent(client, address, act="write", form={"write-text": "First words."})
    sent(client, address, act="write", form={"write-text": "Second words."})
    page = told(client, address)
    assert "Second words." in page
    assert "First words." not in page
    seen = committee.last_minute(meeting)
    assert "Only chairs may do this." in sent(client, at(meeting), 422, seen=seen)
    assert "in the meantime" in sent(chair(), at(meeting), 422, seen=seen - 1)
    assert "Not approved yet." in told(chair(), at(meeting))
    sent(chair(), at(meeting), seen=seen)
    with pytest.raises(UserError, match="nothing of the meeting changes"):
        write_minutes(by=work.secretary(), meeting=meeting, item=ITEM.id, text="Third words.", now=NOW)
    assert "nothing of the meeting changes" in sent(
        client, address, 422, act="write", form={"write-text": "Third words."}
    )
    given = {"correct-text": "It was forty.", "correct-reason": ""}
    assert "This field is required." in sent(client, address, 422, act="correct", form=given)
    sent(client, address, act="correct", form={**given, "correct-reason": "A slip of the pen."})
    page = told(client, at(meeting))
    assert all(words in page for words in ("Second words.", "It was forty.", "A slip of the pen.", "Not approved yet."))
    sent(chair(), at(meeting), seen=committee.last_minute(meeting))
    page = told(client, at(meeting))
    assert "Second words." in page
    assert "Not approved yet." not in page
    assert [each.text for each in Minute.objects.all()] == ["First words.", "Second words.", "It was forty."]
    assert all(one.get(address).status_code == 404 for one in strangers())


def test_who_wrote_the_minutes_never_approves_them() -> None:
    meeting, both = committee.held(), work.somebody(Role.CHAIR)
    of = {"person": both.person, "role": Role.SECRETARIAT, "body": committee.committee()}
    give_term(by=host(NOW), since=NOW, until=FOR_LONG, now=NOW, **of)  # type: ignore[arg-type]  # each is of its kind
    minute = write_minutes(by=both, meeting=meeting, item=ITEM.id, text="It was said.", now=NOW)
    with pytest.raises(Refused):
        approve_minutes(by=both, meeting=meeting, seen=minute.pk, now=NOW)
    assert "Approve the minutes" not in told(client_of(both), at(meeting))
    another = join("another", Role.CHAIR)
    assert "Approve the minutes" in told(client_of(another), at(meeting))


def test_nothing_is_resolved_before_the_day_nor_after_the_approval() -> None:
    by, owner = work.secretary(), work.police()
    given: dict[str, Any] = {"item": ITEM.id, "owner": owner, "words": "Train them.", "due": DUE}
    ahead = committee.called(day=TODAY + timedelta(1))
    with pytest.raises(UserError, match="once that day has come"):
        take_resolution(by=by, meeting=ahead, now=NOW, **given)
    meeting = committee.held()
    for odd, why in (
        ({"words": " "}, "what was resolved"),
        ({"due": TODAY - timedelta(1)}, "before the meeting"),
        ({"item": "x"}, "no such item"),
    ):
        with pytest.raises(UserError, match=why):
            take_resolution(by=by, meeting=meeting, now=NOW, **{**given, **odd})
    minute = committee.minuted(meeting)
    approve_minutes(by=work.somebody(Role.CHAIR), meeting=meeting, seen=minute.pk, now=NOW)
    with pytest.raises(UserError, match="minutes are approved"):
        take_resolution(by=by, meeting=meeting, now=NOW, **given)


def test_the_next_meeting_opens_with_what_became_of_the_last_ones_resolutions(monkeypatch: pytest.MonkeyPatch) -> None:
    first = committee.held()
    committee.confirmed(committee.taken(first, words="Train forty."))
    committee.taken(first, words="Open the shelter.")
    after: datetime = committee.LATER
    monkeypatch.setattr(timezone, "now", lambda: after)
    by = work.secretary()
    second = call_meeting(by=by, body=committee.committee(), when=When(after.date(), PLACE), now=after).meeting
    page = told(secretariat(), at(second))
    assert page.index("What became of what was resolved before") < page.index("Train forty.")
    assert "Confirmed as done" in page
    assert "Open the shelter." in page
    assert "Late" in page
    monkeypatch.setattr(timezone, "now", lambda: after + timedelta(40))
    third = call_meeting(
        by=by, body=committee.committee(), when=When((after + timedelta(40)).date(), PLACE), now=after + timedelta(40)
    ).meeting
    page = told(secretariat(), at(third))
    assert "Open the shelter." in page, "what is open comes up until it is done"
    other = a_body("province", BodyKind.PROVINCE)
    elsewhere = call_meeting(by=by, body=other, when=When((after + timedelta(40)).date(), PLACE), now=NOW).meeting
    assert "Open the shelter." not in told(secretariat(), at(elsewhere))


def test_any_body_meets_and_its_own_secretariat_serves_it() -> None:
    province = a_body("province", BodyKind.PROVINCE)
    own = work.somebody(Role.SECRETARIAT, province)
    meeting = call_meeting(by=own, body=province, when=When(TODAY, PLACE), now=NOW).meeting
    assert told(client_of(own), at(meeting))
    assert told(secretariat(), at(meeting)), "who looks after the bodies below reads it too"
    assert client_of(own).get(at(committee.called())).status_code == 404
    with pytest.raises(Refused):
        call_meeting(by=own, body=committee.committee(), when=When(TODAY, PLACE), now=NOW)


def test_few_questions_whatever_is_on_record(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    meeting = committee.held()
    items = [ITEM, *(Item(f"{n:016x}", f"Item {n}") for n in range(6))]
    set_agenda(by=work.secretary(), meeting=meeting, items=items, seen=committee.agenda_of(meeting), now=NOW)
    for item in items:
        committee.minuted(meeting, item=item.id)
        committee.reported(committee.taken(meeting, item=item.id))
    client = secretariat()
    for address in ("", "/attendance", "/agenda", f"/items/{ITEM.id}"):
        with django_assert_max_num_queries(12):
            told(client, at(meeting) + address)
    with django_assert_max_num_queries(12):
        told(client, "/committee/")
    for address in ("/meetings/", f"/meetings/{meeting.uid}"):
        with django_assert_max_num_queries(4):
            told(Client(), address)
    assert Agenda.objects.count() == 2


def test_the_public_learns_of_a_meeting_once_it_was_held_and_of_nobody_in_it() -> None:
    committee.called(day=TODAY + timedelta(1))
    public = Client()
    assert "No meeting is on record yet." in told(public, "/meetings/")
    meeting = committee.held()
    committee.minuted(meeting, text="A secret word.")
    resolution = committee.reported(committee.taken(meeting), words="A note of the owner.")
    for address in ("/meetings/", f"/meetings/{meeting.uid}"):
        page = told(public, address)
        assert "The police train forty officers." in page
        assert "Reported done" in page
        assert not any(word in page for word in ("secret", "officer-", "A note", "blue hall", resolution.uid))
    assert public.get(f"/meetings/{'0' * 32}").status_code == 404
    assert public.get(at(meeting)).headers["Location"].startswith("/sign-in")


def test_pages_in_khmer_mark_what_is_not(officer: User) -> None:
    plan = work.plan_at_work()
    meeting = committee.held(plan=plan)
    work.asked(plan)
    committee.taken(meeting, words="Open the shelter.")
    client = client_of(officer)
    sent(client, at(meeting, "agenda"), seen=committee.agenda_of(meeting), take=["undecided:1.1.1"], form=PLACED)
    client.get("/language/km?next=/")
    for address in ("/committee/", at(meeting), at(meeting, "agenda"), f"/meetings/{meeting.uid}"):
        assert list(astray(told(client, address), "Train 1")) == []
