"""Whatever becomes of a process that writes: nothing that was acknowledged is lost, and the log verifies."""

import json
import sys

import pytest

from tests.office.crashes.acts import HOW, acknowledged
from tests.office.crashes.conftest import Office
from tests.warm import CODE

# by program: which uploads there are, by their rows, their files and their entries
FOUND = """
import json, sys
from pathlib import Path
from palermo.cli.offices import set_up
set_up(Path(sys.argv[1]))
from palermo.office.base import store
from palermo.office.plan.models import Upload
from palermo.office.trail import integrate
from palermo.office.trail.models import Entry
from tests.office.crashes.acts import now
integrate(now())
entries = set(Entry.objects.filter(verb="plan.uploaded").values_list("object", flat=True))
rows = {row.pk: row.file_sha256 for row in Upload.objects.all()}
whole = all(store.fetch(sha256) for sha256 in rows.values())
told = [pk for pk in rows if f"upload:{pk}" in entries]
print(json.dumps({"rows": rows, "told": told, "entries": len(entries), "whole": whole}))
"""


@pytest.mark.parametrize("how", HOW)
def test_nothing_acknowledged_is_lost_and_the_log_verifies(how: str, office: Office) -> None:
    told = {row["upload"]: row["sha256"] for row in acknowledged(office.act(how, seed=2026))}
    assert told
    look(office, told)


def look(office: Office, told: dict[int, str]) -> None:
    """What was told is there; each row has its entry and each entry its row; and the office says so itself."""
    done = office.run(*CODE, FOUND, office.home)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    rows = {int(pk): sha256 for pk, sha256 in found["rows"].items()}
    assert {pk: rows.get(pk) for pk in told} == told
    assert sorted(found["told"]) == sorted(rows)
    assert found["entries"] == len(rows)
    assert found["whole"]
    verified = office.palermo("trail", "verify")
    assert verified.returncode == 0, verified.stdout


@pytest.mark.parametrize("where", ["folder", "database"])
def test_a_full_disk_takes_nothing_by_halves_and_says_so(where: str, new_office: Office) -> None:
    done = new_office.on_a_small_disk(sys.executable, "-m", "tests.office.crashes.full", where)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found["replies"]) == {302, 507}
    assert found["said"], "the page says that there is no room"
    assert found["read_meanwhile"] == [200, 200]
    assert found["left_behind"] == []
    assert found["afterwards"] == 302
    assert found["lost"] == []
    assert found["findings"] == []
