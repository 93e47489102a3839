"""Terms in the office: handed over as the library says, never held twice by one hand, deputies and all."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User

from palermo.access import Role
from palermo.core import UserError
from palermo.office.access.actions import end_term, give_term, hand_over_term
from palermo.office.access.models import Term
from palermo.office.access.terms import terms_of
from tests.office.cast import FOR_LONG, NOW, host, join

DAY = timedelta(days=1)


def given(person: User, since: datetime = NOW, until: datetime = FOR_LONG, deputy_for: Term | None = None) -> Term:
    return give_term(
        by=host(),
        person=person.person,
        role=Role.APPROVER,
        body=person.person.body,
        since=since,
        until=until,
        deputy_for=deputy_for,
        now=NOW,
    )


def handed_over(term: Term, to: User, at: datetime = NOW + DAY) -> Term:
    return hand_over_term(by=host(at), term=term, to=to.person, reason="Moved on.", now=at).term


@pytest.fixture
def three(officer: User) -> list[User]:
    return [join(name, Role.ANALYST) for name in ("first", "second", "third")]


def running(person: User, at: datetime, role: Role = Role.APPROVER) -> int:
    return sum(term.runs(at) and term.role is role for term in terms_of(person.person.pk))


def test_at_every_instant_one_hand_holds_what_was_handed_over(three: list[User]) -> None:
    first, second, _third = three
    new = handed_over(given(first), second)
    for at in (NOW, NOW + DAY - timedelta(seconds=1), NOW + DAY, NOW + 300 * DAY, FOR_LONG - DAY):
        assert running(first, at) + running(second, at) == 1
    assert (new.until, new.since, new.follows_id) == (
        FOR_LONG,
        NOW + DAY,
        Term.objects.get(person=first.person, role="approver").pk,
    )


def test_what_a_deputy_hands_over_stays_a_deputys(three: list[User]) -> None:
    principal, deputy, other = three
    own = given(principal)
    new = handed_over(given(deputy, deputy_for=own), other)
    assert new.deputy_for == own
    end_term(by=host(NOW + 2 * DAY), term=own, until=NOW + 2 * DAY, reason="Left.", now=NOW + 2 * DAY)
    assert running(other, NOW + DAY)
    assert not running(other, NOW + 3 * DAY)


def test_nobody_becomes_their_own_deputy_by_a_hand_over(three: list[User]) -> None:
    principal, deputy, _other = three
    standing_in = given(deputy, deputy_for=given(principal))
    with pytest.raises(UserError, match="own deputy"):
        handed_over(standing_in, principal)


def test_what_does_not_run_is_not_handed_over(three: list[User]) -> None:
    principal, deputy, other = three
    own = given(principal)
    standing_in = given(deputy, deputy_for=own)
    with pytest.raises(UserError, match="does not run at this moment"):
        handed_over(standing_in, other, at=NOW)  # it has only just begun
    end_term(by=host(), term=own, until=NOW, reason="Left.", now=NOW)
    with pytest.raises(UserError, match="does not run at this moment"):
        handed_over(standing_in, other)
    assert not running(other, NOW + 2 * DAY)


def test_one_hand_does_not_hold_a_role_twice(three: list[User]) -> None:
    first, second, _third = three
    given(first, until=NOW + 10 * DAY)
    with pytest.raises(UserError, match="already, for a part of that time"):
        given(first, since=NOW + 9 * DAY)
    given(first, since=NOW + 10 * DAY)
    theirs = given(second)
    with pytest.raises(UserError, match="already, for a part of that time"):
        handed_over(theirs, first)
    assert running(second, NOW + 2 * DAY) == 1
