"""Back up and bring back, by the documented commands: everything is there again, or nothing is put in place."""

import io
import json
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from palermo.office.upkeep.manifest import NAME, read_manifest
from tests.office.upkeep.conftest import Kept, Palermo


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "palermo.sqlite3")) as base:
        return base.execute(query).fetchall()


def opened(backup: Path, key: Path) -> dict[str, bytes]:
    identity = x25519.Identity.from_str(key.read_text().splitlines()[1])
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(backup.read_bytes(), [identity]))) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar if one.isfile()}  # type: ignore[union-attr]  # a file


def sealed(target: Path, files: dict[str, bytes], public: str) -> Path:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, content in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    target.write_bytes(pyrage.encrypt(made.getvalue(), [x25519.Recipient.from_str(public)]))
    return target


def refused(palermo: Palermo, backup: Path, key: Path, new: Path, *more: object) -> str:
    done = palermo("restore", backup, "--key", key, "--home", new, *more)
    assert done.returncode in (1, 2), done.stdout
    assert "Traceback" not in done.stderr
    assert "fault of palermo" not in done.stderr
    assert not new.exists() or not any(new.iterdir())
    return done.stderr


def test_an_office_comes_back_whole_and_the_trail_tells_of_both_acts(
    kept: Kept, palermo: Palermo, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    done = palermo("restore", kept.backup, "--key", kept.key, "--home", new)
    assert done.returncode == 0, done.stderr
    assert "all verified" in done.stdout
    plans = "SELECT * FROM plan_version ORDER BY id"
    assert rows(new, plans) == rows(kept.office, plans)
    verbs = [verb for (verb,) in rows(new, "SELECT verb FROM trail_entry ORDER BY number")]
    assert verbs[-2:] == ["backup.made", "backup.restored"]
    files = {path.relative_to(kept.office / "files") for path in (kept.office / "files").rglob("*")}
    assert {path.relative_to(new / "files") for path in (new / "files").rglob("*")} == files
    assert not list(tmp_path.glob(".restoring-*")) + list(kept.office.glob(".backup-*"))


def test_the_key_of_a_backup_is_its_owners_alone_and_never_overwritten(kept: Kept, palermo: Palermo) -> None:
    assert stat.S_IMODE(kept.key.stat().st_mode) == 0o600
    before = kept.key.read_text()
    assert palermo("backup", "--new-key", kept.key).returncode == 2
    assert kept.key.read_text() == before


def test_a_backup_never_holds_the_key_of_the_compartments(
    kept: Kept, office: Path, palermo: Palermo, tmp_path: Path
) -> None:
    (office / "keys").mkdir()
    (office / "keys" / "committee.1").write_text("planted")
    made = palermo("backup", tmp_path, "--home", office, "--to", kept.public)
    files = opened(Path(made.stdout.strip()), kept.key)
    assert not any(b"planted" in content for content in files.values())
    assert {"palermo.sqlite3", "trail-keys", "secret-key", NAME} <= set(files)
    assert set(read_manifest(files[NAME]).files) == set(files) - {NAME}


@pytest.mark.parametrize(("to", "says"), [("nonsense", "no public key of age"), ("", "--new-key")])
def test_a_backup_that_nobody_could_open_is_not_made(
    to: str, says: str, kept: Kept, palermo: Palermo, tmp_path: Path
) -> None:
    before = len(rows(kept.office, "SELECT 1 FROM trail_entry"))
    done = palermo("backup", tmp_path, "--home", kept.office, "--to", to)
    assert done.returncode == 2
    assert says in done.stderr
    assert not list(tmp_path.glob("*.age"))
    assert len(rows(kept.office, "SELECT 1 FROM trail_entry")) == before


def test_another_key_a_cut_and_a_changed_backup_open_nothing(kept: Kept, palermo: Palermo, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    palermo("backup", "--new-key", other)
    assert "another key" in refused(palermo, kept.backup, other, tmp_path / "new")
    whole = kept.backup.read_bytes()
    copy = tmp_path / "copy.age"
    copy.write_bytes(whole[:-100])
    assert "cut short" in refused(palermo, copy, kept.key, tmp_path / "new")
    copy.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    assert "changed" in refused(palermo, copy, kept.key, tmp_path / "new")
    assert "No key" in refused(palermo, kept.backup, tmp_path / "missing", tmp_path / "new")


def test_a_file_swapped_inside_a_backup_is_named(kept: Kept, palermo: Palermo, tmp_path: Path) -> None:
    files = opened(kept.backup, kept.key)
    later = json.dumps(json.loads(files[NAME]) | {"form": 99}).encode()
    for forged, says in (
        (files | {"secret-key": b"another"}, "secret-key in the backup is not what"),
        (files | {"more": b"x"}, "more in the backup"),
        ({NAME: b"[]"}, "no backup that this palermo knows"),
        (files | {NAME: later}, "no backup that this palermo knows"),
        (files | {"../stray": b"x"}, "no backup that this palermo knows"),
        (files | {str(tmp_path / "stray"): b"x"}, "no backup that this palermo knows"),
    ):
        made = sealed(tmp_path / "forged.age", forged, kept.public)
        assert says in refused(palermo, made, kept.key, tmp_path / "new")
    assert not (tmp_path / "stray").exists()


def test_a_record_changed_past_the_office_does_not_come_back(
    kept: Kept, office: Path, palermo: Palermo, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(office / "palermo.sqlite3")) as base, base:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'plan_version'"
        for (name,) in base.execute(guards).fetchall():
            base.execute(f"DROP TRIGGER {name}")
        base.execute("UPDATE plan_version SET title = 'A better plan' WHERE id = 2")
    made = Path(palermo("backup", tmp_path, "--home", office, "--to", kept.public).stdout.strip())
    assert "version:2" in refused(palermo, made, kept.key, tmp_path / "new")


def test_an_office_is_never_written_over(kept: Kept, office: Path, palermo: Palermo) -> None:
    done = palermo("restore", kept.backup, "--key", kept.key, "--home", office)
    assert done.returncode == 2
    assert "holds something already" in done.stderr
    assert rows(office, "SELECT verb FROM trail_entry ORDER BY number DESC LIMIT 1") == [("backup.made",)]


def test_what_the_published_log_has_more_is_told_and_needs_a_reason(
    kept: Kept, office: Path, palermo: Palermo, tmp_path: Path
) -> None:
    assert palermo("backup", tmp_path, "--home", office, "--to", kept.public).returncode == 0  # one entry more
    log, new = tmp_path / "log", tmp_path / "new"
    published = palermo("trail", "publish", log, "--home", office)
    assert published.returncode == 0, published.stderr
    assert "--despite" in refused(palermo, kept.backup, kept.key, new, "--log", log)
    again = ("restore", kept.backup, "--key", kept.key, "--home", new, "--log", log, "--despite", "The disk broke.")
    done = palermo(*again)
    assert done.returncode == 0, done.stderr
    told = "SELECT content FROM trail_opening JOIN trail_entry ON number = entry_id WHERE verb = 'backup.restored'"
    assert json.loads(str(rows(new, told)[0][0]))["reason"] == "The disk broke."
