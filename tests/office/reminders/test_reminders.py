"""Reminders from the record to the mail: who gets one, what is in it, what becomes of a server that refuses."""

import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from palermo.access import Role
from palermo.office.access.actions import close_account
from palermo.office.access.models import Person
from palermo.office.plan.answers.readers import country_of
from palermo.office.plan.copies.actions import publish_copy
from palermo.office.plan.reminders import readers
from palermo.office.plan.reminders.actions import TRIES, give_address, lift_quiet, remove_address
from palermo.office.plan.reminders.items import items_of
from palermo.office.plan.reminders.models import Address, Digest, QuietSpan, Sending
from palermo.office.plan.reminders.readers import failures, owed
from palermo.office.plan.reminders.sending import Reminded, due, remind, said, would_mail
from palermo.office.plan.reminders.shown import lines
from palermo.office.plan.reminders.words import OCCASIONS
from palermo.office.plan.work.actions import OfferedFile
from palermo.office.plan.work.models import Lead
from palermo.office.trail.models import Entry
from palermo.office.upkeep.checks import check_office
from palermo.plan import Matter, Occasion
from tests.office.cast import NOW, client_of, join, signed_in
from tests.office.committee import cast as committee
from tests.office.copies import scenes as copies
from tests.office.reminders import scenes
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
AT = "clerk@example.org"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "localhost", "palermo@example.org"
    settings.PALERMO_ADDRESS = "https://plan.example.org"
    monkeypatch.setattr(readers, "country_of", lambda told, plan: None)  # but where a test is of legal days
    move_to(monkeypatch, NOW)


def move_to(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)


def clerk(lead: Lead) -> User:
    return work.somebody(Role.FOCAL_POINT, lead.body)


def by_mail(user: User, language: str = "en") -> None:
    give_address(by=user, person=user.person, email=AT, language=language, now=NOW)


def told(at: datetime) -> dict[str, set[tuple[str, str]]]:
    """What each person would be told, by the name they sign in with: the occasion and the part."""
    names = dict(Person.objects.values_list("pseudonym", "user__username"))
    return {names[each.person]: {(str(item.row.occasion), item.owing.part) for item in each.items} for each in due(at)}


def test_what_was_asked_is_told_to_who_has_to_answer_and_later_to_the_secretariat() -> None:
    lead = work.asked()
    clerk(lead)
    assert told(NOW) == {"focal_point-police": {("answer", "")}}
    assert told(NOW + timedelta(days=14))["officer"] == {("answer", "")}  # nobody holds the level between


def test_a_report_is_told_before_its_day_and_after_it_and_no_more_once_it_is_sent() -> None:
    lead = work.accepted()
    day = datetime(2024, 4, 15, 9, tzinfo=NOW.tzinfo)
    period = f"report:{work.PERIOD}"
    assert told(day - timedelta(days=15)) == {}
    assert ("soon", period) in told(day - timedelta(days=14))["focal_point-police"]
    assert ("today", period) in told(day)["focal_point-police"]
    assert ("overdue", period) in told(day + timedelta(days=1))["focal_point-police"]
    work.sent(lead)
    assert told(day + timedelta(days=1))["officer"] == {("review", period)}
    assert "focal_point-police" not in told(day + timedelta(days=1))


def test_what_came_back_goes_to_the_body_and_what_the_secretariat_agreed_to_goes_to_the_chair() -> None:
    from palermo.office.plan.work.actions import refuse_evidence, return_report

    report = work.sent()
    piece = work.offered(report.lead)
    minister = work.somebody(Role.CHAIR)
    assert told(NOW)["officer"] == {("review", f"report:{work.PERIOD}"), ("review", f"evidence:{piece.uid}")}
    by = work.secretary()
    return_report(by=by, report=report, reason="No number.", now=NOW)
    refuse_evidence(by=by, evidence=piece, reason="Unreadable.", now=NOW)
    assert told(NOW) == {
        "focal_point-police": {("returned", f"report:{work.PERIOD}"), ("returned", f"evidence:{piece.uid}")}
    }
    work.agreed(work.sent(work.accepted(report.lead.plan, activity="1.1.2")))
    assert told(NOW)[minister.username] == {("review", f"report:{work.PERIOD}")}


def test_a_copy_that_is_to_be_public_waits_for_who_may_publish_it_and_had_no_hand_in_it() -> None:
    copy = copies.asked(file=OfferedFile("list.txt", b"Invented."))
    officer, minister, part = work.secretary(), work.somebody(Role.CHAIR), ("review", f"copy:{copy.uid}")
    assert [each.apart for each in owed(NOW) if part[1] == each.part] == [{clerk(copy.evidence.lead).person.pseudonym}]
    assert told(NOW) == {officer.username: {part}}
    assert told(NOW + timedelta(days=14))[minister.username] >= {part}
    remind(NOW)
    (line,) = lines(items_of(Digest.objects.get(person=officer.person).items))
    assert line.what == "Public copy of evidence"
    assert "Look at the copy" in client_of(officer).get(line.href).content.decode()
    publish_copy(by=officer, copy=copy, seen=copy.sha256, harmless=True, now=NOW)
    assert part not in told(NOW + timedelta(days=14)).get(officer.username, set())


def test_what_a_place_says_of_its_part_waits_for_the_body_that_leads() -> None:
    part = work.inherited()
    leader = clerk(Lead.objects.get(place=None))
    work.sent(part)
    assert told(NOW) == {leader.username: {("review", f"report:{work.PERIOD}")}}


def test_what_the_committee_resolved_is_told_to_who_owes_it() -> None:
    resolution = committee.taken()
    clerk_of = committee.owner_of(resolution)
    assert told(NOW) == {}
    assert told(NOW + timedelta(days=16))[clerk_of.username] == {("resolution", "")}
    remind(NOW + timedelta(days=16))
    assert Digest.objects.get(person=clerk_of.person).items[0]["of"] == resolution.uid


def test_the_days_that_the_outside_names_are_told_to_the_secretariat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "country_of", country_of)
    clerk(work.asked())
    at = NOW + timedelta(days=2)  # four weeks before
    assert "officer" not in told(at - timedelta(days=1))
    assert told(at)["officer"] == {("legal_day", "day:tip-period-end-2024")}
    remind(at)
    (line,) = lines(items_of(Digest.objects.get(person__user__username="officer").items))
    assert line.what == "New Zealand: Last day of what counts for the US report of 2024"
    assert (line.why.say(), line.href) == ("The law or a list names 2024-03-31 for it.", "/standing/NZL/dates")


def test_what_is_said_to_be_done_and_lies_unproved_is_told_a_week_later() -> None:
    work.sent(claim="complete")
    assert ("proof", "") not in told(NOW + timedelta(days=6)).get("focal_point-police", set())
    assert ("proof", "") in told(NOW + timedelta(days=7))["focal_point-police"]


def test_a_digest_is_kept_and_mailed_once_a_week_with_no_more_than_it_may_say(
    django_capture_on_commit_callbacks: Any,
) -> None:
    lead = work.accepted(activity="1.1.1")
    work.asked(lead.plan, activity="1.1.2")
    by_mail(clerk(lead))
    before = Entry.objects.count()
    assert remind(NOW) == Reminded(made=1, sent=1)
    assert Entry.objects.count() == before + 2
    (sent,) = mail.outbox
    assert sent.subject == "1 thing waits for you"
    assert sent.to == [AT]
    assert sent.from_email == "palermo@example.org"
    assert "It has waited for an answer since 2024-03-01." in sent.body
    assert f"https://plan.example.org/duties/{Lead.objects.get(activity='1.1.2').uid}" in sent.body
    assert "To stop: https://plan.example.org/account/reminders" in sent.body
    assert "hold a role" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    for hidden in ("focal_point-police", "police", lead.body.name, clerk(lead).person.pseudonym):
        assert hidden not in sent.body
    for later in (0, 1, 6):
        assert remind(NOW + timedelta(days=later)) == Reminded()
    assert remind(NOW + timedelta(days=7)) == Reminded(made=1, sent=1)
    (item,) = items_of(Digest.objects.all()[0].items)
    assert (item.occasion, item.part) == (Occasion.ANSWER, "")


def test_a_mail_names_the_activity_only_where_everybody_may_read_the_plan() -> None:
    from palermo.office.plan.actions import Proof, claim_state
    from palermo.office.plan.models import State
    from palermo.office.plan.readers import find_version

    lead = work.asked()
    by_mail(clerk(lead))
    remind(NOW)
    version = find_version(lead.plan.slug)
    proof = Proof(source="a letter")
    claim_state(by=work.secretary(), version=version, state=State.DRAFT, when="2024", said_by="M", proof=proof, now=NOW)
    remind(NOW + timedelta(days=7))
    closed, public = (each.body for each in mail.outbox)
    assert "1.1.1" in closed
    assert "1.1.1 " in public
    assert len(public) > len(closed)


def test_it_is_in_the_language_that_was_asked_for() -> None:
    lead = work.asked()
    by_mail(clerk(lead), "km")
    with override("km"):
        word = str(OCCASIONS[Occasion.ANSWER])
    remind(NOW)
    assert f"{word}: 1" in mail.outbox[0].body


def test_nobody_is_mailed_who_did_not_ask_or_is_gone_and_without_a_server_nobody_is() -> None:
    lead = work.asked()
    person = clerk(lead)
    assert remind(NOW) == Reminded(made=1)
    assert mail.outbox == []
    by_mail(person)
    assert remind(NOW + timedelta(days=1)) == Reminded(sent=1)  # the digest of this week
    remove_address(by=person, person=person.person, now=NOW)
    assert not Address.objects.exists()
    assert remind(NOW + timedelta(days=7)) == Reminded(made=1)
    close_account(by=signed_in(work.secretary(), fresh_at=NOW), person=person.person, reason="Left.", now=NOW)
    assert told(NOW + timedelta(days=14)).keys() == {"officer"}


def test_a_dry_run_says_how_many_and_keeps_nothing(settings: Any) -> None:
    lead = work.asked()
    by_mail(clerk(lead))
    found = due(NOW)
    assert (len(found), would_mail(found, NOW)) == (1, 1)
    assert {item.owing.matter for item in found[0].items} == {Matter.ANSWER}
    settings.EMAIL_HOST = ""
    assert would_mail(found, NOW) == 0
    assert not Digest.objects.exists()
    assert not Sending.objects.exists()
    assert mail.outbox == []


def test_on_quiet_days_nothing_is_made_and_what_is_lifted_holds_no_more() -> None:
    by_mail(clerk(work.asked()))
    span = scenes.span()
    quiet = NOW + (timedelta(days=(scenes.FIRST - NOW.date()).days))
    assert remind(quiet) == Reminded()
    lift_quiet(by=work.secretary(), span=span, reason="Moved.", now=NOW)
    assert remind(quiet).made > 0


class Refusing(socketserver.StreamRequestHandler):
    """A server of mail that takes no recipient."""

    def handle(self) -> None:
        self.wfile.write(b"220 refusing\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            reply = b"550 <clerk@example.org> is not known here" if verb == b"RCPT" else b"250 yes"
            self.wfile.write((b"221 bye" if verb == b"QUIT" else reply) + b"\r\n")


@pytest.fixture
def refusing(settings: Any) -> Iterator[None]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST = False, "127.0.0.1"
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        settings.EMAIL_PORT = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield
        server.shutdown()
        thread.join()


def findings(at: datetime) -> dict[str, str]:
    return {each.rule: each.message.say() for each in check_office(at) if each.rule in ("U18", "U19")}


def test_a_server_that_refuses_is_on_record_tried_again_and_given_up(refusing: None) -> None:
    by_mail(clerk(work.asked()))
    assert remind(NOW) == Reminded(made=1, failed=1)
    assert "550 <(address)> is not known here" in findings(NOW)["U18"]
    for day in range(1, TRIES):
        assert remind(NOW + timedelta(days=day)) == Reminded(failed=1)
    assert remind(NOW + timedelta(days=TRIES)) == Reminded()
    assert [each.outcome for each in Sending.objects.all()] == ["failed", "failed", "given_up"]
    assert all(AT not in each.said for each in Sending.objects.all())
    assert len(failures(NOW)) == 1
    assert "U18" not in findings(NOW + timedelta(days=8))


def test_a_server_that_is_not_there_is_noted_of_each_mail(settings: Any, refusing: None) -> None:
    settings.EMAIL_PORT = 9  # nobody answers there
    by_mail(clerk(work.asked()))
    assert remind(NOW) == Reminded(made=1, failed=1)
    assert "refused" in Sending.objects.get().said


def test_that_people_ask_for_mail_and_no_server_is_named_is_found(settings: Any) -> None:
    assert "U19" not in findings(NOW)
    settings.EMAIL_HOST = ""
    assert "U19" not in findings(NOW)
    by_mail(clerk(work.asked()))
    assert "U19" in findings(NOW)


def test_what_a_server_says_is_never_empty() -> None:
    assert said(OSError(), AT) == "OSError"


def test_the_digest_stands_in_the_office(
    django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = work.asked()
    page = client_of(clerk(lead))
    assert "No digest was made for you" in page.get("/this-week/").content.decode()
    assert page.get("/this-week/top").content.decode().strip() == ""
    assert 'href="/this-week/"' in page.get("/duties/").content.decode()
    remind(NOW)
    with django_assert_max_num_queries(12):
        text = page.get("/this-week/").content.decode()
    assert "Answer to what was asked" in text
    assert "waited for an answer since 2024-03-01" in text
    assert f'href="/duties/{lead.uid}"' in text
    with django_assert_max_num_queries(12):
        assert "Not answered 1" in page.get("/this-week/top").content.decode()
    remind(NOW + timedelta(days=14))
    move_to(monkeypatch, NOW + timedelta(days=14))
    page = client_of(work.secretary())
    with django_assert_max_num_queries(12):
        assert "Not answered 1" in page.get("/desk/").content.decode()


def test_an_address_is_given_and_deleted_by_its_owner() -> None:
    person = clerk(work.asked())
    page = client_of(person)
    assert page.post("/account/reminders", {"email": AT, "language": "en"}).status_code == 422  # no consent
    assert page.post("/account/reminders", {"email": "no", "language": "en", "agreed": "on"}).status_code == 422
    assert not Address.objects.exists()
    assert page.post("/account/reminders", {"email": AT, "language": "km", "agreed": "on"}).status_code == 302
    assert AT in page.get("/account/reminders").content.decode()
    entry = Entry.objects.order_by("-number")[0]
    assert entry.closed  # the log shows neither who nor what
    assert AT not in json.dumps(entry.opening.content)
    assert page.post("/account/reminders", {"act": "remove"}).status_code == 302
    assert not Address.objects.exists()


def test_quiet_days_are_declared_and_lifted_by_the_committee() -> None:
    page = client_of(work.secretary())
    days = {"first": "2024-04-13", "last": "2024-04-16", "reason": "New year"}
    assert "No quiet days" in page.get("/this-week/quiet").content.decode()
    for wrong in ({"last": "2024-04-01"}, {"first": "2024-01-01", "last": "2024-01-02"}, {"reason": ""}):
        assert page.post("/this-week/quiet", days | wrong).status_code == 422
    assert page.post("/this-week/quiet", days).status_code == 302
    assert "New year" in page.get("/this-week/").content.decode()
    uid = QuietSpan.objects.get().uid
    assert page.post("/this-week/quiet", {"act": "lift", "span": uid, "reason": ""}).status_code == 422
    assert page.post("/this-week/quiet", {"act": "lift", "span": "x", "reason": "Moved."}).status_code == 404
    assert page.post("/this-week/quiet", {"act": "lift", "span": uid, "reason": "Moved."}).status_code == 302
    assert "New year" not in page.get("/this-week/").content.decode()


def test_nobody_else_gets_in(public_client: Client) -> None:
    lead = work.asked()
    remind(NOW)
    stranger = client_of(join("analyst", Role.ANALYST))
    for address in ("/this-week/", "/this-week/quiet", "/account/reminders"):
        assert public_client.get(address).status_code == 302
    for address in ("/this-week/", "/this-week/top", "/this-week/quiet"):
        assert stranger.get(address).status_code in (403, 404)
    other = client_of(work.somebody(Role.APPROVER, lead.body))
    assert "No digest was made for you" in other.get("/this-week/").content.decode()
    assert other.get("/this-week/quiet").status_code in (403, 404)
