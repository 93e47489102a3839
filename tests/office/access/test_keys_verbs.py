"""`palermo keys`, as custodians give its commands at the machine."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from typer.testing import CliRunner, Result

from palermo.access import Role
from palermo.cli.app import app
from palermo.office.access.founding import found
from palermo.office.access.keyring import files
from palermo.office.access.models import Asking, CompartmentKey, KeyEnd, Sharing
from palermo.office.access.signin.brakes import TOGETHER
from palermo.office.trail.models import Entry
from tests.office.access.factors import recovery_codes, with_app
from tests.office.cast import FOUNDED, join, passphrase
from tests.office.scenes import play

Keys = Callable[..., Result]
SPLIT = ("split", "committee", "--needed", 2, "--of", 3, "--reason", "Holders.")


@pytest.fixture
def keys(home: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Keys:
    """Give a command, as the machine's operator or as a custodian, who types passphrase and code, and then the rest."""
    monkeypatch.setenv("PALERMO_HOME", str(home))
    (home / "palermo.sqlite3").touch()  # the database is that of the tests

    def give(*words: object, by: User | None = None, typed: str = "") -> Result:
        told = [str(word) for word in words]
        if by is not None:
            told += ["--as", by.username]
            typed = f"{passphrase(by.username)}\n{recovery_codes(by)[0]}\n{typed}"
        result = CliRunner().invoke(app, ["keys", *told], input=typed)
        assert "fault of palermo" not in result.stderr, result.stderr
        return result

    return give


@pytest.fixture
def dara(keys: Keys) -> User:
    return custodian("dara")


@pytest.fixture
def sokha(keys: Keys) -> User:
    return custodian("sokha")


def custodian(name: str, role: Role = Role.CUSTODIAN) -> User:
    user = join(name, role)
    with_app(user)
    return user


@pytest.fixture
def shares(keys: Keys, dara: User, sokha: User, tmp_path: Path) -> list[Path]:
    """The key of the committee, split two of three."""
    (tmp_path / "shares").mkdir()
    assert keys("make", "committee").exit_code == 0
    assert keys(*SPLIT, "--out", tmp_path / "shares", by=dara).exit_code == 1
    result = keys(*SPLIT, "--out", tmp_path / "shares", by=sokha)
    assert result.exit_code == 0, result.stderr
    return [Path(line) for line in result.stdout.splitlines()]


def test_an_office_without_keys_says_when_one_is_made(keys: Keys) -> None:
    found(FOUNDED)
    result = keys("list")
    assert result.exit_code == 0
    assert "first sealed" in result.stdout


def test_the_first_asks_and_the_second_does_it(keys: Keys, dara: User, sokha: User, tmp_path: Path) -> None:
    keys("make", "committee")
    asked = keys(*SPLIT, "--out", tmp_path, by=dara)
    assert asked.exit_code == 1
    assert "another holder of your role" in asked.stdout
    assert not list(tmp_path.glob("*share*"))
    assert keys(*SPLIT, "--out", tmp_path, by=dara).exit_code == 1, "nobody is the second to themselves"
    assert keys(*SPLIT, "--out", tmp_path, by=sokha).exit_code == 0
    assert (Asking.objects.count(), Sharing.objects.count()) == (2, 1)
    assert Entry.objects.get(verb="key.shared").actor == sokha.person.pseudonym


def test_two_whom_one_hand_let_in_are_told_that_they_count_as_one(keys: Keys, tmp_path: Path) -> None:
    custodian("head", Role.SECRETARIAT)
    one, other = custodian("one"), custodian("other")
    keys("make", "committee")
    assert keys(*SPLIT, "--out", tmp_path, by=one).exit_code == 1
    sham = keys(*SPLIT, "--out", tmp_path, by=other)
    assert (sham.exit_code, "let in by the same hand" in sham.stdout) == (1, True)
    assert keys("destroy", "committee", "--reason", "x", by=one).exit_code == 1
    assert keys("destroy", "committee", "--reason", "x", by=other).exit_code == 1
    assert not Sharing.objects.exists()
    assert not KeyEnd.objects.exists()


def test_shares_are_files_of_their_owner_alone_and_never_written_over(
    shares: list[Path], keys: Keys, dara: User, sokha: User
) -> None:
    assert [path.name for path in shares] == [f"committee.1-share-{n}-of-3.txt" for n in (1, 2, 3)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in shares} == {0o600}
    assert "Any 2 of them" in shares[0].read_text()
    before = [path.read_text() for path in shares]
    shares[0].unlink()
    keys(*SPLIT, "--out", shares[0].parent, by=dara)
    refused = keys(*SPLIT, "--out", shares[0].parent, by=sokha)
    assert (refused.exit_code, Sharing.objects.count()) == (2, 1)
    assert "never overwritten" in refused.stderr
    assert [path.read_text() for path in shares[1:]] == before[1:]
    assert not shares[0].exists()


def test_a_rehearsal_tells_whether_the_shares_give_the_key_and_changes_nothing(shares: list[Path], keys: Keys) -> None:
    before = Entry.objects.count()
    given = [word for path in shares[:2] for word in ("--from", path)]
    assert "2 shares give the key committee.1." in keys("rehearse", "committee", *given).stdout
    few = keys("rehearse", "committee", *given[:2])
    assert (few.exit_code, "1 more of the 2 shares" in few.stderr) == (2, True)
    files.remove("committee.1")
    assert keys("rehearse", "committee", *given).exit_code == 0
    assert CompartmentKey.objects.get().state() == "lost"
    assert Entry.objects.count() == before


def test_a_slip_in_a_file_and_a_file_that_is_none_are_told(shares: list[Path], keys: Keys, tmp_path: Path) -> None:
    text = shares[0].read_text()
    shares[0].write_text(text[:-3] + ("0" if text[-3] != "0" else "1") + text[-2:])
    result = keys("rehearse", "committee", "--from", shares[0])
    assert result.exit_code == 2
    assert "Group 18 cannot be right." in result.stderr
    assert "No share could be read" in keys("rehearse", "committee", "--from", tmp_path / "nowhere").stderr


def on_paper(path: Path) -> str:
    return "".join(line + "\n" for line in path.read_text().splitlines() if not line.startswith("#"))


def test_a_lost_key_comes_back_from_typed_shares(shares: list[Path], keys: Keys, dara: User) -> None:
    files.remove("committee.1")
    lost = keys("list")
    assert lost.exit_code == 1
    assert "palermo keys recover committee" in lost.stdout
    slip = on_paper(shares[0]).replace("\n", " ").split()
    slip[4] = "ZZZZZ"
    typed = " ".join(slip) + "\n" + on_paper(shares[0]).lower() + on_paper(shares[2])
    back = keys("recover", "committee", "--reason", "The disk broke.", by=dara, typed=typed)
    assert back.exit_code == 0, back.stderr
    assert "Group 5 cannot be right." in back.stderr
    assert CompartmentKey.objects.get().state() == "live"
    assert keys("list").exit_code == 0


def test_a_wrong_share_beside_enough_right_ones_is_named(shares: list[Path], keys: Keys, tmp_path: Path) -> None:
    from palermo.access import read_share, write_share

    text, _findings = read_share(on_paper(shares[1]))
    assert text is not None
    forged = type(text)(text.set, text.threshold, text.number, bytes(36))
    shares[1].write_text(write_share(forged))
    result = keys("rehearse", "committee", *(word for path in shares for word in ("--from", path)))
    assert result.exit_code == 0
    assert "Share 2 is wrong." in result.stderr


def test_a_key_is_changed_and_the_old_file_is_gone(shares: list[Path], keys: Keys, dara: User, home: Path) -> None:
    result = keys("rotate", "committee", by=dara)
    assert "committee.2 is in use" in result.stdout
    assert "burn" in result.stderr
    assert [path.name for path in (home / "keys").iterdir()] == ["committee.2"]
    old = keys("rehearse", "committee", *(word for path in shares for word in ("--from", path)))
    assert (old.exit_code, "another key" in old.stderr) == (2, True)
    assert "not shared" in keys("list").stdout


def test_two_destroy_a_key(shares: list[Path], keys: Keys, dara: User, sokha: User, home: Path) -> None:
    why = ("--reason", "The body is dissolved.")
    assert keys("destroy", "committee", *why, by=dara).exit_code == 1
    assert "committee.1 is destroyed" in keys("destroy", "committee", *why, by=sokha).stdout
    assert list((home / "keys").iterdir()) == []
    assert "has no key" in keys("rotate", "committee", by=dara).stderr


@pytest.mark.parametrize(
    "words",
    [
        (*SPLIT, "--out", "."),
        ("recover", "committee", "--reason", "x"),
        ("rotate", "committee"),
        ("destroy", "committee", "--reason", "x"),
    ],
)
def test_the_operator_alone_is_told_who_does_it(words: tuple[str, ...], keys: Keys, dara: User) -> None:
    keys("make", "committee")
    result = keys(*words)
    assert (result.exit_code, "--as NAME" in result.stderr) == (2, True)
    assert not KeyEnd.objects.exists()


def test_what_is_typed_wrong_opens_nothing_and_slows_down(keys: Keys, dara: User) -> None:
    keys("make", "committee")
    told = set()
    for typed in ("a wrong one\n123456\n", f"{passphrase('dara')}\n000000\n", "no code\n"):
        result = keys("rotate", "committee", "--as", "dara", typed=typed)
        assert result.exit_code == 2
        told.add(result.stderr.strip())
    assert told == {
        "palermo: Name, passphrase or code is wrong, or the code was used already.",
        "palermo: An answer is missing: Code from the app, or a recovery code.",
    }
    for _try in range(TOGETHER.free + 1):
        keys("rotate", "committee", "--as", "dara", typed="a wrong one\n123456\n")
    assert "Too many wrong tries" in keys("rotate", "committee", by=dara).stderr
    assert keys("rotate", "committee", "--as", "nobody", typed="x\n1\n").exit_code == 2
    assert not KeyEnd.objects.exists()


def test_a_code_is_good_once(keys: Keys, dara: User) -> None:
    keys("make", "committee")
    code = recovery_codes(dara)[0]
    typed = f"{passphrase('dara')}\n{code}\n"
    assert keys("rotate", "committee", "--as", "dara", typed=typed).exit_code == 0
    assert keys("rotate", "committee", "--as", "dara", typed=typed).exit_code == 2


def test_nobody_but_a_custodian_does_it(keys: Keys, dara: User) -> None:
    keys("make", "committee")
    head = custodian("head", Role.SECRETARIAT)
    result = keys("rotate", "committee", by=head)
    assert result.exit_code == 2
    assert "custodian" in result.stderr
    dara.is_active = False
    dara.save()
    assert "is wrong" in keys("rotate", "committee", by=dara).stderr
    assert not KeyEnd.objects.exists()


def test_what_does_not_exist_is_told(keys: Keys, dara: User) -> None:
    assert "no body with the short name nowhere" in keys("make", "nowhere").stderr
    assert "Make one: palermo keys make committee" in keys("rotate", "committee", by=dara).stderr
    play("key.made")
    assert "has a key already" in keys("make", f"{CompartmentKey.objects.get().body.key}").stderr
