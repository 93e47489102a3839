"""Who is reminded of what: the table row by row, and the whole held against a version that is as plain as can be."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.plan import (
    REMINDERS,
    Digest,
    Matter,
    Occasion,
    Owing,
    Quiet,
    Reader,
    Recipient,
    Reminder,
    digests,
)
from tests.examples import examples

DAY = date(2025, 3, 1)
PATH = ("committee", "labour")
PEOPLE = (
    Recipient("clerk", frozenset({(Reader.FOCAL_POINT, "labour")})),
    Recipient("head", frozenset({(Reader.APPROVER, "labour")})),
    Recipient("officer", frozenset({(Reader.SECRETARIAT, "committee")})),
    Recipient("minister", frozenset({(Reader.CHAIR, "committee")})),
    Recipient("stranger", frozenset({(Reader.FOCAL_POINT, "health"), (Reader.APPROVER, "committee")})),
)


def told(matter: Matter, age: int, turn: Reader = Reader.SECRETARIAT, *quiet: Quiet) -> dict[str, Reminder]:
    owing = Owing(matter, "a", PATH, DAY - timedelta(days=age), turn=turn)
    return {each.person: each.items[0] for each in digests([owing], PEOPLE, {}, quiet, DAY)}


@pytest.mark.parametrize(
    ("matter", "age", "occasion", "who"),
    [
        (Matter.DUE, -15, None, ""),
        (Matter.DUE, -14, Occasion.SOON, "clerk"),
        (Matter.DUE, -1, Occasion.SOON, "clerk"),
        (Matter.DUE, 0, Occasion.TODAY, "clerk"),
        (Matter.DUE, 1, Occasion.OVERDUE, "clerk"),
        (Matter.DUE, 13, Occasion.OVERDUE, "clerk"),
        (Matter.DUE, 14, Occasion.OVERDUE, "clerk head"),
        (Matter.DUE, 28, Occasion.OVERDUE, "clerk head officer"),
        (Matter.DUE, 42, Occasion.OVERDUE, "clerk head officer minister"),
        (Matter.DUE, 900, Occasion.OVERDUE, "clerk head officer minister"),
        (Matter.RETURNED, 0, Occasion.RETURNED, "clerk"),
        (Matter.RETURNED, 14, Occasion.RETURNED, "clerk head"),
        (Matter.ANSWER, -1, None, ""),
        (Matter.ANSWER, 0, Occasion.ANSWER, "clerk"),
        (Matter.ANSWER, 28, Occasion.ANSWER, "clerk head officer"),
        (Matter.PROOF, 6, None, ""),
        (Matter.PROOF, 7, Occasion.PROOF, "clerk"),
        (Matter.PROOF, 28, Occasion.PROOF, "clerk head"),
        (Matter.REVIEW, 0, Occasion.REVIEW, "officer"),
        (Matter.REVIEW, 14, Occasion.REVIEW, "officer minister"),
        (Matter.RESOLUTION, -15, None, ""),
        (Matter.RESOLUTION, -14, Occasion.RESOLUTION, "clerk"),
        (Matter.RESOLUTION, 13, Occasion.RESOLUTION, "clerk"),
        (Matter.RESOLUTION, 14, Occasion.RESOLUTION, "clerk head"),
        (Matter.RESOLUTION, 42, Occasion.RESOLUTION, "clerk head officer minister"),
        (Matter.LEGAL_DAY, -29, None, ""),
        (Matter.LEGAL_DAY, -28, Occasion.LEGAL_DAY, "officer"),
        (Matter.LEGAL_DAY, 0, Occasion.LEGAL_DAY, "officer"),
        (Matter.LEGAL_DAY, 1, None, ""),
    ],
)
def test_each_row_tells_those_it_names_from_its_day_on(matter: Matter, age: int, occasion: str, who: str) -> None:
    found = told(matter, age)
    assert set(found) == set(who.split())
    assert {each.row.occasion for each in found.values()} == ({occasion} if occasion else set())
    assert [person for person, each in found.items() if not each.raised] == who.split()[:1]


def test_every_occasion_has_one_row_and_every_reason_names_the_day() -> None:
    assert sorted(row.occasion for row in REMINDERS) == sorted(Occasion)
    for row in REMINDERS:
        item = Reminder(Owing(row.matter, "a", PATH, DAY), row, Reader.CHAIR, raised=False)
        assert "2025-03-01" in item.why.say()


def test_no_two_rows_hold_on_one_day() -> None:
    for matter in Matter:
        for age in range(-30, 60):
            rows = [row for row in REMINDERS if row.matter is matter and row.since <= age]
            assert sum(row.until is None or age <= row.until for row in rows) <= 1


def test_a_review_is_told_to_the_level_whose_turn_it_is_and_to_nobody_below() -> None:
    assert set(told(Matter.REVIEW, 0, Reader.APPROVER)) == {"head"}
    assert set(told(Matter.REVIEW, 99, Reader.CHAIR)) == {"minister"}


def test_quiet_days_send_nothing_and_do_not_count() -> None:
    assert told(Matter.DUE, 99, Reader.CHAIR, Quiet(DAY, DAY)) == {}
    week = Quiet(DAY - timedelta(days=7), DAY - timedelta(days=1))
    assert set(told(Matter.DUE, 14, Reader.CHAIR, week)) == {"clerk"}
    assert set(told(Matter.DUE, 21, Reader.CHAIR, week)) == {"clerk", "head"}


def test_nobody_gets_two_digests_in_a_week_nor_an_empty_one() -> None:
    owing = Owing(Matter.ANSWER, "a", PATH, DAY)
    for ago, expected in ((6, 0), (7, 1)):
        assert len(digests([owing], PEOPLE, {"clerk": DAY - timedelta(days=ago)}, (), DAY)) == expected
    assert digests([], PEOPLE, {}, (), DAY) == ()


def test_a_level_that_nobody_holds_is_passed_over_and_who_wrote_it_keeps_out() -> None:
    without = [person for person in PEOPLE if person.id != "clerk"]
    owing = Owing(Matter.ANSWER, "a", PATH, DAY)
    assert [each.person for each in digests([owing], without, {}, (), DAY)] == ["head"]
    own = Owing(Matter.REVIEW, "a", PATH, DAY, apart=frozenset({"officer"}))
    assert [each.person for each in digests([own], PEOPLE, {}, (), DAY)] == ["minister"]


def test_who_holds_two_posts_is_told_once_as_the_lower_one() -> None:
    both = Recipient("both", frozenset({(Reader.FOCAL_POINT, "labour"), (Reader.CHAIR, "committee")}))
    owing = Owing(Matter.DUE, "a", PATH, DAY - timedelta(days=99))
    (digest,) = digests([owing], [both], {}, (), DAY)
    assert [(each.reader, each.raised) for each in digest.items] == [(Reader.FOCAL_POINT, False)]


# the second version: day by day, person by person, with numbers of its own
FIRST_DAYS = {"due": -14, "returned": 0, "answer": 0, "proof": 7, "review": 0, "resolution": -14, "legal_day": -28}
LADDER = ["focal_point", "approver", "secretariat", "chair"]


def plainly(
    owed: list[Owing], people: list[Recipient], last: dict[str, date], quiet: list[Quiet], today: date
) -> dict[str, set[str]]:
    silent = {each.first + timedelta(days=n) for each in quiet for n in range((each.last - each.first).days + 1)}
    found: dict[str, set[str]] = {}
    for person in people:
        if today in silent or (person.id in last and today < last[person.id] + timedelta(days=7)):
            continue
        own = {each.of for each in owed if _is_told(each, person, people, silent, today)}
        if own:
            found[person.id] = own
    return found


def _is_told(owing: Owing, person: Recipient, people: list[Recipient], silent: set[date], today: date) -> bool:
    matter, age = str(owing.matter), (today - owing.day).days
    if age < FIRST_DAYS[matter] or person.id in owing.apart or (matter == "legal_day" and age > 0):
        return False
    waited, day = 0, owing.day
    while day < today:
        day += timedelta(days=1)
        waited += day not in silent
    levels = 1 + waited // (28 if matter == "proof" else 14)
    start = LADDER.index(str(owing.turn)) if matter in ("review", "legal_day") else 0
    for level in LADDER[start:]:
        there = [each for each in people if each.id not in owing.apart and _at(each, level, owing.path)]
        if there:
            levels -= 1
            if person in there:
                return True
        if levels == 0:
            return False
    return False


def _at(person: Recipient, level: str, path: tuple[str, ...]) -> bool:
    near = path[-1:] if level in ("focal_point", "approver") else path
    return any(str(reader) == level and body in near for reader, body in person.posts)


BODIES = ["committee", "labour", "health"]
_days = st.integers(-40, 70).map(lambda n: DAY - timedelta(days=n))
_people = st.lists(
    st.builds(
        Recipient,
        st.sampled_from("abcde"),
        st.frozensets(st.tuples(st.sampled_from(Reader), st.sampled_from(BODIES)), max_size=3),
    ),
    max_size=5,
    unique_by=lambda each: each.id,
)
_owed = st.lists(
    st.builds(
        Owing,
        st.sampled_from(Matter),
        st.uuids().map(str),
        st.sampled_from([("committee",), ("committee", "labour"), ("committee", "health")]),
        _days,
        turn=st.sampled_from([Reader.APPROVER, Reader.SECRETARIAT, Reader.CHAIR]),
        apart=st.frozensets(st.sampled_from("abcde"), max_size=2),
    ),
    max_size=6,
)
_quiet = st.lists(st.builds(lambda day, n: Quiet(day, day + timedelta(days=n)), _days, st.integers(0, 20)), max_size=2)


@given(_owed, _people, st.dictionaries(st.sampled_from("abcde"), _days), _quiet)
@settings(max_examples=examples(150))
def test_as_the_plain_version_says(
    owed: list[Owing], people: list[Recipient], last: dict[str, date], quiet: list[Quiet]
) -> None:
    found: tuple[Digest, ...] = digests(owed, people, last, quiet, DAY)
    assert {each.person: {item.owing.of for item in each.items} for each in found} == plainly(
        owed, people, last, quiet, DAY
    )
    assert all(each.items and len(each.items) == len({item.owing.of for item in each.items}) for each in found)
