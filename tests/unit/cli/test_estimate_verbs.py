"""`palermo estimate` and `palermo histories`: exit codes, streams, forms, and files that cannot be used."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from palermo.cli.show.lines import PIPED_WIDTH
from palermo.prevalence import public_tables
from tests.unit.cli.conftest import Run

LISTS = "A,B,C,sex,count\n1,0,0,f,60\n0,1,0,f,50\n1,1,0,m,20\n0,0,1,m,40\n1,0,1,m,10\n0,1,1,m,8\n1,1,1,f,6\n"
FOUR = "A,B,C,D,count\n1,0,0,0,60\n1,1,0,0,20\n0,1,1,0,9\n1,0,1,0,8\n0,0,0,1,9\n1,0,0,1,9\n"
QUICK = ("--method", "independence,chao,stepwise", "--replicates", "40")


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def lists(here: Path) -> str:
    (here / "lists.csv").write_text(LISTS)
    return "lists.csv"


def test_an_estimate_is_told_in_plain_words_first(run: Run, lists: str) -> None:
    result = run("estimate", lists, *QUICK, "--strata", "sex", "--population", "1,000,000; census; 2019")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.index("In plain words") < result.stdout.index("Methods side by side")
    assert "must not be used for" in result.stdout
    assert "Per 100,000 residents" in result.stdout
    assert "95 %" in result.stdout
    assert "Groups by themselves" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= PIPED_WIDTH


def test_the_verb_may_be_said_and_options_may_come_first(run: Run, lists: str) -> None:
    wanted = run("estimate", lists, *QUICK, "--json").stdout
    assert run("estimate", *QUICK, "--json", lists).stdout == wanted
    assert run("estimate", "table", lists, "--json", *QUICK, "--fresh", "--threads", "1").stdout == wanted
    assert json.loads(wanted)["provenance"]["seed"] == 1
    assert run("estimate", "-", *QUICK, "--json", stdin=LISTS).stdout == wanted


def test_columns_of_groups_that_nobody_asked_for_are_told_beside_the_result(run: Run, lists: str) -> None:
    result = run("estimate", lists, *QUICK, "--json")
    assert json.loads(result.stdout)["table"]["lists"] == ["A", "B", "C"]
    assert "L30" in result.stderr


def test_lists_can_be_left_out_made_one_and_said_never_to_meet(run: Run, lists: str, here: Path) -> None:
    tree = json.loads(run("estimate", lists, *QUICK, "--merge", "A+B", "--json").stdout)
    assert (tree["table"]["lists"], tree["refused"][0]["code"]) == (["A+B", "C"], "too-few-lists")
    (here / "four.csv").write_text(FOUR)
    tree = json.loads(run("estimate", "four.csv", *QUICK, "--omit", "D", "--json").stdout)
    assert tree["table"]["lists"] == ["A", "B", "C"]
    tree = json.loads(run("estimate", "four.csv", *QUICK, "--impossible", "B+D", "--json").stdout)
    assert ["B", "D"] in tree["table"]["impossible"]
    result = run("estimate", lists, "--impossible", "A+B")
    assert (result.exit_code, "L14" in result.stderr) == (2, True)


def test_what_is_known_of_lists_is_on_the_input_page(run: Run, lists: str, here: Path) -> None:
    (here / "about.csv").write_text("list,referred_from\nA,B\n")
    assert "B hands people on to A" in run("estimate", lists, *QUICK, "--about", "about.csv").stdout
    (here / "about.csv").write_text("list,referred_from\nA,X\n")
    result = run("estimate", lists, "--about", "about.csv")
    assert (result.exit_code, "L15" in result.stderr) == (2, True)


def test_a_refusal_is_a_result_with_advice(run: Run) -> None:
    result = run("estimate", "--shipped", "artificial_3lists")
    assert result.exit_code == 1
    assert "Not estimable yet" in result.stdout
    assert "at least 4 more people" in " ".join(result.stdout.split())
    tree = json.loads(run("estimate", "--shipped", "artificial_3lists.csv", "--json").stdout)
    assert (tree["estimates"], tree["refused"][0]["code"]) == ([], "too-few-people")


def test_a_report_is_written_as_page_or_document_in_both_languages(run: Run, lists: str, here: Path) -> None:
    assert run("estimate", lists, *QUICK, "--report", "out.html", "--lang", "km").exit_code == 0
    page = (here / "out.html").read_text()
    assert '<html lang="km">' in page
    assert "<svg" in page
    assert run("estimate", lists, *QUICK, "--report", "out.docx", "--json").exit_code == 0
    assert (here / "out.docx").read_bytes().startswith(b"PK")
    result = run("estimate", "nowhere.csv", "--report", "out.pdf")  # told before anything is read
    assert (result.exit_code, ".html or .docx" in result.stderr) == (2, True)


def test_what_may_leave_the_house_holds_no_small_counts(run: Run, lists: str) -> None:
    told = run("estimate", lists, *QUICK, "--public").stdout
    assert "How the lists overlap" not in told
    assert "In plain words" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none.csv",), "cannot be opened"),
        (("bad.csv",), "L05"),
        (("empty.csv",), "L03"),
        ((".",), "cannot be opened"),
        ((), "Name one table"),
        (("lists.csv", "--shipped", "uk_2013_5lists"), "Name one table"),
        (("--shipped", "atlantis"), "No table called"),
        (("lists.csv", "--method", "magic"), "no method 'magic'"),
        (("lists.csv", "--omit", "X"), "no list 'X'"),
        (("lists.csv", "--merge", "A"), "name two or more"),
        (("lists.csv", "--impossible", "A+X"), "no list 'X'"),
        (("lists.csv", "--strata", "age"), "L10"),
        (("lists.csv", "--population", "many"), "is no population"),
        (("broken.xlsx",), "F06"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    run: Run, lists: str, here: Path, words: tuple[str, ...], said: str
) -> None:
    (here / "bad.csv").write_text(LISTS.replace("1,1,0", "1,yes,0"))
    (here / "empty.csv").touch()
    (here / "broken.xlsx").write_bytes(b"PK\x03\x04nothing")
    result = run("estimate", "table", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert "fault of palermo" not in result.stderr


def test_what_would_be_needed_is_told_of_a_table_and_of_a_made_up_population(run: Run, lists: str) -> None:
    told = run("estimate", "design", "--shipped", "artificial_3lists").stdout
    assert "The overlap that is needed" in told
    assert "What more people would buy" not in told
    assert "What more people would buy" in run("estimate", "design", lists).stdout
    made_up = ("--people", "900", "--reach", "a=0.3", "--reach", "b=0.4", "--reach", "c=0.3", "--tie", "a+b=2")
    quick = ("--method", "chao", "--tables", "10", "--replicates", "20")
    result = run("estimate", "design", *made_up, *quick)
    assert (result.exit_code, "chao was asked of 10 tables" in result.stdout) == (0, True)
    for words in (("--reach", "a"), ("--reach", "a=2"), ("--tie", "a+b"), ("--method", "magic"), ("--tie", "a+z=2")):
        assert run("estimate", "design", *made_up, *quick, *words).exit_code == 2
    assert "or all" not in run("estimate", "design", *made_up, "--method", "all").stderr


def test_memberships_are_counted_without_names(run: Run, here: Path) -> None:
    (here / "people.csv").write_text("list,person,sex\npolice,p1,f\nshelter,p1,f\npolice,p2,m\n")
    result = run("histories", "people.csv", "--strata", "sex")
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(csv.reader(io.StringIO(result.stdout))) == [
        ["sex", "police", "shelter", "count"],
        ["f", "1", "1", "1"],
        ["m", "1", "0", "1"],
    ]
    assert run("histories", "people.csv", "-o", "counts.csv").exit_code == 0
    assert (here / "counts.csv").read_text().splitlines()[0] == "police,shelter,count"
    merged = run("histories", "people.csv", "--merge", "police+shelter")
    assert merged.stdout.splitlines() == ["police+shelter,count", "1,2"]


def test_workbooks_and_several_files_are_lists_too(run: Run, here: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("case", "age"), ("p1", 9), ("p2", 8)):
        sheet.append([row[0]])
    book.save(here / "police.xlsx")
    (here / "shelter.csv").write_text("case\np2\np3\n")
    result = run("histories", "police.xlsx", "shelter.csv")
    assert result.stdout.splitlines() == ["police,shelter,count", "1,0,1", "0,1,1", "1,1,1"]
    assert run("histories", "police.xlsx", "shelter.csv", "--strata", "age").exit_code == 2
    (here / "in").mkdir()
    (here / "in" / "shelter.csv").write_text("case\np2\n")
    assert "same name" in run("histories", "in/shelter.csv", "shelter.csv").stderr


def test_the_public_tables_are_listed_with_source_and_mark(run: Run) -> None:
    told = run("estimate", "shipped").stdout
    assert all(name in told for name in public_tables())
    assert "From memory, unverified" in told
    rows = run("estimate", "shipped", "artificial_3lists").stdout.splitlines()
    assert rows == ["A,B,C,count", "1,0,0,40", "0,1,0,30", "1,1,0,6", "0,0,1,20"]


def test_the_published_schema_is_printed(run: Run) -> None:
    assert json.loads(run("estimate", "schema").stdout)["title"] == "palermo estimate"


def test_what_programs_are_given_is_not_handed_out_as_public(run: Run, lists: str) -> None:
    result = run("estimate", lists, *QUICK, "--public", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "stays inside" in result.stderr
