"""What a body owes on one page and one page of each activity, and to nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.office.plan.readers import find_version, forget
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_evidence,
    drop_activity,
    put_to_lead,
    refuse_evidence,
    return_report,
    set_cycle,
)
from palermo.office.plan.work.models import Evidence, Lead, Move
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.trail.models import Entry
from palermo.plan import LADDER, Every, Status
from tests.office.cast import NOW, a_body, client_of, join
from tests.office.desk.matrices import closed
from tests.office.tongues import astray
from tests.office.work import cast as work
from tests.office.work.cast import PERIOD

LATER = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)  # the report on PERIOD was due on 15 April
PDF = b"%PDF-1.7 another invented course"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which everything of the cast was done."""
    move_to(monkeypatch, NOW)


def move_to(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)


def focal(lead: Lead) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, lead.body))


def approver(lead: Lead) -> Client:
    return client_of(work.somebody(Role.APPROVER, lead.body))


def told(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


def elsewhere() -> Client:
    """A focal point of another body."""
    return client_of(work.somebody(Role.FOCAL_POINT, a_body("labour", BodyKind.MINISTRY)))


def test_no_duty_says_so_and_what_to_do(officer: User, outsider_client: Client, public_client: Client) -> None:
    page = told(elsewhere(), "/duties/")
    assert "No activity of a plan was put to a body in which you hold a term." in page
    assert "Ask it if you expected one here." in page
    assert closed("/duties/", outsider_client, public_client)


def test_a_question_is_answered_yes_from_its_page(outsider_client: Client, public_client: Client) -> None:
    lead = work.asked()
    client = focal(lead)
    assert "No answer yet" in told(client, "/duties/")
    page = told(client, f"/duties/{lead.uid}")
    assert "Put to its lead on 2024-03-01; no answer is on record." in page
    assert "Train 1 officers" in page
    assert client.post(f"/duties/{lead.uid}", {"act": "accept"}).status_code == 302
    assert Move.objects.filter(lead=lead).values_list("verb", "level").last() == ("accept", "lead")
    page = told(client, "/duties/")
    assert f"/duties/{lead.uid}/reports/{PERIOD}" in page
    assert "Report for 2024-Q1" in page
    assert "due on 2024-04-15, due in 45 days" in page
    assert closed(f"/duties/{lead.uid}", outsider_client, public_client)


def test_nobody_is_asked_about_what_was_given_up() -> None:
    lead = work.asked()
    chair = work.somebody(Role.CHAIR)
    drop_activity(by=chair, plan=lead.plan, activity=lead.activity, reason="A law did it.", now=NOW)
    assert "Your answer" not in told(focal(lead), "/duties/")


def test_what_was_sent_for_a_cycle_that_is_gone_is_still_found() -> None:
    lead = work.sent().lead
    halves = replace(work.RULE, every=Every.HALF)
    set_cycle(by=work.secretary(), plan=lead.plan, rule=halves, ladder=LADDER, reason="As decided.", now=NOW)
    where = f"/duties/{lead.uid}/reports/{PERIOD}"
    for page in (f"/duties/{lead.uid}", "/duties/?list=waiting"):
        assert where in told(focal(lead), page)
    for page in (f"/duties/{lead.uid}", "/duties/?list=waiting", where):
        assert "due on 2024-03-01" not in told(focal(lead), page), "nobody ever said when it was due"


def test_a_refusal_needs_its_reason(outsider_client: Client) -> None:
    lead = work.asked()
    client = approver(lead)  # who heads the body may answer too
    reply = client.post(f"/duties/{lead.uid}", {"act": "refuse", "reason": " "})
    assert reply.status_code == 422
    assert "Why the body does not take it on" in reply.content.decode()
    assert Move.objects.filter(lead=lead).count() == 1
    client.post(f"/duties/{lead.uid}", {"act": "refuse", "reason": "It is another's mandate."})
    assert Move.objects.filter(lead=lead).latest("pk").reason == "It is another's mandate."
    page = told(client, f"/duties/{lead.uid}")
    assert "Its lead refused it on 2024-03-01: It is another&#x27;s mandate." in page
    assert 'value="accept"' not in page
    reply = client.post(f"/duties/{lead.uid}", {"act": "accept"})
    assert (reply.status_code, "This cannot be done" in reply.content.decode()) == (422, True)
    assert outsider_client.post(f"/duties/{lead.uid}", {"act": "accept"}).status_code == 403


def test_what_is_late_comes_first_and_says_so(monkeypatch: pytest.MonkeyPatch, outsider: User) -> None:
    plan = work.plan_at_work()
    lead = work.accepted(plan)
    other = work.asked(plan, activity="1.1.2")
    move_to(monkeypatch, LATER)
    page = told(focal(lead), "/duties/")
    assert "due on 2024-04-15, 16 days late" in page
    assert "Report for 2024-Q2" in page
    # asked in March, due in April, due in July
    assert page.index(f"/duties/{other.uid}#answer") < page.index("2024-Q1") < page.index("2024-Q2")
    assert ">No report<" in page
    assert client_of(outsider).get("/duties/").status_code == 403


def test_states_of_reports_are_said(outsider_client: Client) -> None:
    lead = work.accepted()
    client = focal(lead)
    assert ">No report<" in told(client, "/duties/")
    report = work.drafted(lead)
    assert ">Being written<" in told(client, "/duties/")
    client.post(f"/duties/{lead.uid}/reports/{PERIOD}", {"act": "send", "seen": "1", **SAID})
    page = told(client, "/duties/?list=waiting")
    assert ">Sent<" in page
    assert "It is with the secretariat." in page
    return_report(by=work.secretary(), report=report, reason="How many were trained?", now=NOW)
    page = told(client, "/duties/")
    assert ">Returned<" in page
    assert "How many were trained?" in page
    assert outsider_client.get("/duties/").status_code == 403


SAID = {"claim": "running", "narrative": "The course is written."}


def test_an_accepted_report_is_out_of_the_way(outsider_client: Client) -> None:
    report = work.agreed()
    client = focal(report.lead)
    assert "Nothing is here." in told(client, "/duties/")
    assert "Report for 2024-Q1" in told(client, "/duties/?list=settled")
    assert "Activity 1.1.1" in told(client, "/duties/?list=led")
    assert ">Running<" in told(client, "/duties/?list=led")
    assert outsider_client.get("/duties/").status_code == 403


def test_evidence_that_waits_or_was_refused(outsider_client: Client) -> None:
    piece = work.offered()
    client = focal(piece.lead)
    assert ">Offered<" in told(client, "/duties/?list=waiting")
    assert ">Offered<" not in told(client, "/duties/")
    refuse_evidence(by=work.secretary(), evidence=piece, reason="It is another course.", now=NOW)
    for address in ("/duties/", f"/duties/{piece.lead.uid}"):
        page = told(client, address)
        assert ">Refused<" in page
        assert "It is another course." in page
    newer = OfferedFile("course-2.pdf", PDF)
    work.offered(piece.lead, newer)  # proves the same step: the refusal asks for nothing more
    assert "It is another course." not in told(client, "/duties/")
    assert outsider_client.get(f"/duties/{piece.lead.uid}").status_code == 403


def test_steps_tell_how_far_their_proof_has_come(outsider_client: Client) -> None:
    piece = work.offered()
    client = focal(piece.lead)
    page = told(client, f"/duties/{piece.lead.uid}")
    assert page.count("proof waits for a decision") == 1
    assert page.count("no proof yet") == 1
    accept_evidence(by=work.secretary(), evidence=piece, now=NOW)
    assert "proof accepted on 2024-03-01" in told(client, f"/duties/{piece.lead.uid}")
    assert outsider_client.get(f"/duties/{piece.lead.uid}").status_code == 403


def test_a_file_is_offered_as_proof(outsider_client: Client) -> None:
    lead = work.accepted()
    client, address = focal(lead), f"/duties/{lead.uid}"
    assert "Nothing about single victims belongs here." in told(client, address)
    given = {"act": "offer", "kind": "CA-E", "title": "The course", "proves": ["1", "2"]}
    reply = client.post(address, {**given, "file": SimpleUploadedFile("course.pdf", PDF)})
    assert reply.status_code == 302, reply.content.decode()
    piece = Evidence.objects.get()
    assert (piece.kind, piece.title, piece.proves) == ("CA-E", "The course", [1, 2])
    page = told(client, address)
    assert "training given" in page
    assert "it is with the secretariat" in page
    for wrong, why in (
        ({"file": SimpleUploadedFile("course.pdf", PDF)}, "This file was offered for this activity already."),
        ({"file": SimpleUploadedFile("course.exe", b"MZ")}, "is none of these"),
        ({"proves": [], "file": SimpleUploadedFile("a.pdf", b"%PDF-1")}, "Say which steps it proves."),
        ({}, "File"),
    ):
        reply = client.post(address, {**given, **wrong})
        assert (reply.status_code, why in reply.content.decode()) == (422, True), why
        assert 'value="The course"' in reply.content.decode()
    assert Evidence.objects.count() == 1
    assert approver(lead).post(address, given).status_code == 403
    assert outsider_client.post(address, given).status_code == 403


def test_evidence_is_opened_by_a_button_and_the_opening_is_on_record(public_client: Client) -> None:
    piece = work.offered()
    address = f"/duties/{piece.lead.uid}/evidence/{piece.uid}"
    client = focal(piece.lead)
    assert "The course" in told(client, address)
    assert not Entry.objects.filter(verb="evidence.opened").exists()
    reply = client.post(address)
    assert reply.content == work.PDF.content
    assert reply["Content-Type"] == "application/pdf"
    assert "course.pdf" in reply["Content-Disposition"]
    assert reply["Content-Security-Policy"].endswith("sandbox")
    assert reply["Cache-Control"] == "private, no-store"
    assert Entry.objects.get(verb="evidence.opened").closed
    assert client_of(work.secretary()).post(address).content == work.PDF.content
    for other in (elsewhere(), client_of(join("outsider", Role.ANALYST))):
        assert other.get(address).status_code in (403, 404)
        assert other.post(address).status_code in (403, 404)
    assert focal(piece.lead).get(f"/duties/{piece.lead.uid}/evidence/none").status_code == 404
    assert public_client.post(address)["Location"].startswith("/sign-in")


def test_a_swapped_file_is_told(outsider_client: Client) -> None:
    piece = work.offered()
    field = piece.sealed.fields.get(name="content")
    type(field).objects.filter(pk=field.pk).update(sealed=bytes(reversed(bytes(field.sealed))))
    reply = focal(piece.lead).post(f"/duties/{piece.lead.uid}/evidence/{piece.uid}")
    assert (reply.status_code, "changed, moved, or sealed" in reply.content.decode()) == (422, True)
    assert outsider_client.post(f"/duties/{piece.lead.uid}/evidence/{piece.uid}").status_code == 403


def test_the_status_is_the_one_of_the_scorecard(monkeypatch: pytest.MonkeyPatch, outsider: User) -> None:
    plan = work.plan_at_work()
    lead = work.accepted(plan)
    work.asked(plan, activity="1.1.2")
    move_to(monkeypatch, LATER)
    card = scorecard(find_version(plan.slug), on_record(plan), date(2024, 5, 1))
    assert card.activities[0].standing.status is Status.NO_REPORT
    for line in card.activities:
        of = Lead.objects.get(activity=line.activity.id)
        assert str(line.standing.why) in told(focal(lead), f"/duties/{of.uid}")
    drop_activity(by=work.somebody(Role.CHAIR), plan=plan, activity="1.1.1", reason="A law did it.", now=NOW)
    assert "Dropped" in told(focal(lead), f"/duties/{lead.uid}")
    assert "2024-Q1" not in told(focal(lead), "/duties/")
    assert client_of(outsider).get(f"/duties/{lead.uid}").status_code == 403


def test_who_handed_it_over_reads_what_was_and_does_no_more(outsider_client: Client) -> None:
    report = work.agreed()
    lead = report.lead
    labour = a_body("labour", BodyKind.MINISTRY)
    put_to_lead(by=work.secretary(), plan=lead.plan, activity="1.1.1", body=labour, now=NOW)
    client = focal(lead)
    page = told(client, f"/duties/{lead.uid}")
    assert "It was handed over to another body." in page
    assert f"/duties/{lead.uid}/reports/{PERIOD}" in page
    assert 'value="offer"' not in page
    assert lead.uid not in told(client, "/duties/")
    assert "No answer yet" in told(elsewhere(), "/duties/")
    assert elsewhere().get(f"/duties/{lead.uid}").status_code == 404
    assert outsider_client.get(f"/duties/{lead.uid}").status_code == 403


def test_more_duties_take_no_more_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries, public_client: Client
) -> None:
    plans = [work.plan_at_work() for _plan in range(3)]
    lead, *others = [work.sent(work.accepted(plan)).lead for plan in plans]
    for each in (lead, *others, *(work.accepted(plan, activity="1.1.2") for plan in plans)):
        work.offered(each)
    client = focal(lead)
    for address in (f"/duties/{lead.uid}", "/duties/", "/duties/?list=led", f"/duties/{lead.uid}/reports/{PERIOD}"):
        forget()
        with django_assert_max_num_queries(12):
            told(client, address)
    assert public_client.get("/duties/").status_code == 302


def test_the_menu_leads_there_for_whoever_may(outsider_client: Client, public_client: Client) -> None:
    link = 'href="/duties/"'
    assert link in told(focal(work.asked()), "/")
    for client in (outsider_client, public_client):
        assert link not in told(client, "/")


def test_words_of_the_plan_are_said_to_be_english_on_a_khmer_page(outsider_client: Client) -> None:
    lead = work.offered().lead
    work.drafted(lead)
    client = focal(lead)
    client.get("/language/km")
    for address in ("/duties/?list=led", f"/duties/{lead.uid}", f"/duties/{lead.uid}/reports/{PERIOD}"):
        page = told(client, address)
        for words in ("Train 1 officers", "Write the course", "The police"):
            assert list(astray(page, words)) == [], address
    assert outsider_client.get("/duties/").status_code == 403


def test_another_body_learns_nothing(public_client: Client) -> None:
    lead = work.sent().lead
    for other in (elsewhere(), client_of(join("outsider", Role.ANALYST))):
        for address in (f"/duties/{lead.uid}", f"/duties/{lead.uid}/reports/{PERIOD}"):
            assert other.get(address).status_code in (403, 404)
            assert other.post(address, {"act": "accept"}).status_code in (403, 404)
    assert elsewhere().get("/duties/none").status_code == 404
    assert client_of(work.somebody(Role.FOCAL_POINT, lead.body), factor=False).get("/duties/").status_code == 302
    assert public_client.get(f"/duties/{lead.uid}")["Location"].startswith("/sign-in")


def test_a_long_list_is_turned_over(monkeypatch: pytest.MonkeyPatch, outsider: User) -> None:
    lead = work.accepted()
    work.accepted(lead.plan, activity="1.1.2")
    monkeypatch.setattr("palermo.office.plan.work.duties.overview.PAGE", 3)
    move_to(monkeypatch, datetime(2025, 1, 10, tzinfo=UTC))
    client = focal(lead)
    pages = [told(client, f"/duties/?page={n}") for n in (1, 2, 3, 4, 5)]
    named = [page.count("Report for 2024-Q") + page.count("Report for 2025-Q") for page in pages]
    assert named == [3, 3, 3, 1, 1]  # the last page once more for a number beyond it
    assert 'aria-current="page">What presses <span class="count">10</span>' in pages[0]
    assert client_of(outsider).get("/duties/?page=2").status_code == 403
