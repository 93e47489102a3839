"""Asks `palermo.access` whether somebody may do something. Pages, actions, menus and commands all ask here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol, cast

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone

from palermo import access
from palermo.access import ANONYMOUS, Actor, Decision, Reach, Role, Term, Thing
from palermo.office.access.glasses import glasses_of
from palermo.office.access.models import ROOT, Person, Reset
from palermo.office.access.terms import known_by, runs_the_office

_LONG_AGO, _FOR_EVER = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """How a session was opened: with a second factor or not, and when the person last proved who they are."""

    second_factor: bool = False
    fresh_at: datetime | None = None


class _Remembered(Protocol):
    """What Django's user is given to carry: how they signed in, and who they are as an actor, once that was read."""

    signed_in: SignedIn
    kept_for_request: dict[str, Actor]


@dataclass(frozen=True, slots=True)
class Console:
    """Whoever works at the machine itself, by a command: the operator, and the secretariat while there is none."""

    pseudonym: str = "console"


CONSOLE = Console()
By = User | AnonymousUser | Console


class Actable(Protocol):
    """A row that acts are done to."""

    def thing(self, at: datetime) -> Thing:
        """What `palermo.access` has to know of it."""
        ...


def decide(
    by: By, act: str, thing: Actable | Thing | None = None, *, at: datetime | None = None, reason: str = ""
) -> Decision:
    """Whether `by` may do `act` (a verb such as `plan.uploaded`) to `thing`. Nothing else here knows rights."""
    at = at or timezone.now()
    told = thing if thing is None or isinstance(thing, Thing) else thing.thing(at)
    who = actor(by, at)
    if told is not None and told.asks:  # nothing else asks who let whom in
        who = with_hands(who)
    return access.decide(who, act, told, at, reason=reason)


def allowed(act: str) -> Callable[[HttpRequest, Actable | Thing], bool]:
    """Whether whoever asks for a page may do `act` to a thing."""
    return lambda request, thing: bool(decide(request.user, act, thing))


def reach(by: By, act: str, at: datetime | None = None) -> Reach:
    """What `by` may do `act` to: the filter of a query."""
    at = at or timezone.now()
    return access.reach(actor(by, at), act, at)


def actor(by: By, at: datetime) -> Actor:
    """Who acts, with the terms they hold. For the person of a request (`remember`) it is read once."""
    if isinstance(by, Console):
        return _console(at)
    if isinstance(by, AnonymousUser):
        return ANONYMOUS
    kept: dict[str, Actor] | None = getattr(by, "kept_for_request", None)
    if kept is None:
        return _read(by, at)
    if "actor" not in kept:
        kept["actor"] = _read(by, at)
    return kept["actor"]


def with_hands(who: Actor) -> Actor:
    """The same person, with all through whose hands their way in went. The machine itself is nobody's hand."""
    people, renewed = Person.objects.order_by(), Reset.objects.order_by().filter(renewal__isnull=False)
    let_in = people.values_list("pseudonym", "made_by").union(renewed.values_list("person__pseudonym", "made_by"))
    by_people = [(person, hand) for person, hand in let_in if hand != CONSOLE.pseudonym]
    return replace(who, brought_by=access.brought_by(who.id, by_people))


def remember(by: User, signed_in: SignedIn) -> None:
    """Say how the person of a request has signed in. What they may do is read once from then on: until `forget`."""
    # the person of a request is a lazy object, which hands on attributes and nothing else
    person = cast(_Remembered, by)
    person.signed_in, person.kept_for_request = signed_in, {}


@contextmanager
def read_once(by: By) -> Iterator[None]:
    """Within it, what a person may do is read once, until `forget`, though it is the person of no request."""
    known, person = not isinstance(by, User) or hasattr(by, "kept_for_request"), cast(_Remembered, by)
    if not known:
        person.kept_for_request = {}
    try:
        yield
    finally:
        if not known:
            del person.kept_for_request


def forget(by: By) -> None:
    """Read anew what the person may do: an action decides on what the database says now."""
    if kept := getattr(by, "kept_for_request", None):
        kept.clear()


def _read(by: User, at: datetime) -> Actor:
    known = known_by(by.pk) if by.pk else None
    if known is None:
        return ANONYMOUS
    signed_in: SignedIn = getattr(by, "signed_in", SignedIn())
    return Actor(
        id=known.pseudonym,
        terms=known.terms,
        closed=not known.is_active,
        second_factor=signed_in.second_factor,
        fresh_at=signed_in.fresh_at,
        glasses=glasses_of(known.pseudonym, at),
    )


def _console(at: datetime) -> Actor:
    roles = (Role.OPERATOR,) if runs_the_office(at) else (Role.OPERATOR, Role.SECRETARIAT)
    terms = (
        Term(
            id=f"console-{role}",
            person=CONSOLE.pseudonym,
            role=role,
            body=ROOT,
            since=_LONG_AGO,
            until=_FOR_EVER,
            enforces=False,
        )
        for role in roles
    )
    return Actor(id=CONSOLE.pseudonym, terms=tuple(terms), second_factor=True, fresh_at=at)
