"""A resolution from the meeting to its confirmation: each acts on their own page, and nobody judges their own work."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.core import UserError
from palermo.office.access.actions import give_term
from palermo.office.access.refusal import Refused
from palermo.office.plan.committee.actions import (
    confirm_resolution,
    lift_resolution,
    report_resolution,
    return_resolution,
    undo_resolution,
)
from palermo.office.plan.committee.models import Resolution, Turn
from palermo.office.trail.models import Entry
from tests.office.cast import FOR_LONG, NOW, a_body, client_of, host, join
from tests.office.committee import cast as committee
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(monkeypatch, NOW)


def move_to(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)


def owner(role: Role = Role.FOCAL_POINT) -> Client:
    return client_of(work.somebody(role, work.police()))


def page_of(row: Resolution, client: Client) -> str:
    reply = client.get(f"/committee/resolutions/{row.uid}")
    assert reply.status_code == 200
    return reply.content.decode()


def sent(row: Resolution, client: Client, status: int = 302, form: dict[str, str] | None = None, *, act: str) -> str:
    reply = client.post(f"/committee/resolutions/{row.uid}", {"act": act, **(form or {})})
    assert reply.status_code == status, reply.content.decode()
    return reply.content.decode()


def test_from_the_meeting_to_what_is_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    row = committee.taken()
    secretariat, chair = client_of(work.secretary()), client_of(work.somebody(Role.CHAIR))
    duties = owner().get("/duties/").content.decode()
    assert "The police train forty officers." in duties
    assert f"/committee/resolutions/{row.uid}" in duties
    assert "No activity of a plan was put" not in duties
    page = page_of(row, owner())
    assert 'value="accept"' in page
    assert 'value="confirm"' not in page
    sent(row, owner(), act="accept")
    assert "This field is required." in sent(row, owner(), 422, act="report", form={"report-reason": ""})
    assert 'value="confirm"' not in page_of(row, secretariat)
    sent(row, owner(), act="report", form={"report-reason": "Forty were trained."})
    assert "Forty were trained." in page_of(row, secretariat)
    sent(row, secretariat, act="return", form={"return-reason": "Where is the list?"})
    assert "Where is the list?" in page_of(row, owner())
    move_to(monkeypatch, committee.LATER)
    secretariat, chair = client_of(work.secretary()), client_of(work.somebody(Role.CHAIR))  # signed in anew
    shown = [(owner(), "/duties/"), (secretariat, "/committee/"), (secretariat, "/desk/"), (Client(), "/meetings/")]
    for client, address in shown:
        assert '<span class="tag tag-bad">Late</span>' in client.get(address).content.decode()
    sent(row, owner(Role.APPROVER), act="report", form={"report-reason": "The list lies in the office."})
    sent(row, secretariat, act="confirm")
    assert "No resolution is open." in secretariat.get("/committee/").content.decode()
    assert "train forty" not in owner().get("/duties/").content.decode()
    assert "Confirmed as done" in Client().get("/meetings/").content.decode()
    sent(row, chair, act="undo", form={"undo-reason": "Half of them left."})
    assert "train forty" in secretariat.get("/committee/").content.decode()
    turns = [(turn.deed, turn.side) for turn in Turn.objects.all()]
    assert turns == [
        ("take", "secretariat"),
        ("accept", "owner"),
        ("report", "owner"),
        ("return", "secretariat"),
        ("report", "owner"),
        ("confirm", "secretariat"),
        ("undo", "chair"),
    ]
    verbs = Entry.objects.filter(verb__startswith="resolution.").order_by("number").values_list("verb", flat=True)
    assert [verb.removeprefix("resolution.") for verb in verbs] == [
        "taken",
        "accepted",
        "reported",
        "returned",
        "reported",
        "confirmed",
        "undone",
    ]


def test_what_was_refused_is_put_once_more_or_lifted_by_the_chair_alone() -> None:
    row = committee.taken()
    secretariat, chair = client_of(work.secretary()), client_of(work.somebody(Role.CHAIR))
    sent(row, owner(), act="refuse", form={"refuse-reason": "Not our mandate."})
    assert 'value="insist"' not in page_of(row, secretariat)
    sent(row, chair, act="insist", form={"insist-reason": "It is, by the law."})
    assert 'value="accept"' in page_of(row, owner())
    assert "This field is required." in sent(row, chair, 422, act="lift", form={"lift-reason": " "})
    sent(row, chair, act="lift", form={"lift-reason": "A law does it now."})
    page = page_of(row, owner())
    assert "Lifted" in page
    assert '<form method="post" novalidate>' not in page
    assert "cannot be done" in sent(row, owner(), 422, act="accept")


def test_who_acted_for_the_owner_never_judges_whatever_hat_they_wear() -> None:
    row = committee.taken(owner=committee.committee())
    both = work.somebody(Role.FOCAL_POINT)
    of = {"person": both.person, "body": committee.committee(), "since": NOW, "until": FOR_LONG}
    for role in (Role.SECRETARIAT, Role.CHAIR):
        give_term(by=host(NOW), role=role, now=NOW, **of)  # type: ignore[arg-type]  # each is of its kind
    row = committee.reported(row)
    for act in (confirm_resolution, return_resolution):
        reason = {"reason": "x"} if act is return_resolution else {}
        with pytest.raises(Refused):
            act(by=both, resolution=row, now=NOW, **reason)
    page = page_of(row, client_of(both))
    assert 'value="confirm"' not in page
    assert 'value="return"' not in page
    confirm_resolution(by=work.secretary(), resolution=row, now=NOW)


def test_a_chair_who_confirmed_leaves_the_undoing_to_another() -> None:
    row, chair = committee.reported(), work.somebody(Role.CHAIR)
    confirm_resolution(by=chair, resolution=row, now=NOW)
    with pytest.raises(UserError, match="another undoes that"):
        undo_resolution(by=chair, resolution=committee.again(row), reason="Half of them left.", now=NOW)
    undo_resolution(by=join("another", Role.CHAIR), resolution=committee.again(row), reason="Half left.", now=NOW)


def test_a_smaller_committee_judges_what_ministries_beside_it_owe() -> None:
    """It stands beside them, and reaches none of them otherwise."""
    group = a_body("group", BodyKind.COMMITTEE)
    own, chair = work.somebody(Role.SECRETARIAT, group), work.somebody(Role.CHAIR, group)
    row = committee.reported(committee.taken(committee.held(group)))
    assert 'value="confirm"' in page_of(row, client_of(chair))
    return_resolution(by=own, resolution=row, reason="Where is the list?", now=NOW)
    lift_resolution(by=chair, resolution=committee.again(row), reason="A law does it now.", now=NOW)
    with pytest.raises(UserError, match="cannot be done"):
        report_resolution(by=committee.owner_of(row), resolution=committee.again(row), reason="Done.", now=NOW)


def test_few_questions_on_each_page(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    meeting = committee.held()
    rows = [committee.reported(committee.taken(meeting, words=f"Number {n}")) for n in range(5)]
    for client, address in (
        (owner(), "/duties/"),
        (owner(), f"/committee/resolutions/{rows[0].uid}"),
        (client_of(work.secretary()), f"/committee/resolutions/{rows[0].uid}"),
    ):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_nobody_else_reads_what_was_said_at_each_turn() -> None:
    row = committee.reported(words="A secret word.")
    labour = a_body("labour", BodyKind.MINISTRY)
    address = f"/committee/resolutions/{row.uid}"
    for role in (Role.FOCAL_POINT, Role.APPROVER, Role.SECRETARIAT, Role.CHAIR):
        assert client_of(work.somebody(role, labour)).get(address).status_code == 404
        assert client_of(work.somebody(role, labour)).post(address, {"act": "confirm"}).status_code == 404
    assert client_of(join("analyst", Role.ANALYST)).get(address).status_code == 403
    assert Client().get(address).headers["Location"].startswith("/sign-in")
    assert Turn.objects.count() == 3
