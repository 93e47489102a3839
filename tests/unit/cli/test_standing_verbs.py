"""`palermo standing`: exit codes, streams and forms."""

import csv
import io
import json
from pathlib import Path

import pytest

from palermo.cli.show.clock import clock_lines
from palermo.cli.show.lines import PIPED_WIDTH, plain
from palermo.standing import clock, shipped
from tests.unit.cli.conftest import Run
from tests.unit.cli.plans import PROMISE, VERIFIABLE, plan_text, write

HEAD = "iso3,report_year,tier,source\n"
CONTRACT = {
    "iso3", "tier", "since", "watch_list_years", "waivers_used", "next", "forced", "explanation", "unclear",
}  # fmt: skip


def test_the_clock_in_words(run: Run) -> None:
    result = run("standing", "clock", "KHM", "--as-of", "2021")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "not the Watch List" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= PIPED_WIDTH
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("year", range(2019, 2026))
def test_the_clock_for_programs_keeps_its_contract(run: Run, year: int) -> None:
    tree = json.loads(run("standing", "clock", "KHM", "--as-of", str(year), "--json").stdout)
    assert tree.keys() >= CONTRACT
    assert (tree["iso3"], tree["report"], tree["forced"]) == ("KHM", year, year == 2021)
    assert all({"tier", "rule", "cite"} <= each.keys() and each["cite"] for each in tree["next"])


def test_what_is_unclear_is_told(run: Run) -> None:
    assert "What is unclear" in run("standing", "clock", "DZA", "--as-of", "2025-12-31").stdout


def test_every_country_and_day_can_be_told() -> None:
    for history in list(shipped().histories.values())[::6]:
        for year in (min(history.placements), 2019, 2025):
            if year >= min(history.placements.keys() | history.gaps):
                told = clock(shipped(), history.iso3, shipped().law.report_day(year))
                assert plain(clock_lines(told, PIPED_WIDTH, "en")).startswith(str(history.name)[:20])


def test_a_history_carries_marks_and_sources_into_every_form(run: Run) -> None:
    assert "interpolated, to be checked" in run("standing", "history", "ABW").stdout
    rows = list(csv.DictReader(io.StringIO(run("standing", "history", "DZA", "--csv").stdout)))
    assert {row["mark"] for row in rows} == {"verified", "derived", "interpolated", "recalled", ""} - {"interpolated"}
    (gap,) = (row for row in rows if row["report_year"] == "2019")
    assert (gap["tier"], gap["mark"], gap["source"]) == ("", "", "")
    assert json.loads(run("standing", "history", "KHM", "TKM", "--json").stdout)[-1]["country"] == "Turkmenistan"


def test_nothing_impossible_is_shipped(run: Run) -> None:
    result = run("standing", "check")
    assert (result.exit_code, "placements: 4112" in result.stdout) == (0, True)
    assert "S26" in result.stdout


def test_a_correction_that_the_law_rejects_makes_the_check_fail(run: Run, here: Path) -> None:
    file = write(here, "mine.csv", f"{HEAD}HKG,2019,2WL,page 230\n")
    result = run("standing", "check", "--corrections", file)
    assert result.exit_code == 1
    assert "S10" in result.stdout
    told = run("standing", "clock", "HKG", "--as-of", "2019", "--corrections", file)
    assert (told.exit_code, "S10" in told.stderr, "S10" in told.stdout) == (0, True, False)


def test_a_correction_is_seen_and_marked(run: Run, here: Path) -> None:
    file = write(here, "mine.csv", f"{HEAD}DZA,2019,2,page 60\n")
    assert "corrected: page 60" in run("standing", "history", "DZA", "--corrections", file).stdout
    clocked = json.loads(run("standing", "clock", "DZA", "--as-of", "2025", "--json", "--corrections", file).stdout)
    assert clocked["unclear"] == []  # the gap was what left it open


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("clock", "Camboda"), "Did you mean KHM (Cambodia)?"),
        (("clock", "KHM", "--corrections", "none.csv"), "Name a file of corrections with --corrections."),
        (("clock", "AFG", "--as-of", "1999"), "the first here is of 2002"),
    ],
)
def test_what_cannot_be_told_ends_with_two_and_one_sentence(
    run: Run, here: Path, words: tuple[str, ...], says: str
) -> None:
    result = run("standing", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_calendar_for_people_programs_and_calendars(run: Run) -> None:
    stretch = ("standing", "calendar", "KHM", "--from", "2027-01-01", "--until", "2027-12-31")
    assert "US report of 2027 due to Congress" in run(*stretch).stdout
    assert {each["uid"] for each in json.loads(run(*stretch, "--json").stdout)} >= {"tip-report-2027"}
    assert run(*stretch, "--ics").stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Nothing falls" in run("standing", "calendar", "--from", "2027-05-02", "--until", "2027-05-03").stdout


def test_the_lists_and_their_items(run: Run) -> None:
    result = run("standing", "fatf", "KHM", "--as-of", "2022-07-01")
    assert "open, its deadline has" in result.stdout
    assert json.loads(run("standing", "fatf", "khm", "--as-of", "2022", "--json").stdout)["stage"] == "completed"
    assert "removed" in run("standing", "fatf", "KHM").stdout


def test_missing_figures_end_with_one(run: Run) -> None:
    result = run("standing", "duty", "KHM", "--report", "2018")
    assert (result.exit_code, "5 of 8 figures are missing" in result.stdout) == (1, True)
    assert len(json.loads(run("standing", "duty", "KHM", "--json").stdout)["figures"]) == 8


def test_asks_as_threads_one_by_one_and_for_programs(run: Run) -> None:
    told = run("standing", "asks", "KHM", "--as-of", "2026-01-31")
    assert "Due 2026-06-30; what is done until 2026-03-31 counts." in " ".join(told.stdout.split())
    assert max(map(len, told.stdout.splitlines())) <= PIPED_WIDTH
    assert "KH19-14" in run("standing", "asks", "KHM", "--each").stdout
    tree = json.loads(run("standing", "asks", "KHM", "--json").stdout)
    assert tree["threads"][0]["key"] == "prosecution_complicity"
    assert "No ask of this country is shipped" in run("standing", "asks", "NOR").stdout


def test_how_a_plan_answers_asks(run: Run, here: Path) -> None:
    answering = PROMISE.replace("lead: null", "answers: [KH18-15, KH99-1]\n            lead: null")
    plan = write(here, "plan.yaml", plan_text(answering, VERIFIABLE))
    result = run("plan", "answers", plan, "KHM", "--suggest")
    assert result.exit_code == 1
    assert "S30" in result.stderr
    assert "P06" in result.stderr
    assert "A measure without steps (1)" in result.stdout
    assert "Measures that answer no ask (1)" in result.stdout
    assert "Suggestion, to be decided by a person" in result.stdout
    tree = json.loads(run("plan", "answers", plan, "KHM", "--format", "json").stdout)
    assert (tree["states"]["no_steps"], tree["answering_nothing"]) == (1, ["1.1.1"])


def test_a_forecast_is_chances_and_no_target(run: Run) -> None:
    told = run("standing", "forecast", "COG").stdout
    assert "It is no target and no advice" in " ".join(told.split())
    chances = json.loads(run("standing", "forecast", "COG", "--json").stdout)["chances"]
    assert sum(chances.values()) == pytest.approx(1, abs=0.002)


def test_one_command_gives_the_figures_with_what_there_is_to_beat_beside_them(run: Run) -> None:
    told = run("standing", "forecast").stdout
    assert max(map(len, told.splitlines())) <= PIPED_WIDTH
    (whole,) = (line.split() for line in told.splitlines() if "all countries" in line)
    assert whole[2:] == ["923", "0.492", "·", "0.818", "0.538", "·", "0.792", "0.522", "·", "0.816"]
    groups = json.loads(run("standing", "forecast", "--json").stdout)["groups"]
    assert [each["tier"] for each in groups] == ["all", "1", "2", "2WL", "3"]


def test_the_law_of_a_day_and_how_it_came_to_be(run: Run) -> None:
    then, now = (run("standing", "law", "--as-of", day).stdout for day in ("2018-12-31", "2023"))
    assert "Waiver of up to two years" in then.split("Not in force")[0]
    assert "Waiver of up to two years" in now.split("Not in force")[1]
    assert "PL 116-283" in now


def test_sources_and_terms_are_told(run: Run) -> None:
    told = run("standing", "sources").stdout
    assert "Scorecard Diplomacy" in told
    assert "MIT" in told
    assert max(map(len, told.splitlines())) <= PIPED_WIDTH


def test_what_a_placement_brings_with_it_is_told(run: Run) -> None:
    assert "development banks" in run("standing", "clock", "KHM").stdout
    assert "development banks" not in run("standing", "clock", "NOR").stdout
    assert json.loads(run("standing", "fatf", "KEN", "--json").stdout)["means"]
    assert json.loads(run("standing", "fatf", "KHM", "--json").stdout)["means"] == []


def test_an_assessment_in_every_form(run: Run, here: Path) -> None:
    plan = write(here, "plan.yaml", plan_text(PROMISE, VERIFIABLE))
    words = ("plan", "assess", plan, "KHM", "--report", "2018", "--as-of", "2021-12-31")
    told = run(*words, "--for", "waiver")
    assert told.exit_code == 0, told.output
    assert "Figures that the law asks for" in told.stdout
    assert max(map(len, told.stdout.splitlines())) <= PIPED_WIDTH
    assert "The clock" not in run(*words, "--for", "period").stdout
    assert run(*words, "--for", "period", "-o", "out.docx").exit_code == 0
    assert (here / "out.docx").read_bytes().startswith(b"PK")
    assert run(*words, "--for", "period", "-o", "out.txt").exit_code == 0
    assert "What is missing" in (here / "out.txt").read_text(encoding="utf-8")


def test_what_a_report_changed(run: Run) -> None:
    told = run("standing", "changes").stdout
    assert "kept on the Watch List under a waiver (3)" in told
    assert max(map(len, told.splitlines())) <= PIPED_WIDTH
    rows = json.loads(run("standing", "changes", "--report", "2022", "--json").stdout)
    assert next(row for row in rows if row["iso3"] == "KHM")["turned"] == "lowered"


def test_the_contract_is_printed(run: Run) -> None:
    assert set(json.loads(run("standing", "schema").stdout)["required"]) >= CONTRACT
