"""What an agenda could hold, worked out from the record: what presses first, and nothing that is in order."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Message
from palermo.plan import ActivityLine, Course, Ground, Pending, Plea, Stage, Standing, Status, agenda_proposals
from tests.examples import examples
from tests.unit.plan.progress.records import activity

TODAY = date(2027, 6, 1)
PLAIN = {"blocked": "blocked", "late": "late", "not_accepted": "undecided"}


def line(number: int, status: Status) -> ActivityLine:
    standing = Standing(status, Message(f"It is {status}."))
    return ActivityLine(replace(activity(), id=f"1.1.{number}"), "1", "1.1", "police", standing, 0, 0, continuous=False)


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.sampled_from(Status), max_size=8),
    st.lists(st.tuples(st.sampled_from(Stage), st.integers(-3, 3)), max_size=6),
    st.lists(st.sampled_from(["", "  ", "A letter."]), max_size=4),
)
def test_everything_that_presses_is_proposed_once_and_nothing_else(
    statuses: list[Status], resolutions: list[tuple[Stage, int]], words: list[str]
) -> None:
    lines = [line(number, status) for number, status in enumerate(statuses)]
    pending = [Pending(f"r{n}", TODAY + timedelta(late), Course(stage)) for n, (stage, late) in enumerate(resolutions)]
    pleas = [Plea(f"2.1.{n}", "police", said) for n, said in enumerate(words)]
    found = agenda_proposals(lines, pending, pleas, TODAY)
    expected = {f"{PLAIN[status]}:1.1.{n}" for n, status in enumerate(statuses) if status in PLAIN}
    for n, (stage, days) in enumerate(resolutions):
        if stage in ("refused", "reported") or (stage in ("taken", "accepted") and days < 0):
            expected.add(f"resolution:r{n}")
    expected |= {f"plea:2.1.{n}" for n, said in enumerate(words) if said.strip()}
    assert {each.key for each in found} == expected
    assert len(found) == len(expected)
    grounds = [str(each.ground) for each in found]
    assert grounds == sorted(grounds, key=["blocked", "late", "undecided", "resolution", "plea"].index)


def test_a_proposal_says_why_it_is_one() -> None:
    late = Pending("r1", TODAY - timedelta(3), Course(Stage.TAKEN))
    lines, pleas = [line(1, Status.LATE)], [Plea("1.1.2", "The police", " A letter. ")]
    told = [str(each.told) for each in agenda_proposals(lines, [late], pleas, TODAY)]
    assert told == [
        "It is late.",
        "It was due on 2027-05-29 and is taken and not answered.",
        "The police asks: A letter.",
    ]
    assert [each.ground for each in agenda_proposals(lines, [late], pleas, TODAY)] == [
        Ground.LATE,
        Ground.RESOLUTION,
        Ground.PLEA,
    ]
