"""A new start for whoever has lost phone and passphrase: nothing of before opens anything, and the link works once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from palermo.access import Role
from palermo.cli import app
from palermo.office.access.actions import close_account, reset_sign_in
from palermo.office.access.models import Reset, Session
from palermo.office.access.refusal import Refused
from palermo.office.trail.models import Entry
from tests.office.access.factors import code_of, give_passphrase, recovery_codes, with_app
from tests.office.cast import client_of, join, signed_in

NEW = {"passphrase": "fish on the tin roof", "again": "fish on the tin roof"}
SECRET = "the-secret"
LINK = f"/new-start/{SECRET}"


@pytest.fixture
def lost(officer: User) -> User:
    """A focal point who had an app and recovery codes, and has lost them."""
    return join("lost", Role.FOCAL_POINT)


def reset(officer: User, person: User, token: str = SECRET, ago: timedelta = timedelta()) -> Reset:
    now = timezone.now() - ago
    by = signed_in(officer, fresh_at=now)
    return reset_sign_in(by=by, person=person.person, reason="Lost the phone.", token=token, now=now)


def test_nothing_of_before_opens_anything(officer: User, lost: User, client: Client) -> None:
    secret = with_app(lost)
    codes = recovery_codes(lost)
    before = client_of(lost)
    reset(officer, lost)
    assert not Session.objects.filter(user=lost).exists()
    assert before.get("/account/").status_code == 302
    assert give_passphrase(client, "lost", code=code_of(secret)) == 422
    assert client.post(LINK, NEW)["Location"] == "/sign-in"
    # the new passphrase is asked for no old factor, and opens the page that sets up a new one
    assert client.post("/sign-in", {"login": "lost", "password": NEW["passphrase"]})["Location"] == "/account/"
    assert client.post("/sign-in/code", {"code": codes[0]}).status_code == 302
    assert client.get("/account/app").status_code == 200


def test_a_link_works_once_for_two_days_and_until_the_next(officer: User, lost: User, client: Client) -> None:
    reset(officer, lost, "old", ago=timedelta(days=2, minutes=1))
    reset(officer, lost, "overtaken")
    reset(officer, lost)
    assert "Begin anew" in client.get(LINK).content.decode()
    assert client.post(LINK, {**NEW, "again": "x"}).status_code == 422
    assert client.post(LINK, NEW).status_code == 302
    for token in ("old", "overtaken", "the-secret", "guessed"):
        assert client.get(f"/new-start/{token}").status_code == 404
        assert client.post(f"/new-start/{token}", NEW).status_code == 404


def test_an_account_that_was_closed_in_between_stays_shut(officer: User, lost: User, client: Client) -> None:
    reset(officer, lost)
    now = timezone.now()
    close_account(by=signed_in(officer, fresh_at=now), person=lost.person, reason="Left.", now=now)
    assert client.post(LINK, NEW).status_code == 404


def test_the_trail_tells_who_did_it_and_why_and_no_secret(officer: User, lost: User, client: Client) -> None:
    reset(officer, lost)
    client.post(LINK, NEW)
    done, taken_up = Entry.objects.filter(verb__startswith="sign_in.").order_by("number")
    assert (done.verb, done.actor) == ("sign_in.reset", officer.person.pseudonym)
    assert "Lost the phone." in (done.opening.content or "")
    assert (taken_up.verb, taken_up.actor) == ("sign_in.renewed", "public")
    for entry in (done, taken_up):
        assert "the-secret" not in (entry.opening.content or "")


def test_nobody_resets_their_own_and_nobody_that_of_another_body(officer: User, outsider: User, lost: User) -> None:
    for by, person in ((officer, officer), (outsider, lost), (lost, officer)):
        with pytest.raises(Refused):
            reset(by, person)
    assert not Reset.objects.exists()


def test_the_operator_does_it_by_command_when_nobody_can_sign_in(
    officer: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palermo.cli.people.open_office", lambda home: None)
    signed = client_of(officer)
    run = CliRunner()
    ended = run.invoke(app, ["people", "end-sessions", "officer"])
    assert (ended.exit_code, ended.stdout) == (0, "1 sessions ended.\n")
    assert signed.get("/desk/").status_code == 302
    everywhere = [client_of(join("rith", Role.FOCAL_POINT)), client_of(officer)]
    assert run.invoke(app, ["people", "end-sessions", "--everybody"]).stdout == "2 sessions ended.\n"
    assert not Session.objects.exists()
    assert all(one.get("/account/").status_code == 302 for one in everywhere)
    assert run.invoke(app, ["people", "end-sessions"]).exit_code == 2
    told = run.invoke(app, ["people", "reset", "officer", "--reason", "The phone was stolen."])
    assert told.exit_code == 0
    link = told.stdout.splitlines()[-1]
    assert client.post(link, NEW)["Location"] == "/sign-in"
    assert Reset.objects.get().made_by == "console"
    nobody = run.invoke(app, ["people", "reset", "nobody", "--reason", "x"])
    assert (nobody.exit_code, "Nobody signs in as nobody" in nobody.stderr) == (2, True)
    silent = run.invoke(app, ["people", "reset", "officer", "--reason", " "])
    assert (silent.exit_code, "Write the reason" in silent.stderr) == (2, True)
