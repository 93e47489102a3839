"""`palermo plan score`: exit codes, streams and forms, on the invented plan of the manual."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from palermo.cli.options import ScoreFormat
from palermo.plan import score, score_schema, write_json, write_progress
from tests.source import ROOT
from tests.unit.cli.conftest import Run
from tests.unit.cli.plans import PRESS, write
from tests.unit.plan.score.test_score import TODAY, argentina, forbidden, words

PAGE = (ROOT / "docs" / "how-to" / "score-a-plan.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r'^```yaml title="([^"]+)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def files(here: Path) -> Path:
    for name, text in FILES.items():
        write(here, name, text)
    return here


def test_one_when_something_is_late(run: Run, files: Path) -> None:
    result = run("plan", "score", "plan.yaml", "progress.yaml", "--as-of", "2027-06-01")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "Step 1 was due on 2027-03-31, and no proof is offered." in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_zero_when_all_is_in_order(run: Run, files: Path) -> None:
    one = FILES["plan.yaml"].split("          - id: 1.1.2")[0]
    write(files, "one.yaml", one)
    said = run("plan", "score", "one.yaml", "progress.yaml", "--as-of", "2027-06-01")
    assert said.exit_code == 0, said.output
    assert "F42" in said.stderr


def test_the_day_decides(run: Run, files: Path) -> None:
    told = run("plan", "score", "plan.yaml", "progress.yaml", "--as-of", "2027-01-02", "--format", "json").stdout
    assert json.loads(told)["statuses"]["not_accepted"] == 4


def test_json_is_as_the_contract_says(run: Run, files: Path) -> None:
    result = run("plan", "score", "plan.yaml", "progress.yaml", "--as-of", "2027-06-01", "--format", "json")
    tree = json.loads(result.stdout)
    Draft202012Validator(score_schema()).validate(tree)
    assert {name: n for name, n in tree["statuses"].items() if n} == {
        "done": 1,
        "late": 1,
        "not_accepted": 1,
        "running": 1,
    }
    assert [each["rule"] for each in tree["findings"]] == ["T03"]


def test_csv_opens_in_a_spreadsheet(run: Run, files: Path) -> None:
    told = run("plan", "score", "plan.yaml", "progress.yaml", "--as-of", "2027-06-01", "--format", "csv").stdout
    assert told.startswith("\ufeffplan,as_of,")
    assert len(told.splitlines()) == 5


@pytest.mark.parametrize("form", ScoreFormat)
@pytest.mark.parametrize("language", ["en", "km"])
def test_no_form_takes_done_continuous_and_running_work_together(
    run: Run, here: Path, form: ScoreFormat, language: str
) -> None:
    plan, progress = argentina()
    write(here, "plan.json", write_json(plan))
    # YAML of one line below its comment, so that findings name no other line
    tree = json.loads(write_progress(progress, as_json=True))
    write(here, "progress.yaml", f"# invented\n{json.dumps(tree)}\n")
    asked = ("--as-of", TODAY.isoformat(), "--format", form, "--lang", language)
    result = run("plan", "score", "plan.json", "progress.yaml", *asked)
    assert (result.exit_code, result.stderr) == (1, "")
    assert len(result.stdout.splitlines()) > 600
    assert not forbidden(score(plan, progress, TODAY)) & words(result.stdout)
    assert "%" not in result.stdout


def test_khmer_is_an_answer_too(run: Run, files: Path) -> None:
    assert run("plan", "score", "plan.yaml", "progress.yaml", "--as-of", "2027-06-01", "--lang", "km").exit_code == 1


def test_progress_comes_from_stdin_too(run: Run, files: Path) -> None:
    result = run("plan", "score", "plan.yaml", "-", "--as-of", "2027-06-01", stdin=FILES["progress.yaml"])
    assert "2027-Q1" in result.stdout


@pytest.mark.parametrize(
    ("plan", "progress"), [("plan.yaml", "none.yaml"), ("none.yaml", "progress.yaml"), ("plan.yaml", "plan.yaml")]
)
def test_two_when_a_file_cannot_be_read(run: Run, files: Path, plan: str, progress: str) -> None:
    result = run("plan", "score", plan, progress)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.match(r"F\d\d  ", result.stderr)


def test_press_reports_are_never_scored(run: Run, files: Path) -> None:
    write(files, "press.yaml", PRESS)
    result = run("plan", "score", "press.yaml", "progress.yaml")
    assert result.exit_code == 1
    assert "never scored" in result.stdout


def test_the_schemas_are_printed(run: Run, here: Path) -> None:
    for of in ("progress", "score"):
        Draft202012Validator.check_schema(json.loads(run("plan", "schema", "--of", of).stdout))
