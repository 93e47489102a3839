"""The demo fills an office through the actions of its people, and may be started again and again."""

import socket
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from palermo.core import UserError
from palermo.demo import fill, run
from palermo.demo.fill import about, sources
from palermo.office.plan.answers.models import AnswerLink
from palermo.office.plan.models import Plan, Version


def test_filling_twice_stores_once(home: Path, db: None) -> None:
    first = fill(home)
    second = fill(home)
    assert first.password is not None
    assert second.password is None
    assert [version.pk for version in first.versions] == [version.pk for version in second.versions]
    assert Version.objects.count() == Plan.objects.count() == len(first.versions)
    assert set(AnswerLink.objects.values_list("ask", flat=True)) == {"MY-PA6-3", "MY-PA9-2", "MY-PA9-3", "MY-PA10"}
    assert AnswerLink.objects.count() == 5


def test_every_plan_has_a_title_to_read_and_everybody_may_read_it(home: Path, db: None, public_client: Client) -> None:
    filled = fill(home)
    assert len(filled.versions) == 4
    page = public_client.get("/").content.decode()
    for version in filled.versions:
        assert version.title not in ("", version.plan.slug)
        assert version.title.replace("'", "&#x27;") in page


def test_what_is_told_of_the_plans_is_told_of_files_that_are_there() -> None:
    assert set(about()) <= {source.name for source in sources()}


def test_every_page_of_a_demonstration_says_so(settings: Settings, public_client: Client, db: None) -> None:
    assert "Demonstration" not in public_client.get("/").content.decode()
    settings.DEMO = True
    for address in ("/", "/rules/", "/sign-in", "/no-such-page"):
        assert "Demonstration" in public_client.get(address + "?fresh").content.decode()


def test_the_password_is_random_and_works(home: Path, db: None) -> None:
    filled = fill(home)
    assert filled.password is not None
    assert len(filled.password) >= 16
    assert User.objects.get(username=filled.username).check_password(filled.password)


def test_the_terminal_shows_every_plan_and_the_password_once(
    home: Path, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    run(home, serve=False)
    first = capsys.readouterr().out
    run(home, serve=False)
    second = capsys.readouterr().out
    for version in Version.objects.all():
        assert version.title in first
        assert version.title in second
    assert "password" in first
    assert "password" not in second


def test_a_busy_port_is_said_before_anything_is_made(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="--port"):
            run(home / "new", port=taken.getsockname()[1])
    assert not (home / "new").exists()
