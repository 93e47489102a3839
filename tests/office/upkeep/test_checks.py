"""`palermo check` finds what is not as it should be, and says what to do."""

import configparser
import shlex
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from palermo.office.access.keyring import files
from palermo.office.access.models import Sharing
from palermo.office.trail.models import Entry
from palermo.office.upkeep import checks
from palermo.office.upkeep.checks import QUESTIONS, check_office
from tests.office.cast import NOW
from tests.office.scenes import SCENES, play
from tests.office.upkeep.conftest import Palermo
from tests.source import ROOT


def rules(now: Any = NOW) -> set[str]:
    return {finding.rule for finding in check_office(now)}


@pytest.fixture(autouse=True)
def a_good_home(home: Path) -> None:
    home.chmod(0o700)


def test_every_question_has_its_own_id_and_an_advice() -> None:
    assert len({one.rule for one in QUESTIONS}) == len(QUESTIONS)
    assert all(one.message.endswith(".") and one.advice.endswith(".") for one in QUESTIONS)


@pytest.mark.parametrize(
    ("setting", "bad", "good", "rule"),
    [
        ("DEMO", True, False, "U03"),
        ("HTTPS", False, True, "U04"),
        ("ALLOWED_HOSTS", ["localhost"], ["plan.example.gov"], "U05"),
    ],
)
def test_a_setting_is_found(db: None, settings: Any, setting: str, bad: object, good: object, rule: str) -> None:
    setattr(settings, setting, bad)
    assert rule in rules()
    setattr(settings, setting, good)
    assert rule not in rules()


def test_a_folder_that_others_can_read_is_found(db: None, home: Path) -> None:
    assert "U06" not in rules()
    home.chmod(0o755)
    assert "U06" in rules()


def test_a_full_disk_is_found_before_it_is_full(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "U07" not in rules()
    monkeypatch.setattr(checks, "LEAST_FREE", 2**60)
    assert "U07" in rules()


def test_entries_that_wait_and_a_clock_set_back_are_found(officer: User) -> None:
    joined = Entry.objects.latest("number").time  # the officer's own term stands in the trail
    assert {"U08", "U09"}.isdisjoint(rules(joined + timedelta(minutes=1)))
    assert {"U09", "U12"} <= rules(joined + timedelta(days=3))
    assert "U08" in rules(joined - timedelta(minutes=1))


def test_witnesses_are_asked_for(db: None) -> None:
    assert "U10" in rules()


def test_keys_that_are_lost_not_shared_or_left_over_are_found(db: None, home: Path) -> None:
    assert {"U20", "U21", "U22"}.isdisjoint(rules())
    _by, given = SCENES["key.shared"]()
    key = given["key"]
    assert {"U20", "U21", "U22"} & rules() == {"U21"}
    play("key.shared")
    Sharing.objects.create(key=key, needed=2, handed=2, reason="x", made_by="x", made_at=NOW)
    for name in ("committee.9", ".new-draft"):
        (home / "keys" / name).write_text("ab" * 32)
        assert {"U20", "U22"} & rules() == {"U22"}
        (home / "keys" / name).unlink()
    assert {"U20", "U21", "U22"}.isdisjoint(rules())
    files.remove(key.name)
    assert {"U20", "U21", "U22"} & rules() == {"U20"}


def test_the_command_says_what_to_do_and_leaves_with_one(office: Path, palermo: Palermo) -> None:
    done = palermo("check", "--home", office)
    assert done.returncode == 1
    assert "PALERMO_HTTPS=1" in done.stdout
    assert palermo("check", "--home", office / "nowhere").returncode == 2


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # names of systemd keep their capitals
    read.read(ROOT / "deploy" / name, encoding="utf-8")
    return read


@pytest.mark.parametrize(
    "name", ["palermo.service", "palermo-backup.service", "palermo-migrate.service", "palermo-remind.service"]
)
def test_a_unit_calls_a_command_that_exists_and_holds_the_office_down(name: str, palermo: Palermo) -> None:
    service = unit(name)["Service"]
    verb = shlex.split(service["ExecStart"])[1]
    assert palermo(verb, "--help").returncode == 0, verb
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["User"] == "palermo"
