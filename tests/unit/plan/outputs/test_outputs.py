"""Outputs say what is on record, each status by itself, and no body is ranked."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from palermo.core import Message
from palermo.plan import (
    STATUS_WORDS,
    Basis,
    Chapter,
    Course,
    Cycle,
    Every,
    Output,
    Owed,
    Own,
    Stage,
    Status,
    body_sheet,
    committee_pack,
    said,
    score,
    what_became,
    yearly_report,
    years,
)
from tests.unit.plan.outputs.a_plan import BODIES, TODAY, a_card, a_plan, a_progress
from tests.unit.plan.progress.records import YEAR

PACK = committee_pack(a_card(), BODIES)


def rows(output: Output, key: str) -> list[tuple[str, ...]]:
    return [tuple(said(cell) for cell in row.cells) for row in chapter(output, key).rows]


def chapter(output: Output, key: str) -> Chapter:
    found = output.chapter(key)
    assert found is not None
    return found


def test_the_pack_tells_each_status_by_itself() -> None:
    expected = Counter(line.standing.status for line in a_card().activities)
    assert len(expected) > 6, "the plan shows what there is to show"
    assert rows(PACK, "standing") == [(said(word), str(expected[status]), "9") for status, word in STATUS_WORDS.items()]
    for key, status in (
        ("late", Status.LATE),
        ("blocked", Status.BLOCKED),
        ("silent", Status.NO_REPORT),
        ("refused", Status.NOT_ACCEPTED),
    ):
        assert [row[0] for row in rows(PACK, key)] == [
            line.activity.id for line in a_card().activities if line.standing.status is status
        ]


def test_the_pack_opens_with_what_became_of_resolutions() -> None:
    def owed(words: str, stage: Stage, due: date, since: date) -> Owed:
        return Owed(Own(words), Own("Police"), date(2027, 1, 5), due, Course(stage, since=since))

    before, after = TODAY - timedelta(1), TODAY + timedelta(1)
    pack = committee_pack(
        a_card(),
        BODIES,
        TODAY,
        owed=(
            owed("done long ago", Stage.CONFIRMED, before, before),
            owed("done now", Stage.CONFIRMED, before, TODAY),
            owed("in time", Stage.ACCEPTED, after, before),
            owed("reported and past its day", Stage.REPORTED, before, before),
            owed("late", Stage.TAKEN, before, before),
        ),
    )
    assert [(row[0], row[4]) for row in rows(pack, "resolutions")] == [
        ("late", "late: taken and not answered"),
        ("reported and past its day", "reported done"),
        ("in time", "accepted by its owner"),
        ("done now", "confirmed as done"),
    ]
    assert said(chapter(pack, "resolutions").lines[0]).startswith("Open: 3, of them late: 1.")
    assert said(chapter(PACK, "resolutions").empty) == "No resolution is open."


def test_bodies_stand_in_the_order_of_the_register_and_by_no_figure() -> None:
    # the plan begins with Body B; the register with Body A
    assert [row[0] for row in rows(PACK, "bodies")] == ["Ministry A", "Body A", "Ministry B", "Body B"]
    assert [row[0] for row in rows(PACK, "rates")] == [row[0] for row in rows(PACK, "bodies")]
    assert sum(int(row[1]) for row in rows(PACK, "bodies")) == 9


def test_rates_are_counts_with_what_was_due_beside_them() -> None:
    card = a_card()
    dues = [due for account in card.accounts.values() for due in account.owed]
    told = rows(PACK, "rates")
    assert sum(int(row[1]) for row in told) == len(dues) == card.reports.due
    assert sum(int(row[2]) for row in told) == sum(due.sent is not None for due in dues)
    assert sum(int(row[3]) for row in told) == card.reports.on_time


def test_what_waits_names_who_has_to_decide() -> None:
    assert rows(PACK, "undecided") == [
        ("Ministry A", "the secretariat", "5", "1", "2027-04-10"),
        ("Ministry B", "the secretariat", "4", "0", "2027-04-10"),
    ]
    sheet = body_sheet(a_card(), BODIES, Own("Ministry A", "en"), {"1.3", "1.6"})
    assert ("1.6", "Evidence: ", "2027-07-03", "the secretariat") in rows(sheet, "undecided")
    waiting = [row[1] for row in rows(sheet, "undecided") if row[0] == "1.3"]
    assert waiting == ["Report 2027-Q1", "Report 2027-Q2"], "its proof was accepted, and waits for nobody"
    other = body_sheet(a_card(), BODIES, Own("Ministry B", "en"), {"1.1"})
    assert rows(other, "undecided") == [], "it is accepted, and only to be published"
    assert rows(PACK, "asks") == [("1.1", "Ministry B", "2027-Q2", "=More money")]
    assert rows(PACK, "published") == [("Ministry B", "2027-Q1", "1", "1.1", "2027-07-20")]
    assert rows(committee_pack(a_card(), BODIES, date(2027, 7, 25)), "published") == []


def test_a_sheet_tells_of_one_body_alone() -> None:
    ids = {id_ for id_, name in BODIES.items() if name.text == "Ministry B"}
    sheet = body_sheet(a_card(), BODIES, Own("Ministry B", "en"), ids)
    assert {row.activity for part in sheet.chapters for row in part.rows if row.activity} <= ids
    assert [row[0] for row in rows(sheet, "activities")] == ["1.1", "1.3", "1.5", "1.7"]
    assert [row[0] for row in rows(sheet, "rates")] == ["Ministry B"]
    due = rows(sheet, "due")
    assert ("2027-12-31", "1.3", "Proof of step 2", "Step B of 3", "not yet due") in due
    assert not any(row[2].endswith("step 1") and row[1] == "1.3" for row in due), "its proof was accepted"
    assert [row[0] for row in due] == sorted(row[0] for row in due)
    other = body_sheet(a_card(), BODIES, Own("Body B"), {"1.9", "1.4"}, place="north")
    assert ("1.9", "Report 2027-Q2", "2027-07-15", "Say how many.") in rows(other, "returned")
    assert ("2027-07-15", "1.9", "Report 2027-Q2", "", "overdue") in rows(other, "due"), "what came back is due again"
    assert (chapter(other, "values").rows, said(other.title)) == ((), "Sheet of a province")


def test_a_year_tells_what_it_brought() -> None:
    year = years(YEAR, TODAY)[0]
    report = yearly_report(a_card(year.first), a_card(), BODIES, year)
    then, now = ({row[0]: int(row[at]) for row in rows(report, "standing")} for at in (1, 2))
    assert (then["Not accepted"], now["Not accepted"], now["Done"]) == (9, 1, 1)
    assert [row[1] for row in rows(report, "done")] == ["1.7"]
    assert [row[0] for row in rows(report, "changes")] == ["2027-03-01", "2027-06-15"]
    assert ("training given", "2") in rows(report, "proofs"), "what is only offered is not counted"
    assert rows(report, "figures") == [("i1", "Officers trained by 1", "2027-Q2", "12")]
    assert said(report.lines[1]) == "The year is not over; this is how things stand on 2027-08-01."
    assert "=More money" not in " ".join(map(said, report.values())), "what is asked is for the committee"


def test_years_are_those_of_the_cycle() -> None:
    fiscal = Cycle(Every.QUARTER, date(2026, 10, 1), date(2028, 9, 30), starts=10, named_by="end")
    assert [year.name for year in years(fiscal, TODAY)] == ["FY2027"]
    assert [year.name for year in years(None, TODAY)] == ["2027"]


def test_what_became_of_it_tells_of_every_activity() -> None:
    told = what_became(a_card(), BODIES)
    assert [row[0] for row in rows(told, "activities")] == [line.activity.id for line in a_card().activities]
    assert ("2027-06-15", "1.8", "The activity was given up", "", "A law did it.") in rows(told, "changes")


def test_no_sentence_adds_what_is_done_to_what_runs() -> None:
    """The Argentine way of counting: in no output stands how many are done, running and continuous together."""
    year = years(YEAR, TODAY)[0]
    for output in (PACK, what_became(a_card(), BODIES), yearly_report(a_card(year.first), a_card(), BODIES, year)):
        for part in output.chapters:
            heads = [said(head) for head in part.columns]
            assert heads.count("Done") <= 1
            assert not {"Achieved", "Complete", "Total"} & set(heads)
    assert all("%" not in said(value) for value in PACK.values())


def test_what_the_press_reported_is_told_of_nowhere() -> None:
    plan = replace(a_plan(), basis=Basis.PRESS)
    card = score(plan, a_progress(), TODAY)
    for output in (committee_pack(card, BODIES), what_became(card, BODIES)):
        assert not any(row.activity for part in output.chapters for row in part.rows)
        assert said(chapter(output, "standing").empty) == "There is no activity to tell of."


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_word_of_ours_can_be_said(language: str) -> None:
    assert all(said(value, language) for value in PACK.values() if isinstance(value, Message))
