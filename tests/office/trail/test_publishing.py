"""The log as static files: the bytes that are served, written whole, growing with the log."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from palermo.core import UserError
from palermo.office.trail import Told, append, integrate, publishing
from palermo.office.trail.log import fetch
from palermo.office.trail.models import Checkpoint
from palermo.office.trail.publishing import publish
from palermo.trail import read_policy, verify
from tests.office.cast import NOW
from tests.office.trail.test_integration import leaves_in_order, other_root
from tests.office.unguarded import unguarded

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for n in range(count):
        append(actor="p-1", verb="version.added", told=Told(f"version:{n}", {"number": n}), at=NOW)
    integrate(NOW)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def at(folder: Path) -> Callable[[str], bytes | None]:
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None


def test_every_file_is_what_the_office_serves_and_the_whole_verifies(tmp_path: Path) -> None:
    write(300)
    told = publish(tmp_path / "log")
    kept = files(tmp_path / "log")
    assert (told.size, told.files) == (300, len(kept))
    policy, _wrong = read_policy(kept.pop("policy"))
    assert policy is not None
    assert {path: fetch(path) for path in kept} == kept
    log, findings = verify(at(tmp_path / "log"), policy, NOW + timedelta(hours=1))
    assert findings == ()
    assert log is not None
    assert log.checkpoint.root == other_root(leaves_in_order())


def test_growing_gives_the_files_of_one_publication_and_clears_partial_ones(tmp_path: Path) -> None:
    for count in (1, 200, 60, 300):
        write(count)
        publish(tmp_path / "grown")
    publish(tmp_path / "whole")
    grown, whole = files(tmp_path / "grown"), files(tmp_path / "whole")
    assert {path: grown[path] for path in whole} == whole
    # of what is partial still, readers of an older checkpoint find theirs
    assert sorted(set(grown) - set(whole)) == ["tile/1/000.p/1"]


def test_doing_it_again_writes_no_tile(tmp_path: Path) -> None:
    write(3)
    publish(tmp_path / "log")
    assert publish(tmp_path / "log").files == 2


def test_a_crash_on_the_way_leaves_the_older_log_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(200)
    publish(tmp_path / "log")
    write(100)
    whole, left = publishing._write, 3

    def fails(path: Path, content: bytes) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise OSError(28, "No space left on device")
        whole(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_write", fails)
        with pytest.raises(UserError, match="No space left"):
            publish(tmp_path / "log")
    policy, _wrong = read_policy((tmp_path / "log" / "policy").read_bytes())
    assert policy is not None
    log, findings = verify(at(tmp_path / "log"), policy, NOW + timedelta(hours=1))
    assert (log and log.checkpoint.size, findings) == (200, ())
    assert publish(tmp_path / "log").size == 300


def test_a_web_server_of_another_account_may_read_what_is_written(tmp_path: Path) -> None:
    write(1)
    publish(tmp_path / "log")
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "log").rglob("*") if path.is_file()} == {0o644}


def test_nothing_is_published_of_an_empty_log(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to publish"):
        publish(tmp_path / "log")


def test_a_folder_of_another_log_is_left_alone(tmp_path: Path) -> None:
    write(1)
    publish(tmp_path / "log")
    checkpoint = tmp_path / "log" / "checkpoint"
    whole = checkpoint.read_bytes()
    name, size, root = whole.decode().split("\n")[:3]
    other = whole.decode().replace(root, "A" * 43 + "=")
    for content, told in ((b"nonsense", "damaged"), (b"other" + whole, f"other{name}"), (other.encode(), "course")):
        checkpoint.write_bytes(content)
        before = files(tmp_path / "log")
        with pytest.raises(UserError, match=told):
            publish(tmp_path / "log")
        assert files(tmp_path / "log") == before
    assert size == "1"


def test_an_older_copy_of_the_database_does_not_overwrite_the_newer_log(tmp_path: Path) -> None:
    write(5)
    write(5)
    publish(tmp_path / "log")
    with unguarded():
        Checkpoint.objects.filter(size=10)._raw_delete("default")
    with pytest.raises(UserError, match="older copy"):
        publish(tmp_path / "log")
