"""The made parts of the manual say what the code does now, and its commands still run."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from manual.controls import controls, named_tests
from manual.findings import SOURCE, findings_of
from manual.pages import DOCS, REFERENCE, shown, with_commands
from manual.transcripts import commands, rerun
from palermo.plan import RULES
from tests.source import ROOT

STALE = "{name} is stale: run bin/reference and commit what it writes."


@pytest.mark.parametrize(("name", "make"), REFERENCE.items(), ids=list(REFERENCE))
def test_the_reference_is_what_the_code_says(name: str, make: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == make(), STALE.format(name=name)


@pytest.mark.parametrize("name", with_commands())
def test_every_command_in_the_manual_says_what_is_shown(name: str, warm: Path) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == shown(name, warm), STALE.format(name=name)


def test_the_tutorial_and_the_guides_show_commands() -> None:
    assert {"tutorial/first-audit.md", "how-to/run-in-ci.md"} <= set(with_commands())


def test_no_run_shown_in_the_manual_ends_in_a_fault_of_ours() -> None:
    for name in with_commands():
        text = (DOCS / name).read_text(encoding="utf-8")
        assert "fault of palermo" not in text, name
        assert "Traceback" not in text, name
        assert "not found" not in text, name


def test_a_page_is_run_again_in_order_with_its_files_and_exit_codes() -> None:
    page = (
        '```csv title="a.csv"\none\n```\n\n```console\n$ cat a.csv\nstale\n$ false\n$ echo "exit code $?"\n```\n'
        '```csv title="a.csv"\ntwo\n```\n```console\n$ cat a.csv >&2\n```\n```sh\nexit 3\n```\n'
    )
    again = (
        '```csv title="a.csv"\none\n```\n\n```console\n$ cat a.csv\none\n$ false\n$ echo "exit code $?"\nexit code 1\n'
        '```\n```csv title="a.csv"\ntwo\n```\n```console\n$ cat a.csv >&2\ntwo\n```\n```sh\nexit 3\n```\n'
    )
    assert rerun(page) == again
    assert commands(page) == ["cat a.csv", "false", 'echo "exit code $?"', "cat a.csv >&2"]


def test_every_rule_and_every_finding_is_described() -> None:
    rules = (DOCS / "reference/rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", rules, re.MULTILINE) == list(RULES)
    named = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"\"([FLMSTU]\d\d)\"", path.read_text(encoding="utf-8"))
    }
    assert named - {"U90"} <= set(findings_of("FLMSTU"))


def test_every_control_is_listed_and_held_by_tests_that_there_are() -> None:
    asvs, ours = controls().values()
    assert (len(asvs), len(ours)) == (51, 8)
    rows = [*asvs, *ours]
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["id"] for row in rows if row["state"] != "waits" and not row.get("tests")] == []
    assert [row["id"] for row in rows if row["state"] != "held" and not row.get("note")] == []
    tests = {file: (ROOT / "tests" / file).read_text(encoding="utf-8") for file, _test in named_tests()}
    assert [f"{file}::{test}" for file, test in named_tests() if f"def {test}(" not in tests[file]] == []


@pytest.mark.parametrize("name", [name for name in REFERENCE if name.endswith(".json")])
def test_the_published_schemas_are_json_schema(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(json.loads((DOCS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.relative_to(DOCS).as_posix())
def test_links_inside_the_manual_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page}: {target}"
