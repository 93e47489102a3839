"""Secrets in six scripts are put through an office; afterwards nothing that it left behind holds them, in any form."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.office.upkeep.planting import OPEN, SECRETS
from tests.office.upkeep.searching import found, found_below
from tests.source import ROOT
from tests.tools import need

WORDS = [*SECRETS.values()]
CHECKED = [*WORDS, OPEN]
# plant, back up, open the backup by the way that it comes back, publish the log; what was said goes into files too
SCRIPT = """
set -eu
place=$1 python=$2 warm=$3
palermo() { "$warm/palermo" "$@"; }
export TMPDIR="$place/temporary"
"$python" -m tests.office.upkeep.planting "$place/office" >"$place/said.out" 2>"$place/said.err"
unset TMPDIR
cp -a "$place/office" "$place/as-it-died"
export PALERMO_HOME="$place/office"
key=$(palermo backup --new-key "$place/key.txt" 2>>"$place/said.err")
palermo trail integrate >>"$place/said.out" 2>>"$place/said.err"
made=$(palermo backup "$place" --to "$key" 2>>"$place/said.err")
palermo trail publish "$place/log" >>"$place/said.out" 2>>"$place/said.err"
palermo check >>"$place/said.out" 2>>"$place/said.err" || true
mkdir "$place/unsealed"
"$python" -c '
import io, pathlib, pyrage, sys, tarfile
key = pyrage.x25519.Identity.from_str(pathlib.Path(sys.argv[2]).read_text().splitlines()[1])
plain = pyrage.decrypt(pathlib.Path(sys.argv[1]).read_bytes(), [key])
tarfile.open(fileobj=io.BytesIO(plain)).extractall(sys.argv[3])
' "$made" "$place/key.txt" "$place/unsealed"
if [ -n "${PALERMO_DATABASE:-}" ]; then
    pg_restore -f "$place/unsealed/palermo.sql" "$place/unsealed/palermo.dump"
    base=${PALERMO_DATABASE##*host=}/base
    psql -q -h "${PALERMO_DATABASE##*host=}" -U owner -d palermo -c CHECKPOINT
    number=$(psql -At -h "${PALERMO_DATABASE##*host=}" -U owner -d palermo -c \
        "SELECT oid FROM pg_database WHERE datname = 'palermo'")
    mkdir "$place/postgres"
    cp -r "$base/base/$number" "$base/pg_wal" "$base/../log" "$place/postgres/"
fi
"""


def planted(place: Path, warm: Path, *before: str | Path) -> None:
    (place / "temporary").mkdir()
    env = {**os.environ, "PALERMO_DATABASE": ""}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        [*before, "bash", "-c", SCRIPT, "x", place, sys.executable, warm],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    said = place / "said.err"
    assert done.returncode == 0, done.stderr + (said.read_text() if said.exists() else "")


def holds_only_what_is_open(place: Path, *where: str) -> None:
    astray = found_below(CHECKED, place)
    assert [one for one in astray if not one.endswith(OPEN)] == []
    files = {one.partition(": ")[0] for one in astray}
    for name in where:  # the search looks into it: what is open is found there
        assert any(file.startswith(name) for file in files), (name, sorted(files))


def test_nothing_is_left_in_clear(tmp_path: Path, warm: Path) -> None:
    planted(tmp_path, warm)
    assert (tmp_path / "as-it-died" / "palermo.sqlite3-wal").stat().st_size > 0
    assert "RuntimeError" in (tmp_path / "said.err").read_text()
    assert not list((tmp_path / "temporary").iterdir())
    holds_only_what_is_open(
        tmp_path, "as-it-died/palermo.sqlite3-wal", "office/palermo.sqlite3", "unsealed/palermo.sqlite3"
    )


def test_nothing_is_left_in_clear_on_postgresql(tmp_path: Path, warm: Path) -> None:
    need("initdb")
    planted(tmp_path, warm, ROOT / "bin" / "with-postgres")
    holds_only_what_is_open(tmp_path, "postgres/pg_wal", "postgres/", "unsealed/palermo.sql")


def shifted(text: str) -> bytes:
    return b64encode(b"xy" + text.encode() + b"z")


@pytest.mark.parametrize("word", WORDS, ids=list(SECRETS))
@pytest.mark.parametrize(
    "written",
    [
        str.encode,
        lambda text: normalize("NFD", text).encode(),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode().hex().encode(),
        lambda text: json.dumps({"name": text}).encode(),
        lambda text: json.dumps(json.dumps({"name": text})).encode(),
        lambda text: b64encode(text.encode()),
        lambda text: b64encode(b"x" + text.encode()),
        shifted,
    ],
)
def test_the_search_finds_a_word_in_every_form(word: str, written: Callable[[str], bytes]) -> None:
    assert found(WORDS, b"before " + written(word) + b" after") == [word]
    assert found(WORDS, b"before " + written(word[:-1]) + b" after") == []
