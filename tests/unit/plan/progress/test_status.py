"""The status is worked out, and a second, plainer way of working it out agrees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD
from palermo.plan import Amended, Amendment, Claim, Done, Dropped, Report, Status, Verb, Work
from palermo.plan.progress import Terms, standing, terms_of
from tests.examples import examples
from tests.unit.plan.progress.plain_status import plain_status
from tests.unit.plan.progress.records import (
    YEAR,
    accepted,
    account,
    activity,
    by,
    day,
    late_end,
    proof,
    report,
    stopped,
)

BOTH = Done(1, "All of it", day(3)), Done(2, "All of it", day(3))
Q1, Q2 = report("2027-Q1", day(4, 2), Done(1, "Half")), report("2027-Q2", day(7, 2), Done(1, "Half"))
WHOLE = Work("1.1.1", accepted())


@pytest.mark.parametrize(
    ("work", "today", "status", "told"),
    [
        (Work("1.1.1"), day(2), Status.NOT_ACCEPTED, "No record shows"),
        (Work("1.1.1", accepted()[:1]), day(2), Status.NOT_ACCEPTED, "Put to its lead on 2027-01-02"),
        (
            Work("1.1.1", (*accepted()[:1], by(Verb.REFUSE, "m1", "lead", day(1, 6), "No money"))),
            day(2),
            Status.NOT_ACCEPTED,
            "Its lead refused it on 2027-01-06: No money",
        ),
        (WHOLE, day(2), Status.NOT_STARTED, "was to start on 2027-01-01"),
        (replace(WHOLE, reports=(Q1,)), day(5), Status.RUNNING, "last report: 2027-Q1, sent on 2027-04-02"),
        (WHOLE, day(5), Status.NO_REPORT, "No report for 2027-Q1, which was due on 2027-04-15."),
        (replace(WHOLE, reports=(Q1,)), day(7, 16), Status.LATE, "Step 1 was due on 2027-06-30"),
        (
            replace(WHOLE, reports=(Q1,), evidence=(proof(1, offered=day(6)),)),
            day(7, 17),
            Status.NO_REPORT,
            "No report for 2027-Q2",
        ),
        (replace(WHOLE, reports=(Q1, Q2)), day(10), Status.LATE, "to be finished by 2027-09-30"),
        (replace(WHOLE, reports=(Q1,), obstacles=(stopped(day(2)),)), day(5), Status.BLOCKED, "by the assembly since"),
        (
            replace(WHOLE, reports=(report("2027-Q1", day(4, 2), *BOTH),)),
            day(5),
            Status.PROOF_PENDING,
            "no proof is offered (proved: 0 of 2)",
        ),
        (
            replace(WHOLE, evidence=(proof(1, offered=day(3), decided=day(4)), proof(2, offered=day(3)))),
            day(12),
            Status.PROOF_PENDING,
            "not yet accepted (proved: 1 of 2)",
        ),
        (
            replace(WHOLE, evidence=(proof(1, 2, offered=day(3), decided=day(4)),)),
            day(12),
            Status.DONE,
            "accepted on 2027-04-01 (proved: 2 of 2)",
        ),
        (replace(WHOLE, dropped=Dropped(day(3), "c1", "No law")), day(5), Status.DROPPED, "2027-03-01: No law"),
        (replace(WHOLE, dropped=Dropped(day(3), "c1", "No law")), day(2), Status.NOT_STARTED, "was to start"),
        (replace(WHOLE, dropped=Dropped(day(3), "c1", " ")), day(2), Status.NOT_STARTED, "was to start"),
    ],
)
def test_each_status_names_what_decided_it(work: Work, today: date, status: Status, told: str) -> None:
    found = standing(account(work, today))
    assert (found.status, told in str(found.why)) == (status, True), str(found.why)


def test_a_typed_complete_makes_nothing_done() -> None:
    said = replace(WHOLE, reports=(report("2027-Q1", day(4, 2), *BOTH, claim=Claim.COMPLETE),))
    assert standing(account(said, day(5))).status is Status.PROOF_PENDING
    assert standing(account(said, day(12))).status is Status.LATE


def test_continuous_work_is_never_done() -> None:
    endless = terms_of(activity(), continuous=True)
    work = replace(
        WHOLE,
        reports=(report("2027-Q1", day(4, 2), claim=Claim.COMPLETE),),
        evidence=(proof(offered=day(3), decided=day(4)),),
    )
    found = standing(account(work, day(5), terms=endless))
    assert (found.status, "never done" in str(found.why)) == (Status.RUNNING, True)


def test_steps_nobody_could_read_are_never_all_proved() -> None:
    unread = terms_of(activity(steps=UNREAD))
    work = replace(WHOLE, evidence=(proof(offered=day(3), decided=day(4)),))
    found = standing(account(work, day(5), terms=unread))
    assert (found.status, "Nobody could read" in str(found.why)) == (Status.PROOF_PENDING, True)


def test_an_end_that_nobody_could_read_is_not_an_end_that_is_not_there() -> None:
    work = replace(WHOLE, reports=(Q1,))
    blank, hidden = (account(work, day(5), terms=terms_of(activity(end=end))) for end in (BLANK, UNREAD))
    assert "Nobody could read when it ends" not in str(standing(blank).why)
    assert str(standing(hidden).why).endswith("so nobody can say whether it is late.")
    moved = replace(work, changes=(late_end("2027-12-31", "Agreed"),))
    assert "Nobody could read" not in str(standing(account(moved, day(5), terms=terms_of(activity(end=UNREAD)))).why)
    done = replace(work, evidence=(proof(offered=day(3), decided=day(4)),))
    assert "Nobody could read" not in str(standing(account(done, day(5), terms=terms_of(activity(end=UNREAD)))).why)


def test_a_deadline_moves_only_with_a_reason() -> None:
    silent, told = late_end("2028-06-30", ""), late_end("2028-06-30", "The bill came back")
    step = Amendment(Amended.STEP, "2028-03-31", day(4), "c1", "1", "The bill came back")
    for changes, status in (((silent,), Status.LATE), ((told,), Status.LATE), ((told, step), Status.NO_REPORT)):
        work = replace(WHOLE, reports=(Q1, Q2), changes=changes)
        two = Terms(day(1), day(9, 30), False, (day(6, 30), None))
        assert standing(account(work, day(12), terms=two)).status is status


def test_of_two_changes_the_one_decided_last_holds_wherever_it_stands() -> None:
    first, second = late_end("2028-06-30", "The bill came back"), late_end("2027-11-30", "The bill was passed")
    for changes in ((first, replace(second, on=day(5))), (replace(second, on=day(5)), first)):
        on_record = account(replace(WHOLE, changes=changes), day(12))
        assert on_record.terms.end == date(2027, 11, 30)


def test_an_earlier_report_is_never_carried_forward() -> None:
    work = replace(WHOLE, reports=(Q1,), evidence=(proof(1, offered=day(6)),))
    assert standing(account(work, day(7, 15))).status is Status.RUNNING
    assert standing(account(work, day(7, 16))).status is Status.NO_REPORT
    returned = replace(Q2, moves=(*Q2.moves, by(Verb.RETURN, "s1", "secretariat", day(7, 3), "Which step?")))
    assert standing(account(replace(work, reports=(Q1, returned)), day(7, 16))).status is Status.NO_REPORT
    assert standing(account(replace(work, reports=(Q1, Q2)), day(7, 16))).status is Status.RUNNING


DAYS = st.dates(day(1), date(2028, 1, 31))


@st.composite
def works(draw: st.DrawFn) -> Work:
    """Legal records of every shape."""

    def after(on: date) -> date:
        return on + timedelta(days=draw(st.integers(0, 60)))

    def one_report(period: str) -> Report:
        on = draw(DAYS)
        made = report(period, on, claim=draw(st.none() | st.sampled_from(Claim)))
        done = tuple(Done(step, "x", draw(st.none() | DAYS)) for step in draw(st.sets(st.integers(1, 2))))
        ends = [by(Verb.RETURN, "s1", "secretariat", after(on), "why"), by(Verb.ACCEPT, "s1", "secretariat", after(on))]
        return replace(made, done=done, moves=(*made.moves, *draw(st.sampled_from([(), *((end,) for end in ends)]))))

    evidence = []
    for steps in draw(st.lists(st.sampled_from([(1,), (2,), (1, 2), ()]), max_size=3)):
        on = draw(DAYS)
        made = proof(*steps, offered=on, decided=draw(st.none() | st.just(after(on))))
        if len(made.moves) > 1 and draw(st.booleans()):
            undone = by(Verb.UNDO, "c1", "committee", after(made.moves[-1].on), "why")
            made = replace(made, moves=(*made.moves, undone))
        evidence.append(made)
    changes = [
        replace(late_end(draw(DAYS).isoformat(), draw(st.sampled_from(["", "why"]))), on=draw(DAYS))
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Work(
        "1.1.1",
        draw(st.sampled_from([(), accepted()[:1], accepted(), accepted(), accepted(day(4, 20))])),
        tuple(map(one_report, draw(st.sets(st.sampled_from(["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]))))),
        tuple(evidence),
        tuple(stopped(draw(DAYS), draw(st.none() | DAYS)) for _ in range(draw(st.integers(0, 1)))),
        tuple(changes),
        draw(st.none() | st.builds(Dropped, DAYS, st.just("c1"), st.sampled_from(["", "why"]))),
    )


TERMS = st.builds(
    Terms,
    st.none() | DAYS,
    st.none() | DAYS,
    st.just(False),
    st.sampled_from([(), (day(6, 30), None), (None, day(9, 30))]),
) | st.builds(Terms, start=st.none() | DAYS, continuous=st.just(True), steps=st.just((day(6, 30),)))


@settings(max_examples=examples(300), deadline=None)
@given(works(), TERMS, DAYS, st.sampled_from([YEAR, None]))
def test_the_plain_way_agrees(work: Work, terms: Terms, today: date, cycle: object) -> None:
    found = standing(account(work, today, terms=terms, cycle=YEAR if cycle else None))
    assert found.status is plain_status(work, terms, YEAR if cycle else None, today)
    assert str(found.why).strip()
    if terms.continuous:
        assert found.status is not Status.DONE
