"""Who owes never judges, the day it is done is never typed, and every path is what its turns lead to."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.plan import RESOLUTION_TURNS, Course, Deed, Side, Stage, Turned, followed, resolution_diagram, turned
from tests.examples import examples
from tests.unit.plan.committee.plain_resolutions import lines, state_after

DAY = date(2027, 1, 4)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Turned, ...]:
    """Turns that are often legal: half of them are taken from the table."""
    course, on = Course(), DAY
    turns: list[Turned] = []
    for _ in range(draw(st.integers(0, 10))):
        on += timedelta(days=draw(st.integers(-1, 3)))
        fitting = [row for row in RESOLUTION_TURNS if row.before is course.stage]
        deed, sides = draw(st.sampled_from(Deed)), tuple(Side)
        if draw(st.booleans()) and fitting:
            row = draw(st.sampled_from(fitting))
            deed, sides = row.deed, row.sides
        who = draw(st.sampled_from(["p0", "p1", "p2", "p3"]))
        turn = Turned(deed, who, draw(st.sampled_from(sides)), on, draw(st.sampled_from(["", "why", "why"])))
        turns.append(turn)
        course, _why = turned(course, turn)
    return tuple(turns)


@settings(max_examples=examples(250), deadline=None)
@given(histories())
def test_whatever_is_tried_the_house_rules_hold(turns: tuple[Turned, ...]) -> None:
    course, legal = Course(), list[Turned]()
    for turn in turns:
        after, why = turned(course, turn)
        if why:
            assert after == course
            continue
        legal.append(turn)
        if turn.deed in (Deed.CONFIRM, Deed.RETURN):
            assert turn.by not in after.owners, "who reports never confirms"
            assert turn.side is not Side.OWNER
        if turn.deed is Deed.UNDO:
            assert turn.side is Side.CHAIR
            assert turn.reason
            assert turn.by != course.confirmed_by
        if after.stage is Stage.CONFIRMED:
            assert course.stage is Stage.REPORTED, "nothing is confirmed that was not reported"
        assert course.stage is not Stage.LIFTED, "what was lifted stays so"
        assert course.stage is not Stage.CONFIRMED or turn.deed is Deed.UNDO, "what is confirmed is locked"
        course = after
    assert followed(turns) == (course, followed(turns)[1])
    assert len(followed(turns)[1]) == len(turns) - len(legal)
    assert followed(legal) == (course, ()), "every path can be followed again from what was done"
    assert str(course.stage) == state_after(turns)


def test_the_table_is_what_is_said_of_it() -> None:
    table = {
        (str(row.before), str(row.deed), " ".join(row.sides), "yes" if row.reason else "no", str(row.after))
        for row in RESOLUTION_TURNS
    }
    assert table == {(before, deed, sides, words, after) for before, deed, sides, words, after in lines()}
    assert {row.after for row in RESOLUTION_TURNS} | {Stage.NEW} == set(Stage)
    assert resolution_diagram().count("-->") == len(RESOLUTION_TURNS)
    assert "    reported --> confirmed: confirm (secretariat or chair)" in resolution_diagram()


def course_of(*deeds: tuple[Deed, str, Side]) -> Course:
    return followed([Turned(deed, by, side, DAY, "why") for deed, by, side in deeds])[0]


TAKEN = (Deed.TAKE, "s1", Side.SECRETARIAT)
ACCEPTED = (Deed.ACCEPT, "m1", Side.OWNER)
REPORTED = (Deed.REPORT, "m2", Side.OWNER)


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        (Turned(Deed.CONFIRM, "m1", Side.SECRETARIAT, DAY), "nobody judges their own work"),
        (Turned(Deed.CONFIRM, "m3", Side.OWNER, DAY), "'confirm' is not for the body that owes it"),
        (Turned(Deed.RETURN, "s1", Side.SECRETARIAT, DAY, " "), "'return' needs its words"),
        (Turned(Deed.ACCEPT, "m1", Side.OWNER, DAY), "cannot be done to what is reported done"),
        (Turned(Deed.CONFIRM, "s1", Side.SECRETARIAT, DAY - timedelta(1)), "before the turn that it follows"),
    ],
)
def test_a_refused_turn_says_why(turn: Turned, told: str) -> None:
    course = course_of(TAKEN, ACCEPTED, REPORTED)
    after, why = turned(course, turn)
    assert after == course
    assert told in str(why)


def test_another_chair_undoes_what_a_chair_confirmed() -> None:
    course = course_of(TAKEN, ACCEPTED, REPORTED, (Deed.CONFIRM, "c1", Side.CHAIR))
    assert "another undoes that" in str(turned(course, Turned(Deed.UNDO, "c1", Side.CHAIR, DAY, "why"))[1])
    assert turned(course, Turned(Deed.UNDO, "c2", Side.CHAIR, DAY, "why"))[0].stage is Stage.REPORTED


def test_late_is_what_its_owner_has_not_reported() -> None:
    after = DAY + timedelta(1)
    assert course_of(TAKEN).late(DAY, after)
    assert not course_of(TAKEN).late(DAY, DAY)
    assert course_of(TAKEN, ACCEPTED).late(DAY, after)
    assert not course_of(TAKEN, ACCEPTED, REPORTED).late(DAY, after)
    assert course_of(TAKEN, ACCEPTED, REPORTED).open
    assert not course_of(TAKEN, (Deed.LIFT, "c1", Side.CHAIR)).late(DAY, after)


def test_a_later_day_is_not_seen() -> None:
    turns = [Turned(*TAKEN, DAY), Turned(*ACCEPTED, DAY + timedelta(2))]
    assert followed(turns, until=DAY)[0].stage is Stage.TAKEN
