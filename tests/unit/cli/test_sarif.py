"""`palermo plan audit --format sarif`, held against the parts of the standard it uses."""

import json
from pathlib import Path
from typing import Any

import pytest

from palermo.plan import RULES
from tests.unit.cli.conftest import Run
from tests.unit.cli.plans import BROKEN, PROMISE, UNREAD, VERIFIABLE, plan_text, write

jsonschema = pytest.importorskip("jsonschema")
SUBSET = json.loads((Path(__file__).parent / "sarif_subset.json").read_text(encoding="utf-8"))


def log_of(run: Run, *words: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run("plan", "audit", "--format", "sarif", *words).stdout)
    jsonschema.Draft202012Validator.check_schema(SUBSET)
    jsonschema.validate(log, SUBSET)
    return log


def test_every_rule_is_described_and_every_result_points_to_its_rule(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(VERIFIABLE, PROMISE, UNREAD))
    ran = log_of(run, plan)["runs"][0]
    rules = [rule["id"] for rule in ran["tool"]["driver"]["rules"]]
    assert rules[: len(RULES)] == list(RULES)
    assert ran["results"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in ran["results"])


def test_level_follows_severity_and_unknown_is_open_without_level(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(PROMISE, UNREAD))
    results = log_of(run, plan)["runs"][0]["results"]
    levels = {"A": "error", "B": "warning", "C": "note"}
    for result in results:
        wanted = levels[RULES[result["ruleId"]].severity] if result["kind"] == "fail" else "none"
        assert result["level"] == wanted
    assert {result["kind"] for result in results} == {"fail", "open"}


def test_a_yaml_finding_names_file_and_line(run: Run, here: Path) -> None:
    text = plan_text(PROMISE)
    line = next(n for n, words in enumerate(text.splitlines(), start=1) if "lead: null" in words)
    write(here, "ក plan.yaml", text)
    results = log_of(run, "ក plan.yaml", "--select", "A02")["runs"][0]["results"]
    where = results[0]["locations"][0]
    assert where["physicalLocation"] == {
        "artifactLocation": {"uri": "%E1%9E%80%20plan.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": line},
    }
    assert where["logicalLocations"] == [
        {"name": "1.1.2", "fullyQualifiedName": "small/activity/1.1.2", "kind": "activity"}
    ]


def test_a_sheet_finding_names_its_cell(run: Run, here: Path) -> None:
    matrix = write(here, "matrix.csv", "No,Activity,Lead body,Deadline\n1.1,Train 200 officers,,2027\n")
    results = log_of(run, matrix, "--select", "A02")["runs"][0]["results"]
    where = results[0]["locations"][0]
    assert where["physicalLocation"]["artifactLocation"]["uri"].endswith("/matrix.csv")
    assert {"name": "C2", "fullyQualifiedName": "C2", "kind": "cell"} in where["logicalLocations"]


def test_an_unreadable_file_is_a_result_too(run: Run, here: Path) -> None:
    good, broken = write(here, "good.yaml", plan_text(VERIFIABLE)), write(here, "broken.yaml", BROKEN)
    ran = log_of(run, good, broken)["runs"][0]
    assert ran["invocations"] == [{"executionSuccessful": False}]
    assert [result["level"] for result in ran["results"] if result["ruleId"][0] == "F"] == ["error"]


def test_the_standard_input_has_a_name_of_its_own(run: Run, here: Path) -> None:
    printed = run("plan", "audit", "--format", "sarif", "-", stdin=plan_text(PROMISE)).stdout
    assert json.loads(printed)["runs"][0]["artifacts"] == [{"location": {"uri": "stdin"}}]


def test_fingerprints_stay_when_lines_move(run: Run, here: Path) -> None:
    def prints(text: str) -> list[str]:
        results = log_of(run, write(here, "plan.yaml", text))["runs"][0]["results"]
        return [result["partialFingerprints"]["palermoFinding/v1"] for result in results]

    text = plan_text(PROMISE, UNREAD)
    before = prints(text)
    assert before == prints("# a remark\n\n" + text)
    assert len(set(before)) == len(before)
