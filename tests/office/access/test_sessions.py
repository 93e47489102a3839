"""Sessions: how long, how kept, how ended."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from palermo.access import Role
from palermo.office.access.actions import close_account, end_term
from palermo.office.access.models import Session
from palermo.office.access.sessions.limits import LIMITS, NEAR_KEYS, USUAL, limits_for
from palermo.office.access.sessions.store import digest_of
from palermo.office.trail.models import Entry
from tests.office.access.factors import give_passphrase
from tests.office.access.test_account import everything_stored
from tests.office.cast import NOW, client_of, join, signed_in


def pass_by(user: User, *, idle: timedelta = timedelta(), whole: timedelta = timedelta()) -> None:
    """So much time passes for every session of a person."""
    for row in Session.objects.filter(user=user):
        Session.objects.filter(pk=row.pk).update(seen_at=row.seen_at - idle, begun_at=row.begun_at - max(idle, whole))


def secret_of(client: Client) -> str:
    return client.cookies["sessionid"].value


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
def test_every_role_has_its_limits(role: Role) -> None:
    expected = NEAR_KEYS if role in (Role.OPERATOR, Role.CUSTODIAN) else USUAL
    assert limits_for([role]) == limits_for([role, Role.SECRETARIAT]) == expected
    assert expected.whole == timedelta(hours=12)
    assert LIMITS.get(role, USUAL) == expected


def test_the_limits_hold_to_the_second() -> None:
    told = {"begun_at": NOW, "seen_at": NOW}
    assert USUAL.over(**told, now=NOW + timedelta(minutes=29, seconds=59)) is None
    assert USUAL.over(**told, now=NOW + timedelta(minutes=30)) == USUAL.idle
    busy = {"begun_at": NOW, "seen_at": NOW + timedelta(hours=11, minutes=59)}
    assert USUAL.over(**busy, now=NOW + timedelta(hours=11, minutes=59)) is None
    assert USUAL.over(**busy, now=NOW + timedelta(hours=12)) == USUAL.whole


@pytest.mark.parametrize(
    ("role", "idle", "told"),
    [
        (Role.SECRETARIAT, timedelta(minutes=31), "nothing was done for 30 minutes"),
        (Role.OPERATOR, timedelta(minutes=11), "nothing was done for 10 minutes"),
    ],
)
def test_a_session_without_a_click_is_over(role: Role, idle: timedelta, told: str, db: None) -> None:
    person = join("person", role)
    client = client_of(person)
    pass_by(person, idle=idle / 2)
    assert client.get("/account/").status_code == 200
    pass_by(person, idle=idle)
    page = client.get("/account/", follow=True)
    assert page.redirect_chain == [("/sign-in?next=/account/", 302)]
    assert told in page.content.decode()
    assert not Session.objects.filter(user=person).exists()


def test_a_busy_session_is_over_after_twelve_hours(officer: User, officer_client: Client) -> None:
    pass_by(officer, whole=timedelta(hours=11, minutes=58))
    assert officer_client.get("/desk/").status_code == 200
    pass_by(officer, whole=timedelta(minutes=3))
    page = officer_client.get("/desk/", follow=True).content.decode()
    assert "a session lasts 12 hours at most" in page


def test_a_click_counts(officer: User, officer_client: Client) -> None:
    for _click in range(4):
        pass_by(officer, idle=timedelta(minutes=20))
        assert officer_client.get("/desk/").status_code == 200


def test_on_a_page_of_everybody_the_end_is_said_too(officer: User, officer_client: Client) -> None:
    pass_by(officer, idle=timedelta(hours=1))
    page = officer_client.get("/no-such-page")
    assert page.status_code == 404
    assert "Sign out" not in page.content.decode()


def test_a_session_and_whose_it_is_are_read_in_one_query(officer: User, officer_client: Client) -> None:
    with CaptureQueriesContext(connection) as told:
        assert officer_client.get("/account/sessions").status_code == 200
    # on PostgreSQL it is first said in which role, and whose rows may be seen
    asked = [each["sql"] for each in told if ' FROM "' in each["sql"]]
    assert [each for each in asked if 'FROM "auth_user"' in each] == []
    assert 'JOIN "auth_user"' in asked[0]


def test_a_session_is_of_whom_its_sealed_content_names(officer: User, officer_client: Client) -> None:
    other = join("other", Role.OPERATOR)
    Session.objects.filter(user=officer).update(user=other)
    assert officer.username in officer_client.get("/account/").content.decode()


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])  # of nobody
def test_a_closed_account_and_a_new_passphrase_end_a_session_at_once(
    officer: User, officer_client: Client, change: dict[str, object]
) -> None:
    assert officer_client.get("/account/").status_code == 200
    User.objects.filter(pk=officer.pk).update(**change)
    assert officer_client.get("/account/").status_code == 302


TEXT = "ពាក្យដែលបានសរសេរ and a long reason"


def sent_late(client: Client, officer: User) -> None:
    pass_by(officer, idle=timedelta(hours=1))
    reply = client.post("/desk/upload", {"plan": TEXT, "csrfmiddlewaretoken": "x", "password": "secret"}, follow=True)
    assert "It comes back when you have signed in again." in reply.content.decode()


def test_a_form_sent_too_late_comes_back_to_its_person(officer: User, officer_client: Client) -> None:
    sent_late(officer_client, officer)
    assert not any(TEXT in row for row in everything_stored()), "what waits is sealed"
    reply = officer_client.post("/sign-in", {"login": "officer", "password": "a long quiet officer"})
    assert reply["Location"] == "/sign-in/form"
    page = officer_client.get("/sign-in/form").content.decode()
    assert page.count(TEXT) == 2
    assert 'action="/desk/upload"' in page
    assert "secret" not in page
    officer_client.post("/sign-in/form")
    assert officer_client.get("/sign-in/form").status_code == 404


def test_nobody_else_gets_the_form(officer: User, outsider: User, officer_client: Client) -> None:
    sent_late(officer_client, officer)
    assert give_passphrase(officer_client, "outsider") == 302
    assert officer_client.get("/sign-in/form").status_code == 404
    officer_client.post("/sign-out")
    assert give_passphrase(officer_client, "officer") == 302
    assert officer_client.get("/sign-in/form").status_code == 404


def test_a_form_without_its_token_is_not_kept(officer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(officer).cookies
    pass_by(officer, idle=timedelta(hours=1))
    assert strict.post("/desk/upload", {"plan": TEXT}).status_code == 403
    assert not Session.objects.filter(session_data__contains=TEXT).exists()
    assert strict.session.get("held") is None


def test_a_copy_of_the_database_opens_no_session_and_tells_nothing_of_it(officer: User, officer_client: Client) -> None:
    secret = secret_of(officer_client)
    rows = list(everything_stored())
    assert not any(secret in row for row in rows)
    row = Session.objects.get(user=officer)
    assert row.session_key == digest_of(secret)
    assert "password" not in row.session_data
    thief = Client()
    thief.cookies["sessionid"] = row.session_key
    assert thief.get("/desk/").status_code == 302


def test_a_session_moved_to_another_row_is_worth_nothing(officer: User, outsider_client: Client) -> None:
    client_of(officer)
    row = Session.objects.get(user=officer)
    mine = Session.objects.get(session_key=digest_of(secret_of(outsider_client)))
    Session.objects.filter(pk=mine.pk).update(session_data=row.session_data)
    assert outsider_client.get("/account/").status_code == 302


def test_signing_in_changes_the_secret_of_the_session(officer: User, client: Client) -> None:
    client.get("/sign-in")
    give_passphrase(client, "officer", "wrong")
    give_passphrase(client, "officer")
    first = secret_of(client)
    client.post("/sign-out")
    give_passphrase(client, "officer")
    assert secret_of(client) != first


def test_a_person_sees_their_sessions_and_ends_one_or_all_others(officer: User, outsider_client: Client) -> None:
    here, phone, library = client_of(officer), client_of(officer), client_of(officer)
    Session.objects.filter(session_key=digest_of(secret_of(phone))).update(device="Chrome, Android")
    page = here.get("/account/sessions").content.decode()
    assert "Chrome, Android" in page
    assert page.count("(this one)") == 1
    here.post("/account/sessions", {"only": digest_of(secret_of(phone))})
    assert phone.get("/desk/").status_code == 302
    assert library.get("/desk/").status_code == 200
    here.post("/account/sessions")
    assert library.get("/desk/").status_code == 302
    assert here.get("/desk/").status_code == 200
    assert list(Entry.objects.values_list("verb", flat=True)).count("sessions.ended") == 2
    outsider_client.post("/account/sessions", {"only": digest_of(secret_of(here))})
    assert here.get("/desk/").status_code == 200


def test_sessions_that_are_over_are_not_listed(officer: User) -> None:
    client_of(officer)
    pass_by(officer, idle=timedelta(hours=2))
    here = client_of(officer)
    assert here.get("/account/sessions").content.decode().count("UTC</td>") == 2


def test_the_browser_is_known_by_a_word_and_no_address_is_kept(officer: User) -> None:
    client = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 8.1) Chrome/96.0"}, REMOTE_ADDR="192.0.2.77")
    give_passphrase(client, "officer")
    assert Session.objects.get(user=officer).device == "Chrome, Android"
    assert not any("192.0.2.77" in row or "Mozilla" in row for row in everything_stored())


def test_what_is_over_is_swept_away(officer: User) -> None:
    old = client_of(officer)
    Session.objects.filter(session_key=digest_of(secret_of(old))).update(expire_date=timezone.now())
    give_passphrase(Client(), "officer")
    assert not Session.objects.filter(session_key=digest_of(secret_of(old))).exists()


def test_what_is_over_opens_nothing_before_it_is_swept_away(officer: User) -> None:
    client = client_of(officer)
    assert client.get("/account/").status_code == 200
    Session.objects.filter(session_key=digest_of(secret_of(client))).update(expire_date=timezone.now())
    assert client.get("/account/")["Location"].startswith("/sign-in")


@pytest.mark.parametrize("how", ["the last term ends", "the account is closed"])
def test_sessions_end_at_once_with_the_last_term_or_the_account(how: str, officer: User, outsider: User) -> None:
    client, now = client_of(outsider), timezone.now()
    by = signed_in(officer, fresh_at=now)
    if how == "the last term ends":
        end_term(by=by, term=outsider.person.terms.get(), until=now, reason="Left.", now=now)
    else:
        close_account(by=by, person=outsider.person, reason="Left.", now=now)
    assert not Session.objects.filter(user=outsider).exists()
    assert client.get("/account/").status_code == 302
