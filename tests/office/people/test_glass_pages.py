"""Pages of break-glass: who breaks it says why, the custodian sees it wherever they are, and reads what was opened."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from palermo.access import BodyKind, Role
from palermo.office.access.models import Body, Glass, Look, Reading
from palermo.office.trail.models import Entry
from tests.office.cast import a_body, client_of, join

WHY = "A child is in danger tonight."
BREAK = "/glass/break"
GIVEN = {"body": "shelter", "reason": WHY, "hours": "4"}
CONTACT = {"name": "សុខា", "telephone": "+855 12 345 678", "email": "", "note": ""}


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def shelter(officer: User) -> Body:
    return a_body("shelter")


@pytest.fixture
def sokha(shelter: Body) -> User:
    """Serves in the shelter, and has said how they are reached."""
    person = join("sokha", Role.CASE_WORKER, shelter)
    assert client_of(person).post("/account/contact", CONTACT).status_code == 302
    return person


@pytest.fixture
def worker(shelter: Body) -> User:
    return join("worker", Role.CASE_WORKER, a_body("welfare", BodyKind.MINISTRY))


@pytest.fixture
def custodian(shelter: Body) -> Client:
    return client_of(join("custodian", Role.CUSTODIAN))


@pytest.fixture
def page(worker: User) -> str:
    """The page of a glass that the worker has broken."""
    return str(client_of(worker).post(BREAK, GIVEN)["Location"])


def test_who_breaks_it_says_whose_why_and_for_how_long(worker: User, shelter: Body, officer: User) -> None:
    client = client_of(worker)
    assert "The custodian sees it at once" in text(client, BREAK)
    for wrong in ({"reason": " "}, {"body": "nowhere"}, {"hours": "25"}, {"body": ""}):
        assert client.post(BREAK, GIVEN | wrong).status_code == 422
    assert not Glass.objects.exists()
    shown = client.post(BREAK, GIVEN, follow=True).content.decode()
    assert "The glass is broken. The custodian sees it now." in shown
    assert WHY in shown
    again = client.post(BREAK, GIVEN)
    assert (again.status_code, "broken this glass already" in again.content.decode()) == (422, True)
    assert client_of(worker, ago=301).get(BREAK)["Location"].startswith("/sign-in/again")


def test_it_opens_the_contact_data_of_that_body_and_each_look_is_kept(worker: User, sokha: User, officer: User) -> None:
    client = client_of(worker)
    contact = f"/people/{sokha.person.pseudonym}/contact"
    assert client.get(contact).status_code == 404
    page = client.post(BREAK, GIVEN)["Location"]
    assert contact in text(client, page)
    assert CONTACT["telephone"] in client.post(contact).content.decode()
    assert client.get(f"/people/{officer.person.pseudonym}/contact").status_code == 404
    look = Look.objects.get()
    assert look.entry == Entry.objects.filter(verb="contact.opened", actor=worker.person.pseudonym).get()
    client.post(f"{page}close")
    assert client.post(contact).status_code == 404
    assert contact not in text(client, page)


def test_to_who_enforces_the_law_it_opens_nothing_before_a_second_person_agrees(custodian: Client, sokha: User) -> None:
    police = client_of(join("screener", Role.SCREENER, a_body("police", BodyKind.POLICE)))
    contact = f"/people/{sokha.person.pseudonym}/contact"
    page = police.post(BREAK, GIVEN)["Location"]
    assert "Nothing yet" in text(police, page)
    assert police.post(contact).status_code == 404
    custodian.post(f"{page}agree")
    assert contact in text(police, page)
    assert CONTACT["telephone"] in police.post(contact).content.decode()


def test_the_custodian_sees_it_wherever_they_are(custodian: Client, worker: User, sokha: User) -> None:
    assert "Broken glass" not in text(custodian, "/desk/people/")
    client = client_of(worker)
    page = client.post(BREAK, GIVEN)["Location"]
    for address in ("/", "/desk/people/", "/account/", "/rules/", "/no-such-page"):
        shown = text(custodian, address)
        assert "Broken glass: The shelter" in shown
        assert page in shown
    assert "You have broken the glass of: The shelter" in text(client, "/account/")
    client.post(f"/people/{sokha.person.pseudonym}/contact")
    shown = text(custodian, page)
    assert WHY in shown
    assert "worker" in shown
    assert (
        shown.split("What was opened through it")[1].count("Contact data of a person was opened (<span>sokha</span>)")
        == 1
    )


def test_the_custodian_closes_it_and_is_reminded_until_it_is_read_about(custodian: Client, page: str) -> None:
    custodian.post(f"{page}read")
    assert "Broken glass: The shelter" in text(custodian, "/rules/")  # it is open still
    assert "closed. Nothing is opened" in custodian.post(f"{page}close", follow=True).content.decode()
    assert "nobody has read about it since" in text(custodian, "/rules/")
    assert "It is on record that you have read this." in custodian.post(f"{page}read", follow=True).content.decode()
    assert "Broken glass: The shelter" not in text(custodian, "/rules/")
    assert "custodian, " in text(custodian, page).replace("</span>", "")
    assert Reading.objects.count() == 2
    assert custodian.post(f"{page}close").status_code == 403
    assert "The shelter" in text(custodian, "/glass/")


def test_a_second_person_agrees(custodian: Client, page: str, worker: User) -> None:
    assert WHY in text(custodian, f"{page}agree")
    shown = custodian.post(f"{page}agree", follow=True).content.decode()
    assert "You have agreed." in shown
    assert "open, agreed by a second person" in shown
    assert custodian.post(f"{page}agree").status_code == 403
    assert client_of(worker).get(f"{page}agree").status_code == 403


def test_nobody_else_gets_in(
    page: str, worker: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    stranger = client_of(join("stranger", Role.CUSTODIAN, a_body("clinic")))
    for client in (officer_client, outsider_client, stranger):
        for act in ("", "agree", "close", "read"):
            assert client.get(page + act).status_code in (404, 405)
            assert client.post(page + act).status_code in (404, 405)
        assert "shelter" not in text(client, "/glass/")
        assert "shelter" not in text(client, "/account/")
    for client, act in ((outsider_client, "get"), (outsider_client, "post")):
        assert getattr(client, act)(BREAK).status_code == 403
    for address in ("/glass/", BREAK, page, f"{page}agree"):
        assert public_client.get(address)["Location"].startswith("/sign-in")
    assert public_client.post(f"{page}close")["Location"].startswith("/sign-in")
    assert client_of(worker, factor=False).get(page)["Location"] == "/account/"
    assert (Glass.objects.count(), Reading.objects.count()) == (1, 0)
