"""One's own account: setting up a second factor, giving one up, recovery codes, a new passphrase."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from palermo.office.access.models import Session
from palermo.office.trail.models import Entry
from tests.office.access.factors import code_of, recovery_codes, with_app
from tests.office.cast import client_of, passphrase

OWN = (
    "/account/",
    "/account/app",
    "/account/app/remove",
    "/account/passkey",
    "/account/codes",
    "/account/codes/new",
    "/account/passphrase",
    "/account/sessions",
)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


@pytest.fixture
def newcomer(officer: User) -> Client:
    """Has just signed in for the first time, with a passphrase alone."""
    return client_of(officer, factor=False)


def secret_on(page: str) -> str:
    found = re.search(r"<code>([A-Z2-7 ]{32,})</code>", page)
    assert found
    return found[1].replace(" ", "")


def test_an_app_is_set_up_and_opens_the_desk_at_once(officer: User, newcomer: Client) -> None:
    page = newcomer.get("/account/app").content.decode()
    secret = secret_on(page)
    assert "<svg" in page
    assert newcomer.post("/account/app", {"code": "000000"}).status_code == 422
    reply = newcomer.post("/account/app", {"code": code_of(secret)})
    assert reply["Location"] == "/account/codes"
    assert newcomer.get("/desk/").status_code == 200
    assert verbs()[-1] == "factor.added"


def test_recovery_codes_are_shown_once(officer: User, newcomer: Client) -> None:
    newcomer.post("/account/app", {"code": code_of(secret_on(newcomer.get("/account/app").content.decode()))})
    codes = recovery_codes(officer)
    first = newcomer.get("/account/codes").content.decode()
    again = newcomer.get("/account/codes").content.decode()
    assert all(code in first for code in codes)
    assert not any(code in again for code in codes)


def test_sessions_from_before_the_second_factor_end(officer: User, newcomer: Client) -> None:
    other = client_of(officer, factor=False)
    assert other.get("/account/").status_code == 200
    newcomer.post("/account/app", {"code": code_of(secret_on(newcomer.get("/account/app").content.decode()))})
    assert other.get("/account/").status_code == 302
    assert newcomer.get("/account/").status_code == 200


def everything_stored() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # a name of our own schema
            yield from (str(row) for row in cursor.fetchall())


def test_no_secret_of_a_factor_lies_in_the_database(officer: User, newcomer: Client) -> None:
    secret = secret_on(newcomer.get("/account/app").content.decode())
    during = list(everything_stored())
    newcomer.post("/account/app", {"code": code_of(secret)})
    codes = recovery_codes(officer)
    for row in (*during, *everything_stored()):
        assert secret not in row
        assert not any(code in row for code in codes)


def test_the_last_second_factor_stays(officer: User) -> None:
    with_app(officer)
    client = client_of(officer)
    page = client.get("/account/app/remove").content.decode()
    assert "This is your last second factor." in page
    assert client.post("/account/app/remove").status_code == 422
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_one_of_two_factors_can_be_given_up(officer: User) -> None:
    with_app(officer)
    key = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "work phone", "credential": {}})
    client = client_of(officer)
    assert "work phone" in client.get(f"/account/passkey/{key.pk}/remove").content.decode()
    client.post(f"/account/passkey/{key.pk}/remove")
    assert verbs()[-1] == "factor.removed"
    client.post(f"/account/passkey/{key.pk}/remove")
    assert list(Authenticator.objects.filter(user=officer, type="webauthn")) == []


def test_the_last_passkey_stays_too_and_another_persons_is_not_there(officer: User, outsider_client: Client) -> None:
    key = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "work phone", "credential": {}})
    client_of(officer).post(f"/account/passkey/{key.pk}/remove")
    assert outsider_client.post(f"/account/passkey/{key.pk}/remove").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_new_recovery_codes_replace_the_old(officer: User) -> None:
    with_app(officer)
    client, old = client_of(officer), recovery_codes(officer)
    assert client.post("/account/codes/new")["Location"] == "/account/codes"
    assert not set(old) & set(recovery_codes(officer))
    assert verbs()[-1] == "codes.renewed"


def test_a_passphrase_is_changed_and_ends_every_other_session(officer: User) -> None:
    client, other = client_of(officer), client_of(officer)
    new = "a new and rather long river"
    assert client.post("/account/passphrase", {"passphrase": "short", "again": "short"}).status_code == 422
    assert client.post("/account/passphrase", {"passphrase": new, "again": new + "s"}).status_code == 422
    assert client.post("/account/passphrase", {"passphrase": new, "again": new}).status_code == 302
    assert client.get("/desk/").status_code == 200
    assert other.get("/desk/").status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(new)
    assert verbs()[-1] == "passphrase.changed"


def test_what_changes_how_one_signs_in_is_confirmed_first(officer: User) -> None:
    secret = with_app(officer)
    client = client_of(officer, ago=6 * 60)
    for address in ("/account/app/remove", "/account/codes/new", "/account/passphrase", "/account/passkey"):
        assert client.get(address)["Location"] == f"/sign-in/again/code?next={address.replace('/', '%2F')}"
    new = "a new and rather long river"
    asked = client.post("/account/passphrase", {"passphrase": new, "again": new})
    assert asked["Location"].startswith("/sign-in/again/code")
    assert client.post(asked["Location"], {"code": "000000"}).status_code == 422
    assert client.post(asked["Location"], {"code": code_of(secret)}).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(new), "the form that was sent is taken up again"


def test_who_has_a_second_factor_does_not_confirm_with_the_passphrase(officer: User) -> None:
    with_app(officer)
    client = client_of(officer, ago=6 * 60)
    assert client.get("/sign-in/again")["Location"] == "/sign-in/again/code"
    reply = client.post("/sign-in/again", {"password": passphrase("officer")})
    assert reply["Location"] == "/sign-in/again/code"


def test_who_has_none_yet_confirms_with_the_passphrase(officer: User) -> None:
    client = client_of(officer, factor=False, ago=6 * 60)
    asked = client.get("/account/app")["Location"]
    assert asked == "/sign-in/again?next=%2Faccount%2Fapp"
    assert client.post(asked, {"password": "wrong"}).status_code == 422
    assert client.post(asked, {"password": passphrase("officer")})["Location"] == "/account/app"
    assert client.get("/account/app").status_code == 200


def test_confirming_is_slowed_too(officer: User) -> None:
    with_app(officer)
    client = client_of(officer)
    statuses = [client.post("/sign-in/again/code", {"code": "000000"}).status_code for _try in range(12)]
    assert statuses[:5] == [422] * 5
    assert 429 in statuses


@pytest.mark.parametrize("address", OWN)
def test_the_account_is_nobody_elses(address: str, officer: User, public_client: Client) -> None:
    for reply in (public_client.get(address), public_client.post(address)):
        assert reply.status_code == 302
        assert reply["Location"].startswith("/sign-in")
    assert not Session.objects.filter(user=officer).exists()
