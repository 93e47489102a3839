"""The other verbs of `palermo plan`, and what becomes of errors."""

import json
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

import palermo
from palermo.cli.handing import hand_over
from palermo.core import Message, UserError
from palermo.demo import Size
from palermo.plan import RULES, read, read_mapping
from tests.unit.cli.conftest import Run
from tests.unit.cli.plans import BROKEN, PRESS, PROMISE, VERIFIABLE, Terminal, plan_text, write

MATRIX = "No,Activity,Lead body,Deadline\n1.1,Train 200 officers,Police,December 2027\n1.2,Open a shelter,,\n"


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"palermo {palermo.__version__}\n"


@pytest.mark.parametrize("words", [(), ("plan",)])
def test_without_a_verb_the_help_is_shown(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage: palermo" in result.output


@pytest.mark.parametrize("rule", list(RULES))
def test_explain_tells_everything_about_a_rule(run: Run, rule: str) -> None:
    told = " ".join(run("plan", "explain", rule.lower()).stdout.split())
    known = RULES[rule]
    for words in (known.title, known.why, known.good, known.bad, known.advice, known.source):
        assert " ".join(str(words).split()) in told


def test_explain_without_a_rule_lists_them_all(run: Run) -> None:
    lines = run("plan", "explain").stdout.splitlines()
    assert [line[:3] for line in lines if line[:3] in RULES] == list(RULES)
    assert len(RULES) == 43


def test_explain_knows_what_was_meant(run: Run) -> None:
    result = run("plan", "explain", "A4")
    assert result.exit_code == 2
    assert "Did you mean A04?" in result.stderr


def test_read_prints_our_yaml_which_reads_back_to_the_same_plan(run: Run, here: Path) -> None:
    matrix = write(here, "matrix.csv", MATRIX)
    printed = run("plan", "read", matrix).stdout_bytes
    again = read(printed, name="matrix.yaml")
    assert again.plan == read(Path(matrix)).plan
    as_json = run("plan", "read", matrix, "--format", "json").stdout_bytes
    assert read(as_json, name="matrix.json").plan == again.plan


@pytest.mark.parametrize(
    "verb", [("read",), ("mapping",), ("export", "--to", "yaml"), ("press",)], ids=lambda verb: verb[0]
)
def test_an_unreadable_file_is_told_plainly(run: Run, here: Path, verb: tuple[str, ...]) -> None:
    result = run("plan", verb[0], write(here, "broken.yaml", BROKEN), *verb[1:])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("F20  broken.yaml, line")


def test_a_proposed_mapping_can_be_given_back(run: Run, here: Path) -> None:
    matrix = write(here, "matrix.csv", MATRIX)
    proposed = run("plan", "mapping", matrix, "-o", "matrix.mapping.yaml")
    assert proposed.exit_code == 0
    text = (here / "matrix.mapping.yaml").read_text(encoding="utf-8")
    assert "#" in text
    assert read_mapping(text)[0] == read(Path(matrix)).mapping
    printed = run("plan", "read", matrix, "--mapping", "matrix.mapping.yaml").stdout
    assert printed == run("plan", "read", matrix).stdout


def test_our_own_form_needs_no_mapping(run: Run, here: Path) -> None:
    result = run("plan", "mapping", write(here, "plan.yaml", plan_text(PROMISE)))
    assert result.exit_code == 2
    assert "needs no mapping" in result.stderr


@pytest.mark.parametrize("text", ["tables: 7\n", "[", ""])
def test_a_wrong_mapping_is_told_plainly(run: Run, here: Path, text: str) -> None:
    matrix, wrong = write(here, "matrix.csv", MATRIX), write(here, "wrong.yaml", text)
    result = run("plan", "read", matrix, "--mapping", wrong)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.stderr
    (here / "latin.yaml").write_bytes(b"title: caf\xe9\n")
    assert "UTF-8" in run("plan", "read", matrix, "--mapping", "latin.yaml").stderr
    missing = run("plan", "read", matrix, "--mapping", "missing.yaml")
    assert missing.exit_code == 2
    assert "cannot be opened" in missing.stderr


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv", "yaml", "json"])
def test_export_hands_the_plan_on(run: Run, here: Path, form: str) -> None:
    plan = write(here, "plan.yaml", plan_text(VERIFIABLE, PROMISE))
    out = f"out.{form}"
    result = run("plan", "export", plan, "--to", form, "-o", out)
    assert result.exit_code == 0, result.output
    back = read(here / out).plan
    assert back is not None
    assert [activity.text.words for _, _, activity in back.each_activity()] == [
        "Train 200 border officers in the northern provinces",
        "Strengthen cooperation where needed",
    ]


def test_csv_of_a_matrix_with_merged_cells_is_our_own_matrix(run: Run, here: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["No", "Activity", "Lead body"], ["Objective 1: Roads", None, None], ["1.1", "Paint the road", "MoR"]):
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    book.save(here / "merged.xlsx")
    result = run("plan", "export", "merged.xlsx", "--to", "csv", "-o", "out.csv")
    assert result.exit_code == 0, result.output
    first, again = read(here / "merged.xlsx").plan, read(here / "out.csv").plan
    assert first == again


def test_a_packed_file_is_not_poured_into_a_terminal(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = run("plan", "export", write(here, "plan.yaml", plan_text(VERIFIABLE)), "--to", "xlsx").stdout_bytes
    assert printed.startswith(b"PK")
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(UserError, match="--output"):
        hand_over(printed, "")


def test_export_never_writes_over_the_source(run: Run, here: Path) -> None:
    matrix = write(here, "matrix.csv", MATRIX)
    result = run("plan", "export", matrix, "--to", "csv", "-o", "./matrix.csv")
    assert result.exit_code == 2
    assert Path(matrix).read_text(encoding="utf-8") == MATRIX


def test_compare_is_zero_for_the_same_and_one_for_what_differs(run: Run, here: Path) -> None:
    old = write(here, "old.yaml", plan_text(VERIFIABLE))
    new = write(here, "new.yaml", plan_text(VERIFIABLE.replace("December 2026", "June 2028"), PROMISE))
    same = run("plan", "compare", old, old)
    assert (same.exit_code, "Nothing is known to differ." in same.stdout) == (0, True)
    differs = run("plan", "compare", old, new)
    assert differs.exit_code == 1
    assert "deadline moved later" in differs.stdout
    assert "December 2026 → June 2028" in differs.stdout
    tree = json.loads(run("plan", "compare", old, new, "--format", "json").stdout)
    assert tree["counts"]["activity"]["added"] == 1


def test_compare_marks_the_words_that_went_and_came(run: Run, here: Path) -> None:
    old = write(here, "old.yaml", plan_text(VERIFIABLE))
    new = write(here, "new.yaml", plan_text(VERIFIABLE.replace("Train 200 border", "Train 50 border")))
    assert "Train [-200-]{+50+} border officers" in run("plan", "compare", old, new).stdout


def test_the_press_sheet_says_what_is_and_is_not_said(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(VERIFIABLE, PROMISE))
    sheet = run("plan", "press", plan, "--as-of", "2026-01-31")
    assert sheet.exit_code == 0
    for words in ("A small plan", "What is not said", "Ministry of Interior", "No step"):
        assert words in sheet.stdout
    against = run("plan", "press", plan, "--against", write(here, "old.yaml", plan_text(VERIFIABLE)))
    assert "What is new" in against.stdout
    assert "not the plan" in run("plan", "press", write(here, "press.yaml", PRESS)).stdout


@pytest.mark.parametrize("of", ["plan", "audit"])
def test_schemas_are_json_schema(run: Run, of: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(json.loads(run("plan", "schema", "--of", of).stdout))


def test_an_unexpected_error_is_one_plain_sentence(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the cat walked over it")

    monkeypatch.setattr("palermo.cli.sources.read", breaks)
    plan = write(here, "plan.yaml", plan_text(PROMISE))
    result = run("plan", "read", plan)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "the cat walked over it" in result.stderr
    monkeypatch.setenv("PALERMO_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        run("plan", "read", plan)


def test_an_interrupt_is_quiet(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("palermo.cli.sources.read", interrupted)
    result = run("plan", "read", write(here, "plan.yaml", plan_text(PROMISE)))
    assert (result.exit_code, result.output) == (130, "")


def test_a_comparison_names_levels_and_fields_in_the_language_that_was_asked_for(run: Run, here: Path) -> None:
    old = write(here, "old.yaml", plan_text(VERIFIABLE))
    new = write(here, "new.yaml", plan_text(VERIFIABLE.replace("attendance lists", "minutes")))
    assert "changed: the kind of" in run("plan", "compare", old, new).stdout
    said = run("plan", "compare", old, new, "--lang", "km").stdout
    assert "បានផ្លាស់ប្តូរ៖" in said
    assert "activity" not in said


def test_what_is_refused_is_told_in_the_language_that_was_asked_for(run: Run) -> None:
    assert run("plan", "explain", "A4").stderr == (
        "palermo: There is no rule A4. Did you mean A04? 'palermo plan explain' lists them all.\n"
    )
    result = run("plan", "explain", "Z99", "--lang", "km")
    assert (result.exit_code, result.stderr) == (
        2,
        "palermo: គ្មានវិធាន Z99 ទេ។ «palermo plan explain» បង្ហាញវិធានទាំងអស់។\n",
    )


def test_a_file_that_cannot_be_read_is_told_of_in_the_language_that_was_asked_for(run: Run, here: Path) -> None:
    said = run("plan", "read", write(here, "broken.yaml", "a: [\n"), "--lang", "km").stderr
    assert "នេះមិនមែនជា YAML ទេ" in said
    assert "Correct the file" not in said


def test_the_demo_is_asked_for_with_what_was_said(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("palermo.demo.run", lambda *told, **named: asked.append((told, named)))
    assert run("serve", "--demo", "--home", "office", "--port", "9000").exit_code == 0
    assert run("serve", "--demo", "--year", "--home", "office", "--port", "9000").exit_code == 0
    assert run("demo", "--year", "--measures", "7", "--seed", "3", "--home", "office").exit_code == 0
    served = (here / "office", "127.0.0.1", 9000)
    assert asked == [
        (served, {"serve": True, "year": None}),
        (served, {"serve": True, "year": Size(300, 2000)}),
        ((here / "office", "", 0), {"serve": False, "year": Size(7, 3)}),
    ]
    told = run("serve", "--year", "--home", "office")
    assert (told.exit_code, "palermo serve --demo --year" in told.stderr) == (2, True)


def test_the_demo_tells_what_keeps_it_from_starting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise UserError(Message("Port 8000 is in use."))

    monkeypatch.setattr("palermo.demo.run", busy)
    result = run("serve", "--demo")
    assert (result.exit_code, result.stderr) == (2, "palermo: Port 8000 is in use.\n")


def test_without_the_office_the_demo_names_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "palermo.demo", None)
    result = run("serve", "--demo")
    assert result.exit_code == 2
    assert "palermo[office]" in result.stderr
