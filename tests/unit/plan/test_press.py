"""The press sheet: what is said, what is not said and what was not read, never a score."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from palermo.core import UNREAD, Message, Presence
from palermo.plan.audit import audit
from palermo.plan.model import Basis, Generation, Plan, Source
from palermo.plan.press import NOT_READ, NOT_SAID, PressSheet, Section, press_sheet
from tests.unit.plan.small_plans import activity, plan, plans, said, steps, when, with_objective

TRAIN = activity("1", "Train police", lead=said("MoI"), end=when("30 June 2025"), steps=steps("Write it", "Give it"))
PROMISE = activity("2", "Raise awareness")
SHARED = activity("3", "Share intelligence", bodies=said(("MoI", "Customs")), steps=steps("Draft a profile"))
PRESS = Plan(
    "kh",
    "Plans as the press described them",
    basis=Basis.PRESS,
    generations=(
        Generation(
            "2014", "", "2014", "2018", ("Stronger laws",), ("Train women police officers",), ("Too little time",)
        ),
        Generation("2019", "Strategic plan", "2019", "2023"),
    ),
    sources=(Source("newspaper report", "https://example.org/a"),),
)


def part(sheet: PressSheet, key: str) -> Section:
    found = sheet.section(key)
    assert found is not None
    return found


def lines(sheet: PressSheet, key: str) -> list[str]:
    return [str(line) for line in part(sheet, key).lines]


def table(sheet: PressSheet, key: str) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row.cells) for row in part(sheet, key).rows]


def test_who_does_what_by_when_holds_only_what_is_said() -> None:
    sheet = press_sheet(plan(PROMISE, SHARED, TRAIN))
    assert table(sheet, "promises") == [
        ("MoI", "Train police", "30 June 2025", "Write it; Give it"),
        ("MoI; Customs; which of them leads is not said", "Share intelligence", "not said", "Draft a profile"),
    ]
    assert lines(sheet, "promises") == ["Of 3 activities, 2 name a body, a time or a step of their own."]
    assert [row.id for row in part(sheet, "promises").rows] == ["1", "3"]


def test_promises_stand_together_by_lead_in_the_order_of_the_plan() -> None:
    leads = ["B", "A", "B", "A"]
    sheet = press_sheet(plan(*(activity(f"{n}", f"Act {n}", lead=said(lead)) for n, lead in enumerate(leads))))
    assert [row[:2] for row in table(sheet, "promises")] == [
        ("B", "Act 0"),
        ("B", "Act 2"),
        ("A", "Act 1"),
        ("A", "Act 3"),
    ]


def test_a_value_of_the_level_above_is_not_said_and_an_unread_one_not_read() -> None:
    cell = when("2025")
    inherited = replace(cell, presence=Presence.INHERITED)
    sheet = press_sheet(plan(activity("1", "Train", lead=said("MoI"), timeframe=inherited, steps=UNREAD)))
    [row] = part(sheet, "promises").rows
    assert row.cells[2:] == (NOT_SAID, NOT_READ)


def test_what_is_not_said_is_counted_over_what_is_known() -> None:
    rows = table(press_sheet(plan(TRAIN, PROMISE, replace(PROMISE, id="4", steps=UNREAD))), "not_said")
    assert rows[0] == ("No single lead body", "2 of 3", "")
    assert rows[2] == ("No step", "1 of 2", "1 not read")
    assert len(rows) == 5


@given(plans())
def test_the_counts_are_those_of_the_plan_card(whole: Plan) -> None:
    audited = audit(whole)
    rows = table(press_sheet(whole, audited), "not_said")
    shares = [audited.card.owned, audited.card.dated, audited.card.stepped, audited.card.costed, audited.card.provable]
    assert [row[1] for row in rows] == [f"{share.of - share.n} of {share.of}" for share in shares]


@given(plans(), plans())
def test_every_sentence_can_be_said_and_every_row_fits_its_columns(whole: Plan, earlier: Plan) -> None:
    for sheet in (press_sheet(whole, earlier=earlier), press_sheet(replace(whole, basis=Basis.PRESS))):
        for section in sheet.sections:
            words = [
                section.title,
                *section.lines,
                *section.columns,
                *(cell for row in section.rows for cell in row.cells),
            ]
            assert all("{" not in (word.say("km") if isinstance(word, Message) else word) for word in words)
            assert all(len(row.cells) == len(section.columns) for row in section.rows)


def test_one_page_shows_so_many_rows_and_says_how_many_there_are() -> None:
    many = plan(*(replace(TRAIN, id=f"{n}", text=said(f"Act {n}")) for n in range(30)))
    sheet = press_sheet(many, earlier=plan(), rows=10)
    for key in ("promises", "new"):
        assert len(part(sheet, key).rows) == 10
        assert lines(sheet, key)[-1] == "The first 10 of 30 are shown here; the rest stand in the plan."


def test_what_is_new_is_told_against_the_earlier_plan() -> None:
    later = replace(TRAIN, end=when("31 December 2026"))
    sheet = press_sheet(plan(later, PROMISE), earlier=plan(TRAIN, title="First version"))
    assert lines(sheet, "new") == [
        "Activities compared with First version:",
        "added: 1",
        "deadline moved later: 1",
    ]
    assert table(sheet, "new") == [
        ("Raise awareness", "added", "", ""),
        ("Train police", "deadline moved later", "30 June 2025", "31 December 2026"),
    ]
    assert lines(press_sheet(plan(TRAIN), earlier=plan(TRAIN)), "new") == [
        "Nothing in the activities is known to differ from Plan."
    ]
    assert press_sheet(plan(TRAIN)).section("new") is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"period_start": when("2021"), "period_end": when("2025")}, ["It runs from 2021 to 2025."]),
        ({"period_start": when("2009")}, ["It begins 2009.", "It does not say when it ends."]),
        ({"period_end": UNREAD}, ["It does not say when it begins.", "When it ends was not read."]),
    ],
)
def test_the_period_is_told_as_far_as_it_is_known(fields: dict[str, Any], told: list[str]) -> None:
    assert lines(press_sheet(replace(plan(TRAIN), **fields)), "what")[1:-1] == told


def test_what_was_not_read_is_said() -> None:
    whole = with_objective(plan(partly_read=True), activities=UNREAD, text=UNREAD)
    assert lines(press_sheet(whole), "not_read") == [
        "The source holds more than was read. What is not shown here may stand in it.",
        "Objectives whose activities were not read: 1.",
        "Objectives whose wording was not read: 1.",
    ]
    assert lines(press_sheet(plan(TRAIN)), "not_read") == ["Every list and wording of the source was read."]
    assert "None of the goals was read." in lines(press_sheet(replace(plan(), goals=UNREAD)), "not_read")


def test_press_reports_are_never_shown_as_the_plan_nor_counted() -> None:
    sheet = press_sheet(PRESS)
    assert [section.key for section in sheet.sections] == ["what", "reported", "sources"]
    assert lines(sheet, "what")[0] == "These are press reports about plans. They are not the plan."
    assert table(sheet, "reported") == [
        ("2014", "2014-2018", "goal", "Stronger laws"),
        ("2014", "2014-2018", "intention", "Train women police officers"),
        ("2014", "2014-2018", "lesson", "Too little time"),
        ("Strategic plan", "2019-2023", "", "not read"),
    ]
    assert table(sheet, "sources") == [("newspaper report", "", "https://example.org/a")]


def test_a_record_without_source_says_so() -> None:
    assert lines(press_sheet(plan(TRAIN)), "sources") == ["The record names no source."]
