"""An invitation is the only way to an account, and works once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from palermo.access import Role
from palermo.office.access.actions import withdraw_invitation
from palermo.office.access.founding import find_invitation, first_link
from palermo.office.access.models import Person
from tests.office.cast import host, invited

GIVEN = {"name": "chair-kh", "passphrase": "fish on the tin roof", "again": "fish on the tin roof"}


def test_who_holds_the_link_makes_an_account_once(officer: User, client: Client) -> None:
    invited(Role.CHAIR, now=timezone.now(), token="the-secret")
    assert "You are invited" in client.get("/invitation/the-secret").content.decode()
    assert client.post("/invitation/the-secret", GIVEN)["Location"] == "/sign-in"
    person = Person.objects.get(user__username="chair-kh")
    assert person.terms.get().role == Role.CHAIR
    assert person.user.check_password(GIVEN["passphrase"])
    for reply in (client.get("/invitation/the-secret"), client.post("/invitation/the-secret", GIVEN)):
        assert reply.status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Officer"},
        {"name": "officer"},
        {"name": "x y"},
        {"passphrase": "short", "again": "short"},
        {"again": "x"},
    ],
)
def test_a_name_that_is_taken_and_a_weak_passphrase_are_refused(
    wrong: dict[str, str], officer: User, client: Client
) -> None:
    invited(Role.CHAIR, now=timezone.now(), token="the-secret")
    assert client.post("/invitation/the-secret", {**GIVEN, **wrong}).status_code == 422
    assert not User.objects.filter(username="chair-kh").exists()


def test_a_link_that_is_old_withdrawn_or_guessed_opens_nothing(officer: User, client: Client) -> None:
    invited(Role.CHAIR, now=timezone.now() - timedelta(days=8), token="old")
    gone = invited(Role.CHAIR, now=timezone.now(), token="gone")
    withdraw_invitation(by=host(timezone.now()), invitation=gone, now=timezone.now())
    for token in ("old", "gone", "guessed"):
        assert client.get(f"/invitation/{token}").status_code == 404
        assert client.post(f"/invitation/{token}", GIVEN).status_code == 404
    assert not User.objects.filter(username="chair-kh").exists()


def test_the_first_link_makes_the_secretariat_and_there_is_no_second(db: None, client: Client) -> None:
    token = first_link(timezone.now())
    assert token is not None
    assert find_invitation(token).digest != token
    client.post(f"/invitation/{token}", GIVEN)
    assert Person.objects.get().terms.get().role == Role.SECRETARIAT
    assert first_link(timezone.now()) is None
