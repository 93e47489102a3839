"""An invitation is the only way to an account, and works once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from palermo.access import Role
from palermo.cli import app
from palermo.office.access.actions import withdraw_invitation
from palermo.office.access.decision import decide
from palermo.office.access.founding import find_invitation, first_link
from palermo.office.access.models import Invitation, Person
from tests.office.cast import host, invited, join, signed_in

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


def test_the_operator_invites_by_command(officer: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palermo.cli.people.open_office", lambda home: None)
    invite, run = ["people", "invite", "committee", "--role", "custodian", "--until"], CliRunner()
    told = run.invoke(app, [*invite, "2060-12-31"])
    assert (told.exit_code, told.stderr) == (0, "")
    link = told.stdout.splitlines()[-1]
    assert client.post(link, GIVEN)["Location"] == "/sign-in"
    assert client.post(link, GIVEN).status_code == 404
    term = Person.objects.get(made_by="console", user__username="chair-kh").terms.get()
    assert (term.role, str(term.until)[:10]) == ("custodian", "2060-12-31")
    for words, says in (
        ([*invite, "2020-12-31"], "over before it began"),
        ([*invite[:4], "public", "--until", "2060-12-31"], "There is no role public. Name one of these: secretariat,"),
        (["people", "invite", "nowhere", *invite[3:], "2060-12-31"], "no body with the short name nowhere"),
        ([*invite, "tomorrow"], "does not match the format"),
    ):
        refused = run.invoke(app, words)
        assert (refused.exit_code, says in refused.stderr) == (2, True), refused.stderr
    assert Invitation.objects.filter(made_by="console").count() == 2  # with that of the first secretariat


def test_nobody_but_the_secretariat_and_the_operator_invites(officer: User) -> None:
    body, now = officer.person.body, timezone.now()
    for role in Role:
        if role is not Role.PUBLIC:
            by = signed_in(join(f"a-{role}", role), fresh_at=now)
            may = decide(by, "person.invited", body, at=now).allowed
            assert may is (role in (Role.SECRETARIAT, Role.OPERATOR)), role
