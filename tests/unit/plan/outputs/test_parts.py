"""What places have inherited stands in the outputs by itself, and is counted as no activity."""

from dataclasses import replace
from typing import Any

from palermo.plan import (
    Output,
    Own,
    OwnStep,
    PlacePart,
    Scorecard,
    body_sheet,
    by_place,
    committee_pack,
    said,
    score,
    what_became,
)
from tests.unit.plan.outputs.a_plan import BODIES, TODAY, a_plan, a_progress
from tests.unit.plan.progress.records import day, report
from tests.unit.plan.progress.test_parts import TAKEN

NAMES = {"north": Own("The north", "en")}


def a_card() -> Scorecard:
    """The north has taken a part of 1.1, with a step of its own, and has reported once."""
    progress = a_progress()
    part = PlacePart(
        "north", moves=TAKEN, steps=(OwnStep("Train the north", day(6, 30)),), reports=(report("2027-Q1", day(4, 10)),)
    )
    works = {**progress.activities, "1.1": replace(progress.activities["1.1"], parts=(part,))}
    return score(a_plan(), replace(progress, activities=works), TODAY)


def rows(output: Output, key: str) -> list[tuple[str, ...]]:
    chapter: Any = output.chapter(key)
    return [tuple(said(cell) for cell in row.cells) for row in chapter.rows]


def test_parts_of_places_are_told_by_place_and_are_no_activities() -> None:
    for output in (committee_pack(a_card(), BODIES, places=NAMES), what_became(a_card(), BODIES, NAMES)):
        assert rows(output, "places") == [("The north", "1", "1", "2", "1", "1")]
        assert [said(head) for head in output.chapter("places").columns][2] == "Late"  # type: ignore[union-attr]  # it is there
        assert {row[2] for row in rows(output, "standing")} == {"9"}
    assert rows(what_became(a_card(), BODIES), "places")[0][0] == "north"


def test_the_sheet_of_a_province_tells_of_its_parts() -> None:
    sheet = body_sheet(a_card(), BODIES, NAMES["north"], set(), place="north")
    assert [row[0] for row in rows(sheet, "activities")] == ["1.1"]
    assert rows(sheet, "rates") == [("The north", "2", "1", "1")]
    assert ("2027-06-30", "1.1", "Proof of step 1", "Train the north", "overdue") in rows(sheet, "due")
    assert rows(sheet, "undecided") == [("1.1", "Report 2027-Q1", "2027-04-10", "the body that leads")]
    assert rows(body_sheet(a_card(), BODIES, Own("x"), set()), "activities") == [], "no place"


def test_a_tile_counts_what_a_place_leads_and_what_it_has_inherited() -> None:
    found = by_place(a_card(), {"1.2": "north"})
    assert sum(found["north"].statuses.values()) == 2
    assert (found["north"].reports.due, found["north"].reports.filed) == (4, 3)
