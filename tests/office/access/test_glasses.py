"""Break-glass: who looks where they may not does so for a short time, with a reason, and under the custodian's eyes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User

from palermo.access import BodyKind, Role, Thing
from palermo.core import UserError
from palermo.office.access.action import ACTIONS, action
from palermo.office.access.actions import agree_to_glass, break_glass, close_glass, end_term, read_glass
from palermo.office.access.decision import By, actor, decide
from palermo.office.access.models import Body, Glass, Look
from palermo.office.access.refusal import Hidden, Refused
from palermo.office.trail import Told
from palermo.office.trail.models import Entry
from tests.office.cast import NOW, a_body, host, join, signed_in

WHY = "A child is in danger tonight."
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def fresh(name: str, role: Role, body: Body | None = None) -> User:
    return signed_in(join(name, role, body), fresh_at=NOW)


@pytest.fixture
def shelter(officer: User) -> Body:
    return a_body("shelter")


@pytest.fixture
def worker(officer: User) -> User:
    """Works with cases, but not in the shelter."""
    return fresh("worker", Role.CASE_WORKER, a_body("welfare", BodyKind.MINISTRY))


@pytest.fixture
def custodian(officer: User) -> User:
    return fresh("custodian", Role.CUSTODIAN)


@pytest.fixture
def glass(worker: User, shelter: Body) -> Glass:
    return broken(worker, shelter)


def broken(by: User, body: Body, lasts: timedelta = 4 * HOUR) -> Glass:
    return break_glass(by=by, body=body, reason=WHY, lasts=lasts, now=NOW)


def sees(who: User, body: Body, after: timedelta = timedelta()) -> bool:
    """Whether somebody could open a closed document of the body's, so long after now."""
    return decide(who, "document.opened", paper(body), at=NOW + after).allowed


def paper(body: Body) -> Thing:
    return Thing(kind="document", id="d-1", path=body.above)


def test_one_person_sees_for_an_hour_and_no_further_compartment(worker: User, shelter: Body) -> None:
    assert not sees(worker, shelter)
    glass = broken(worker, shelter)
    assert sees(worker, shelter, HOUR - MINUTE)
    assert not sees(worker, shelter, HOUR)
    assert not sees(worker, a_body("clinic"))
    assert glass.ends == NOW + HOUR


def test_two_persons_see_for_as_long_as_was_asked_for(worker: User, shelter: Body, custodian: User) -> None:
    glass = broken(worker, shelter, lasts=4 * HOUR)
    agree_to_glass(by=custodian, glass=glass, now=NOW)
    assert sees(worker, shelter, 4 * HOUR - MINUTE)
    assert not sees(worker, shelter, 4 * HOUR)
    assert not sees(custodian, shelter)


def test_who_enforces_the_law_sees_nothing_before_a_second_person_agrees(custodian: User, shelter: Body) -> None:
    police = a_body("police", BodyKind.POLICE)
    screener, colleague = fresh("screener", Role.SCREENER, police), fresh("colleague", Role.CASE_WORKER, police)
    glass = broken(screener, shelter)
    assert not sees(screener, shelter)
    for second in (screener, colleague):
        with pytest.raises(Refused):
            agree_to_glass(by=second, glass=glass, now=NOW)
    agree_to_glass(by=custodian, glass=Glass.objects.get(), now=NOW)
    assert sees(screener, shelter)


def test_nobody_agrees_to_their_own(worker: User, shelter: Body) -> None:
    two_hats = fresh("both", Role.CUSTODIAN, shelter)
    with pytest.raises(Refused, match="had a hand in this"):
        agree_to_glass(by=two_hats, glass=broken(two_hats, shelter), now=NOW)


def test_the_custodian_shuts_it_at_once(worker: User, shelter: Body, custodian: User, glass: Glass) -> None:
    close_glass(by=custodian, glass=glass, now=NOW + MINUTE)
    assert not sees(worker, shelter, MINUTE)
    with pytest.raises(Refused, match="present state: ended"):
        close_glass(by=worker, glass=Glass.objects.get(), now=NOW + 2 * MINUTE)


def test_it_shuts_with_the_term_of_who_broke_it(worker: User, shelter: Body, glass: Glass) -> None:
    end_term(by=host(), term=worker.person.terms.get(), until=NOW, reason="Left.", now=NOW)
    assert not sees(worker, shelter, MINUTE)


@pytest.mark.parametrize(("reason", "lasts"), [(" ", HOUR), (WHY, timedelta(hours=25)), (WHY, timedelta())])
def test_without_a_reason_or_an_end_nothing_is_broken(
    reason: str, lasts: timedelta, worker: User, shelter: Body
) -> None:
    with pytest.raises(UserError):
        break_glass(by=worker, body=shelter, reason=reason, lasts=lasts, now=NOW)
    assert not Glass.objects.exists()


def test_a_glass_is_broken_once_at_a_time(worker: User, shelter: Body, glass: Glass) -> None:
    with pytest.raises(UserError, match="already"):
        broken(worker, shelter)
    close_glass(by=worker, glass=glass, now=NOW)
    again = broken(worker, shelter)
    assert again.pk != glass.pk
    assert sees(worker, shelter)


def test_the_reason_is_kept_and_the_trail_commits_to_it(worker: User, shelter: Body, glass: Glass) -> None:
    assert (glass.reason, glass.compartment) == (WHY, "shelter")
    entry = Entry.objects.get(verb="glass.broken")
    assert (entry.actor, entry.object) == (worker.person.pseudonym, f"glass:{glass.pk}")
    assert WHY in (entry.opening.content or "")


# what was looked at


@dataclass(frozen=True)
class Paper:
    body: Body

    def thing(self, at: datetime) -> Thing:
        return paper(self.body)

    def told(self) -> Told:
        return Told("document:1", {"n": 1}, closed=True)


@pytest.fixture
def opening() -> Iterator[None]:
    """An act that opens what is closed, as rooms with closed things have it."""
    kept = ACTIONS.pop("document.opened", None)

    @action("document.opened", thing="document")
    def open_document(*, by: By, document: Paper, now: datetime) -> Paper:
        return document

    yield
    del ACTIONS["document.opened"]
    if kept:
        ACTIONS["document.opened"] = kept


def test_what_only_a_glass_let_somebody_open_stays_beside_it(
    opening: None, worker: User, shelter: Body, glass: Glass
) -> None:
    run = ACTIONS["document.opened"].run
    run(by=worker, document=Paper(shelter), now=NOW)
    run(by=worker, document=Paper(worker.person.body), now=NOW)
    look = Look.objects.get()
    assert (look.glass, look.compartment, look.kind, look.thing) == (glass, "shelter", "document", "d-1")
    assert (look.entry.verb, look.entry.actor) == ("document.opened", actor(worker, NOW).id)


def test_nobody_else_knows_of_it(
    worker: User, shelter: Body, custodian: User, glass: Glass, officer: User, outsider: User
) -> None:
    inside = fresh("inside", Role.FOCAL_POINT, shelter)
    auditor = fresh("auditor", Role.AUDITOR)
    for who in (custodian, inside, auditor, worker):
        assert decide(who, "glass.read", glass, at=NOW)
    stranger = fresh("stranger", Role.CUSTODIAN, worker.person.body)
    for who in (officer, outsider, stranger):
        assert decide(who, "glass.read", glass, at=NOW).hidden
        with pytest.raises(Hidden):
            read_glass(by=who, glass=glass, now=NOW)
