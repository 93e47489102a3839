"""What pages read: the same number of questions to the database whatever is stored."""

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palermo.office.plan import readers
from palermo.office.plan.actions import Proof, add_version, claim_state, upload_plan
from palermo.office.plan.models import Plan, State, Version
from tests.office.cast import NOW, plan_file, small_plan
from tests.warm import CODE


def questions(read: Callable[[], object]) -> int:
    readers.forget()
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def claim(officer: User, version: Version, state: State, when: str) -> None:
    claim_state(
        by=officer, version=version, state=state, when=when, said_by="Gazette", proof=Proof(source="issue 1"), now=NOW
    )


def test_the_list_of_plans_asks_three_questions_for_one_plan_or_twenty(
    stored_plan: Callable[..., Version], officer: User
) -> None:
    claim(officer, stored_plan(), State.DRAFT, "2024")
    one = questions(readers.plan_list)
    for n in range(20):
        claim(officer, stored_plan(small_plan(f"nz-{n}", f"Plan {n}")), State.APPROVED, "2024")
    assert questions(readers.plan_list) == one == 3


def test_a_plan_is_opened_once_and_then_costs_no_question(stored_plan: Callable[..., Version]) -> None:
    version = readers.find_version(stored_plan().plan.slug)
    readers.open_audit(version)
    with CaptureQueriesContext(connection) as asked:
        assert readers.open_plan(version) is readers.open_plan(version)
        readers.open_audit(version)
    assert not len(asked)


def test_two_versions_of_the_same_words_are_one_content(stored_plan: Callable[..., Version]) -> None:
    first = stored_plan()
    second = stored_plan(small_plan("nz-other"))
    assert readers.open_plan(first) is not readers.open_plan(second)


def test_a_version_in_force_is_named_beside_a_newer_draft(stored_plan: Callable[..., Version], officer: User) -> None:
    first = stored_plan()
    claim(officer, first, State.IN_FORCE, "2023")
    file = plan_file(small_plan(title="Next wording"))
    upload = upload_plan(by=officer, file=file, now=NOW, plan=first.plan)
    second = add_version(by=officer, upload=upload, file=file, reason="Draft.", now=NOW)
    claim(officer, second, State.DRAFT, "2024")
    listed = readers.plan_history(first.plan.slug)
    assert (listed.version, listed.standing.state, listed.in_force) == (second, "draft", first)


def test_what_is_not_there_is_said_so(db: None) -> None:
    with pytest.raises(Plan.DoesNotExist):
        readers.plan_history("none")
    with pytest.raises(Version.DoesNotExist):
        readers.find_version("none")


def test_the_stored_file_is_read_again_for_its_cells_of_origin(stored_plan: Callable[..., Version]) -> None:
    version = stored_plan()
    assert readers.open_file(version).plan == readers.open_plan(version)


def test_the_migrations_say_what_the_models_say(tmp_path: Path, warm: Path) -> None:
    """Asked in a process of its own: migrations first read while a test has set the clock have its clock as default."""
    code = """
from pathlib import Path; from palermo.cli.offices import set_up; from django.core.management import call_command
set_up(Path("office")); call_command("makemigrations", check=True, dry_run=True, verbosity=3)
"""
    told = subprocess.run([*CODE, code], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_new_office_is_a_database_in_wal_mode_in_a_folder_of_its_own(tmp_path: Path, warm: Path) -> None:
    code = """
from pathlib import Path; from palermo.cli.offices import set_up; from palermo.demo.fill import open_office
from tests.office.stock import make_tables
set_up(Path("office")); make_tables(); open_office(Path("office"))
"""
    subprocess.run([*CODE, code], check=True, cwd=tmp_path)
    with sqlite3.connect(tmp_path / "office" / "palermo.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("SELECT COUNT(*) FROM access_body").fetchone() == (0,)
    database.close()
