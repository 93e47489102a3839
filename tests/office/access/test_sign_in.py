"""Who gets in, by what, and what everybody else is told."""

import re

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from palermo.access import Role
from palermo.office.access.signin.brakes import ACCOUNT, ADDRESS
from tests.office.access.factors import code_of, give_passphrase, recovery_codes, with_app
from tests.office.cast import join, passphrase

HERE = "127.0.0.1"


def attacked(name: str, address: str = HERE) -> None:
    """Somebody has tried the account and from the address for a long time."""
    for _try in range(40):
        ACCOUNT.count(timezone.now(), name)
        ADDRESS.count(timezone.now(), address)


def closed(client: Client) -> bool:
    return client.get("/desk/").status_code == 302


def test_passphrase_and_code_open_the_desk(officer: User, client: Client) -> None:
    secret = with_app(officer)
    reply = client.post("/sign-in", {"login": "officer", "password": passphrase("officer"), "next": "/desk/upload"})
    assert reply["Location"] == "/sign-in/code"
    assert closed(client)
    assert client.post("/sign-in/code", {"code": "000000"}).status_code == 422
    assert closed(client)
    reply = client.post("/sign-in/code", {"code": code_of(secret)})
    assert reply["Location"] == "/desk/upload"
    assert client.get("/desk/").status_code == 200


def test_a_passphrase_alone_opens_only_the_page_that_sets_up_a_second_factor(officer: User, client: Client) -> None:
    assert give_passphrase(client, "officer") == 302
    assert client.get("/desk/", follow=True).redirect_chain == [("/account/", 302)]
    assert "Set up a second factor first." in client.get("/desk/", follow=True).content.decode()
    for address in ("/desk/upload", "/account/passphrase", "/account/sessions"):
        assert client.get(address)["Location"] == "/account/"
    assert client.get("/account/app").status_code == 200


def test_in_a_demonstration_one_step_is_enough_and_every_page_says_so(
    officer: User, client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    assert give_passphrase(client, "officer") == 302
    page = client.get("/desk/")
    assert page.status_code == 200
    assert "signing in is one step" in page.content.decode()


def test_capitals_and_the_way_a_keyboard_sends_letters_make_no_difference(officer: User, client: Client) -> None:
    officer.set_password("ត្រីងៀត នៅលើដំបូល élan")
    officer.save()
    assert give_passphrase(client, "OFFICER", "ត្រីងៀត នៅលើដំបូល e\u0301lan") == 302


@pytest.fixture
def gone() -> User:
    person = join("gone", Role.SECRETARIAT)
    person.is_active = False
    person.save()
    return person


def test_everybody_who_is_refused_is_told_the_same(officer: User, gone: User, client: Client) -> None:
    pages = []
    for name, given in (("officer", "wrong"), ("nobody", "wrong"), ("gone", passphrase("gone"))):
        reply = client.post("/sign-in", {"login": name, "password": given})
        assert reply.status_code == 422
        pages.append(re.sub(rf'value="({name}|[\w]{{64}})"', "", reply.content.decode()))
    assert pages[0] == pages[1] == pages[2]
    assert "Name or passphrase is wrong." in pages[0]


def test_an_unknown_name_takes_as_much_work_as_a_wrong_passphrase(
    officer: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []

    def encode(_self: object, _password: str, salt: str) -> str:
        worked.append(salt)
        return f"md5${salt}$00"

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", encode)
    for name in ("officer", "nobody"):
        give_passphrase(client, name, "wrong")
        work = len(worked)
        worked.clear()
        assert work == 1


def test_an_account_that_others_try_rests_for_a_passphrase_alone(officer: User, client: Client) -> None:
    with_app(officer)
    attacked("officer")
    reply = client.post("/sign-in", {"login": "Officer", "password": passphrase("officer")})
    assert reply.status_code == 429
    assert 'name="code"' in reply.content.decode()
    assert "Wait 15 minutes" in reply.content.decode()


def test_it_opens_for_passphrase_and_code_together_and_the_code_is_not_asked_for_again(
    officer: User, client: Client
) -> None:
    secret = with_app(officer)
    attacked("officer")
    assert give_passphrase(client, "officer", "wrong", code_of(secret)) == 422
    assert give_passphrase(client, "officer", "", "000000") == 422
    assert give_passphrase(client, "officer", "", code_of(secret)) == 302
    assert client.get("/desk/").status_code == 200


def test_it_opens_on_a_device_that_is_known(officer: User, client: Client) -> None:
    secret = with_app(officer)
    give_passphrase(client, "officer")
    client.post("/sign-in/code", {"code": code_of(secret)})
    client.post("/sign-out")
    attacked("officer")
    assert give_passphrase(client, "officer") == 302
    client.post("/sign-in/code", {"code": code_of(secret, 1)})
    assert client.get("/desk/").status_code == 200


def test_a_device_known_to_one_account_is_unknown_to_another(officer: User, outsider: User, client: Client) -> None:
    give_passphrase(client, "outsider")
    client.post("/sign-out")
    attacked("officer")
    assert give_passphrase(client, "officer") == 429


def test_a_device_is_forgotten_when_the_passphrase_changes(officer: User, client: Client) -> None:
    give_passphrase(client, "officer")
    client.post("/sign-out")
    officer.set_password("another long quiet river")
    officer.save()
    attacked("officer")
    assert give_passphrase(client, "officer", "another long quiet river") == 429


def test_who_tries_many_names_from_one_address_is_slowed_and_nobody_elsewhere(officer: User, client: Client) -> None:
    attacked("nobody")
    assert give_passphrase(client, "officer") == 429
    elsewhere = Client(REMOTE_ADDR="2001:db8::7")
    assert give_passphrase(elsewhere, "officer") == 302


def test_behind_a_proxy_the_address_is_that_of_the_browser(officer: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    attacked("nobody", "192.0.2.7")
    slowed = Client(headers={"x-forwarded-for": "10.0.0.1, 192.0.2.7"})
    assert give_passphrase(slowed, "officer") == 429
    assert give_passphrase(Client(headers={"x-forwarded-for": "192.0.2.8"}), "officer") == 302


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_opens_once(kind: str, officer: User) -> None:
    secret = with_app(officer)
    code = code_of(secret) if kind == "app" else recovery_codes(officer)[0]
    for status in (302, 422):
        client = Client()
        give_passphrase(client, "officer")
        assert client.post("/sign-in/code", {"code": code}).status_code == status
        assert closed(client) == (status == 422)


def test_a_code_may_be_written_with_blanks_and_in_khmer_digits(officer: User, client: Client) -> None:
    khmer = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
    code = code_of(with_app(officer)).translate(khmer)
    give_passphrase(client, "officer")
    assert client.post("/sign-in/code", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


def test_wrong_codes_are_slowed(officer: User, client: Client) -> None:
    secret = with_app(officer)
    give_passphrase(client, "officer")
    statuses = [client.post("/sign-in/code", {"code": "000000"}).status_code for _try in range(12)]
    assert statuses[:5] == [422] * 5
    assert 429 in statuses
    assert client.post("/sign-in/code", {"code": code_of(secret)}).status_code == 429


def test_the_code_page_is_nobodys_who_gave_no_passphrase(officer: User, client: Client) -> None:
    with_app(officer)
    for reply in (client.get("/sign-in/code"), client.post("/sign-in/code", {"code": "000000"})):
        assert reply["Location"] == "/sign-in"


def test_nobody_is_sent_elsewhere_after_signing_in(officer: User, client: Client) -> None:
    told = {"login": "officer", "password": passphrase("officer"), "next": "https://elsewhere.example/"}
    assert client.post("/sign-in", told)["Location"] == "/account/"


@pytest.mark.parametrize("address", ["/signup", "/sign-up", "/accounts/signup/", "/password/reset/", "/account/email"])
def test_there_is_no_sign_up_and_nothing_by_mail(address: str, client: Client, db: None) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address, {"username": "x", "email": "x@example.org"}).status_code == 404


def test_no_setting_turns_on_codes_by_mail() -> None:
    assert configured.MFA_SUPPORTED_TYPES == ["totp", "recovery_codes", "webauthn"]
    assert not hasattr(configured, "ACCOUNT_LOGIN_BY_CODE_ENABLED")


def test_signing_out_takes_a_form_not_a_link_and_clears_the_browser(officer_client: Client) -> None:
    assert officer_client.get("/sign-out").status_code == 405
    reply = officer_client.post("/sign-out")
    assert reply["Clear-Site-Data"] == '"cache", "storage"'
    assert officer_client.get("/desk/").status_code == 302


def test_passphrases_are_kept_by_argon2id() -> None:
    from palermo.office import settings as real

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
