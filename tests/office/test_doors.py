"""Pages everybody reads, pages nobody else opens, and what every reply carries."""

import json
import logging
import re
import runpy
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse

from palermo.office import settings
from palermo.office.access.decision import decide
from palermo.office.base.logs import AsJson
from palermo.office.home import secret_key
from tests.office.cast import passphrase


def test_every_page_forbids_inline_script_and_anything_from_elsewhere(public_client: Client, db: None) -> None:
    reply = public_client.get("/")
    policy = reply["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert reply["X-Frame-Options"] == "DENY"
    assert reply["X-Content-Type-Options"] == "nosniff"


def test_every_page_tells_nobody_where_one_comes_from(public_client: Client, db: None) -> None:
    reply = public_client.get("/")
    # to other sites nothing; "no-referrer" would take away what a form from another site is told by
    assert reply["Referrer-Policy"] == "same-origin"
    assert reply["Cross-Origin-Opener-Policy"] == "same-origin"
    assert reply["Cross-Origin-Resource-Policy"] == "same-origin"


def test_over_https_the_browser_is_told_to_stay_there(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALERMO_HTTPS", "1")
    told = runpy.run_path(settings.__file__)
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert told[name] is True, name
    with override_settings(**{name: value for name, value in told.items() if name.startswith("SECURE_HSTS_")}):
        assert Client().get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("address", ["/", "/sign-in", "/no-such-page"])
def test_no_page_holds_inline_script_or_style(address: str, public_client: Client, db: None) -> None:
    html = public_client.get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_the_public_gets_compressed_pages_and_no_session(public_client: Client, db: None) -> None:
    reply = public_client.get("/", headers={"accept-encoding": "gzip"})
    assert reply["Content-Encoding"] == "gzip"
    assert not reply.cookies
    assert "Cookie" in reply["Vary"]


def test_a_signed_in_page_is_neither_compressed_nor_cached(officer_client: Client) -> None:
    reply = officer_client.get("/desk/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in reply
    assert reply["Cache-Control"] == "private, no-store"


def test_static_files_may_be_kept_for_ever(public_client: Client, db: None) -> None:
    html = public_client.get("/").content.decode()
    address = re.search(r'href="(/static/[^"]+\.css)"', html)
    assert address is not None
    reply = public_client.get(address[1])
    reply.close()
    assert reply.status_code == 200
    assert "max-age=31536000" in reply["Cache-Control"]


def test_the_language_switch_is_a_link_that_works_without_script(public_client: Client, db: None) -> None:
    page = public_client.get("/?q=a").content.decode()
    assert "/language/km?next=%2F%3Fq%3Da" in page
    reply = public_client.get("/language/km?next=%2F%3Fq%3Da")
    assert reply["Location"] == "/?q=a"
    assert '<html lang="km">' in public_client.get("/").content.decode()
    public_client.get("/language/en")
    assert '<html lang="en">' in public_client.get("/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x", "desk"])
def test_the_language_switch_sends_nobody_elsewhere(target: str, public_client: Client) -> None:
    assert public_client.get("/language/km", {"next": target})["Location"] == "/"


def test_an_unknown_language_is_no_page(public_client: Client, db: None) -> None:
    assert public_client.get("/language/xx").status_code == 404


def test_health_tells_nothing_of_anybody(public_client: Client, db: None) -> None:
    assert set(public_client.get("/health").json()) == {"ok", "version"}


def test_a_missing_page_says_what_to_do(public_client: Client, db: None) -> None:
    reply = public_client.get("/no-such-page")
    assert reply.status_code == 404
    assert "list of plans" in reply.content.decode()


def test_an_old_form_says_what_to_do(officer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    reply = strict.post("/sign-in", {"login": "officer", "password": passphrase("officer")})
    assert reply.status_code == 403
    assert "send the form again" in reply.content.decode()


def test_a_failure_page_needs_no_database(public_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("palermo.office.plan.pages.plans.find_editions", broken)
    public_client.raise_request_exception = False
    reply = public_client.get("/")
    assert reply.status_code == 500
    assert "broken on purpose" not in reply.content.decode()


@pytest.mark.parametrize("name", ["desk", "mfa_index", "passphrase", "sessions"])
def test_the_public_is_asked_to_sign_in(name: str, public_client: Client, db: None) -> None:
    address = reverse(name)
    assert public_client.get(address)["Location"] == f"/sign-in?next={address}"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the office writes to the terminal."""
    terminal = next(handler for handler in logging.getLogger("django").handlers if handler.name == "terminal")
    assert isinstance(terminal, logging.StreamHandler)
    said = StringIO()
    before = terminal.setStream(said)
    yield said
    terminal.setStream(before)


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/desk/plans/secret-name/?q=secret", "Forbidden (Permission denied): /desk/plans/<slug:slug>/"),
        ("/plans/secret-name/", "Not Found: /plans/<slug:slug>/"),
        ("/secret-name", "Not Found: (no page of ours)"),
    ],
)
def test_a_refusal_is_one_line_of_the_log_that_names_nobody(
    address: str, logged: str, outsider_client: Client, log: StringIO
) -> None:
    outsider_client.get(address)
    said = log.getvalue()
    assert said.endswith(f"WARNING django.request: {logged}\n")
    assert said.count("\n") == 1


def break_a_page(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    def visible(*_given: object) -> None:
        try:
            int("Dara Sok")
        except ValueError as error:
            raise RuntimeError("Dara Sok is no number") from error

    monkeypatch.setattr("palermo.office.plan.pages.public._visible", visible)
    client.raise_request_exception = False
    assert client.get("/plans/nz-test/?q=Dara").status_code == 500


def test_a_fault_of_ours_keeps_the_way_to_it_and_nothing_of_what_was_typed(
    outsider_client: Client, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_a_page(monkeypatch, outsider_client)
    said = log.getvalue()
    assert "Internal Server Error: /plans/<slug:slug>/" in said
    assert said.index("\nValueError\n") < said.index("\nRuntimeError\n")
    assert "in visible" in said
    assert "Dara" not in said.replace('int("Dara Sok")', "").replace('RuntimeError("Dara Sok is no number")', "")


def test_a_log_for_programs_has_an_object_a_line(
    outsider_client: Client, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = next(handler for handler in logging.getLogger("django").handlers if handler.name == "terminal")
    monkeypatch.setattr(terminal, "formatter", AsJson())
    outsider_client.get("/plans/secret-name/?q=secret")
    break_a_page(monkeypatch, outsider_client)
    missing, broken = map(json.loads, log.getvalue().splitlines())
    assert missing["time"].endswith("+00:00")
    del missing["time"]
    assert missing == {
        "level": "WARNING",
        "logger": "django.request",
        "message": "Not Found: /plans/<slug:slug>/",
        "route": "/plans/<slug:slug>/",
        "status": 404,
    }
    assert broken["status"] == 500
    assert broken["fault"].endswith("\nRuntimeError")


@pytest.mark.parametrize("address", ["/", "/rules/", "/sign-in", "/no-such-page", "/desk/"])
def test_every_page_leads_to_plans_rules_and_comparison(address: str, officer_client: Client) -> None:
    menu = officer_client.get(address, follow=True).content.decode().partition("<main")[0]
    assert [part for part in ("/", "/rules/", "/compare", "/desk/") if f'<li><a href="{part}"' not in menu] == []


def test_an_outsider_who_reads_khmer_is_told_in_khmer(outsider: User, outsider_client: Client) -> None:
    outsider_client.get("/language/km")
    page = outsider_client.get("/desk/").content.decode()
    assert decide(outsider, "desk.opened").reason.say("km") in page


def test_an_outsider_is_told_why_the_desk_stays_shut(outsider_client: Client) -> None:
    reply = outsider_client.get("/desk/")
    assert reply.status_code == 403
    assert "Only the secretariat may do this." in reply.content.decode()


def test_a_request_beyond_the_limit_is_refused_before_it_is_read(officer_client: Client, settings: object) -> None:
    settings.REQUEST_LIMIT = 100  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    reply = officer_client.post("/desk/upload", {"plan": "x" * 200}, headers={"x": "y"})
    assert reply.status_code == 413
    assert "Nothing was stored" in reply.content.decode()


def test_the_secret_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "office"
    key = secret_key(home)
    assert len(key) >= 64
    assert secret_key(home) == key
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700
