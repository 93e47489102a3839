"""The page of a person, and all that is done there: terms, deputies, the account, sessions, a new start."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from palermo.access import BodyKind, Role
from palermo.office.access.models import Body, Session, Term
from palermo.office.access.terms import terms_of
from palermo.office.trail.models import Entry
from tests.office.access.factors import code_of, with_app
from tests.office.cast import a_body, client_of, join
from tests.office.desk.matrices import closed

GIVEN = {"role": "approver", "since": "", "until": "2060-12-31"}


@pytest.fixture
def ministry(officer: User) -> Body:
    return a_body("ministry", BodyKind.MINISTRY)


@pytest.fixture
def rith(ministry: Body) -> User:
    return join("rith", Role.FOCAL_POINT, ministry)


@pytest.fixture
def vanna(ministry: Body) -> User:
    return join("vanna", Role.ANALYST, ministry)


def page_of(person: User, act: str = "") -> str:
    return f"/desk/people/{person.person.pseudonym}/{act}"


def of_term(term: Term, act: str) -> str:
    return f"/desk/people/terms/{term.uid}/{act}"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def sent(client: Client, address: str, **fields: str) -> str:
    """The page that follows when a form went through."""
    reply = client.post(address, fields, follow=True)
    assert reply.redirect_chain, reply.content.decode()
    return reply.content.decode()


def refused(client: Client, address: str, told: str, **fields: str) -> None:
    reply = client.post(address, fields)
    assert (reply.status_code, told in reply.content.decode()) == (422, True), reply.content.decode()


def holds(person: User, role: Role, at: timedelta = timedelta()) -> bool:
    return any(term.role is role and term.runs(timezone.now() + at) for term in terms_of(person.person.pk))


def test_the_page_says_what_they_hold_and_how_they_sign_in(
    rith: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    page = text(officer_client, page_of(rith))
    assert "none yet: nothing closed opens" in page
    assert rith.person.pseudonym in page
    assert "2060-01-01" in page
    with_app(rith)
    assert "set up" in text(officer_client, page_of(rith))
    assert closed(page_of(rith), outsider_client, public_client)


def test_a_demonstration_asks_nobody_for_a_second_factor(
    rith: User, officer_client: Client, public_client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    for address in (page_of(rith), "/account/"):
        page = text(officer_client, address)
        assert "Second factor" in page
        assert "nothing closed opens" not in page
        assert public_client.get(address).status_code == 302


def test_nobody_is_offered_to_give_a_term_to_themselves(officer: User, officer_client: Client, rith: User) -> None:
    assert page_of(rith, "term") in text(officer_client, page_of(rith))
    assert page_of(officer, "term") not in text(officer_client, page_of(officer))
    assert officer_client.get(page_of(officer, "term")).status_code == 403


def test_who_looks_after_another_body_finds_nobody(rith: User, officer: User) -> None:
    elsewhere = client_of(join("stranger", Role.SECRETARIAT, a_body("welfare", BodyKind.MINISTRY)))
    term = rith.person.terms.get()
    pages = [page_of(rith, act) for act in ("", "term", "close", "reset")]
    for address in [*pages, *(of_term(term, act) for act in ("end", "hand-over", "deputy"))]:
        assert elsewhere.get(address).status_code == 404
        assert elsewhere.post(address, {"reason": "x"}).status_code in (404, 405)
    assert elsewhere.post(page_of(rith, "sessions")).status_code == 404
    assert "rith" not in text(elsewhere, "/desk/people/")


def test_a_term_is_given(
    rith: User, officer: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = page_of(rith, "term")
    assert "The term is given." in sent(officer_client, address, body="ministry", **GIVEN)
    assert holds(rith, Role.APPROVER)
    refused(officer_client, address, "already, for a part of that time", body="ministry", **GIVEN)
    refused(officer_client, address, "over before it began", body="committee", **GIVEN | {"until": "2001-01-01"})
    later = GIVEN | {"role": "chair", "since": "2050-01-01"}
    assert "yet to begin" in sent(officer_client, address, body="committee", **later)
    assert officer_client.get(page_of(officer, "term")).status_code == 403  # nobody gives a right to themselves
    assert closed(address, outsider_client, public_client)


def test_a_term_is_handed_over(
    rith: User, vanna: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = of_term(rith.person.terms.get(), "hand-over")
    assert "vanna" in text(officer_client, address)
    refused(officer_client, address, "This field is required", to=vanna.person.pseudonym, reason="")
    assert "handed over" in sent(officer_client, address, to=vanna.person.pseudonym, reason="Moved on.")
    assert holds(vanna, Role.FOCAL_POINT)
    assert not holds(rith, Role.FOCAL_POINT)
    assert "Moved on." in text(officer_client, page_of(rith))
    assert closed(address, outsider_client, public_client)


def test_nobody_hands_a_term_over_to_themselves(rith: User, officer: User, officer_client: Client) -> None:
    address = of_term(rith.person.terms.get(), "hand-over")
    told = "Nobody gives a right to themselves."
    refused(officer_client, address, told, to=officer.person.pseudonym, reason="Mine.")
    assert not holds(officer, Role.FOCAL_POINT)


def test_a_deputy_is_named(
    rith: User, vanna: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    term = rith.person.terms.get()
    address = of_term(term, "deputy")
    given = {"person": vanna.person.pseudonym, "since": "", "until": "2059-12-31"}
    assert "(deputy)" in sent(officer_client, address, **given)
    assert Term.objects.get(deputy_for=term).person == vanna.person
    assert closed(address, outsider_client, public_client)
    sent(officer_client, of_term(term, "end"), until="", reason="Left.")
    assert "rests while the other" in text(officer_client, page_of(vanna))
    assert not holds(vanna, Role.FOCAL_POINT, timedelta(seconds=1))


def test_a_term_is_ended_with_a_reason_and_the_sessions_with_the_last_one(
    rith: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    theirs = client_of(rith)
    address = of_term(rith.person.terms.get(), "end")
    refused(officer_client, address, "This field is required", until="", reason="")
    soon = str(timezone.localdate() + timedelta(days=3))
    assert soon in sent(officer_client, address, until=soon, reason="Moves to another post.")
    assert theirs.get("/account/").status_code == 200
    refused(officer_client, address, "ends before that day already", until="2059-01-01", reason="x")
    assert "Nobody holds a term here" not in sent(officer_client, address, until="", reason="Left at once.")
    assert theirs.get("/account/").status_code == 302
    assert officer_client.get(address).status_code == 403
    # to somebody else there is no such term
    assert outsider_client.get(address).status_code == outsider_client.post(address).status_code == 404
    assert public_client.get(address)["Location"].startswith("/sign-in")


def test_one_ends_a_term_of_ones_own(rith: User, officer: User) -> None:
    mine = client_of(rith)
    assert of_term(rith.person.terms.get(), "end") in text(mine, "/account/")
    assert mine.get(of_term(officer.person.terms.get(), "end")).status_code == 404
    assert "End a term" in text(mine, of_term(rith.person.terms.get(), "end"))
    reply = mine.post(of_term(rith.person.terms.get(), "end"), {"until": "", "reason": "I leave."})
    assert reply["Location"] == "/account/"
    assert not holds(rith, Role.FOCAL_POINT)
    assert mine.get("/account/").status_code == 302  # it was the last one


def test_an_account_is_closed_and_opened_again(
    rith: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    theirs = client_of(rith)
    assert "The account is closed" in sent(officer_client, page_of(rith, "close"), reason="Left the service.")
    assert theirs.get("/account/").status_code == 302
    page = text(officer_client, page_of(rith))
    assert "Left the service." in page
    assert page_of(rith, "reopen") in page
    assert page_of(rith, "close") not in page
    assert officer_client.get(page_of(rith, "term")).status_code == 200
    refused(officer_client, page_of(rith, "term"), "account is closed", body="ministry", **GIVEN)
    assert "open again" in sent(officer_client, page_of(rith, "reopen"), reason="Came back.")
    assert client_of(rith).get("/account/").status_code == 200
    for act in ("close", "reopen"):
        assert closed(page_of(rith, act), outsider_client, public_client)


def test_a_reset_shows_its_link_once_and_gives_a_new_start(
    rith: User, officer: User, officer_client: Client, client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = page_of(rith, "reset")
    assert "Make sure that it is them" in text(officer_client, address)
    page = officer_client.post(address, {"reason": "Lost the phone."}).content.decode()
    link = page.split("<code>")[1].split("</code>")[0]
    assert client.get(link).status_code == 200
    shown = text(officer_client, page_of(rith))
    assert "Lost the phone." in shown
    assert link not in shown
    assert officer_client.get(page_of(officer, "reset")).status_code == 403
    assert closed(address, outsider_client, public_client)


def test_all_sessions_of_somebody_are_ended(
    rith: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    theirs = [client_of(rith), client_of(rith)]
    Session.objects.filter(user=rith).update(device="Firefox, Linux")
    assert text(officer_client, page_of(rith)).count("Firefox, Linux") == 2
    address = page_of(rith, "sessions")
    assert closed(address, outsider_client, public_client)
    assert officer_client.get(address).status_code == 405
    assert "2 sessions are ended." in sent(officer_client, address)
    assert all(client.get("/account/").status_code == 302 for client in theirs)
    assert Entry.objects.filter(verb="sessions.ended").count() == 1


def test_an_auditor_looks_and_changes_nothing(rith: User, officer: User) -> None:
    auditor = client_of(join("auditor", Role.AUDITOR))
    page = text(auditor, page_of(rith))
    assert "rith" in page
    assert page.count('<form method="post"') == 1  # signing out
    for act in ("term", "close", "reset"):
        assert auditor.get(page_of(rith, act)).status_code == 403
    assert auditor.post(page_of(rith, "sessions")).status_code == 403


@pytest.mark.parametrize("odd", ["%00", "%F0%9F%90%9F", "..%2F..", "'"])
def test_an_odd_address_is_no_page(odd: str, officer_client: Client) -> None:
    # PostgreSQL takes no NUL, not even to look for
    for address in (
        f"/desk/people/{odd}/",
        f"/desk/people/terms/{odd}/end",
        f"/glass/{odd}/",
        f"/people/{odd}/contact",
    ):
        assert officer_client.get(address).status_code == 404


def test_what_was_written_meanwhile_is_done_once_one_has_shown_who_one_is(rith: User, officer: User) -> None:
    secret, slow = with_app(officer), client_of(officer, ago=301)
    asked = slow.post(page_of(rith, "close"), {"reason": "Left, after a long thought."})
    slow.post(asked["Location"], follow=True)
    done = slow.post("/sign-in/again/code", {"code": code_of(secret), "next": page_of(rith, "close")})
    assert done["Location"] == page_of(rith)
    assert "Left, after a long thought." in text(slow, page_of(rith))


def test_acts_that_change_rights_ask_once_more_who_one_is(rith: User, officer: User) -> None:
    stale = client_of(officer, ago=301)
    term = rith.person.terms.get()
    pages = [page_of(rith, act) for act in ("term", "close", "reset")]
    for address in [*pages, *(of_term(term, act) for act in ("end", "hand-over", "deputy"))]:
        assert stale.get(address)["Location"].startswith("/sign-in/again")
        assert stale.post(address, {"reason": "x"})["Location"].startswith("/sign-in/again")
    assert rith.is_active
