"""The state of a plan, worked out from what is claimed."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD, Cell
from palermo.core.when import read_when
from palermo.office.plan.state import ORDER, on_day, standing


@dataclass(frozen=True)
class Claim:
    state: str
    first_day: date | None
    last_day: date | None


def said(state: str, first: str = "", last: str = "") -> Claim:
    day = date.fromisoformat(first) if first else None
    return Claim(state, day, date.fromisoformat(last) if last else day)


def test_nothing_claimed_is_no_state() -> None:
    result = standing([])
    assert (result.state, result.said, result.contested) == (None, (), False)


def test_one_step_after_another_is_no_contradiction() -> None:
    result = standing([said("draft", "2021-01-05"), said("approved", "2021-06-01"), said("in_force", "2021-07-01")])
    assert result.state == "in_force"
    assert not result.contradictions


def test_a_plan_in_force_beyond_its_period_is_said_to_be_so_from_the_day_after() -> None:
    now = standing([said("in_force", "2021-07-01")])
    period = Cell(read_when("December 2025"))
    assert on_day(now, period, date(2025, 12, 31)) == now
    late = on_day(now, period, date(2026, 1, 1))
    assert (late.state, late.said, late.ended) == ("in_force", ("in_force",), "December 2025")


def test_nothing_is_said_of_a_period_without_an_end_or_of_a_plan_that_is_not_in_force() -> None:
    now = standing([said("in_force", "2021-07-01")])
    for end in (BLANK, UNREAD, Cell(read_when("ongoing"))):
        assert not on_day(now, end, date(2099, 1, 1)).ended
    assert not on_day(standing([said("approved", "2021-07-01")]), Cell(read_when("2022")), date(2099, 1, 1)).ended


def test_called_draft_here_and_approved_there_is_shown() -> None:
    result = standing([said("approved", "2022-03-01"), said("draft", "2022-03-05")])
    assert result.state is None
    assert result.contested
    assert result.said == ("draft", "approved")


def test_the_same_day_cannot_be_two_states() -> None:
    assert standing([said("approved", "2022-03-01"), said("draft", "2022-03-01")]).contested


def test_a_month_inside_a_year_may_well_come_later() -> None:
    result = standing([said("draft", "2024-01-01", "2024-12-31"), said("approved", "2024-11-01", "2024-11-30")])
    assert result.state == "approved"


def test_a_later_claim_settles_the_state_but_the_contradiction_stays() -> None:
    result = standing([said("approved", "2022-03-01"), said("draft", "2022-03-05"), said("in_force", "2023-01-01")])
    assert result.state == "in_force"
    assert not result.contested
    assert len(result.contradictions) == 1


def test_a_claim_without_a_day_cannot_be_put_in_order() -> None:
    assert standing([said("approved"), said("draft", "2022-03-05")]).contested


def test_two_who_say_the_same_do_not_contradict() -> None:
    assert standing([said("approved"), said("approved", "2022-03-05")]).state == "approved"


claims = st.lists(
    st.builds(
        lambda state, day, length: Claim(state, day, date.fromordinal(day.toordinal() + length)),
        st.sampled_from(ORDER),
        st.dates(date(2020, 1, 1), date(2021, 1, 1)),
        st.integers(0, 400),
    ),
    max_size=6,
)


@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(rows: list[Claim], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    one, other = standing(rows), standing(mixed)
    assert (one.state, one.said, one.contested) == (other.state, other.said, other.contested)
    assert len(one.contradictions) == len(other.contradictions)


@given(claims)
def test_a_state_is_given_exactly_when_something_is_claimed_and_nothing_contests_it(rows: list[Claim]) -> None:
    result = standing(rows)
    assert (result.state is not None) == (bool(rows) and not result.contested)
    assert set(result.said) <= {claim.state for claim in rows}
