"""What boards draw, held against the record counted again in the plainest way."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from palermo.plan import (
    PROOF_KINDS,
    Own,
    Status,
    by_place,
    deadlines,
    lanes,
    proofs,
    score,
    strips,
    tiles,
    within,
)
from tests.unit.plan.outputs.a_plan import BODIES, a_card, a_plan, a_progress


def test_a_lane_shows_where_a_deadline_was_and_where_it_is() -> None:
    told = lanes(a_card(), BODIES)
    assert [lane.seen.id for lane in told] == [f"1.{n}" for n in range(1, 10)]
    moved = next(lane for lane in told if lane.seen.id == "1.2")
    assert (moved.moved, moved.planned, moved.end) == (True, date(2027, 3, 31), date(2027, 5, 31))
    assert [lane.seen.id for lane in told if lane.moved] == ["1.2"]
    assert within(told) == (date(2027, 1, 1), date(2027, 12, 31))
    assert within(()) is None


def test_deadlines_are_those_of_activities_and_their_steps_that_somebody_owes() -> None:
    told = deadlines(a_card(), BODIES)
    assert [each.day for each in told] == sorted(each.day for each in told)
    assert "1.8" not in {each.seen.id for each in told}, "it was given up"
    moved = next(each for each in told if each.was)
    assert (moved.seen.id, moved.step, moved.was, moved.overdue) == ("1.2", 0, date(2027, 3, 31), True)
    done = next(each for each in told if each.seen.id == "1.7")
    assert (done.proved, done.overdue) == (True, False)


def test_strips_hold_each_report_that_was_due_once() -> None:
    card = a_card()
    told = strips(card, BODIES)
    names = [body.text if body else "" for body in (strip.body for strip in told)]
    assert names == ["Ministry A", "Body A", "Ministry B", "Body B"], "in the order of the register"
    again: Counter[tuple[str, str, str]] = Counter()
    for id_, account in card.accounts.items():
        line = next(line for line in card.activities if line.activity.id == id_)
        for due in account.owed:
            how = "missing" if due.sent is None else "on_time" if due.sent <= due.period.due else "late"
            again[BODIES.get(id_, Own(line.body)).text, due.period.name, how] += 1
    shown = {
        (name, period, how): getattr(filing, how)
        for name, strip in zip(names, told, strict=True)
        for period, filing in strip.cells.items()
        for how in filing._fields
    }
    assert {key: n for key, n in shown.items() if n} == dict(again)
    assert {how for _, _, how in again} == {"on_time", "missing"}


@given(st.integers(0, 400))
def test_on_no_day_is_a_report_lost_between_the_cells(days: int) -> None:
    card = score(a_plan(), a_progress(), date(2027, 1, 1) + timedelta(days=days))
    told = [filing for strip in strips(card, BODIES) for filing in strip.cells.values()]
    assert sum(filing.due for filing in told) == card.reports.due
    assert sum(filing.on_time + filing.late for filing in told) == card.reports.filed
    assert sum(filing.on_time for filing in told) == card.reports.on_time


def test_a_place_has_what_its_body_leads() -> None:
    found = by_place(a_card(), {"1.1": "north", "1.2": "north", "1.9": "south", "9.9": "nowhere"})
    assert found["north"].statuses == {Status.RUNNING: 1, Status.LATE: 1}
    assert (found["north"].reports.due, found["north"].reports.filed) == (4, 4)
    assert set(found) == {"north", "south"}


def test_evidence_is_counted_by_kind_in_the_order_of_the_law() -> None:
    told = proofs(a_card())
    assert list(told) == list(PROOF_KINDS)
    assert {kind: n for kind, n in told.items() if n} == {"CA-E": 2}, "what is only offered is no evidence"


def test_a_country_has_its_grid_and_others_the_alphabet() -> None:
    drawn = tiles("kh", ["kh-1", "abroad"])
    assert (len(drawn.places), drawn.checked, bool(drawn.source)) == (26, False, True)
    assert drawn.places["abroad"] == (7, 1), "below the country"
    assert len(set(drawn.places.values())) == 26
    plain = tiles("NZ", ["a", "b", "c", "d", "e"])
    assert (plain.places, plain.source) == ({"a": (1, 1), "b": (1, 2), "c": (1, 3), "d": (2, 1), "e": (2, 2)}, "")
    assert tiles("KH", ["north"]).source == "", "of other places the grid says nothing"
    assert tiles("", []).places == {}
    assert tiles("../x", ["a"]).places == {"a": (1, 1)}
