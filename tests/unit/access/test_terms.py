"""Terms: dated at both ends, handed over without a gap or an overlap, held by deputies only while both run."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import Role, hand_over
from tests.unit.access.cast import NOW, term

HELD = term("dara", Role.FOCAL_POINT, "ministry")
HOURS = st.integers(-100, 100).map(lambda hours: NOW + timedelta(hours=hours))


@given(st.lists(HOURS, min_size=2, max_size=2, unique=True).map(sorted), HOURS, HOURS)
def test_at_every_instant_one_hand_holds_what_was_handed_over(
    ends: list[datetime], at: datetime, when: datetime
) -> None:
    held = replace(HELD, since=ends[0], until=ends[1])
    if not ends[0] < at < ends[1]:
        with pytest.raises(ValueError, match="cannot be handed over"):
            hand_over(held, to="rith", id="new", at=at)
        return
    before, after = hand_over(held, to="rith", id="new", at=at)
    assert before.runs(when) + after.runs(when) == held.runs(when)
    assert (after.person, after.role, after.body, after.id) == ("rith", held.role, held.body, "new")
    assert not before.overlaps(after)


def test_nobody_hands_over_to_themselves() -> None:
    with pytest.raises(ValueError, match="cannot be handed over to dara"):
        hand_over(HELD, to="dara", id="new", at=NOW)


def test_a_deputy_acts_while_both_terms_run() -> None:
    own = replace(HELD, person="rith", since=NOW - timedelta(hours=2), until=NOW + timedelta(hours=2))
    for since, until in [(-1, 1), (-3, -1), (1, 3), (-3, 3)]:
        principal = replace(HELD, since=NOW + timedelta(hours=since), until=NOW + timedelta(hours=until))
        deputy = replace(own, deputy_for=principal)
        for hour in range(-4, 5):
            at = NOW + timedelta(hours=hour)
            assert deputy.runs(at) == (own.runs(at) and principal.runs(at))


def test_a_deputy_stops_when_the_principal_hands_over() -> None:
    before, after = hand_over(HELD, to="sokha", id="new", at=NOW)
    deputy = replace(HELD, person="rith")
    assert replace(deputy, deputy_for=before).runs(NOW - timedelta(seconds=1))
    assert not replace(deputy, deputy_for=before).runs(NOW)
    assert replace(deputy, deputy_for=after).runs(NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"until": HELD.since},
        {"until": HELD.since - timedelta(days=1)},
        {"since": NOW.replace(tzinfo=None)},
        {"person": ""},
        {"role": Role.PUBLIC},
        {"deputy_for": HELD},
        {"deputy_for": replace(HELD, person="sokha", body="welfare")},
        {"deputy_for": replace(HELD, person="sokha", role=Role.CHAIR)},
        {"deputy_for": replace(HELD, person="sokha", deputy_for=replace(HELD, person="rith"))},
    ],
)
def test_what_is_no_term_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="term"):
        replace(HELD, **changed)  # type: ignore[arg-type]  # one wrong value each


def test_the_state_is_that_of_its_own_two_ends() -> None:
    assert [HELD.state(at) for at in (HELD.since - timedelta(1), HELD.since, HELD.until)] == [
        "coming",
        "running",
        "ended",
    ]


@given(HOURS, st.integers(1, 50), HOURS, st.integers(1, 50), HOURS)
def test_terms_overlap_when_one_hand_holds_both_at_some_instant(
    first: datetime, hours: int, second: datetime, more: int, at: datetime
) -> None:
    one = replace(HELD, since=first, until=first + timedelta(hours=hours))
    other = replace(HELD, since=second, until=second + timedelta(hours=more))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) or not (one.runs(at) and other.runs(at))
    assert one.overlaps(other) == any(one.runs(when) and other.runs(when) for when in (first, second))
    assert not one.overlaps(replace(other, person="rith"))
