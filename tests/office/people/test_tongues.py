"""Names of bodies that are known in English alone: on a Khmer page each is said to be English."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from palermo.access import BodyKind, Role
from palermo.office.access.models import Body
from palermo.office.plan.pages.who import who_acted
from tests.office.cast import NOW, a_body, client_of, invited, join
from tests.office.desk.matrices import closed
from tests.office.tongues import Tongues, astray

NAME = "The shelter"
WHY = "A child is in danger tonight."


def in_khmer(client: Client, address: str) -> str:
    client.get("/language/km")
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


@pytest.fixture
def shelter(officer: User) -> Body:
    return a_body("shelter", above=a_body("welfare", BodyKind.MINISTRY))


@pytest.fixture
def sokha(shelter: Body) -> User:
    return join("sokha", Role.CASE_WORKER, shelter)


PAGES: dict[str, Callable[[User], str]] = {
    "tree": lambda _sokha: "/desk/people/",
    "body": lambda _sokha: "/desk/people/bodies/shelter/",
    "invite": lambda _sokha: "/desk/people/bodies/shelter/invite",
    "person": lambda sokha: f"/desk/people/{sokha.person.pseudonym}/",
    "hand-over": lambda sokha: f"/desk/people/terms/{sokha.person.terms.get().uid}/hand-over",
}


@pytest.mark.parametrize("page", PAGES)
def test_on_pages_of_bodies_and_people(
    page: str, sokha: User, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = PAGES[page](sokha)
    told = in_khmer(officer_client, address)
    assert NAME in told
    assert list(astray(told, NAME)) == []
    assert closed(address, outsider_client, public_client)


@pytest.mark.parametrize("address", ["/account/", "/account/contact"])
def test_on_ones_own_pages(address: str, sokha: User, public_client: Client) -> None:
    told = in_khmer(client_of(sokha), address)
    assert NAME in told
    assert list(astray(told, NAME)) == []
    assert public_client.get(address).status_code == 302


def test_on_an_invitation(shelter: Body, public_client: Client) -> None:
    invited(Role.ANALYST, shelter, token="to-the-shelter", now=timezone.now())
    told = in_khmer(public_client, "/invitation/to-the-shelter")
    assert NAME in told
    assert list(astray(told, NAME)) == []
    assert public_client.get("/invitation/to-the-shelte").status_code == 404


def test_on_pages_of_a_broken_glass(sokha: User, outsider_client: Client, public_client: Client) -> None:
    worker = client_of(join("worker", Role.CASE_WORKER, a_body("welfare")))
    glass = worker.post("/glass/break", {"body": "shelter", "reason": WHY, "hours": "4"})["Location"]
    custodian = client_of(join("custodian", Role.CUSTODIAN))
    for client, address in ((worker, glass), (custodian, "/glass/"), (custodian, f"{glass}agree")):
        told = in_khmer(client, address)
        assert NAME in told
        assert list(astray(told, NAME)) == []
    assert outsider_client.get(glass).status_code == 404
    assert public_client.get(glass).status_code == 302


def test_a_name_in_the_language_of_the_page_needs_no_mark(officer_client: Client, shelter: Body) -> None:
    texts = Tongues(in_khmer(officer_client, "/desk/people/")).texts
    assert {lang for lang, text in texts if text in ("The shelter", "The welfare")} == {"en"}
    officer_client.get("/language/en")
    assert '<span lang="en">' not in officer_client.get("/desk/people/").content.decode()


def test_beside_what_somebody_did(sokha: User) -> None:
    with override("km"):
        (told,) = who_acted([(sokha.person.pseudonym, NOW)]).values()
    assert told.endswith('<span lang="en">The shelter</span>')
