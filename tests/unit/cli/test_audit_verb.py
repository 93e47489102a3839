"""`palermo plan audit`: exit codes, streams and forms."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from palermo.cli.show.cells import cells
from palermo.plan import RULES, contract_schema
from tests.unit.cli.conftest import Run
from tests.unit.cli.plans import BROKEN, KHMER, PRESS, PROMISE, UNREAD, VERIFIABLE, plan_text, write

jsonschema = pytest.importorskip("jsonschema")


def test_zero_when_every_activity_is_verifiable(run: Run, here: Path) -> None:
    result = run("plan", "audit", write(here, "good.yaml", plan_text(VERIFIABLE)))
    assert result.exit_code == 0, result.output
    assert result.stderr == ""


@pytest.mark.parametrize("activity", [PROMISE, UNREAD], ids=["promise", "unread"])
def test_one_when_something_fails_or_cannot_be_said(run: Run, here: Path, activity: str) -> None:
    assert run("plan", "audit", write(here, "bad.yaml", plan_text(VERIFIABLE, activity))).exit_code == 1


def test_one_for_press_reports_which_are_never_scored(run: Run, here: Path) -> None:
    result = run("plan", "audit", write(here, "press.yaml", PRESS))
    assert result.exit_code == 1
    assert "never scored" in result.stdout
    assert not re.search(r"\d of \d", result.stdout)


@pytest.mark.parametrize("name", ["missing.yaml", "broken.yaml", "."])
def test_two_when_nothing_could_be_read(run: Run, here: Path, name: str) -> None:
    if name == "broken.yaml":
        write(here, name, BROKEN)
    result = run("plan", "audit", name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.match(r"F\d\d  ", result.stderr)


def test_one_unreadable_file_among_readable_ones_is_told_on_the_error_stream(run: Run, here: Path) -> None:
    good = write(here, "good.yaml", plan_text(VERIFIABLE))
    broken = write(here, "broken.yaml", BROKEN)
    result = run("plan", "audit", good, broken)
    assert result.exit_code == 1
    assert "broken.yaml" in result.stderr
    assert "broken.yaml" not in result.stdout
    assert "A small plan" in result.stdout


@pytest.mark.parametrize(
    "words", [("--format", "pdf"), ("--as-of", "yesterday"), ("--lang", "xx"), ("--select", "Z99"), ("--nonsense",)]
)
def test_two_for_wrong_usage(run: Run, here: Path, words: tuple[str, ...]) -> None:
    result = run("plan", "audit", write(here, "good.yaml", plan_text(VERIFIABLE)), *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_folder_is_every_plan_in_it_but_not_what_is_hidden_or_a_mapping(run: Run, here: Path) -> None:
    for name in ("b.yaml", "a.yaml", "deeper/c.yml"):
        write(here, name, plan_text(VERIFIABLE, name=Path(name).stem))
    for name in (".hidden.yaml", ".git/x.yaml", "~$a.xlsx", "m.mapping.yaml", "notes.txt"):
        write(here, name, BROKEN)
    result = run("plan", "audit", ".", "a.yaml", "--format", "json")
    assert result.stderr == ""
    # one file named twice is read once
    assert [plan["plan"]["id"] for plan in json.loads(result.stdout)] == ["a", "b", "c"]


def test_a_dash_reads_the_standard_input(run: Run, here: Path) -> None:
    result = run("plan", "audit", "-", "--format", "json", stdin=plan_text(VERIFIABLE))
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["plan"]["id"] == "small"


def test_json_is_the_contract_and_nothing_else(run: Run, here: Path) -> None:
    one = write(here, "one.yaml", plan_text(VERIFIABLE, PROMISE, UNREAD, name="one"))
    two = write(here, "two.yaml", plan_text(VERIFIABLE, name="two"))
    result = run("plan", "audit", one, two, "--format", "json")
    told = json.loads(result.stdout)
    schema = contract_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema if schema.get("type") == "array" else {"type": "array", "items": schema})
    assert [plan["plan"]["id"] for plan in told] == ["one", "two"]
    assert told[0]["verdicts"] == {"verifiable": 1, "partly": 0, "promise_only": 1, "cannot_say": 1}


def test_selected_and_ignored_rules(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(PROMISE))

    def rules(*words: str) -> set[str]:
        told = json.loads(run("plan", "audit", plan, "--format", "json", *words).stdout)
        return {finding["rule"] for finding in told[0]["findings"]}

    everything = rules()
    assert rules("--select", "A04") == {"A04"}
    assert rules("--select", "A01, A02", "--select", "I09") == {"A01", "A02", "I09"}
    assert rules("--select", "A") == {rule for rule in everything if rule[0] == "A"}
    assert rules("--ignore", "A") == {rule for rule in everything if rule[0] != "A"}


def test_csv_has_one_row_a_finding_and_opens_in_excel(run: Run, here: Path) -> None:
    text = plan_text(PROMISE.replace("Strengthen cooperation where needed", KHMER))
    plan = write(here, "plan.yaml", text)
    printed = run("plan", "audit", plan, "--format", "csv").stdout_bytes.decode("utf-8")
    assert printed.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"))))
    told = json.loads(run("plan", "audit", plan, "--format", "json").stdout)[0]["findings"]
    assert [(row["rule"], row["object"], row["outcome"]) for row in rows] == [
        (finding["rule"], finding["object"], finding["outcome"]) for finding in told
    ]
    assert {row["verdict"] for row in rows if row["level"] == "activity"} == {"promise_only"}


def test_csv_never_holds_a_formula(run: Run, here: Path) -> None:
    text = plan_text(PROMISE.replace("id: 1.1.2", "id: '=1+1'"))
    rows = csv.reader(io.StringIO(run("plan", "audit", write(here, "x.yaml", text), "--format", "csv").stdout))
    assert not [cell for row in rows for cell in row if cell.lstrip("\ufeff").startswith(("=", "+", "-", "@"))]


class Page(HTMLParser):
    """The tags of a page, checked to close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_the_page_stands_alone_and_escapes_everything(run: Run, here: Path) -> None:
    hostile = "<script>alert(1)</script> & \"'"
    text = plan_text(
        PROMISE.replace("Strengthen cooperation where needed", f"'{hostile.replace(chr(39), chr(39) * 2)}'")
    )
    printed = run("plan", "audit", write(here, "x.yaml", text), "--format", "html").stdout
    page = page_of(printed)
    assert hostile in page.text
    assert "script" not in page.tags
    assert not {"link", "img", "iframe", "object"} & set(page.tags)
    assert "http" not in printed
    assert '<html lang="en">' in printed


def test_the_page_shows_every_plan_and_keeps_the_language_of_its_words(run: Run, here: Path) -> None:
    km = plan_text(PROMISE.replace("Strengthen cooperation where needed", KHMER), title="Khmer plan")
    one = write(here, "km.yaml", km.replace("language_of_source: en", "language_of_source: km"))
    two = write(here, "en.yaml", plan_text(VERIFIABLE, title="English plan"))
    printed = run("plan", "audit", one, two, "--format", "html").stdout
    page_of(printed)
    assert printed.index("Khmer plan") < printed.index("English plan</h1>")
    assert f'lang="km"><span class="code">1.1.2</span> {KHMER}' in printed


def test_the_page_tells_what_is_wrong_with_files_and_what_was_not_scored(run: Run, here: Path) -> None:
    broken = write(here, "broken.yaml", BROKEN)
    slip = write(here, "slip.yaml", plan_text(VERIFIABLE).replace("timeframe:", "timefame:"))
    printed = run("plan", "audit", broken, slip, write(here, "press.yaml", PRESS), "--format", "html").stdout
    page = page_of(printed)
    assert "broken.yaml</h1>" in printed
    for words in ("F20", "F27", "About the file", "never scored", "Not asked yet"):
        assert words in page.text
    assert printed.count('class="card"') == 1


def test_the_page_of_a_matrix_without_headings_has_none(run: Run, here: Path) -> None:
    matrix = write(here, "m.csv", "No,Activity,Lead body,Deadline\n1,Train 200 officers,Police,2027\n")
    page = page_of(run("plan", "audit", matrix, "--format", "html", "--select", "A02").stdout)
    assert "h3" not in page.tags
    assert "Fails" not in page.text


def test_a_matrix_without_goals_counts_none(run: Run, here: Path) -> None:
    write(here, "matrix.csv", "Activity,Lead\nPaint the road,MoR\nMend the bridge,MoR\n")
    assert "goals: 0, objectives: 0, activities: 2" in run("plan", "audit", "matrix.csv").stdout


def test_a_plan_without_activities_is_not_scored(run: Run, here: Path) -> None:
    empty = write(here, "empty.yaml", "meta: {id: e, title: Nothing yet}\ngoals: []\n")
    result = run("plan", "audit", empty)
    assert result.exit_code == 1
    assert "No activity was read" in result.stdout


def test_a_share_without_known_answers_says_so(run: Run, here: Path) -> None:
    printed = run("plan", "audit", write(here, "x.yaml", plan_text(UNREAD))).stdout
    assert "One named lead body  nothing to count (1 not read)\n" in printed


def test_text_tells_of_the_file_too(run: Run, here: Path) -> None:
    slip = write(here, "slip.yaml", plan_text(VERIFIABLE).replace("timeframe:", "timefame:"))
    result = run("plan", "audit", slip, slip.replace("slip", "./slip"))
    assert "About the file (1)" in result.stdout
    assert "F27  slip.yaml, line 17: the key 'timefame'" in result.stdout
    assert result.stderr == ""


def test_output_goes_to_the_file_that_is_named(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(PROMISE))
    shown = run("plan", "audit", plan)
    kept = run("plan", "audit", plan, "--output", "audit.txt")
    assert kept.stdout == ""
    assert kept.exit_code == shown.exit_code == 1
    assert (here / "audit.txt").read_text(encoding="utf-8") == shown.stdout


def test_output_that_cannot_be_written_is_told_plainly(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(PROMISE))
    result = run("plan", "audit", plan, "--output", "no/such/folder.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("palermo: no/such/folder.txt cannot be written")


def test_text_is_bare_aligned_and_of_fixed_width(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(VERIFIABLE, PROMISE.replace("where needed", KHMER), UNREAD))
    printed = run("plan", "audit", plan, "--as-of", "2026-01-31").stdout
    assert not re.search("[\x1b\u2500-\u257f]", printed)
    assert all(cells(line) <= 100 for line in printed.splitlines())
    for words in ("A small plan", "Verifiable (1)", "Promise only (1)", "Cannot say (1)", "palermo plan explain"):
        assert words in printed
    assert printed == run("plan", "audit", plan, "--as-of", "2026-01-31").stdout


def test_text_and_page_tell_every_finding_once(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(VERIFIABLE, PROMISE, UNREAD))
    findings = len(json.loads(run("plan", "audit", plan, "--format", "json").stdout)[0]["findings"])
    shown = re.findall(r"^ +[AOIP]\d\d  (?:fails|unknown) ", run("plan", "audit", plan).stdout, re.MULTILINE)
    rows = re.findall(r'<tr class="(?:fail|unknown) ', run("plan", "audit", plan, "--format", "html").stdout)
    assert len(shown) == len(rows) == findings


def test_text_says_each_advice_once(run: Run, here: Path) -> None:
    twice = PROMISE + PROMISE.replace("1.1.2", "1.1.9")
    printed = run("plan", "audit", write(here, "plan.yaml", plan_text(twice))).stdout
    advice = str(RULES["A12"].advice)
    assert " ".join(printed.split()).count(" ".join(advice.split())) == 1


def test_text_names_the_place_in_the_file(run: Run, here: Path) -> None:
    text = plan_text(PROMISE)
    line = next(n for n, words in enumerate(text.splitlines(), start=1) if "lead: null" in words)
    printed = run("plan", "audit", write(here, "plan.yaml", text), "--select", "A02").stdout
    assert re.search(rf"A02  fails .*line {line}\n", printed)
