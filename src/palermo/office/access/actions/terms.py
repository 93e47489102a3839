"""Giving a term, ending it, handing it over."""

from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from palermo import access
from palermo.access import Role, Thing
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.actions.signin import end_all
from palermo.office.access.decision import By, actor
from palermo.office.access.models import Body, Ending, Person, Term
from palermo.office.access.terms import terms_of
from palermo.office.trail import Told


def _to_be_given(*, person: Person, body: Body, since: datetime, now: datetime, **_rest: Any) -> Thing:
    state = "coming" if now < since else "running"
    return Thing(kind="term", id="", path=body.above, state=state, owner=person.pseudonym)


@action("term.given", thing=_to_be_given)
def give_term(
    *,
    by: By,
    person: Person,
    role: Role,
    body: Body,
    since: datetime,
    until: datetime,
    now: datetime,
    deputy_for: Term | None = None,
) -> Term:
    """Give a person a role in a body from one instant to another; as a deputy, while the other's term runs too."""
    _need_span(since, until)
    if deputy_for is not None:
        _need_principal(person, role, body, deputy_for)
    term = Term(role=role, body=body, since=since, until=until, deputy_for=deputy_for)
    return _given(by, person, term, now)


@action("term.ended", thing="term")
def end_term(*, by: By, term: Term, until: datetime, reason: str, now: datetime) -> Ending:
    """End a term earlier than it was given for, with the reason; at once, where `until` is not in the future."""
    if until >= term.end:
        raise UserError(Message("The term ends before that day already."))
    ending = _ended(by, term, max(until, now), reason, now)
    _end_sessions_of_who_holds_nothing(term.person, now)
    return ending


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One term ended so that another could begin."""

    ending: Ending
    term: Term

    def told(self) -> Told:
        """What the trail says of both."""
        term, ending = self.term.told(), self.ending.told()
        return Told(term.object, {**term.content, "ending": {"object": ending.object, **ending.content}})


def _to_be_handed_over(*, term: Term, to: Person, now: datetime, **_rest: Any) -> Thing:
    return replace(term.thing(now), receiver=to.pseudonym)


@action("term.handed_over", thing=_to_be_handed_over)
def hand_over_term(*, by: By, term: Term, to: Person, reason: str, now: datetime) -> HandedOver:
    """End a running term now; the other person holds it from now to the day it would have ended."""
    if to.pk == term.person_id:
        raise UserError(Message("This person holds the term already. Choose another one."))
    if term.deputy_for is not None:
        _need_principal(to, Role(term.role), term.body, term.deputy_for)
    held = next((one for one in terms_of(term.person_id) if one.id == term.uid), None)
    if held is None or not held.runs(now) or held.since == now:
        raise UserError(Message("This term does not run at this moment. End it, and give the other person one."))
    before, after = access.hand_over(held, to=to.pseudonym, id=token_hex(16), at=now)
    ending = _ended(by, term, before.until, reason, now)
    _end_sessions_of_who_holds_nothing(term.person, now)
    next_term = Term(
        role=term.role,
        body=term.body,
        since=after.since,
        until=after.until,
        deputy_for=term.deputy_for,
        follows=term,
    )
    return HandedOver(ending, _given(by, to, next_term, now))


def _given(by: By, person: Person, term: Term, now: datetime) -> Term:
    if person.closed:
        raise UserError(Message("The account is closed. Open it again first."))
    _need_place(person, term)
    term.person, term.uid, term.given_by, term.given_at = person, token_hex(16), actor(by, now).id, now
    term.save()
    return term


def _ended(by: By, term: Term, until: datetime, reason: str, now: datetime) -> Ending:
    return Ending.objects.create(
        term=term, until=until, reason=reason.strip(), ended_by=actor(by, now).id, ended_at=now
    )


def _end_sessions_of_who_holds_nothing(person: Person, now: datetime) -> None:
    if not any(term.runs(now) for term in terms_of(person.pk)):
        end_all(person)


def _need_span(since: datetime, until: datetime) -> None:
    if not since < until:
        raise UserError(Message("The term would be over before it began. Choose a later last day."))


def _need_place(person: Person, term: Term) -> None:
    """One hand does not hold the same role in the same body twice at one time."""
    new = access.Term(
        id="",
        person=person.pseudonym,
        role=Role(term.role),
        body=term.body.key,
        since=term.since,
        until=term.until,
        enforces=term.body.enforces,
    )
    if any(new.overlaps(held) for held in terms_of(person.pk)):
        raise UserError(
            Message("This person holds that role there already, for a part of that time. Choose other days.")
        )


def _need_principal(person: Person, role: Role, body: Body, principal: Term) -> None:
    if principal.person_id == person.pk:
        raise UserError(Message("Nobody is their own deputy. Choose another person."))
    if principal.deputy_for_id is not None:
        raise UserError(Message("A deputy has no deputy. Choose the term of the person they both stand in for."))
    if (principal.role, principal.body_id) != (role, body.pk):
        raise UserError(Message("A deputy holds the same role in the same body as the one they stand in for."))
