"""A full disk is known as one, whoever found it full."""

import errno
import sqlite3
from pathlib import Path

import pytest

from palermo.core import unwritten


class FromServer(Exception):
    sqlstate = "53100"


def wrapped(error: Exception) -> Exception:
    """As a layer above raises it again."""
    try:
        try:
            raise error
        except Exception as below:
            raise RuntimeError("could not be stored") from below
    except RuntimeError as above:
        return above


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), OSError(errno.EFBIG, "large"), FromServer()], ids=repr
)
def test_a_full_disk_is_known(error: Exception) -> None:
    assert unwritten(error)
    assert unwritten(wrapped(error))


def test_a_full_database_is_known(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "base")
    base.execute("CREATE TABLE t (x)")
    base.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        base.execute("INSERT INTO t VALUES (zeroblob(100000))")
    with pytest.raises(sqlite3.OperationalError) as wrong:
        base.execute("INSERT INTO nothing VALUES (1)")
    base.close()
    assert unwritten(full.value)
    assert not unwritten(wrong.value)


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "gone"), ValueError("x"), None], ids=repr)
def test_other_errors_are_no_full_disk(error: Exception | None) -> None:
    assert not unwritten(error)
