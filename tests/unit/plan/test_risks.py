"""A risk is what its notes say: open until it is closed, secret until it is shown, due on the day of the last look."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.plan import Noted, RiskHeld, RiskNote, risk_held, risk_noted
from tests.examples import examples

DAY = date(2025, 3, 1)


def note(noted: Noted, on: int = 0, reason: str = "Decided.", review: int | None = None) -> RiskNote:
    later = None if review is None else DAY + timedelta(days=review)
    return RiskNote(noted, DAY + timedelta(days=on), reason, later)


@pytest.mark.parametrize(
    ("held", "told", "why"),
    [
        (RiskHeld(DAY), note(Noted.CLOSE, reason=" "), "Say why"),
        (RiskHeld(DAY), note(Noted.REVIEW), "later day"),
        (RiskHeld(DAY), note(Noted.REVIEW, 5, review=5), "later day"),
        (RiskHeld(DAY, closed=DAY), note(Noted.REVIEW, review=9), "was closed"),
        (RiskHeld(DAY, closed=DAY), note(Noted.CLOSE), "was closed"),
        (RiskHeld(DAY, public=True), note(Noted.SHOW), "already"),
        (RiskHeld(DAY), note(Noted.HIDE), "not public"),
    ],
)
def test_what_cannot_be_noted_is_told(held: RiskHeld, told: RiskNote, why: str) -> None:
    after, refused = risk_noted(held, told)
    assert (after, why in str(refused)) == (held, True)


def test_it_is_overdue_after_its_day_until_it_is_closed() -> None:
    held = RiskHeld(DAY)
    assert (held.overdue(DAY), held.overdue(DAY + timedelta(days=1))) == (False, True)
    assert not risk_held(DAY, [note(Noted.CLOSE, 3)]).overdue(DAY + timedelta(days=9))
    assert not risk_held(DAY, [note(Noted.REVIEW, 3, review=20)]).overdue(DAY + timedelta(days=9))


NOTES = st.lists(
    st.builds(note, st.sampled_from(Noted), st.integers(0, 9), st.sampled_from(["", "So."]), st.integers(0, 30)),
    max_size=8,
)


@given(NOTES)
@settings(max_examples=examples(150))
def test_it_stands_where_its_notes_lead(notes: list[RiskNote]) -> None:
    held = risk_held(DAY, notes)
    told = [each for each in notes if each.reason]
    closings = [each.on for each in told if each.noted is Noted.CLOSE]
    assert held.closed == (closings[0] if closings else None)
    seen = [each.noted for each in told if each.noted in (Noted.SHOW, Noted.HIDE)]
    assert held.public == (bool(seen) and seen[-1] is Noted.SHOW)
    before = told[: [each.noted for each in told].index(Noted.CLOSE)] if closings else told
    looks = [each.review for each in before if each.noted is Noted.REVIEW and each.review and each.review > each.on]
    assert held.review == (looks[-1] if looks else DAY)
